/**
 * Rewrites a filter, `where: { site: Lyon }`, and refuses one that nothing can ever pass.
 *
 * Example: an order of Lyon (`items: { site: Lyon }`) over a level filtered by `site: Paris` would
 * select nothing in every month: 0.00 owed, and no word of it.
 *
 * @fr filtre
 */
import type { Filter as FilterTerms } from '../chapters/level.ts'
import type { Filter } from '../core/select.ts'
import type { Report } from './report.ts'

/** Tickets by the word for their kind; `tickets` are of every kind. */
const TYPES: Readonly<Record<string, string>> = {
  incidents: 'incident',
  requests: 'request',
  problems: 'problem',
  changes: 'change',
  calls: 'call',
}

/** The type of the tickets that a level is of; nothing for `tickets`, which are of every type. */
export const ticketTypeOf = (of: string): string | undefined =>
  of === 'tickets' ? undefined : (TYPES[of] ?? of.replace(/s$/, ''))

/** The rows of a filter, which must all hold at once. */
export function filtersOf(filter: FilterTerms | undefined, report: Report): Filter[] {
  return passedBy([], filter, report)
}

/** The tickets of a kind that pass a filter. */
export function ticketFilters(
  of: string,
  filter: FilterTerms | undefined,
  report: Report,
): Filter[] {
  const type = ticketTypeOf(of)
  return passedBy(type === undefined ? [] : [{ field: 'type', values: [type] }], filter, report)
}

function passedBy(
  implied: readonly Filter[],
  filter: FilterTerms | undefined,
  report: Report,
): Filter[] {
  const rows = [...implied]
  for (const { field, anyOf, where } of filter?.rows ?? []) {
    const other = rows.find(
      (row) => row.field === field && !row.values.some((value) => anyOf.includes(value)),
    )
    if (other !== undefined) {
      const values = { other: other.values.join(', '), text: anyOf.join(', ') }
      report.error('filter-selects-nothing', where, { field, ...values })
    }
    rows.push({ field, values: anyOf })
  }
  return rows
}
