/**
 * Rewrites a table of bands: the value of the one row that holds a figure.
 *
 * Example: rows from 25 000.00 under 50 000.00 and from 50 000.00, 100 000.00 and 250 000.00 in
 * them: 60 000.00 spent are worth 250 000.00.
 *
 * @fr barème par tranches
 */
import type { Clause } from '../chapters/identity.ts'
import type { Band, BandTable, Worth } from '../chapters/penalty.ts'
import type { Expression, Row } from '../core/core.ts'
import { sourceOf } from './write.ts'

/** A table on a figure. A figure that no row holds is undefined unless the table says otherwise. */
export const tableOf = (
  { rows, otherwise, where }: BandTable,
  figure: Expression,
  amountOf: (worth: Worth) => Expression,
  clause: Clause,
): Extract<Expression, { kind: 'piecewise' }> => ({
  kind: 'piecewise',
  of: figure,
  rows: rows.map((row) => rowOf(row, amountOf(row.worth))),
  hole: otherwise ?? 'undefined',
  source: sourceOf(where, clause),
})

function rowOf({ lower, upper }: Band, value: Expression): Row {
  return {
    value,
    ...(lower === undefined
      ? {}
      : {
          from: {
            word: lower.word === 'above' ? ('above' as const) : ('at-least' as const),
            value: lower.limit.value,
          },
        }),
    ...(upper === undefined
      ? {}
      : {
          to: {
            word: upper.word === 'under' ? ('under' as const) : ('at-most' as const),
            value: upper.limit.value,
          },
        }),
  }
}
