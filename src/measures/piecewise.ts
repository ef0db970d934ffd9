/**
 * Which row of a table holds a figure, and which rows lie next to one that none holds.
 *
 * Example: rows from 95 % and under 90 %. 92 % is in the hole between them: `row-above` is the one
 * from 95 %, `row-below` the one under 90 %.
 *
 * @fr barème par tranches
 */
import { isWithin } from '../base/bound.ts'
import type { Ratio } from '../base/ratio.ts'
import { compare } from '../base/ratio.ts'
import type { Row } from '../contract/core/core.ts'
import type { HoleReading, Piecewise } from './evaluate.ts'

export const holdsIn = (row: Row, value: Ratio): boolean =>
  (row.from === undefined || isWithin(value, row.from.word, row.from.value)) &&
  (row.to === undefined || isWithin(value, row.to.word, row.to.value))

/**
 * The row next to a hole, on the side of a reading; nothing where no reading is asked for. Above is
 * the better figure: the higher availability, the lower number of late tickets.
 */
export function nearestRow(
  { rows, isLowerBetter }: Piecewise,
  value: Ratio,
  reading: HoleReading | undefined,
): Row | undefined {
  if (reading === undefined) return undefined
  const isHigher = (reading === 'row-above') !== (isLowerBetter === true)
  const candidates = rows.flatMap((row) => {
    const edge = isHigher ? row.from?.value : row.to?.value
    if (edge === undefined) return []
    const isOnSide = compare(edge, value) === (isHigher ? 1 : -1)
    return isOnSide || compare(edge, value) === 0 ? [{ row, edge }] : []
  })
  const nearer = (a: Ratio, b: Ratio): number => (isHigher ? compare(a, b) : compare(b, a))
  return candidates.sort((a, b) => nearer(a.edge, b.edge))[0]?.row
}
