/** Messages that wait to be sent. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { asTenant } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import type { Database } from './database.ts'
import type { MessageId, TenantId } from './identifiers.ts'
import type { Message } from './records.ts'
import { outbox } from './schema.ts'

export async function pendingMessages(
  database: Database,
  tenant: TenantId,
  limit: number,
): Promise<readonly Message[]> {
  return await asTenant(database, tenant, (transaction) =>
    transaction
      .select({
        id: outbox.id,
        topic: outbox.topic,
        body: outbox.body,
        createdAt: outbox.createdAt,
      })
      .from(outbox)
      .where(and(eq(outbox.tenantId, tenant), isNull(outbox.sentAt)))
      .orderBy(asc(outbox.id))
      .limit(limit),
  )
}

/** Notes that a message was sent. Not through the door: nothing is decided by it. */
export async function markSent(
  { database, now }: Pick<Workshop, 'database' | 'now'>,
  tenant: TenantId,
  message: MessageId,
): Promise<void> {
  await asTenant(database, tenant, async (transaction) => {
    await transaction
      .update(outbox)
      .set({ sentAt: now() })
      .where(and(eq(outbox.tenantId, tenant), eq(outbox.id, message), isNull(outbox.sentAt)))
  })
}
