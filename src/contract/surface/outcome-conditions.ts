/**
 * Rewrites conditions on outcomes: misses, amounts before and after caps, caps that are full.
 *
 * | outcome | what is looked at in each period |
 * |---|---|
 * | `restore.missed` | whether it was missed |
 * | `restore.figure` | the figure; its highest and its lowest, and of a `count` its sum |
 * | `restore.late` | how many items were late; their sum |
 * | `restore.penalty` | the amount, before caps |
 * | `restore.kept`, `restore.credited` | what caps left of it; and less what was earned back |
 * | `month-cap.full` | whether the cap let pass all that it may |
 * | `month-cap.cut` | what the cap cut |
 * | `service-points.given`, `.points` | the points of its levels; those that its `at-most` leaves |
 *
 * Example: `{ of: month-cap.full, times: at-least 3, in: 12 months }` with a cap of 10 000.00 that
 * let pass 10 000.00 in three months of twelve: the right opens on the last day of the third.
 * One on `times: at-most 0, in: 3 months` opens on the last day of the third month at the earliest.
 *
 * @fr conditions sur les résultats
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { fieldsOf } from '../../base/calendar/date.ts'
import type { Place } from '../../base/finding.ts'
import { ratio, ZERO } from '../../base/ratio.ts'
import type { Clause, Reference } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Cap, Condition, Penalty, PointBalance } from '../chapters/penalty.ts'
import type { StepCondition } from '../chapters/steps.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { Trigger } from '../core/procedure.ts'
import type { Tile, Window } from '../core/select.ts'
import { isOfPoints } from './balances.ts'
import { MONTHS_IN, windowOf } from './bases.ts'
import type { Counted } from './counted.ts'
import { isEarnBack } from './earn-backs.ts'
import { unitOf } from './units.ts'
import {
  all,
  compare,
  difference,
  literal,
  noMoney,
  not,
  outcome,
  sourceOf,
  sum,
  whenNothing,
} from './write.ts'

export interface OutcomeContext {
  readonly levels: readonly ServiceLevel[]
  readonly caps: readonly Cap[]
  readonly balances: readonly PointBalance[]
  readonly counted: Counted
  /** The first day of the contract. */
  readonly starts: CalendarDate
  /** Conditions on outcomes, which are outcomes of their own. */
  readonly conditions: Definition[]
}

/** What a condition looks at in each period: a truth, or an amount that is also true above zero. */
interface Subject {
  readonly name: string
  readonly unit: 'truth' | 'cents' | 'points' | ReturnType<typeof unitOf>
  readonly isFigure?: true
  /** Whether it is so many items, which add up. */
  readonly isNumber?: boolean
  readonly tile: Tile
  /** What it is made of, where it is known only once the amounts have passed the caps. */
  readonly afterCaps?: Expression
}

/** What opens a step, where it is a condition on outcomes. */
export function onOutcome(
  condition: StepCondition,
  name: string,
  clause: Clause,
  context: OutcomeContext,
): Trigger | undefined {
  if (condition.filter !== undefined) return undefined
  if (isOfFew(condition) && wholeWindowOf(condition) === undefined) return undefined
  const truth = truthOf({ ...condition, name, clause, holdsOver: 'whole-window' }, context)
  return truth && { kind: 'outcome', name, source: sourceOf(condition.where, clause) }
}

/** A condition, with the name that its truth has among the outcomes. */
export interface NamedCondition {
  readonly of: Reference
  readonly reducer: Condition['reducer'] | StepCondition['reducer']
  readonly bound: Condition['bound']
  readonly in?: Condition['in']
  readonly where: Place
  readonly name: string
  readonly clause: Clause
  /**
   * Whether few misses make it true from the first period on, as a franchise does of the amount of
   * the one judged; or only once all the periods of its window are over, as a right does.
   */
  readonly holdsOver?: 'whole-window'
}

