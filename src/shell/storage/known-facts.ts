/**
 * The facts that were known at an instant, page by page in the order of kind, source and
 * identifier: the same facts in the same order each time, whatever is imported meanwhile.
 *
 * What is known is the latest revision of each fact that was told, first or again, by an import
 * that had finished and was not withdrawn. They are asked once; pages are read from those imports
 * only.
 */
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { formatInstant } from '../../base/instant.ts'
import type { Ticket } from '../../facts/fact.ts'
import { FactLog } from '../../facts/fact-log.ts'
import type { QualityReport } from '../../facts/quality.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { batchOf, Dictionary } from '../../facts/ticket-batch.ts'
import { sha256 } from '../close-month.ts'
import { asTenant } from './as-tenant.ts'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import type { KnownImport } from './import-runs.ts'
import { knownImports } from './import-runs.ts'
import type { KnownFacts } from './records.ts'
import { finding } from './refusal.ts'
import type { FactRow } from './stored-fact.ts'
import { factOf } from './stored-fact.ts'

const PAGE = 2000

/** Which facts; all that are known now if nothing is said. */
export interface FactSelection {
  readonly asOf?: Instant
  /** Those that touch the stretch from `from` until before `to`. */
  readonly during?: { readonly from: Instant; readonly to: Instant }
  /** The item that its source names so. */
  readonly externalId?: string
}

export async function readFacts(
  database: Database,
  tenant: TenantId,
  selection: FactSelection,
  onBatch: (batch: TicketBatch) => void,
): Promise<KnownFacts> {
  const imports = await asTenant(database, tenant, (transaction) =>
    knownImports(transaction, tenant, selection.asOf),
  )
  const dictionary = new Dictionary()
  const log = new FactLog()
  const contested = new Set<string>()
  const findings: Finding[] = []
  let tickets = 0
  for await (const page of pages(database, tenant, imports, selection)) {
    const told: Ticket[] = []
    for (const row of page) {
      if (sha256(row.body) !== row.hash) {
        findings.push(finding('stored-fact-tampered', { id: row.externalId, hash: row.hash }))
      }
      if (row.isContested) contested.add(row.externalId)
      const fact = factOf(row)
      if (fact.kind === 'ticket') told.push(fact)
      else log.add(fact)
    }
    tickets += told.length
    for (const batch of byFile(told)) onBatch(batchOf(batch, dictionary))
  }
  return { tickets, rare: log.facts, contested: [...contested].sort(), findings, ...wrong(imports) }
}

interface Row extends FactRow {
  readonly kind: string
  readonly source: string
  readonly externalId: string
  readonly hash: string
  readonly isContested: boolean
}

async function* pages(
  database: Database,
  tenant: TenantId,
  imports: readonly KnownImport[],
  selection: FactSelection,
): AsyncGenerator<readonly Row[]> {
  const ids = imports.map(({ id }) => id)
  let last = { kind: '', source: '', externalId: '' }
  for (;;) {
    const query = pageQuery(tenant, ids, selection, last)
    const { rows } = await asTenant(database, tenant, (transaction) =>
      transaction.execute<Row & Record<string, unknown>>(query),
    )
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
    last = rows.at(-1) ?? last
  }
}

/** Whether a row of `vigie.fact` was told, first or again, by one of some imports. */
export const isTold = (byOneOf: SQL): SQL => sql`(
  fact.import_id ${byOneOf} or exists (
    select from vigie.fact_retelling as again
    where again.tenant_id = fact.tenant_id and again.kind = fact.kind
      and again.source = fact.source and again.external_id = fact.external_id
      and again.revision = fact.revision and again.import_id ${byOneOf}))`

function pageQuery(
  tenant: TenantId,
  ids: readonly string[],
  { during, externalId }: FactSelection,
  last: Pick<Row, 'kind' | 'source' | 'externalId'>,
) {
  const isNamed = externalId === undefined ? sql`` : sql`and external_id = ${externalId}`
  const isDuring =
    during === undefined
      ? sql``
      : sql`where happened_from < ${formatInstant(during.to)}
          and (happened_to is null or happened_to >= ${formatInstant(during.from)})`
  return sql`
    select kind, source, external_id as "externalId", revision, hash, body,
      is_contested as "isContested", origin_file as "originFile", origin_row as "originRow"
    from (
      select distinct on (kind, source, external_id) *
      from vigie.fact
      where tenant_id = ${tenant} and ${isTold(sql`= any(${sql.param(ids)}::uuid[])`)} ${isNamed}
        and (kind, source, external_id) > (${last.kind}, ${last.source}, ${last.externalId})
      order by kind, source, external_id, revision desc
    ) as known ${isDuring}
    order by kind, source, external_id
    limit ${PAGE}`
}

/** Tickets by their source and file, as a batch wants them. */
function byFile(tickets: readonly Ticket[]): Ticket[][] {
  const groups = new Map<string, Ticket[]>()
  for (const ticket of tickets) {
    const key = `${ticket.source}\n${ticket.origin.file}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [ticket])
    else group.push(ticket)
  }
  return [...groups.values()]
}

/** What the readings could not use. Files imported twice are one reading. */
function wrong(imports: readonly KnownImport[]): {
  readonly quality: readonly QualityReport[]
  readonly setAside: number
} {
  const readings = [...new Map(imports.map((run) => [run.digest, run.report])).values()]
  const quality = readings.flatMap((reading) => reading.quality)
  const written = readings.reduce((sum, reading) => sum + reading.contested.length, 0)
  const rows = quality.reduce((sum, report) => sum + report.rowsSetAside, 0)
  return { quality, setAside: rows + written }
}
