/** The months of a contract: open, then closed by one settlement and never open again. */
import { and, asc, eq } from 'drizzle-orm'
import type { YearMonth } from '../../base/calendar/date.ts'
import { formatMonth, parseMonth } from '../../base/calendar/date.ts'
import type { Checked } from '../../base/finding.ts'
import { invariant } from '../../base/invariant.ts'
import type { Transaction } from './as-tenant.ts'
import { asTenant } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import { commit } from './commit.ts'
import { oneContract } from './contracts.ts'
import type { Database } from './database.ts'
import type { ContractId, TenantId } from './identifiers.ts'
import type { Gesture, StoredMonth } from './records.ts'
import { Refusal } from './refusal.ts'
import { settlement, month as table } from './schema.ts'

type Row = typeof table.$inferSelect

function monthOf(row: Omit<Row, 'tenantId'>): StoredMonth {
  const month = parseMonth(row.month)
  invariant(month !== undefined, 'a check holds how a month is written')
  return {
    contract: row.contractId,
    month,
    openedAt: row.openedAt,
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt }),
    ...(row.settlementHash === null ? {} : { settlement: row.settlementHash }),
  }
}

const isRow = (tenant: TenantId, contract: ContractId, month: YearMonth) =>
  and(
    eq(table.tenantId, tenant),
    eq(table.contractId, contract),
    eq(table.month, formatMonth(month)),
  )

async function oneMonth(
  transaction: Transaction,
  tenant: TenantId,
  contract: ContractId,
  month: YearMonth,
): Promise<StoredMonth | undefined> {
  const [row] = await transaction
    .select()
    .from(table)
    .where(isRow(tenant, contract, month))
  return row === undefined ? undefined : monthOf(row)
}

export async function months(
  database: Database,
  tenant: TenantId,
  contract: ContractId,
): Promise<readonly StoredMonth[]> {
  const rows = await asTenant(database, tenant, (transaction) =>
    transaction
      .select()
      .from(table)
      .where(and(eq(table.tenantId, tenant), eq(table.contractId, contract)))
      .orderBy(asc(table.month)),
  )
  return rows.map(monthOf)
}

export function openMonth(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  contract: ContractId,
  month: YearMonth,
): Promise<Checked<StoredMonth>> {
  return commit(workshop, tenant, gesture, {
    action: 'month-opened',
    request: { contract, open: formatMonth(month) },
    apply: async (transaction, at) => {
      await oneContract(transaction, tenant, contract)
      const known = await oneMonth(transaction, tenant, contract, month)
      if (known?.closedAt !== undefined) {
        throw new Refusal('month-closed', { month: formatMonth(month) })
      }
      if (known !== undefined) return { answer: known, subject: contract, isUnchanged: true }
      const row = { contractId: contract, month: formatMonth(month), openedAt: at }
      await transaction.insert(table).values({ tenantId: tenant, ...row })
      return {
        answer: monthOf({ ...row, closedAt: null, settlementHash: null }),
        subject: contract,
      }
    },
  })
}

export interface Closing {
  readonly contract: ContractId
  readonly month: YearMonth
  /** Of the settlement that closes it. */
  readonly hash: string
}

export function closeMonth(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  closing: Closing,
): Promise<Checked<StoredMonth>> {
  const { contract, month, hash } = closing
  return commit(workshop, tenant, gesture, {
    action: 'month-closed',
    request: { contract, close: formatMonth(month), hash },
    apply: async (transaction, at) => {
      const known = await oneMonth(transaction, tenant, contract, month)
      if (known === undefined) {
        throw new Refusal('month-not-open', { month: formatMonth(month) })
      }
      if (known.settlement === hash) return { answer: known, subject: hash, isUnchanged: true }
      if (known.settlement !== undefined) {
        const params = { month: formatMonth(month), hash: known.settlement }
        throw new Refusal('month-closed-otherwise', params)
      }
      await checkSettlement(transaction, tenant, closing)
      await transaction
        .update(table)
        .set({ closedAt: at, settlementHash: hash })
        .where(isRow(tenant, contract, month))
      return { answer: { ...known, closedAt: at, settlement: hash }, subject: hash }
    },
  })
}

/** Throws a {@link Refusal} where the settlement is not there, or not that of the month. */
async function checkSettlement(
  transaction: Transaction,
  tenant: TenantId,
  { contract, month, hash }: Closing,
): Promise<void> {
  const [kept] = await transaction
    .select({ contract: settlement.contractId, month: settlement.month })
    .from(settlement)
    .where(and(eq(settlement.tenantId, tenant), eq(settlement.hash, hash)))
  if (kept === undefined) throw new Refusal('settlement-unknown', { hash })
  if (kept.contract !== contract || kept.month !== formatMonth(month)) {
    const params = { found: kept.month, expected: formatMonth(month) }
    throw new Refusal('settlement-of-another-month', params)
  }
}
