/** Settlements, each kept under the hash of its canonical text. */
import { and, eq } from 'drizzle-orm'
import type { Checked } from '../../base/finding.ts'
import type { Settlement } from '../../money/settlement.ts'
import { settlementText } from '../../money/settlement.ts'
import { sha256 } from '../close-month.ts'
import { asTenant } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import { commit } from './commit.ts'
import { oneContract } from './contracts.ts'
import type { Database } from './database.ts'
import type { ContractId, TenantId } from './identifiers.ts'
import type { Gesture } from './records.ts'
import { finding, Refusal } from './refusal.ts'
import { contractText, settlement as table } from './schema.ts'

export function keepSettlement(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  contract: ContractId,
  settlement: Settlement,
): Promise<Checked<string>> {
  const body = settlementText(settlement)
  const hash = sha256(body)
  return commit(workshop, tenant, gesture, {
    action: 'settlement-kept',
    request: { contract, hash },
    apply: async (transaction, at) => {
      const { reference } = await oneContract(transaction, tenant, contract)
      const { contract: of, month } = settlement
      if (of.id !== reference) {
        throw new Refusal('settlement-of-another-contract', { found: of.id, expected: reference })
      }
      const [text] = await transaction
        .select({ hash: contractText.hash })
        .from(contractText)
        .where(and(eq(contractText.tenantId, tenant), eq(contractText.hash, of.hash)))
      if (text === undefined) throw new Refusal('contract-text-unknown', { hash: of.hash })
      const row = { tenantId: tenant, hash, contractId: contract, textHash: of.hash, month, body }
      const kept = await transaction
        .insert(table)
        .values({ ...row, recordedAt: at })
        .onConflictDoNothing()
        .returning({ hash: table.hash })
      return { answer: hash, subject: hash, isUnchanged: kept.length === 0 }
    },
  })
}

export async function readSettlement(
  database: Database,
  tenant: TenantId,
  hash: string,
): Promise<Checked<Settlement>> {
  const [found] = await asTenant(database, tenant, (transaction) =>
    transaction
      .select({ body: table.body })
      .from(table)
      .where(and(eq(table.tenantId, tenant), eq(table.hash, hash))),
  )
  if (found === undefined) return refused('settlement-unknown', hash)
  return sha256(found.body) === hash
    ? { value: JSON.parse(found.body) as Settlement, findings: [] }
    : refused('settlement-tampered', hash)
}

const refused = (code: string, hash: string): Checked<never> => ({
  value: undefined,
  findings: [finding(code, { hash })],
})
