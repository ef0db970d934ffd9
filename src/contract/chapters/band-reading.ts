/**
 * What the rows of a table are read on, as their bounds are written.
 *
 * Example: rows `at-most: 30 min late` and `above: 30 min late` are read on how late one item is;
 * `above: 4 h` on its own time where the amount is computed one by one, else on the figure.
 *
 * @fr lecture d'un barème
 */
import type { BandBound, BandSide } from '../phrases/band-limit.ts'
import type { Unit } from '../phrases/quantity.ts'
import type { Phrase } from '../phrases/words.ts'
import type { ServiceLevel } from './level.ts'
import type { BandTable, Worth } from './penalty.ts'

/** The side and the unit that all the bounds of a table share. @fr lecture d'un barème */
export interface BandReading {
  readonly side?: BandSide
  readonly unit: Unit
}

export const boundsIn = ({ rows }: BandTable): readonly Phrase<BandBound>[] =>
  rows.flatMap(({ lower, upper }) => [lower, upper].flatMap((bound) => (bound ? [bound] : [])))

/** The bound that is not read on what the first one is read on, if there is one. */
export function oddBound(table: BandTable): Phrase<BandBound> | undefined {
  const [first, ...others] = boundsIn(table)
  return others.find(({ side, limit }) => side !== first?.side || limit.unit !== first?.limit.unit)
}

/** What the first bound is read on: a row has one, and `oddBound` says that they agree. */
export function readingOf(table: BandTable): BandReading {
  const [first] = boundsIn(table)
  return {
    unit: first?.limit.unit ?? 'count',
    ...(first?.side === undefined ? {} : { side: first.side }),
  }
}

export const perOf = (worth: Worth) => (worth.kind === 'rate' ? worth.rate.per : worth.amount.per)

/** Whether a row is worth so much for each unit of what the table is read on. */
export function isPerUnit(worth: Worth, { side, unit }: BandReading): boolean {
  const per = perOf(worth)
  return side !== undefined && per?.side === side && per.step.unit === unit
}

/** Whether the amount is computed for each item, and then added up. */
export const isOneByOne = ({ per, penalty }: ServiceLevel): boolean =>
  per === 'item' || penalty?.each !== undefined