/** The periods of a truth, and whether it is known only once the amounts have passed the caps. */
export interface Truth {
  readonly tile: Tile
  readonly isLate: boolean
}

/**
 * Adds the truth of each period to the outcomes: so many truths in a window or in a row, amounts
 * that add up, the highest or the lowest of figures.
 */
export function truthOf(condition: NamedCondition, context: OutcomeContext): Truth | undefined {
  const { of, reducer, bound, where, name, clause } = condition
  const subject = subjectOf(of.id, context)
  const counted = subject && countedOf(subject, condition)
  if (subject === undefined || counted === undefined) return undefined
  const { tile, unit } = subject
  const source = sourceOf(where, clause)
  const isLate = subject.afterCaps !== undefined
  const define = (own: string, of: Definition['unit'], value: Expression): void => {
    if (context.conditions.some((known) => known.name === own)) return
    context.conditions.push({ name: own, unit: of, tile, value, source, ...(isLate && { isLate }) })
  }
  if (subject.afterCaps !== undefined) define(subject.name, unit, subject.afterCaps)
  const isOfTruths = reducer === 'times' || reducer === 'in-a-row'
  if (isAmount(subject) && isOfTruths) {
    const nothing = literal(ZERO, unit)
    define(truthName(subject), 'truth', compare(outcome(subject.name), 'above', nothing, source))
  }
  const limit = literal(
    bound.limit.value,
    isOfTruths ? 'count' : unit,
    sourceOf(bound.where, clause),
  )
  const holds = compare(counted, bound.word, limit, source)
  const isWhole = condition.holdsOver && isOfFew(condition) && isOver(counted, context)
  define(name, 'truth', isWhole ? all(holds, ...isWhole) : holds)
  return { tile, isLate }
}

/** Whether a condition is true while little happened: at most so many misses, under so much. */
export const isOfFew = ({ bound }: Pick<NamedCondition, 'bound'>): boolean =>
  bound.word === 'at-most' || bound.word === 'under'

/** So many months, which are over one day; misses in a row that are few never are. */
const wholeWindowOf = ({ in: window, reducer }: StepCondition): Window | undefined => {
  const looked = window && windowOf(window)
  return looked?.kind === 'last' && reducer !== 'in-a-row' ? looked : undefined
}

/**
 * Whether all the periods of a window are told, and none is cut by the start of the contract.
 *
 * Example: no miss in 3 months, a contract of 15 April 2026: 31 July at the earliest.
 */
function isOver(
  counted: Expression,
  { starts }: OutcomeContext,
): readonly Expression[] | undefined {
  if (counted.kind !== 'history' || counted.window.kind !== 'last') return undefined
  const { count, tile } = counted.window
  if (tile === 'contract') return undefined
  const told = compare({ ...counted, how: 'count' }, 'at-least', literal(ratio(count), 'count'))
  const months = count * MONTHS_IN[tile]
  const { month, day } = fieldsOf(starts)
  const isCut = tile !== 'contract-year' && (day > 1 || (month - 1) % MONTHS_IN[tile] > 0)
  return isCut ? [told, not({ kind: 'in-first-months', months })] : [told]
}

const isAmount = ({ unit }: Subject): boolean => unit === 'cents' || unit === 'points'

const addsUp = (subject: Subject): boolean => isAmount(subject) || subject.isNumber === true

/** An amount is true where something is owed. */
const truthName = (subject: Subject): string =>
  isAmount(subject) ? `${subject.name}-owed` : subject.name

