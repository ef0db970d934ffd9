/**
 * The closed list of steps that a figure can be made of.
 *
 * Every figure is computed by these functions and by nothing else; the explanation keeps the name
 * of the step, its operands and its parameters, so whoever reads it can do the step again. `verify`
 * does exactly that.
 *
 * Example: `apply('product', {}, [2 % , 48 000.00 €])` is 960.00 €.
 *
 * @fr étapes de calcul
 */
import type { BoundWord } from '../bound.ts'
import { isWithin } from '../bound.ts'
import { cents, shareOut } from '../cents.ts'
import { invariant, unreachable } from '../invariant.ts'
import type { Ratio, RoundingMode } from '../ratio.ts'
import {
  add,
  ceiling,
  divide,
  floor,
  isZero,
  largest,
  multiply,
  parseRatio,
  ratio,
  roundToStep,
  smallest,
  subtract,
  ZERO,
} from '../ratio.ts'
import type { DateFormula } from './date-formula.ts'
import { applyDate, dateArity, isDateFormula } from './date-formula.ts'
import type { KnownValue, Unit, Value } from './value.ts'
import { isTrue, known, NOTHING, truth, undefinedBecause } from './value.ts'

export const PART_UNITS = ['full', 'started', 'pro-rata'] as const
/** What happens to a part of a unit: only full ones, every started one, or in proportion. */
export type PartUnits = (typeof PART_UNITS)[number]

/** The steps with operands. A step's meaning never changes: a new meaning takes a new name. */
export type Formula =
  | 'sum'
  | 'difference'
  | 'product'
  | 'quotient'
  | 'least'
  | 'greatest'
  | 'compare'
  | 'all'
  | 'any'
  | 'not'
  | 'choose'
  | 'when-nothing'
  | 'row'
  | 'round'
  | 'parts'
  | 'streak'
  | 'share-out'
  | 'as-unit'
  | DateFormula

/**
 * The steps without operands: their value comes from the contract (`term`), from another settlement
 * (`closed`) or from facts (the others), so it is taken as given by a recomputation and checked
 * against its source.
 */
export type Leaf = 'term' | 'facts' | 'fee' | 'quantity' | 'earlier' | 'closed'

export type Params = Readonly<Record<string, string>>

/** How many units of one there are in `units`, by the policy for a part of a unit. */
export function countParts(units: Ratio, policy: PartUnits): Ratio {
  switch (policy) {
    case 'full':
      return ratio(floor(units))
    case 'started':
      return ratio(ceiling(units))
    case 'pro-rata':
      return units
    default:
      return unreachable(policy)
  }
}

const sameUnit = (values: readonly KnownValue[]): Unit => {
  const unit = values[0]?.unit
  invariant(unit !== undefined, 'a step has at least one operand')
  invariant(
    values.every((value) => value.unit === unit),
    'only like is added to or compared with like',
  )
  return unit
}

const fold = (values: readonly KnownValue[], step: (a: Ratio, b: Ratio) => Ratio): KnownValue => {
  const unit = sameUnit(values)
  return known(
    values.slice(1).reduce((a, v) => step(a, v.number), (values[0] as KnownValue).number),
    unit,
  )
}

const FOLDS = { sum: add, difference: subtract, least: smallest, greatest: largest } as const

/** The unit of a product: money stays money, a plain count or share changes nothing. */
function productUnit(values: readonly KnownValue[]): Unit {
  const dimensioned = values.filter((v) => v.unit !== 'count' && v.unit !== 'share')
  invariant(dimensioned.length <= 1, 'a product has at most one operand with a dimension')
  return dimensioned[0]?.unit ?? (values.some((v) => v.unit === 'share') ? 'share' : 'count')
}

function quotient(values: readonly KnownValue[]): Value {
  const [top, bottom] = values as [KnownValue, KnownValue]
  if (isZero(bottom.number)) return NOTHING
  const unit = top.unit === bottom.unit ? 'share' : top.unit
  return known(divide(top.number, bottom.number), unit)
}

const param = (params: Params, name: string): string => {
  const value = params[name]
  invariant(value !== undefined, `a step has its parameter ${name}`)
  return value
}

const ratioParam = (params: Params, name: string): Ratio => {
  const value = parseRatio(param(params, name))
  invariant(value !== undefined, `the parameter ${name} is a number`)
  return value
}

