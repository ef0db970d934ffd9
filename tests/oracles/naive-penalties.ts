/**
 * What a small contract owes for a month, worked out the slow and plain way.
 *
 * It imports nothing of the product: minutes are walked one by one, the wall clock is the runtime's
 * own, fractions are pairs of whole numbers. `tests/engine/lives.ts` makes lives for it and for
 * the product.
 */

import type { Passing } from './naive-bounds.ts'
import { Bounds } from './naive-bounds.ts'
import { baseAt, feeLine, seeBase, toMoney } from './naive-fees.ts'
import { against, over, plus, text, times } from './naive-fraction.ts'
import type { LevelPeriod } from './naive-level.ts'
import { periodsOf } from './naive-level.ts'
import type {
  NaiveBalance,
  NaiveLevel,
  NaiveLife,
  NaiveLine,
  NaiveMonth,
  NaiveNature,
  See,
} from './naive-life.ts'
import { ends, firstDay, firstMonth, lastDay, monthOf, tilesOf } from './naive-time.ts'
import type { Amount } from './naive-worth.ts'
import { isFraction } from './naive-worth.ts'

/** An amount that is owed, in each month in which one of its periods ends. */
interface Source {
  readonly line: string
  readonly nature: NaiveNature
  readonly through: readonly string[]
  readonly amounts: ReadonlyMap<number, Amount>
}

const shown = (amount: Amount): string => (isFraction(amount) ? text(amount) : amount)

const byMonth = (periods: readonly LevelPeriod[]): Map<number, Amount> =>
  new Map(periods.map(({ month, amount }) => [month, amount]))

interface Lived {
  readonly level: NaiveLevel
  readonly periods: readonly LevelPeriod[]
}

/** The amounts of a balance: the points of its levels, held under their most, times their worth. */
function balanceOf(
  life: NaiveLife,
  balance: NaiveBalance,
  levels: readonly Lived[],
  see: See,
): Map<number, Amount> {
  const amounts = new Map<number, Amount>()
  const given = levels.filter(({ level }) => level.penalty.countsIn.includes(balance.id))
  for (const { last } of tilesOf(life, balance.per)) {
    let points: Amount = over(0n, 1n)
    for (const { periods } of given) {
      const own = periods.find(({ days }) => days.last === last)?.amount ?? over(0n, 1n)
      if (own === 'undefined') points = own
      else if (isFraction(own) && isFraction(points)) points = plus(points, own)
    }
    amounts.set(monthOf(last), worthOfPoints(life, balance, points, last, see))
  }
  return amounts
}

function worthOfPoints(
  life: NaiveLife,
  { mostPoints, mostCents, of, tenths, step }: NaiveBalance,
  points: Amount,
  last: number,
  see: See,
): Amount {
  if (!isFraction(points)) return points
  if (points.top > 0n) see('balance of points')
  if (points.top > 0n) seeBase(life, of, see)
  const most = mostPoints === undefined ? points : over(BigInt(mostPoints), 1n)
  const counted = against(points, most) > 0 ? most : points
  if (against(counted, points) < 0) see('points at their most')
  const base = times(baseAt(life, of, last), BigInt(tenths), 1000n)
  const amount = times(base, counted.top, counted.bottom * BigInt(step))
  const cents = mostCents === undefined ? amount : over(BigInt(mostCents), 1n)
  return against(amount, cents) > 0 ? cents : amount
}

/** The lines of one month, before any cap. */
function grossOf(life: NaiveLife, sources: readonly Source[], month: number, bounds: Bounds) {
  return sources.flatMap(({ line, nature, through, amounts }) => {
    const exact = amounts.get(month)
    if (exact === undefined && !bounds.isWaiting(line, month)) return []
    const amount = exact ?? over(0n, 1n)
    const gross = isFraction(amount) ? toMoney(life, amount) : amount
    const cents = isFraction(gross) ? gross.top : undefined
    const passing: Passing = { line, through, cents, cuts: [] }
    return [{ passing, gross: shown(gross), nature }]
  })
}

/** Lives through all the months and gives the last one. */
export function naiveMonth(life: NaiveLife, see: See = () => {}): NaiveMonth {
  const closing = firstMonth(life) + life.months - 1
  const levels = life.levels.map(
    (level): Lived => ({ level, periods: periodsOf(life, level, lastDay(closing), see) }),
  )
  const points = new Set(life.balances.map(({ id }) => id))
  const sources: Source[] = [
    ...levels
      .filter(({ level }) => !level.penalty.countsIn.some((id) => points.has(id)))
      .map(({ level: { id, penalty }, periods }) => ({
        line: `${id}.penalty`,
        nature: penalty.nature ?? life.nature,
        through: penalty.countsIn,
        amounts: byMonth(periods),
      })),
    ...life.balances.map((balance) => ({
      line: `${balance.id}.penalty`,
      nature: balance.nature ?? life.nature,
      through: balance.countsIn,
      amounts: balanceOf(life, balance, levels, see),
    })),
  ]
  const bounds = new Bounds(life, see)
  let lines: ReturnType<typeof grossOf> = []
  let uses: Record<string, string> = {}
  for (let month = firstMonth(life); month <= closing; month += 1) {
    lines = grossOf(life, sources, month, bounds)
    uses = bounds.pass(
      month,
      lines.map(({ passing }) => passing),
    )
  }
  return monthOfLife(life, levels, lines, uses, closing, see)
}

function monthOfLife(
  life: NaiveLife,
  levels: readonly Lived[],
  lines: ReturnType<typeof grossOf>,
  bounds: Record<string, string>,
  closing: number,
  see: See,
): NaiveMonth {
  const whole = { first: firstDay(closing), last: lastDay(closing) }
  const total = (nature: NaiveNature): bigint =>
    lines.reduce((sum, l) => (l.nature === nature ? sum + (l.passing.cents ?? 0n) : sum), 0n)
  const totals = { indemnity: total('indemnity'), 'price-reduction': total('price-reduction') }
  if (totals.indemnity > 0n) see('indemnity owed')
  if (totals['price-reduction'] > 0n) see('price reduction owed')
  if ((ends(life) ?? whole.last) < whole.last || life.starts.day > 1) see('part of a month')
  return {
    levels: levels.flatMap(({ level, periods }) =>
      periods
        .filter(({ month }) => month === closing)
        .map(({ judged, late, figure, missed }) => ({
          level: level.id,
          judged,
          late,
          figure: figure === undefined ? 'nothing' : text(figure),
          missed,
        })),
    ),
    lines: lines.map(
      ({ passing: { line, cents, cuts }, gross, nature }): NaiveLine => ({
        line,
        gross,
        cuts,
        owed: cents === undefined ? gross : `${cents}`,
        nature,
      }),
    ),
    bounds,
    fees: Object.fromEntries(
      life.fees.map((fee) => [fee.id, text(feeLine(life, fee, closing, whole))]),
    ),
    totals: { indemnity: `${totals.indemnity}`, 'price-reduction': `${totals['price-reduction']}` },
  }
}