/** What a condition holds against its bound; nothing where subject and reducer do not fit. */
function countedOf(
  subject: Subject,
  { reducer, bound, in: window, where, clause }: NamedCondition,
): Expression | undefined {
  const { name, tile, unit, isFigure } = subject
  const looked = window && windowOf(window, tile)
  const history = (how: History['how'], of: string, over = looked): Expression | undefined =>
    over && {
      kind: 'history',
      name: of,
      how,
      window: over,
      present: true,
      source: sourceOf(where, clause),
    }
  switch (reducer) {
    case 'in-a-row':
      return isFigure
        ? undefined
        : history('streak', truthName(subject), { kind: 'tile', tile: 'contract' })
    case 'times':
      return isFigure ? undefined : history('count-true', truthName(subject))
    case 'sum':
      return addsUp(subject) && bound.limit.unit === unit ? history('sum', name) : undefined
    case 'highest':
    case 'lowest':
      return isFigure && bound.limit.unit === unit ? history(reducer, name) : undefined
    default:
      return undefined
  }
}

type History = Extract<Expression, { kind: 'history' }>

function subjectOf(
  reference: string,
  { levels, caps, balances }: OutcomeContext,
): Subject | undefined {
  const [id, what] = reference.split('.')
  const level = levels.find((candidate) => candidate.id === id)
  const cap = caps.find((candidate) => candidate.id === id)
  if (cap !== undefined) return ofCap(cap, what)
  const balance = balances.find((candidate) => candidate.id === id)
  if (balance !== undefined) return ofBalance(balance, what)
  if (level === undefined || level.per === 'item') return undefined
  const tile = level.per
  if (what === 'figure') {
    const isNumber = level.measure.kind === 'count' && level.measure.over === undefined
    return { name: reference, unit: unitOf(level), isFigure: true, isNumber, tile }
  }
  if (what === 'late' && hasLate(level)) {
    return { name: reference, unit: 'count', isFigure: true, isNumber: true, tile }
  }
  if (what === 'missed') return { name: reference, unit: 'truth', tile }
  if (!isMoney(level.penalty)) return undefined
  if (what === 'penalty') return { name: reference, unit: 'cents', tile }
  if (tile !== 'month') return undefined
  const kept = sum(outcome(`${id}.penalty.owed`))
  if (what === 'kept') return { name: reference, unit: 'cents', tile, afterCaps: kept }
  if (what !== 'credited') return undefined
  const isBack = level.penalty?.exemptions.some(isEarnBack) === true
  const back = whenNothing(outcome(`${id}.earned-back.owed`), noMoney)
  const afterCaps = isBack ? sum(kept, back) : sum(kept)
  return { name: reference, unit: 'cents', tile, afterCaps }
}

/** Whether a level has items that are late. */
const hasLate = ({ measure }: ServiceLevel): boolean =>
  measure.kind === 'response' || measure.kind === 'restoration' || measure.kind === 'timeliness'

/** A cap of each month; one of a longer period is full or not on no day that is its own. */
function ofCap({ id, per }: Cap, what: string | undefined): Subject | undefined {
  if (per.kind !== 'tile' || per.tile !== 'month') return undefined
  const tile = 'month'
  const of = (name: string): Expression => outcome(`${id}.${name}`)
  if (what === 'cut') {
    return {
      name: `${id}.cut`,
      unit: 'cents',
      tile,
      afterCaps: difference(of('came'), of('passed')),
    }
  }
  if (what !== 'full') return undefined
  const afterCaps = compare(of('passed'), 'at-least', of('allowed'))
  return { name: `${id}.full`, unit: 'truth', tile, afterCaps }
}

/** What its levels gave, or what its most leaves of it; the same where nothing bounds it. */
function ofBalance(balance: PointBalance, what: string | undefined): Subject | undefined {
  if (what !== 'given' && what !== 'points') return undefined
  const own = what === 'given' && isOfPoints(balance) ? 'given' : 'points'
  return { name: `${balance.id}.${own}`, unit: 'points', tile: balance.per }
}

/** Whether a penalty is money: points are worth something only in a balance. */
function isMoney(penalty: Penalty | undefined): boolean {
  if (penalty === undefined) return false
  const { worth } = penalty
  const worths = worth.kind === 'bands' ? worth.rows.map((row) => row.worth) : [worth]
  return worths.every((one) => one.kind === 'rate' || one.amount.quantity.unit === 'cents')
}
