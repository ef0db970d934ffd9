/** The totals that a month has, by the names that explain them, in the order of the page. */
import type { Figure, Month } from '../api/shapes.ts'

/** A total of the month, and the same with what it posts for closed months. */
export interface NamedTotal {
  readonly name: string
  readonly own: Figure
  readonly posted?: Figure
}

/** The totals of a month, with those that it posts where a closed month has changed. */
export function monthTotals({ totals, posted }: Pick<Month, 'totals' | 'posted'>): NamedTotal[] {
  const withPosted = new Map(posted === undefined ? [] : namedTotals(posted))
  return namedTotals(totals).map(([name, own]) => {
    const figure = withPosted.get(name)
    return { name, own, ...(figure && { posted: figure }) }
  })
}

function namedTotals(totals: Month['totals']): readonly (readonly [string, Figure])[] {
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
