/** What one miss of a level is worth: every form of penalty, exactly. */
import { lateForAmount, owedPart, partsOf, policyOf, stepsLate } from './naive-clock.ts'
import { baseAt, limitAt, seeBase, seeLimit } from './naive-fees.ts'
import type { Fraction } from './naive-fraction.ts'
import { against, over, plus, times } from './naive-fraction.ts'
import type { Measured } from './naive-level.ts'
import { asFigure } from './naive-level.ts'
import type {
  NaiveEdge,
  NaiveLevel,
  NaiveLife,
  NaivePenalty,
  NaiveRow,
  NaiveUnits,
  NaiveWorth,
  See,
} from './naive-life.ts'

/** `undefined` where the contract does not say, `nothing` where there was nothing to measure. */
export type Amount = Fraction | 'undefined' | 'nothing'

const ZERO = over(0n, 1n)
const ONE = over(1n, 1n)

export const isFraction = (amount: Amount): amount is Fraction => typeof amount !== 'string'

const timesFraction = (a: Fraction, b: Fraction): Fraction => times(a, b.top, b.bottom)

/** How many units of one there are; the figure is not there where nothing was measured. */
function unitsOf(
  life: NaiveLife,
  level: NaiveLevel,
  measured: Measured,
  units: NaiveUnits,
): Amount {
  const policy = policyOf(life, level.penalty, units)
  const step = over(BigInt(units.step), 1n)
  switch (units.per) {
    case 'late': {
      const late = lateForAmount(measured.tickets)
      return units.step === 1 ? late : partsOf(policy, late, step)
    }
    case 'time-late':
      return stepsLate(measured.tickets, units.step, policy)
    case 'down':
      return partsOf(policy, over(BigInt(measured.minutesDown), 1n), step)
    default: {
      if (measured.forAmount === undefined) return 'nothing'
      const target = asFigure(level, level.target.value)
      const above = plus(measured.forAmount, times(target, -1n))
      const off = units.per === 'below' ? times(above, -1n) : above
      return partsOf(policy, off, units.per === 'below' ? times(step, 1n, 10_000n) : step)
    }
  }
}

function worthOf(
  life: NaiveLife,
  level: NaiveLevel,
  measured: Measured,
  worth: NaiveWorth,
  see: See,
): Amount {
  const { of } = level.penalty
  const once =
    'tenths' in worth
      ? times(
          baseAt(life, of as Exclude<NaivePenalty['of'], 'item' | undefined>, measured.days.last),
          BigInt(worth.tenths),
          1000n,
        )
      : over(BigInt('cents' in worth ? worth.cents : worth.points), 1n)
  if ('tenths' in worth && typeof of === 'object') seeBase(life, of, see)
  see('tenths' in worth ? 'rate' : 'cents' in worth ? 'amount' : 'points')
  if (worth.units === undefined) return once
  const { units } = worth
  see(units.per === 'late' ? `per late ${units.step === 1 ? 'one' : 'few'}` : `per ${units.per}`)
  see(`units ${policyOf(life, level.penalty, units)}`)
  const count = unitsOf(life, level, measured, units)
  return isFraction(count) ? timesFraction(once, count) : count
}

const holds = (level: NaiveLevel, { lower, upper }: NaiveRow, figure: Fraction): boolean => {
  const isPast = (edge: NaiveEdge, side: 1 | -1): boolean => {
    const order = against(figure, asFigure(level, edge.value)) * side
    return order > 0 || (order === 0 && edge.isIn)
  }
  return (lower === undefined || isPast(lower, 1)) && (upper === undefined || isPast(upper, -1))
}

const isHigherBetter = ({ target: { kind } }: NaiveLevel): boolean =>
  kind === 'share' || kind === 'up'

/** The row that holds the figure, or the one that a hole is read as. */
function rowOf(level: NaiveLevel, figure: Fraction, see: See): NaiveRow | undefined {
  const { worth } = level.penalty
  if (!('rows' in worth)) return undefined
  const row = worth.rows.find((candidate) => holds(level, candidate, figure))
  if (row !== undefined) {
    see('bands')
    return row
  }
  see(`hole ${worth.hole ?? 'not written'}`)
  if (worth.hole !== 'row-above' && worth.hole !== 'row-below') return undefined
  // The row above has the better figure: the higher share, the lower number.
  const isHigher = (worth.hole === 'row-above') === isHigherBetter(level)
  const edgeOf = ({ lower, upper }: NaiveRow): number | undefined =>
    (isHigher ? lower : upper)?.value
  const beside = worth.rows.filter((candidate) => {
    const edge = edgeOf(candidate)
    if (edge === undefined) return false
    const order = against(asFigure(level, edge), figure)
    return isHigher ? order >= 0 : order <= 0
  })
  const sorted = beside.sort((a, b) => (edgeOf(a) as number) - (edgeOf(b) as number))
  return sorted.at(isHigher ? 0 : -1)
}

