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

/**
 * The period and the verdict of a run in one number, since a million runs are judged: twice the
 * index of the period, and one more where the run is late. `NO_VERDICT` where it has none.
 */
export type Judgement = number

export const NO_VERDICT: Judgement = -1

export const judgedTile = (judged: Judgement): number => judged >> 1

export const isJudgedLate = (judged: Judgement): boolean => (judged & 1) !== 0

/** What is known of a run when it is judged. An instant that does not exist is not a number. */
export interface RunDates {
  readonly opened: number
  readonly stop: number
  readonly closed: number
  readonly resolved: number
  readonly isOverdue: boolean
  /** Computed only when it is needed. */
  due(): Instant | undefined
}

export interface JudgeRules {
  readonly belongsTo: Attribution
  readonly openAtEnd: OpenRule
  /** Without a limit nothing is late, and an open item of `opened` counts at once. */
  readonly hasLimit: boolean
}

const judgement = (tile: number, isLate: boolean): Judgement =>
  tile < 0 ? NO_VERDICT : tile * 2 + (isLate ? 1 : 0)

/** A deadline at midnight is the end of the day before: it belongs to the period that it ends. */
function tileOfDue(periods: Periods, due: number | undefined): number {
  return due === undefined ? -1 : tileAt(periods, due - 1)
}

/** The period and the verdict of a run; none while it has none, or before the contract. */
export function judgeRun(rules: JudgeRules, periods: Periods, run: RunDates): Judgement {
  return Number.isNaN(run.stop)
    ? judgeRunning(rules, periods, run)
    : judgeStopped(rules, periods, run)
}

function judgeRunning(rules: JudgeRules, periods: Periods, run: RunDates): Judgement {
  if (!rules.hasLimit) {
    return rules.belongsTo === 'opened' ? judgement(tileAt(periods, run.opened), false) : NO_VERDICT
  }
  if (!run.isOverdue || rules.openAtEnd !== 'late-if-overdue') return NO_VERDICT
  const tile =
    rules.belongsTo === 'opened' ? tileAt(periods, run.opened) : tileOfDue(periods, run.due())
  return judgement(tile, true)
}

function judgeStopped(rules: JudgeRules, periods: Periods, run: RunDates): Judgement {
  const { belongsTo, openAtEnd } = rules
  const { isOverdue } = run
  const own =
    belongsTo === 'due' ? tileOfDue(periods, run.due()) : tileAt(periods, ownDate(belongsTo, run))
  if (!rules.hasLimit || openAtEnd === 'ignored') return judgement(own, isOverdue)
  const isForward = belongsTo === 'opened' || belongsTo === 'due'
  if (openAtEnd === 'carried' && isForward && own >= 0 && run.stop >= tileEnd(periods, own)) {
    return judgement(tileAt(periods, run.stop), isOverdue)
  }
  if (openAtEnd === 'late-if-overdue' && !isForward && isOverdue) {
    const due = tileOfDue(periods, run.due())
    if (due >= 0 && (own < 0 || due < own)) return judgement(due, isOverdue)
  }
  return judgement(own, isOverdue)
}

/** The date that a run belongs to the period of; not a number where it does not exist. */
function ownDate(belongsTo: Exclude<Attribution, 'due'>, run: RunDates): number {
  switch (belongsTo) {
    case 'opened':
      return run.opened
    case 'stopped':
      return run.stop
    case 'resolved':
      return run.resolved
    case 'closed':
      return run.closed
  }
}
