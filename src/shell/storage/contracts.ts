/** Contracts, and every text that they have had. */
import { and, asc, eq } from 'drizzle-orm'
import type { Checked } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { sha256 } from '../close-month.ts'
import type { Transaction } from './as-tenant.ts'
import { asTenant } from './as-tenant.ts'
import { isKeepable } from './columns.ts'
import type { Workshop } from './commit.ts'
import { commit } from './commit.ts'
import type { Database } from './database.ts'
import type { ContractId, TenantId } from './identifiers.ts'
import { newIdentifier } from './identifiers.ts'
import type { Gesture, StoredContract } from './records.ts'
import { finding, Refusal } from './refusal.ts'
import { contract, contractText } from './schema.ts'

const shown = {
  id: contract.id,
  reference: contract.reference,
  textHash: contract.textHash,
  updatedAt: contract.updatedAt,
}

export async function contracts(
  database: Database,
  tenant: TenantId,
): Promise<readonly StoredContract[]> {
  return await asTenant(database, tenant, (transaction) =>
    transaction
      .select(shown)
      .from(contract)
      .where(eq(contract.tenantId, tenant))
      .orderBy(asc(contract.reference)),
  )
}

export function addContract(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  { reference, text }: { readonly reference: string; readonly text: string },
): Promise<Checked<StoredContract>> {
  const textHash = sha256(text)
  return commit(workshop, tenant, gesture, {
    action: 'contract-added',
    request: { contract: 'new', reference, textHash },
    apply: async (transaction, at) => {
      const where = and(eq(contract.tenantId, tenant), eq(contract.reference, reference))
      const [known] = await transaction.select(shown).from(contract).where(where)
      if (known !== undefined) throw new Refusal('contract-known', { reference })
      await keepText(transaction, tenant, text, at)
      const id = newIdentifier<ContractId>(at, workshop.random)
      const answer = { id, reference, textHash, updatedAt: at }
      await transaction.insert(contract).values({ tenantId: tenant, ...answer })
      return { answer, subject: id }
    },
  })
}

export interface ContractChange {
  readonly contract: ContractId
  /** The hash of the text that is changed. */
  readonly expected: string
  /** What the new text calls itself. */
  readonly reference: string
  readonly text: string
}

export function changeContract(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  change: ContractChange,
): Promise<Checked<StoredContract>> {
  const textHash = sha256(change.text)
  return commit(workshop, tenant, gesture, {
    action: 'contract-changed',
    request: { contract: change.contract, expected: change.expected, textHash },
    apply: async (transaction, at) => {
      const known = await oneContract(transaction, tenant, change.contract)
      if (known.textHash !== change.expected) {
        throw new Refusal('contract-changed', { reference: known.reference })
      }
      if (known.reference !== change.reference) {
        const params = { found: change.reference, expected: known.reference }
        throw new Refusal('contract-of-another', params)
      }
      if (known.textHash === textHash) {
        return { answer: known, subject: known.id, isUnchanged: true }
      }
      await keepText(transaction, tenant, change.text, at)
      await transaction
        .update(contract)
        .set({ textHash, updatedAt: at })
        .where(and(eq(contract.tenantId, tenant), eq(contract.id, known.id)))
      return { answer: { ...known, textHash, updatedAt: at }, subject: known.id }
    },
  })
}

/** Throws a {@link Refusal} where there is none: `contract-unknown`. */
export async function oneContract(
  transaction: Transaction,
  tenant: TenantId,
  id: ContractId,
): Promise<StoredContract> {
  const [known] = await transaction
    .select(shown)
    .from(contract)
    .where(and(eq(contract.tenantId, tenant), eq(contract.id, id)))
  if (known === undefined) throw new Refusal('contract-unknown', { contract: id })
  return known
}

async function keepText(
  transaction: Transaction,
  tenantId: TenantId,
  body: string,
  recordedAt: Instant,
): Promise<void> {
  if (!isKeepable(body)) throw new Refusal('text-not-keepable')
  await transaction
    .insert(contractText)
    .values({ tenantId, hash: sha256(body), body, recordedAt })
    .onConflictDoNothing()
}

/** A text by its hash. Refused: `contract-text-unknown`, `stored-text-tampered`. */
export async function readContractText(
  database: Database,
  tenant: TenantId,
  hash: string,
): Promise<Checked<string>> {
  const [found] = await asTenant(database, tenant, (transaction) =>
    transaction
      .select({ body: contractText.body })
      .from(contractText)
      .where(and(eq(contractText.tenantId, tenant), eq(contractText.hash, hash))),
  )
  if (found === undefined) return refused('contract-text-unknown', hash)
  return sha256(found.body) === hash
    ? { value: found.body, findings: [] }
    : refused('stored-text-tampered', hash)
}

const refused = (code: string, hash: string): Checked<never> => ({
  value: undefined,
  findings: [finding(code, { hash })],
})
