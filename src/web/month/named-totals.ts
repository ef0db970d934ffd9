/** The totals that a month has, by the names that explain them, in the order of the page. */
import type { Figure, Month } from '../api/shapes.ts'

export function namedTotals(totals: Month['totals']): readonly (readonly [string, Figure])[] {
  const { indemnity, priceReduction, price, indemnityOfClient } = totals
  return [
    ['indemnity', indemnity],
    ['price-reduction', priceReduction],
    ...(price === undefined ? [] : ([['price', price]] as const)),
    ...(indemnityOfClient === undefined
      ? []
      : ([['indemnity-of-client', indemnityOfClient]] as const)),
  ]
}
