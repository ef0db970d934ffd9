/**
 * Imports as the store remembers them: begun, finished, withdrawn.
 *
 * The facts of an import are known from its end, all at once, and until it is withdrawn: what was
 * known at an instant is what imports had finished by then and were not yet withdrawn.
 */
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Canonical } from '../../base/canonical.ts'
import { canonicalText } from '../../base/canonical.ts'
import type { Checked } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import type { Transaction } from './as-tenant.ts'
import { asTenant } from './as-tenant.ts'
import type { Workshop } from './commit.ts'
import { commit } from './commit.ts'
import type { Database } from './database.ts'
import type { ImportId, TenantId } from './identifiers.ts'
import { newIdentifier } from './identifiers.ts'
import type { ReadingReport } from './reading.ts'
import type { Gesture, ImportRun } from './records.ts'
import { Refusal } from './refusal.ts'
import { importRun, importWithdrawal } from './schema.ts'

const withdrawalOfRun = and(
  eq(importWithdrawal.tenantId, importRun.tenantId),
  eq(importWithdrawal.importId, importRun.id),
)

const rowsOf = (transaction: Transaction) =>
  transaction
    .select({ run: importRun, withdrawnAt: importWithdrawal.at })
    .from(importRun)
    .leftJoin(importWithdrawal, withdrawalOfRun)

interface Row {
  readonly run: typeof importRun.$inferSelect
  readonly withdrawnAt: Instant | null
}

function runOf({ run, withdrawnAt }: Row): ImportRun {
  const { id, digest, actor, isSimulated, begunAt, finishedAt, items, added, changed } = run
  return {
    id,
    digest,
    actor,
    isSimulated,
    files: reportOf(run).files,
    begunAt,
    ...(finishedAt === null ? {} : { finishedAt }),
    ...(withdrawnAt === null ? {} : { withdrawnAt }),
    counts: { items, added, changed, same: items - added - changed },
  }
}

const reportOf = ({ report }: { readonly report: string }): ReadingReport =>
  JSON.parse(report) as ReadingReport

/** All imports, the latest first. */
export async function imports(database: Database, tenant: TenantId): Promise<readonly ImportRun[]> {
  const rows = await asTenant(database, tenant, (transaction) =>
    rowsOf(transaction).where(eq(importRun.tenantId, tenant)).orderBy(desc(importRun.id)),
  )
  return rows.map(runOf)
}

async function oneImport(
  transaction: Transaction,
  tenant: TenantId,
  id: ImportId,
): Promise<ImportRun> {
  const where = and(eq(importRun.tenantId, tenant), eq(importRun.id, id))
  const [row] = await rowsOf(transaction).where(where)
  if (row === undefined) throw new Refusal('import-unknown', { import: id })
  return runOf(row)
}

export interface KnownImport {
  readonly id: ImportId
  readonly digest: string
  readonly report: ReadingReport
}

/** Whether the facts of an import were known at `asOf`, or are known now. */
function isKnown(tenant: TenantId, asOf?: Instant): SQL | undefined {
  const isFinished =
    asOf === undefined ? isNotNull(importRun.finishedAt) : lte(importRun.finishedAt, asOf)
  const isWithdrawnLater = asOf === undefined ? undefined : gt(importWithdrawal.at, asOf)
  const isHeld = or(isNull(importWithdrawal.at), isWithdrawnLater)
  return and(eq(importRun.tenantId, tenant), isFinished, isHeld)
}

/** The imports whose facts were known at `asOf`, or are known now; oldest first. */
export async function knownImports(
  transaction: Transaction,
  tenant: TenantId,
  asOf?: Instant,
): Promise<readonly KnownImport[]> {
  const rows = await rowsOf(transaction).where(isKnown(tenant, asOf)).orderBy(importRun.id)
  return rows.map(({ run }) => ({ id: run.id, digest: run.digest, report: reportOf(run) }))
}

/** The identifiers of the imports whose facts are known now, as part of a larger question. */
export const knownImportIds = (transaction: Transaction, tenant: TenantId) =>
  transaction
    .select({ id: importRun.id })
    .from(importRun)
    .leftJoin(importWithdrawal, withdrawalOfRun)
    .where(isKnown(tenant))

/** What an import is begun with. */
export interface Beginning {
  readonly digest: string
  readonly isSimulated: boolean
  readonly report: ReadingReport
}

/** Begins an import, or takes up the one of the same content that was cut short. */
export function beginImport(
  workshop: Workshop,
  tenant: TenantId,
  { actor }: Gesture,
  { digest, isSimulated, report }: Beginning,
): Promise<Checked<ImportRun>> {
  return commit(
    workshop,
    tenant,
    { actor },
    {
      action: 'import-begun',
      request: { digest },
      apply: async (transaction, at) => {
        const [cut] = await rowsOf(transaction).where(
          and(
            eq(importRun.tenantId, tenant),
            eq(importRun.digest, digest),
            eq(importRun.isSimulated, isSimulated),
            isNull(importRun.finishedAt),
          ),
        )
        if (cut !== undefined) return { answer: runOf(cut), subject: cut.run.id, isUnchanged: true }
        const id = newIdentifier<ImportId>(at, workshop.random)
        // Reports are plain records of texts and whole numbers, though their types say less.
        const text = canonicalText(report as unknown as Canonical)
        const counts = { items: 0, added: 0, changed: 0 }
        const row = { tenantId: tenant, id, digest, actor, isSimulated, report: text, begunAt: at }
        await transaction.insert(importRun).values({ ...row, ...counts })
        return { answer: await oneImport(transaction, tenant, id), subject: id }
      },
    },
  )
}

/** Makes the facts of an import known. */
export function finishImport(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  run: ImportRun,
  counts: { readonly items: number; readonly added: number; readonly changed: number },
): Promise<Checked<ImportRun>> {
  return commit(workshop, tenant, gesture, {
    action: 'import-finished',
    request: importRequest(run),
    apply: async (transaction, at) => {
      const known = await oneImport(transaction, tenant, run.id)
      if (known.finishedAt !== undefined) {
        return { answer: known, subject: run.id, isUnchanged: true }
      }
      await transaction
        .update(importRun)
        .set({ ...counts, finishedAt: at })
        .where(and(eq(importRun.tenantId, tenant), eq(importRun.id, run.id)))
      return { answer: await oneImport(transaction, tenant, run.id), subject: run.id }
    },
  })
}

/** What a key stands for: this content, said to be simulated or not. */
export const importRequest = (run: Pick<Beginning, 'digest' | 'isSimulated'>): Canonical => ({
  import: run.digest,
  isSimulated: run.isSimulated,
})

export function withdrawImport(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  withdrawal: { readonly import: ImportId; readonly reason: string },
): Promise<Checked<ImportRun>> {
  const { import: id, reason } = withdrawal
  return commit(workshop, tenant, gesture, {
    action: 'import-withdrawn',
    request: { withdraw: id, reason },
    apply: async (transaction, at) => {
      const known = await oneImport(transaction, tenant, id)
      if (known.finishedAt === undefined) throw new Refusal('import-unfinished', { import: id })
      if (known.withdrawnAt !== undefined) throw new Refusal('import-withdrawn', { import: id })
      await transaction
        .insert(importWithdrawal)
        .values({ tenantId: tenant, importId: id, at, reason })
      return { answer: { ...known, withdrawnAt: at }, subject: id }
    },
  })
}
