/**
 * Rewrites conditions on outcomes: misses, amounts before and after caps, caps that are full.
 *
 * | outcome | what is looked at in each period |
 * |---|---|
 * | `restore.missed` | whether it was missed |
 * | `restore.penalty` | the amount, before caps |
 * | `restore.kept`, `restore.credited` | what caps left of it; and less what was earned back |
 * | `month-cap.full` | whether the cap let pass all that it may |
 * | `month-cap.cut` | what the cap cut |
 *
 * Example: `{ of: month-cap.full, times: at-least 3, in: 12 months }` with a cap of 10 000.00 that
 * let pass 10 000.00 in three months of twelve: the right opens on the last day of the third.
 *
 * @fr conditions sur les résultats
 */
import type { Clause } from '../chapters/identity.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Cap, Penalty } from '../chapters/penalty.ts'
import type { StepCondition } from '../chapters/steps.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { Trigger } from '../core/procedure.ts'
import type { Tile, Window } from '../core/select.ts'
import { windowOf } from './bases.ts'
import {
  compare,
  difference,
  literal,
  noMoney,
  outcome,
  sourceOf,
  sum,
  whenNothing,
} from './write.ts'

export interface OutcomeContext {
  readonly levels: readonly ServiceLevel[]
  readonly caps: readonly Cap[]
  /** Conditions on outcomes, which are outcomes of their own. */
  readonly conditions: Definition[]
}

/** What a condition looks at in each period: a truth, or money that is also true above zero. */
interface Subject {
  readonly name: string
  readonly isMoney: boolean
  readonly tile: Tile
  /** What it is made of, where it is known only once the amounts have passed the caps. */
  readonly afterCaps?: Expression
}

/** A truth of each period: so many of them in a window or in a row, or money that adds up. */
export function onOutcome(
  { of, reducer, bound, in: window, where, filter }: StepCondition,
  name: string,
  clause: Clause,
  context: OutcomeContext,
): Trigger | undefined {
  const subject = subjectOf(of.id, context)
  if (subject === undefined || filter !== undefined) return undefined
  const { tile, isMoney } = subject
  const source = sourceOf(where, clause)
  const looked = window === undefined ? undefined : windowOf(window, tile)
  const history = (how: History['how'], counted: string, over: Window): Expression => ({
    kind: 'history',
    name: counted,
    how,
    window: over,
    present: true,
    source,
  })
  const isSum = reducer === 'sum' && isMoney && bound.limit.unit === 'cents'
  const truth = isMoney ? `${subject.name}-owed` : subject.name
  const counted =
    reducer === 'in-a-row'
      ? history('streak', truth, { kind: 'tile', tile: 'contract' })
      : reducer === 'times' && looked !== undefined
        ? history('count-true', truth, looked)
        : isSum && looked !== undefined
          ? history('sum', subject.name, looked)
          : undefined
  if (counted === undefined) return undefined
  const isLate = subject.afterCaps !== undefined
  const define = (own: string, unit: Definition['unit'], value: Expression): void => {
    if (context.conditions.some((condition) => condition.name === own)) return
    context.conditions.push({ name: own, unit, tile, value, source, ...(isLate && { isLate }) })
  }
  if (subject.afterCaps !== undefined) {
    define(subject.name, isMoney ? 'cents' : 'truth', subject.afterCaps)
  }
  if (isMoney && !isSum) {
    define(truth, 'truth', compare(outcome(subject.name), 'above', noMoney, source))
  }
  const unit = isSum ? 'cents' : 'count'
  const limit = literal(bound.limit.value, unit, sourceOf(bound.where, clause))
  define(name, 'truth', compare(counted, bound.word, limit, source))
  return { kind: 'outcome', name, source }
}

type History = Extract<Expression, { kind: 'history' }>

function subjectOf(reference: string, { levels, caps }: OutcomeContext): Subject | undefined {
  const [id, what] = reference.split('.')
  const level = levels.find((candidate) => candidate.id === id)
  const cap = caps.find((candidate) => candidate.id === id)
  if (cap !== undefined) return ofCap(cap, what)
  if (level === undefined || level.per === 'item') return undefined
  const tile = level.per
  if (what === 'missed') return { name: reference, isMoney: false, tile }
  if (!isMoney(level.penalty)) return undefined
  if (what === 'penalty') return { name: reference, isMoney: true, tile }
  if (tile !== 'month') return undefined
  const kept = sum(outcome(`${id}.penalty.owed`))
  if (what === 'kept') return { name: reference, isMoney: true, tile, afterCaps: kept }
  if (what !== 'credited') return undefined
  const isBack = level.penalty?.exemptions.some(({ when }) => when !== undefined) === true
  const back = whenNothing(outcome(`${id}.earned-back.owed`), noMoney)
  const afterCaps = isBack ? sum(kept, back) : sum(kept)
  return { name: reference, isMoney: true, tile, afterCaps }
}

/** A cap of each month; one of a longer period is full or not on no day that is its own. */
function ofCap({ id, per }: Cap, what: string | undefined): Subject | undefined {
  if (per.kind !== 'tile' || per.tile !== 'month') return undefined
  const tile = 'month'
  const of = (name: string): Expression => outcome(`${id}.${name}`)
  if (what === 'cut') {
    return {
      name: `${id}.cut`,
      isMoney: true,
      tile,
      afterCaps: difference(of('came'), of('passed')),
    }
  }
  if (what !== 'full') return undefined
  const afterCaps = compare(of('passed'), 'at-least', of('allowed'))
  return { name: `${id}.full`, isMoney: false, tile, afterCaps }
}

/** Whether a penalty is money: points are worth something only in a balance. */
function isMoney(penalty: Penalty | undefined): boolean {
  if (penalty === undefined) return false
  const { worth } = penalty
  const worths = worth.kind === 'bands' ? worth.rows.map((row) => row.worth) : [worth]
  return worths.every((one) => one.kind === 'rate' || one.amount.quantity.unit === 'cents')
}
