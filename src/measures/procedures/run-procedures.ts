/**
 * Runs the procedures of a contract as far as they are known: every step of every occurrence.
 *
 * A procedure runs once for each thing that its facts are about, or comes again by its recurrence:
 * each period, every so many months, or at each end of the term as long as it is renewed.
 *
 * Example: papers every 6 months after 16 February 2026, handed over on 27 February and on
 * 14 August: on 1 March 2027 the third occurrence, due on 16 February 2027, is missing.
 *
 * @fr déroulement des procédures
 */
import type { Derived } from '../../base/because/graph.ts'
import { known } from '../../base/because/value.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays, addToMonth, firstDayOf, formatDate, monthOf } from '../../base/calendar/date.ts'
import type { DateSpan } from '../../base/calendar/days.ts'
import { dateAt } from '../../base/calendar/zone.ts'
import type { Finding } from '../../base/finding.ts'
import { instant } from '../../base/instant.ts'
import { ratio } from '../../base/ratio.ts'
import type { Procedure, Recurrence } from '../../contract/core/procedure.ts'
import type { Tile } from '../../contract/core/select.ts'
import { dateRulesOf } from '../../contract/core/walk.ts'
import type { Periods } from '../periods.ts'
import { tilesUntil } from '../periods.ts'
import { dateOf, momentOf, resolveDate } from './dates.ts'
import { runStep } from './run-step.ts'
import { USED_BEFORE } from './step-end.ts'
import type { Occurrence, RunSteps, StepResult, StepScope } from './step-result.ts'

/**
 * Every step that there is. Those that ended before the month, whose first day is `from`, are not
 * told again: they are kept because later ones may count from them. Of a period that does not touch
 * the month only what may still be done is told, and what was done in the month.
 */
export function runProcedures(
  procedures: readonly Procedure[],
  from: CalendarDate,
  scope: StepScope,
): RunSteps {
  const runs = procedures.map((procedure) => ({
    procedure,
    occurrences: occurrencesOf(procedure, scope),
  }))
  const all = runs.flatMap(({ occurrences }) => occurrences.flat())
  const told = runs.flatMap(({ procedure: { recurrence }, occurrences }) =>
    recurrence?.kind === 'tiles'
      ? toldByPeriod(recurrence, occurrences, from, scope)
      : occurrences.filter((results) => results.some((one) => isTold(one, from, scope))).flat(),
  )
  const isNew = ({ code, params }: Finding): boolean =>
    code === USED_BEFORE && `${params['on']}` >= formatDate(from)
  const others = all.filter((result) => !told.includes(result))
  const findings = [
    ...told.flatMap((result) => result.findings ?? []),
    ...others.flatMap((result) => (result.findings ?? []).filter(isNew)),
  ]
  return { all, told, findings }
}

const STANDING: ReadonlySet<string> = new Set([
  'waiting',
  'open',
  'contested',
  'too-early',
  'missing',
])

function isTold(
  { state, date, due, act }: StepResult,
  from: CalendarDate,
  { zone }: StepScope,
): boolean {
  const dates = [date, due, act].filter((moment) => moment?.value.state === 'known')
  return STANDING.has(state) || dates.some((moment) => moment && dateOf(moment, zone) >= from)
}

/** All steps of the periods that touch the month; of the others, those that still stand in it. */
function toldByPeriod(
  { tile, from: start }: Extract<Recurrence, { kind: 'tiles' }>,
  occurrences: readonly (readonly StepResult[])[],
  from: CalendarDate,
  scope: StepScope,
): StepResult[] {
  const month = { from, to: addDays(firstDayOf(addToMonth(monthOf(from), 1)), -1) }
  if (today(scope) < start) return []
  const periods = tilesUntil(tile, scope.zone, start, monthOf(today(scope)))
  return occurrences.flatMap((results, place) => {
    const [first, next] = [place, place + 1].map((i) =>
      dateAt(scope.zone, instant(periods.edges[i] as number)),
    ) as [CalendarDate, CalendarDate]
    return first <= month.to && next > month.from
      ? results
      : results.filter((result) => mayStillBeDone(result, scope) || wasDoneIn(result, month, scope))
  })
}

const PENDING: ReadonlySet<string> = new Set(['open', 'missing', 'contested', 'too-early'])

const mayStillBeDone = ({ step, state, opened }: StepResult, scope: StepScope): boolean =>
  step.kind !== 'ban' &&
  PENDING.has(state) &&
  (opened === undefined || dateOf(opened, scope.zone) <= today(scope))

const wasDoneIn = (
  { act, date }: StepResult,
  month: { readonly from: CalendarDate; readonly to: CalendarDate },
  { zone }: StepScope,
): boolean =>
  [act, date].some((moment) => {
    if (moment?.value.state !== 'known') return false
    const day = dateOf(moment, zone)
    return day >= month.from && day <= month.to
  })

type Start = Pick<Occurrence, 'about' | 'place' | 'dates'>

function occurrencesOf(procedure: Procedure, scope: StepScope): readonly (readonly StepResult[])[] {
  const run = (start: Start): StepResult[] => runOnce(procedure, start, scope)
  const { recurrence } = procedure
  switch (recurrence?.kind) {
    case undefined:
      return byAbout(procedure, run, scope)
    case 'true-in':
      return scope.settled(procedure.id)
    case 'tiles':
      return byTile(recurrence, run, scope)
    case 'every':
      return byLength(recurrence, run, scope)
    case 'terms':
      return byTerm(recurrence, run, scope)
  }
}

function runOnce(procedure: Procedure, start: Start, scope: StepScope): StepResult[] {
  const occurrence: Occurrence = {
    ...start,
    procedure: procedure.id,
    results: new Map(),
    events: new Map(),
  }
  for (const step of procedure.steps) {
    occurrence.results.set(step.id, runStep(step, occurrence, scope))
  }
  return [...occurrence.results.values()]
}