/** The amount between its own bounds: `at-most` first, then `minimum`. */
function bounded(
  life: NaiveLife,
  { atMost, minimum }: NaivePenalty,
  amount: Fraction,
  at: { readonly judged: number; readonly price?: number },
  see: See,
): Fraction {
  const limit = (of: NonNullable<NaivePenalty['atMost']>): Fraction =>
    'tenths' in of && of.base.of === 'item-price'
      ? over(BigInt(of.tenths) * BigInt(at.price ?? 0), 1000n)
      : limitAt(life, of, at.judged)
  let kept = amount
  if (atMost !== undefined && against(kept, limit(atMost)) > 0) {
    see('at-most')
    seeLimit(life, atMost, see)
    kept = limit(atMost)
  }
  if (minimum !== undefined && against(kept, limit(minimum)) < 0) {
    see('minimum of one')
    seeLimit(life, minimum, see)
    kept = limit(minimum)
  }
  return kept
}

/** What one late ticket is worth: in a table, by the row that its own time lies in. */
function worthOfOne({ penalty, limit }: NaiveLevel, minutesLate: number, see: See): NaiveWorth {
  const { worth } = penalty
  if (!('rows' in worth)) return worth
  see('tiers of one item')
  const elapsed = limit + minutesLate
  const isPast = ({ value, isIn }: NaiveEdge, side: number): boolean =>
    isIn ? (elapsed - value) * side >= 0 : (elapsed - value) * side > 0
  const row = worth.rows.find(
    ({ lower, upper }) =>
      (lower === undefined || isPast(lower, 1)) && (upper === undefined || isPast(upper, -1)),
  )
  return (row as NaiveRow).worth
}

/** Every late ticket by itself. */
function itemByItem(life: NaiveLife, level: NaiveLevel, measured: Measured, see: See): Fraction {
  const { penalty } = level
  let sum = ZERO
  for (const { ticket, isLate, minutesLate, exempted } of measured.tickets) {
    if (!isLate) continue
    see('item by item')
    const worth = worthOfOne(level, minutesLate, see)
    const once =
      'tenths' in worth
        ? over(BigInt(worth.tenths) * BigInt(ticket.price), 1000n)
        : over(BigInt('cents' in worth ? worth.cents : worth.points), 1n)
    if ('tenths' in worth) see('order value')
    const { units } = worth
    const count =
      units?.per === 'time-late'
        ? partsOf(
            policyOf(life, penalty, units),
            over(BigInt(minutesLate), 1n),
            over(BigInt(units.step), 1n),
          )
        : ONE
    const exact = times(timesFraction(once, count), BigInt(penalty.multiply ?? 10), 10n)
    const own = bounded(
      life,
      penalty,
      exact,
      { judged: measured.days.last, price: ticket.price },
      see,
    )
    sum = plus(sum, timesFraction(own, owedPart(exempted)))
  }
  return sum
}

/** What a miss is worth in one period; `tenths` is the factor of its repetition. */
export function amountOf(
  life: NaiveLife,
  level: NaiveLevel,
  measured: Measured,
  tenths: number,
  see: See,
): Amount {
  const { penalty } = level
  if (measured.tickets.some(({ isLate, exempted }) => isLate && exempted.top > 0n)) {
    see('exempt from the amount')
  }
  if (level.per === 'item') return itemByItem(life, level, measured, see)
  let worth: NaiveWorth | undefined
  if ('rows' in penalty.worth) {
    if (measured.forAmount === undefined) return 'nothing'
    worth = rowOf(level, measured.forAmount, see)?.worth
  } else worth = penalty.worth
  if (worth === undefined) return 'undefined'
  const amount = worthOf(life, level, measured, worth, see)
  if (!isFraction(amount)) return amount
  if (tenths !== 10) see(`repeat ${penalty.repeat?.kind}`)
  if (penalty.multiply !== undefined) see('multiply')
  const factors = times(amount, BigInt(tenths) * BigInt(penalty.multiply ?? 10), 100n)
  return bounded(life, penalty, factors, { judged: measured.days.last }, see)
}
