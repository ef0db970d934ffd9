/**
 * Which period a run of a clock belongs to, and whether it is late.
 *
 * Each run belongs to at most one period, for ever: a ticket is not penalised in March for being
 * late and in April for being resolved. Where an overdue ticket counts although it is still open
 * (`late-if-overdue`), it belongs to the period of its deadline, and stays there once resolved.
 *
 * Example: `belongs-to: month-resolved`, opened 20 March, due 28 March, resolved 3 April. It
 * belongs to April if it is `ignored` while open, and to March if it is `late-if-overdue`.
 *
 * @fr rattachement à une période
 */
import type { Instant } from '../base/instant.ts'
import type { Attribution, OpenRule } from '../contract/core/select.ts'
import type { Periods } from './periods.ts'
import { tileAt, tileEnd } from './periods.ts'

export type Verdict = 'in-time' | 'late'

export interface Judgement {
  readonly tile: number
  readonly verdict: Verdict
}

/** What is known of a run when it is judged. Instants that do not exist are absent. */
export interface RunDates {
  readonly opened: number
  readonly stop: number | undefined
  readonly closed: number | undefined
  readonly resolved: number | undefined
  readonly isOverdue: boolean
  /** Computed only when it is needed. */
  readonly due: () => Instant | undefined
}

export interface JudgeRules {
  readonly belongsTo: Attribution
  readonly openAtEnd: OpenRule
  /** Without a limit nothing is late, and an open item of `opened` counts at once. */
  readonly hasLimit: boolean
}

const judgement = (tile: number, verdict: Verdict): Judgement | undefined =>
  tile < 0 ? undefined : { tile, verdict }

const tileOf = (periods: Periods, at: number | undefined): number =>
  at === undefined ? -1 : tileAt(periods, at)

/** A deadline at midnight is the end of the day before: it belongs to the period that it ends. */
const tileOfDue = (periods: Periods, due: number | undefined): number =>
  tileOf(periods, due === undefined ? undefined : due - 1)

/** The period and the verdict of a run; nothing while it has none, or before the contract. */
export function judgeRun(
  rules: JudgeRules,
  periods: Periods,
  run: RunDates,
): Judgement | undefined {
  return run.stop === undefined
    ? judgeRunning(rules, periods, run)
    : judgeStopped(rules, periods, run, run.stop)
}

function judgeRunning(rules: JudgeRules, periods: Periods, run: RunDates): Judgement | undefined {
  if (!rules.hasLimit) {
    return rules.belongsTo === 'opened'
      ? judgement(tileAt(periods, run.opened), 'in-time')
      : undefined
  }
  if (!run.isOverdue || rules.openAtEnd !== 'late-if-overdue') return undefined
  const tile =
    rules.belongsTo === 'opened' ? tileAt(periods, run.opened) : tileOfDue(periods, run.due())
  return judgement(tile, 'late')
}

function judgeStopped(
  rules: JudgeRules,
  periods: Periods,
  run: RunDates,
  stop: number,
): Judgement | undefined {
  const verdict: Verdict = run.isOverdue ? 'late' : 'in-time'
  const own =
    rules.belongsTo === 'due'
      ? tileOfDue(periods, run.due())
      : tileOf(periods, ownDate(rules.belongsTo, run, stop))
  if (!rules.hasLimit) return judgement(own, verdict)
  const isForward = rules.belongsTo === 'opened' || rules.belongsTo === 'due'
  if (rules.openAtEnd === 'carried' && isForward && own >= 0 && stop >= tileEnd(periods, own)) {
    return judgement(tileAt(periods, stop), verdict)
  }
  if (rules.openAtEnd === 'late-if-overdue' && !isForward && run.isOverdue) {
    const due = tileOfDue(periods, run.due())
    if (due >= 0 && (own < 0 || due < own)) return judgement(due, verdict)
  }
  return judgement(own, verdict)
}

function ownDate(
  belongsTo: Exclude<Attribution, 'due'>,
  run: RunDates,
  stop: number,
): number | undefined {
  switch (belongsTo) {
    case 'opened':
      return run.opened
    case 'stopped':
      return stop
    case 'resolved':
      return run.resolved
    case 'closed':
      return run.closed
  }
}
