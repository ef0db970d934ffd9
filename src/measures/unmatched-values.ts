/**
 * Finds the words by which facts and contract miss each other.
 *
 * A level that filters on `P1` measures nothing of tickets that say `p1`, and an empty level looks
 * like one that is met. So the values of the facts are held against those that the contract writes:
 * a value that only looks like a written one is said; and where nothing carries what a filter asks
 * for, the values that no clause names are said. A month without a P1 says nothing: P2 and P3 are
 * named elsewhere, or of the same series.
 *
 * Example: the contract writes P1 and P2. Facts with P2, P3 and p1 say that p1 looks like P1. Facts
 * with `1 - Critical` and `2 - High` say that P1 and P2 are on no ticket while these two are.
 *
 * @fr valeurs sans correspondance
 */
import type { Finding } from '../base/finding.ts'
import { isOfSeries, lookAlike } from '../base/look-alike.ts'
import type { Program } from '../contract/core/core.ts'
import type { Choice, Filter, Select } from '../contract/core/select.ts'
import type { Deliverable, Outage, RareFact } from '../facts/fact.ts'
import type { SeenValues } from './kernel/seen-values.ts'
import { fieldOf } from './passes.ts'

/** The facts whose fields a selection looks at, as the findings name them. */
type Kind = 'tickets' | 'outages' | 'deliverables'

/** Values of a field that a selection writes. @fr valeurs écrites */
interface Asked {
  readonly kind: Kind
  readonly field: string
  readonly values: readonly string[]
  readonly select: Select
  readonly role: Role
}

/**
 * What becomes of a fact with none of the values: a `filter` leaves it out, a `count` leaves it
 * uncounted, `others` gives it the last row of a table of limits or of hours. Elsewhere nothing is
 * lost without a word: a table without a last row says what it lacks (`value-without-row`), and an
 * outage that no weight is for has the weight that was agreed for the rest.
 */
type Role = 'filter' | 'count' | 'others' | 'elsewhere'

/** The fields of tickets that the program asks for. */
export const askedFields = (program: Program): ReadonlySet<string> =>
  new Set(askedOf(program).flatMap(({ kind, field }) => (kind === 'tickets' ? [field] : [])))

/** What is to be said of the values of facts: the same whatever the order of the facts. */
export function unmatchedValues(
  program: Program,
  seen: SeenValues,
  facts: readonly RareFact[],
): Finding[] {
  const groups = new Map<string, Asked[]>()
  for (const asked of askedOf(program)) {
    const key = `${asked.kind} ${asked.field}`
    groups.set(key, [...(groups.get(key) ?? []), asked])
  }
  return [...groups.values()].flatMap((group) => {
    const { kind, field } = group[0] as Asked
    const items = facts.filter(hasFields).filter((fact) => `${fact.kind}s` === kind)
    const total = kind === 'tickets' ? seen.tickets : items.length
    if (total === 0) return []
    const counts = kind === 'tickets' ? seen.of(field) : countsIn(items, field)
    if (counts.size > 0) return unmatchedIn(group, counts)
    return unseenField(group, kind === 'tickets' && seen.has(field))
  })
}

const hasFields = (fact: RareFact): fact is Outage | Deliverable =>
  fact.kind === 'outage' || fact.kind === 'deliverable'