const NO_DATES: ReadonlyMap<string, Derived> = new Map()

type Run = (start: Start) => StepResult[]

/** One occurrence for each thing that facts are about; one without a name where they say none. */
function byAbout(procedure: Procedure, run: Run, scope: StepScope): StepResult[][] {
  const abouts = scope.happened.abouts(namesIn(procedure))
  if (abouts.length === 0) return [run({ dates: NO_DATES })]
  return abouts
    .map((about) => run({ about, dates: NO_DATES }))
    .filter((results) => results.some((result) => result.opened ?? result.due ?? result.act))
}

/** The events that the dates of a procedure count from. */
export const eventsIn = (procedure: Procedure): readonly string[] =>
  dateRulesOf(procedure).flatMap((rule) => (rule.kind === 'event' ? [rule.name] : []))

const namesIn = (procedure: Procedure): ReadonlySet<string> =>
  new Set([...eventsIn(procedure), ...procedure.steps.map(({ id }) => id)])

const today = ({ zone, asOf }: StepScope): CalendarDate => dateAt(zone, asOf)

function byTile(
  { tile, from }: Extract<Recurrence, { kind: 'tiles' }>,
  run: Run,
  scope: StepScope,
): StepResult[][] {
  const { zone } = scope
  if (today(scope) < from) return []
  const periods = tilesUntil(tile, zone, from, monthOf(today(scope)))
  return periods.labels.map((about, place) =>
    run({ about, place, dates: datesOfTile(tile, periods, place, scope) }),
  )
}

/** The first and the last day of a period, by the names that terms give them. */
function datesOfTile(
  tile: Tile,
  periods: Periods,
  place: number,
  { graph, zone }: StepScope,
): ReadonlyMap<string, Derived> {
  const period = periods.labels[place] as string
  const [first, next] = [place, place + 1].map((i) =>
    dateAt(zone, instant(periods.edges[i] as number)),
  ) as [CalendarDate, CalendarDate]
  const leaf = (date: CalendarDate): Derived =>
    graph.leaf('term', known(ratio(date), 'date'), {}, { period })
  return new Map([
    [`${tile}-start`, leaf(first)],
    [`${tile}-end`, leaf(addDays(next, -1))],
  ])
}

/**
 * The occurrence of one period, whose acts and events are those about it. Its dates rest on the
 * truth that makes it, so that whoever reads them finds why there is an occurrence at all.
 */
export function runInPeriod(
  procedure: Procedure,
  { tile, periods, place }: PlacedPeriod,
  because: Derived,
  scope: StepScope,
): readonly StepResult[] {
  const dates = [...datesOfTile(tile, periods, place, scope)].map(
    ([name, date]) =>
      [name, scope.graph.step('choose', [because, date], { branch: 'then' })] as const,
  )
  const about = periods.labels[place] as string
  return runOnce(procedure, { about, dates: new Map(dates) }, scope)
}

interface PlacedPeriod {
  readonly tile: Tile
  readonly periods: Periods
  readonly place: number
}

/** As many spans after a date; the date itself where there is none to add. */
function spansAfter(
  from: Derived,
  { unit, count }: DateSpan,
  times: number,
  { graph }: StepScope,
): Derived {
  if (count * times === 0) return from
  const term = graph.leaf('term', known(ratio(count * times), 'count'))
  return unit === 'months'
    ? graph.step('months-after', [from, term])
    : graph.step('days-after', [from, term], { unit })
}

/** Until the first occurrence that begins after today, itself included. */
function byLength(
  recurrence: Extract<Recurrence, { kind: 'every' }>,
  run: Run,
  scope: StepScope,
): StepResult[][] {
  const { from, span, next, source } = recurrence
  const reader = { occurrence: NO_DATES, ended: () => undefined, events: new Map() }
  const first = resolveDate(from, 'date', reader, scope)
  const found: StepResult[][] = []
  let start = first
  while (start !== undefined && first !== undefined) {
    const about = formatDate(momentOf(start).at as CalendarDate)
    const occurrence = scope.graph.step('sum', [start], {}, { ...source, name: 'occurrence' })
    const results = run({
      about,
      place: found.length,
      dates: new Map([['occurrence', occurrence]]),
    })
    found.push(results)
    if (momentOf(start).at > today(scope)) break
    const act: Derived | undefined = results.at(-1)?.date
    start =
      next === 'due'
        ? spansAfter(first, span, found.length, scope)
        : act && spansAfter(act, span, 1, scope)
  }
  return found
}

/** At each end of the term, until one that is not renewed or not decided yet. */
function byTerm(
  recurrence: Extract<Recurrence, { kind: 'terms' }>,
  run: Run,
  scope: StepScope,
): StepResult[][] {
  const { starts, initial, renewal, atMost, renewedBy } = recurrence
  const { graph } = scope
  const start = graph.leaf('term', known(ratio(starts), 'date'), {}, { name: 'term-start' })
  const end = spansAfter(start, initial, 1, scope)
  const found: StepResult[][] = []
  for (let times = 0; times < (atMost ?? Number.POSITIVE_INFINITY); times += 1) {
    const anniversary = spansAfter(end, renewal, times, scope)
    const before = graph.leaf('term', known(ratio(-1), 'count'))
    const last = graph.step('days-after', [anniversary, before], { unit: 'calendar-days' })
    const results = run({
      about: formatDate(momentOf(last).at as CalendarDate),
      place: times,
      dates: new Map([
        ['anniversary', anniversary],
        ['term-end', last],
      ]),
    })
    found.push(results)
    if (results.at(-1)?.answer !== renewedBy) break
  }
  return found
}
