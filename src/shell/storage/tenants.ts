/** The directory of tenants. */
import { asc } from 'drizzle-orm'
import { enter, transact } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import { commitLocked } from './commit.ts'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import { newIdentifier } from './identifiers.ts'
import type { Gesture, Tenant } from './records.ts'
import { tenant } from './schema.ts'

/** Makes a tenant; that it was made is the first entry of its audit chain. */
export async function createTenant(
  { database, now, random }: Workshop,
  { actor }: Gesture,
  name: string,
): Promise<Tenant> {
  const made: Tenant = { id: newIdentifier<TenantId>(now(), random), name, createdAt: now() }
  return await transact(database, async (transaction) => {
    await transaction.insert(tenant).values(made)
    await enter(transaction, made.id)
    return await commitLocked(
      { now, random },
      transaction,
      made.id,
      { actor },
      {
        action: 'tenant-created',
        request: { name },
        apply: async () => ({ answer: made, subject: made.id }),
      },
    )
  })
}

/** All tenants, oldest first. */
export async function tenants(database: Database): Promise<readonly Tenant[]> {
  return await transact(database, (transaction) =>
    transaction.select().from(tenant).orderBy(asc(tenant.id)),
  )
}