/** The part of the first operand that falls to one of the others, in proportion, to the cent. */
function shareOf(values: readonly KnownValue[], index: string): KnownValue {
  const whole = values.map(({ number }) => {
    invariant(number.denominator === 1n, 'only whole cents are shared out')
    return number.numerator
  })
  const [total, ...weights] = whole as [bigint, ...bigint[]]
  const share = shareOut(cents(total), weights)[Number(index)]
  invariant(share !== undefined, 'a share falls to one of the operands')
  return known(ratio(share), 'cents')
}

/** The longest run of truths at the end of the operands, the last operand being the present. */
function streak(values: readonly Value[]): Value {
  let length = 0n
  for (let i = values.length - 1; i >= 0 && isTrue(values[i] as Value); i -= 1) length += 1n
  return known(ratio(length), 'count')
}

function applyKnown(formula: Formula, params: Params, values: readonly KnownValue[]): Value {
  const first = values[0] as KnownValue
  const second = values[1] as KnownValue
  switch (formula) {
    case 'sum':
    case 'difference':
    case 'least':
    case 'greatest':
      return fold(values, FOLDS[formula])
    case 'product':
      return known(
        values.slice(1).reduce((a, v) => multiply(a, v.number), first.number),
        productUnit(values),
      )
    case 'quotient':
      return quotient(values)
    case 'compare':
      sameUnit(values)
      return truth(isWithin(first.number, param(params, 'word') as BoundWord, second.number))
    case 'not':
      return truth(!isTrue(first))
    case 'round':
      return known(
        roundToStep(
          first.number,
          ratioParam(params, 'step'),
          param(params, 'mode') as RoundingMode,
        ),
        first.unit,
      )
    case 'parts':
      return known(
        countParts(
          divide(largest(first.number, ZERO), ratioParam(params, 'step')),
          param(params, 'policy') as PartUnits,
        ),
        'count',
      )
    case 'as-unit':
      return known(first.number, param(params, 'unit') as Unit)
    case 'row':
      return second
    case 'share-out':
      return shareOf(values, param(params, 'index'))
    default:
      invariant(false, `the step ${formula} is not computed here`)
  }
}

/** How many operands a step takes, where it does not take any number of them. */
const ARITY: Partial<Record<Formula, number>> = {
  quotient: 2,
  compare: 2,
  not: 1,
  round: 1,
  parts: 1,
  'as-unit': 1,
  row: 2,
  choose: 2,
  'when-nothing': 2,
}

/**
 * Does one step.
 *
 * `choose` takes a condition and the chosen branch; `row` takes the figure looked up and the value
 * of its row; `when-nothing` takes a value and what stands in for it when there was nothing to
 * measure;
 * `all` and `any` are decided by one operand where one is enough, even if another is unknown.
 */
export function apply(formula: Formula, params: Params, values: readonly Value[]): Value {
  const wanted = isDateFormula(formula) ? dateArity(formula) : (ARITY[formula] ?? values.length)
  invariant(values.length === wanted && wanted > 0, `the step ${formula} has its operands`)
  if (formula === 'when-nothing') {
    const [value, instead] = values as [Value, Value]
    return value.state === 'nothing' ? instead : value
  }
  if (formula === 'streak') return streak(values)
  if (formula === 'all' || formula === 'any') return decide(formula, values)
  const unknown =
    values.find((v) => v.state === 'undefined') ?? values.find((v) => v.state === 'nothing')
  if (formula === 'row' && params['hole'] !== undefined && unknown === undefined) {
    return undefinedBecause(params['hole'])
  }
  if (unknown !== undefined) return unknown
  const all = values as readonly KnownValue[]
  if (formula === 'choose') return all[1] as KnownValue
  if (isDateFormula(formula)) return applyDate(formula, params, all)
  return applyKnown(formula, params, all)
}

function decide(formula: 'all' | 'any', values: readonly Value[]): Value {
  const decisive = formula === 'any'
  if (values.some((v) => v.state === 'known' && isTrue(v) === decisive)) return truth(decisive)
  return (
    values.find((v) => v.state === 'undefined') ??
    values.find((v) => v.state === 'nothing') ??
    truth(!decisive)
  )
}