function countsIn(
  items: readonly (Outage | Deliverable)[],
  field: string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const value = fieldOf(item, field)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

const askedOf = ({ selects }: Program): Asked[] => selects.flatMap(askedBy)

function askedBy(select: Select): Asked[] {
  switch (select.kind) {
    case 'tickets': {
      const { where, matching, within, clock } = select
      return [
        ...filters(select, 'tickets', where),
        ...filters(select, 'tickets', matching, 'count'),
        ...table(select, 'tickets', within),
        ...table(select, 'tickets', clock.calendar),
      ]
    }
    case 'backlog':
      return filters(select, 'tickets', select.where)
    case 'deliveries':
      return filters(select, 'deliverables', select.where)
    case 'outages':
      return filters(select, 'outages', select.where)
    case 'downtime': {
      const { where, weights } = select
      const rows = weights?.rows.map(({ value }) => value) ?? []
      const weighed = weights === undefined ? [] : [{ field: weights.field, values: rows }]
      return [
        ...filters(select, 'outages', where),
        ...filters(select, 'outages', weighed, 'elsewhere'),
      ]
    }
    case 'quantities':
      return []
  }
}

const filters = (
  select: Select,
  kind: Kind,
  written: readonly Filter[],
  role: Role = 'filter',
): Asked[] => written.map((filter) => ({ ...filter, kind, select, role }))

function table<T>(select: Select, kind: Kind, choice: Choice<T> | undefined): Asked[] {
  if (choice?.kind !== 'by') return []
  const { field, rows, otherwise } = choice
  const role = otherwise === undefined ? 'elsewhere' : 'others'
  return [{ kind, field, values: rows.map(({ when }) => when), select, role }]
}

/**
 * One finding for each selection that asks for a field that no fact carries. Where the field is
 * there and empty, as a mark that few tickets bear, nothing to count is no surprise.
 */
function unseenField(group: readonly Asked[], isThere: boolean): Finding[] {
  const said = group.filter(({ role }) => role !== 'elsewhere' && !(isThere && role === 'count'))
  const { kind, field } = group[0] as Asked
  return [...new Set(said.map(({ select }) => select))].map(({ id, source }) =>
    warning('field-unseen', { selection: id, path: source.path, field, kind }),
  )
}

function unmatchedIn(group: readonly Asked[], counts: ReadonlyMap<string, number>): Finding[] {
  const { kind, field, select } = group[0] as Asked
  const written = [...new Set(group.flatMap(({ values }) => values))]
  const unnamed = [...counts.keys()].filter((value) => !written.includes(value)).sort()
  const alikes = new Map(unnamed.map((value) => [value, lookAlike(value, written)]))
  const findings = unnamed.flatMap((value) => {
    const alike = alikes.get(value)
    if (alike === undefined) return []
    const count = `${counts.get(value)}`
    const { path } = select.source
    return [warning('value-look-alike', { kind, field, value, written: alike, count, path })]
  })
  const others = unnamed.filter(
    (value) => alikes.get(value) === undefined && !isOfSeries(value, written),
  )
  const empty = group.filter(
    ({ role, values }) =>
      (role === 'filter' || role === 'others') && !values.some((value) => counts.has(value)),
  )
  return others.length === 0 || empty.length === 0
    ? findings
    : [...findings, nothingCarries(empty, others, counts)]
}

const NAMED_AT_MOST = 8

/** Filters that nothing passes, and the values that no clause names, the commonest first. */
function nothingCarries(
  empty: readonly Asked[],
  others: readonly string[],
  counts: ReadonlyMap<string, number>,
): Finding {
  const { kind, field, select } = empty[0] as Asked
  const countOf = (value: string): number => counts.get(value) ?? 0
  const common = [...others].sort((a, b) => countOf(b) - countOf(a))
  const named = common.slice(0, NAMED_AT_MOST).map((value) => `${value} (${countOf(value)})`)
  const rest = common.length - named.length
  return warning('values-unmatched', {
    kind,
    field,
    values: listed(empty.flatMap(({ values }) => values)),
    selections: listed(empty.map((asked) => asked.select.id)),
    count: `${others.reduce((sum, value) => sum + countOf(value), 0)}`,
    seen: [...named, ...(rest > 0 ? [`+${rest}`] : [])].join(', '),
    path: select.source.path,
  })
}

const listed = (texts: readonly string[]): string => [...new Set(texts)].join(', ')

const warning = (code: string, params: Finding['params']): Finding => ({
  code,
  severity: 'warning',
  params,
})
