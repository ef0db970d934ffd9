/**
 * Rewrites an availability into stretches of time down, of one component or of a whole of parts.
 *
 * Example: `availability: { of: web }`, `web` with three servers of which two must be up: down
 * while two of them are, in the open time of its calendar.
 *
 * @fr taux de disponibilité
 */
import type { Availability, ServiceLevel } from '../chapters/level.ts'
import type { Penalty } from '../chapters/penalty.ts'
import type { DownWhen } from '../core/down.ts'
import { partsOf } from '../core/down.ts'
import type { DowntimeSelect } from '../core/select.ts'
import type { RewrittenComponents } from './components.ts'
import { componentsOf } from './components.ts'
import { filtersOf } from './filters.ts'
import { judgedIntervals, lookOf } from './looks.ts'
import type { FormContext } from './measure-forms.ts'
import { ALWAYS_OPEN, millisecondsOf } from './measure-forms.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

export function downtime(
  level: ServiceLevel,
  form: Availability,
  context: FormContext,
): DowntimeSelect {
  const { report } = context
  if (form.calendar.kind === 'by') report.notComputed(form.where, 'calendar: { by: … }')
  const weights = form.weight
  const { down, shares } = componentsOf(form, context.components)
  if (weights !== undefined && (shares !== undefined || !isInSeries(down)))
    report.notComputed(weights.where, 'down: all, weight')
  if (shares !== undefined) refuseBesideShares(form, context)
  if (level.penalty?.each !== undefined) refuseBesideEach(level.penalty, form, shares, report)
  return {
    kind: 'downtime',
    id: level.id,
    of: partsOf(down),
    down,
    ...(shares === undefined ? {} : { shares }),
    where: filtersOf(form.filter, report),
    calendar: form.calendar.kind === 'one' ? form.calendar.value.id : ALWAYS_OPEN,
    ...ignoreOf(form, report),
    ...mergeOf(form, report),
    ...(weights === undefined ? {} : { weights: weightsOf(weights) }),
    noData: form.noData,
    ...judgedIntervals(form, report),
    ...lookOf(form.over, report),
    tile: context.tile,
    exemptions: context.exemptions,
    source: sourceOf(level.where, level.clause),
  }
}

function ignoreOf({ ignore, first }: Availability, report: Report): Pick<DowntimeSelect, 'ignore'> {
  if (ignore === undefined) return {}
  const { word, oncePassed, where } = ignore
  const isBeforeMerge = first === 'ignore'
  // Where the excess of an outage begins later, how near it is to the next would be two questions.
  if (isBeforeMerge && oncePassed === 'excess') {
    report.notComputed(where, 'first: ignore, once-passed: excess')
  }
  const length = millisecondsOf(ignore.length, report)
  if (length === undefined) return {}
  return { ignore: { word, length, oncePassed, ...(isBeforeMerge && { isBeforeMerge }) } }
}

function mergeOf({ merge }: Availability, report: Report): Pick<DowntimeSelect, 'mergeWithin'> {
  if (merge === undefined) return {}
  if (merge.same.length > 0) report.notComputed(merge.where, 'same')
  const length = millisecondsOf(merge.within, report)
  if (length === undefined) return {}
  const gap = merge.takesOut === 'gap' ? 'up' : 'down'
  return { mergeWithin: { length, calendar: merge.calendar.id, gap } }
}

const weightsOf = (
  weight: NonNullable<Availability['weight']>,
): NonNullable<DowntimeSelect['weights']> => ({
  field: weight.field,
  rows: weight.rows.map(({ when, share }) => ({ value: when, share })),
  otherwise: weight.otherwise,
})

/** Any outage of a part is one of the whole, so that it may weigh less than it lasts. */
const isInSeries = (down: DownWhen): boolean =>
  down.kind === 'part' || (down.down === 1 && down.of.every(isInSeries))

/** A share of the whole is down for a while: there is no outage to ignore, to join or to lift. */
function refuseBesideShares({ ignore, merge, where }: Availability, context: FormContext): void {
  const { report, exemptions } = context
  if (ignore !== undefined) report.notComputed(ignore.where, 'weights, ignore')
  if (merge !== undefined) report.notComputed(merge.where, 'weights, merge')
  for (const { ground } of exemptions) report.notComputed(where, `weights, ${ground}`)
}

/** Time down that is of no single outage would cost nothing; two that are one would cost twice. */
function refuseBesideEach(
  { where }: Penalty,
  { noData, merge, intervals }: Availability,
  shares: RewrittenComponents['shares'],
  report: Report,
): void {
  if (noData === 'down') report.notComputed(where, 'each: outage, no-data: down')
  if (merge !== undefined) report.notComputed(merge.where, 'each: outage, merge')
  if (intervals !== undefined) report.notComputed(intervals.where, 'each: outage, intervals')
  if (shares !== undefined) report.notComputed(where, 'each: outage, weights')
}
