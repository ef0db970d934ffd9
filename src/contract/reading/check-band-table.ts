/**
 * Whether the rows of a level's table are read on something that the level has, and hold all of it.
 *
 * Three things beside the figure of the period: the own time of one item, how late it is, and the
 * time down that exceeds what a target in per cent leaves. What is wrong with a table is said once.
 *
 * Example: under `target: { at-least: 99.9 % }` rows in minutes are refused, and the remedy names
 * `2 h below`: 120 min more than the 43.2 that the target leaves in April.
 *
 * @fr barème d'un niveau
 */
import type { Finding, Place } from '../../base/finding.ts'
import { compare, ratio, ZERO } from '../../base/ratio.ts'
import { boundsIn, isOneByOne, isPerUnit, oddBound, readingOf } from '../chapters/band-reading.ts'
import type {
  BandBound,
  BandTable,
  Bound,
  Length,
  Penalty,
  Phrase,
  ServiceLevel,
  Unit,
} from '../terms.ts'
import type { BandContext } from './check-bands.ts'
import { checkBands } from './check-bands.ts'

/** What a table is checked with. */
interface TableContext {
  readonly rounding: BandContext['rounding']
  /** Which side the limit itself is on. */
  readonly onTheLimit: 'in-time' | 'late' | undefined
}

export function checkBandTable(
  level: ServiceLevel,
  penalty: Penalty,
  table: BandTable,
  context: TableContext,
): Finding[] {
  const [first] = boundsIn(table)
  if (first === undefined) return []
  const misread = misreadOf(level, first)
  if (misread !== undefined) return [misread]
  const odd = oddBound(table)
  if (odd !== undefined) return [oddOf(level, odd, first)]
  const { side, unit } = readingOf(table)
  const once = checkOncePassed(penalty, table)
  if (side !== undefined) {
    return [...once, ...checkBands(table, { target: fromNothing(unit), rounding: undefined })]
  }
  if (!isOneByOne(level)) {
    return [...once, ...checkBands(table, { target: level.target.bound, ...context })]
  }
  const target = ownTarget(level, level.onTheLimit ?? context.onTheLimit)
  const findings = checkBands(table, { target, rounding: undefined })
  return [...once, ...findings.map((found) => meantLate(found, table))]
}

/** A row that ends before any item is late was meant as lateness, more often than not. */
function meantLate(found: Finding, { rows }: BandTable): Finding {
  const row = rows.find(({ where }) => where === found.where)
  const text = (row?.upper ?? row?.lower)?.text
  return found.code === 'band-dead' && text !== undefined
    ? { ...found, code: 'band-before-limit', params: { text } }
    : found
}

const finding = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})

/** Nothing itself is held too: an item is late by no minute where the limit itself is late. */
const fromNothing = (unit: Unit): Bound => ({ word: 'under', limit: { value: ZERO, unit } })

/** A late item is past its own limit, the shortest of them; an outage lasts. */
function ownTarget({ measure }: ServiceLevel, onTheLimit: TableContext['onTheLimit']): Bound {
  const word = onTheLimit === 'late' ? 'under' : 'at-most'
  if (measure.kind !== 'response' && measure.kind !== 'restoration') {
    return { word: 'at-most', limit: { value: ZERO, unit: 'ms' } }
  }
  const lengths = limitsOf(measure.within).map((length) => ratio(inMs(length) ?? 0))
  const value = lengths.reduce((least, next) => (compare(next, least) < 0 ? next : least))
  return { word, limit: { value, unit: 'ms' } }
}

type TicketLimits = Extract<ServiceLevel['measure'], { kind: 'response' | 'restoration' }>['within']

function limitsOf(within: TicketLimits): readonly Length[] {
  if (within.kind === 'one') return [within.value]
  const rows = within.rows.map(({ value }) => value)
  return within.otherwise === undefined ? rows : [...rows, within.otherwise]
}

const inMs = (length: Length): number | undefined =>
  length.unit === 'ms' ? length.value : undefined

/** A bound that is not read on what the first one is: beside the target, or beside the first. */
function oddOf(level: ServiceLevel, { where, text, side }: Written, first: Written): Finding {
  const isOfPeriod = side === undefined && first.side === undefined && !isOneByOne(level)
  return isOfPeriod
    ? finding('band-unit', where, { text, target: level.target.bound.text })
    : finding('band-sides-mixed', where, { text, first: first.text })
}

type Written = Phrase<BandBound>

/** Why the level has nothing that the first bound could be read on; nothing where it has. */
function misreadOf(
  level: ServiceLevel,
  { where, text, side, limit }: Written,
): Finding | undefined {
  const { measure, target } = level
  const { unit } = limit
  const isOne = isOneByOne(level)
  const isDown = measure.kind === 'availability' && measure.intervals === undefined
  const isTicket = measure.kind === 'response' || measure.kind === 'restoration'
  const hasItems = isTicket || measure.kind === 'timeliness'
  const params = { text, target: target.bound.text }
  if (side === 'late') {
    return isOne && hasItems ? undefined : finding('band-late-needs-item', where, params)
  }
  const isOfShare = isDown && target.reducer === 'figure' && !isOne
  if (side === 'below') {
    return isOfShare ? undefined : finding('band-below-needs-share', where, params)
  }
  if (isOne) {
    const hasHours = isTicket && limitsOf(measure.within).every((one) => inMs(one) !== undefined)
    const isOwn = unit === 'ms' && (isDown || hasHours)
    return isOwn ? undefined : finding('band-of-item', where, params)
  }
  if (unit === target.bound.limit.unit) return undefined
  if (unit === 'ms' && isOfShare) return finding('band-time-of-share', where, params)
  return finding(unit === 'ms' && hasItems ? 'band-late-needs-item' : 'band-unit', where, params)
}

/** Whether the row reached prices all or its own part is said where it matters, and only there. */
function checkOncePassed({ oncePassed, where }: Penalty, table: BandTable): Finding[] {
  const reading = readingOf(table)
  const isNeeded = table.rows.some(({ worth }) => isPerUnit(worth, reading))
  if (oncePassed === undefined) {
    return isNeeded
      ? [finding('key-missing', table.where, { key: 'once-passed', in: 'penalty' })]
      : []
  }
  const because = 'bands … late, bands … below'
  return reading.side === undefined
    ? [finding('key-without-effect', where, { key: 'once-passed', because })]
    : []
}
