/**
 * Rewrites a figure that is made of what levels came to, period by period, over a window.
 *
 * A mean of monthly figures is not the figure of the months as one time: 81 min down in February
 * 2026 and none in March are a mean of 8951/8960, 99.8995 %, and 99.9045 % of the two months.
 *
 * - `value: { of: uptime.figure, take: mean, over: 3 months }`: the mean of three monthly figures;
 * - `count: { of: incidents, over: 12 months }` is the sum of what twelve months counted, and a
 *   target `count: under 10` of a `response` with `over: 12 months` that of their late items.
 *
 * @fr mesures de plusieurs périodes
 */
import type { ServiceLevel, ValueOf } from '../chapters/level.ts'
import type { Expression } from '../core/core.ts'
import type { Tile, Window } from '../core/select.ts'
import { windowOf } from './bases.ts'
import type { FormContext } from './measure-forms.ts'
import type { Report } from './report.ts'
import { unitOf } from './units.ts'
import { quotient, sourceOf } from './write.ts'

type PastContext = Pick<FormContext, 'levels' | 'report' | 'tile' | 'exemptions'>
type History = Extract<Expression, { kind: 'history' }>

/** What a figure adds up over its window, where `over` says so of items that are counted. */
export function itemsOver(level: ServiceLevel, context: PastContext): Expression | undefined {
  const { measure, target } = level
  if (!('over' in measure) || measure.over === undefined) return undefined
  if (measure.kind === 'availability' || measure.kind === 'value') return undefined
  const { over } = measure
  const { report, tile } = context
  const window = windowOf(over, tile)
  const isCounted = measure.kind === 'count' || target.reducer === 'count'
  if (window === undefined) report.notComputed(over.where, `over: ${over.text}`)
  else if (!isCounted) report.notComputed(over.where, `over: ${over.text}, ${target.reducer}`)
  refuseLifted(level, context)
  const outcome = measure.kind === 'count' ? 'judged' : 'late'
  const source = sourceOf(over.where, level.clause)
  return {
    kind: 'history',
    name: `${level.id}.${outcome}`,
    how: 'sum',
    window: window ?? { kind: 'tile', tile },
    present: true,
    source,
  }
}

/** The figure of a value that is of outcomes, and how many periods have one. */
export function pastFigure(
  level: ServiceLevel,
  form: ValueOf,
  context: PastContext,
): { readonly figure: Expression; readonly known: Expression } | undefined {
  const { levels, report } = context
  const [id, what] = form.of.split('.')
  const looked = levels.find((candidate) => candidate.id === id)
  // A level that is not there has been said by the reading.
  if (looked === undefined) return undefined
  const isFigure = what === 'figure'
  const unit = isFigure ? unitOf(looked) : 'count'
  const periods = looked.per === 'item' ? undefined : periodsOf(form, looked.per, context)
  const { take } = form
  const isTaken = (isFigure || what === 'late') && unit !== 'ms'
  if (periods === undefined || !isTaken || take === 'median') {
    report.notComputed(form.where, `${form.of}, take: ${take}`)
    return undefined
  }
  if (form.intervals !== undefined) report.notComputed(form.intervals.where, 'intervals')
  if (unit !== unitOf(level)) {
    const { where, text } = level.target.bound
    report.error('target-of-another-unit', where, { of: form.of, text })
    return undefined
  }
  refuseLifted(level, context)
  const past = (how: History['how']): Expression => ({
    kind: 'history',
    name: form.of,
    how,
    ...periods,
    present: true,
    source: sourceOf(form.where, level.clause),
  })
  refuseExemptions(level, report)
  const known = past('count')
  return { figure: take === 'mean' ? quotient(past('sum'), known) : past(take), known }
}

/** The window, and whose periods it is made of: the months of a quarter where they are its own. */
function periodsOf(
  { over, where }: ValueOf,
  of: Tile,
  { tile, report }: PastContext,
): { readonly window: Window; readonly of?: Tile } | undefined {
  if (of !== tile && of !== 'month') return undefined
  if (over === undefined && of === tile) {
    report.error('key-missing', where, { key: 'over', in: 'value' })
    return { window: { kind: 'tile', tile } }
  }
  const window: Window | undefined =
    over === undefined ? { kind: 'tile', tile } : windowOf(over, of)
  if (window === undefined) return undefined
  return of === tile ? { window } : { window, of }
}

/** A month is exempted in the level that its figure is of. */
function refuseExemptions({ exemptions, penalty }: ServiceLevel, report: Report): void {
  const own = (penalty?.exemptions ?? []).filter(({ when }) => when === undefined)
  for (const { where, ground } of [...exemptions, ...own]) {
    report.notComputed(where, `${ground} (value)`)
  }
}

/** What an exemption lifts of an amount is told for the items of one period only. */
function refuseLifted({ penalty }: ServiceLevel, { exemptions, report }: PastContext): void {
  if (penalty === undefined) return
  for (const { ground, takesOut } of exemptions) {
    if (takesOut.includes('amount')) report.notComputed(penalty.where, `over, ${ground}: amount`)
  }
}
