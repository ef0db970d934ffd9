/**
 * What became known of closed months since they were closed.
 *
 * Every month is computed again with all that is known; what that makes of a closed month, less
 * what was already taken into account, is posted in the month that is settled. Past the time for
 * which the contract lets a month be reopened, the difference is barred: shown, and not owed. So
 * what was closed, posted and barred together always is one computation with all the facts.
 *
 * Example: March was closed at 480.00 €. In May a ticket of March turns out late and March comes to
 * 960.00 €: May posts 480.00 € for March. Thirteen months later, under `reopenable-for: 12 months`,
 * the same 480.00 € would be barred.
 *
 * @fr régularisations
 */
import type { About, ClauseRef, Derived, GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addDays, addMonths, lastDayOf } from '../base/calendar/date.ts'
import { invariant } from '../base/invariant.ts'
import { isZero, ZERO } from '../base/ratio.ts'
import type { Effect } from '../contract/core/core.ts'
import type { Length } from '../contract/terms.ts'
import type { Account, Accounts, ClosedLine, LineName } from './closed-months.ts'
import { accounted, keyOfLine } from './closed-months.ts'
import type { SettledLine, SettledMonth } from './settle.ts'

/** Why an amount is no longer what it was when its month was closed. @fr motif */
export type Cause = 'amendment' | 'resolved' | 'facts' | 'caps' | 'other'

/** A change of a line of a closed month. @fr régularisation */
export interface Adjustment {
  readonly month: YearMonth
  readonly period: string
  readonly line: LineName
  /** `barred` past the last day on which the month could be reopened. */
  readonly state: 'posted' | 'barred'
  readonly until: CalendarDate
  readonly before: Derived
  readonly now: Derived
  readonly amount: Derived
  readonly causes: readonly Cause[]
  /** The VAT of its line; absent where the contract does not say one. */
  readonly vat?: NonNullable<Effect['vat']>
  /** Amendments signed since the closing that are in force in the month. */
  readonly amendments: readonly string[]
}

export interface AdjustmentContext {
  readonly graph: GraphBuilder
  /** The day on which the settlement is made. */
  readonly today: CalendarDate
  /** How long after its last day a month may be reopened. */
  readonly reopenableFor: Length
  /** Amendments in force in a month that were signed after it was closed, by their ids. */
  amendmentsSince(month: YearMonth, asOf: string | undefined): readonly string[]
  /** The term that a line is of, in force in the month or else where it stood last. */
  effectOf(line: string, month: YearMonth): Effect | undefined
}

/** The adjustments of closed months, given what each month is with all that is known now. */
export function adjust(
  { months, all, isWhole }: Accounts,
  settled: readonly SettledMonth[],
  context: AdjustmentContext,
): Adjustment[] {
  const accounts = new Map(all.map((a) => [keyOfLine(a.month, a.line.id, a.period), a]))
  const closings = new Map(months.map((closing) => [closing.month, closing]))
  return settled.flatMap((now) => {
    const closing = closings.get(now.month)
    if (closing === undefined) return []
    const amendments = context.amendmentsSince(now.month, closing.asOf)
    const own = { settled: now, amendments, context }
    return [
      ...now.lines.flatMap((line) => {
        const key = keyOfLine(now.month, line.effect, line.period)
        const account = accounts.get(key) ?? (isWhole ? unheardOf(now, line) : undefined)
        accounts.delete(key)
        return account === undefined ? [] : adjustLine(account, line, own)
      }),
      // What is left has no line any more: an amendment has taken its clause away.
      ...[...accounts.values()]
        .filter(({ month }) => month === now.month)
        .flatMap((account) => adjustLine(account, undefined, own)),
    ]
  })
}

/** A closed month with all that is known now. */
interface Known {
  readonly settled: SettledMonth
  /** Amendments in force in it that were signed after it was closed. */
  readonly amendments: readonly string[]
  readonly context: AdjustmentContext
}

/** A line that the month did not have when it was closed. */
function unheardOf({ month, version }: SettledMonth, { effect: id, period }: SettledLine): Account {
  const effect = version.program.effects.find((candidate) => candidate.id === id)
  invariant(effect !== undefined, 'a settled line is an effect of its version')
  const { level, nature, source, by } = effect
  const line = { id, level, nature, ...source, ...(by === 'client' && { by }) }
  return { month, period, line, entries: [] }
}

function adjustLine(
  account: Account,
  settledLine: SettledLine | undefined,
  { settled, amendments, context }: Known,
): Adjustment[] {
  const { graph } = context
  // An amount that is not known yet changes nothing: it is adjusted once it is.
  if (settledLine !== undefined && settledLine.owed.value.state !== 'known') return []
  const { month, period, closed } = account
  const none = (): Derived => graph.leaf('earlier', known(ZERO, 'cents'))
  const before = accounted(account.entries, graph) ?? none()
  const now = settledLine?.owed ?? none()
  const amount = graph.step('difference', [now, before], {}, aboutOf(account))
  if (amount.value.state !== 'known' || isZero(amount.value.number)) return []
  const until = lastDayToReopen(month, context.reopenableFor)
  const state = context.today <= until ? ('posted' as const) : ('barred' as const)
  const causes = causesOf(closed, settledLine, settled, amendments.length > 0)
  const { vat, level = account.line.level } = context.effectOf(account.line.id, month) ?? {}
  const line = { ...account.line, level }
  const said = { month, period, line, state, until, before, now, amount }
  return [{ ...said, causes, amendments, ...(vat && { vat }) }]
}

const aboutOf = ({ line, period }: Account): About => ({
  name: `${line.id}.adjusted`,
  period,
  path: line.path,
  ...(line.clause === undefined ? {} : { clause: line.clause as ClauseRef }),
})

/** Counted from the last day of the month, which is the day on which it could first be closed. */
function lastDayToReopen(month: YearMonth, length: Length): CalendarDate {
  const last = lastDayOf(month)
  if (length.unit === 'months') return addDays(addMonths(addDays(last, 1), length.count), -1)
  invariant(length.unit === 'days', 'a month is reopened for days or for months')
  return addDays(last, length.count)
}

/** What has changed of a line since it was closed: all that can be told from outside. */
function causesOf(
  closed: ClosedLine | undefined,
  line: SettledLine | undefined,
  { levels }: SettledMonth,
  isAmended: boolean,
): Cause[] {
  const causes: Cause[] = []
  if (isAmended) causes.push('amendment')
  if (closed !== undefined && closed.owed.state !== 'known') causes.push('resolved')
  const seen = levels.map((level) => ({
    id: level.level,
    period: level.period,
    figure: formatValue(level.figure.value),
    judged: formatValue(level.judged.value),
    late: formatValue(level.late.value),
  }))
  const own = line?.effect.split('.')[0]
  const isMeasuredOtherwise = seen.some((level) => {
    const before = closed?.levels.find(
      ({ id, period }) => id === level.id && period === level.period,
    )
    const { figure, judged, late } = level
    const isSame = before?.figure === figure && before.judged === judged && before.late === late
    return level.id === own && before !== undefined && !isSame
  })
  if (isMeasuredOtherwise) causes.push('facts')
  const gross = line?.gross.value
  const isGrossSame =
    closed !== undefined && gross !== undefined && formatValue(closed.gross) === formatValue(gross)
  if (isGrossSame && closed.owed.state === 'known') causes.push('caps')
  return causes.length === 0 ? ['other'] : causes
}
