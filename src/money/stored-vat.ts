/**
 * The VAT of a month as it is stored: amounts are numbers of nodes of the settlement's graph.
 *
 * @fr TVA du décompte
 */

/** An amount without VAT, its VAT, and both. */
export interface StoredTaxed {
  readonly net: number
  readonly vat: number
  readonly gross: number
}

/**
 * The price of the month and its reductions, with their VAT, each where all its rates are known;
 * and what is `left` of the price once all that is owed is taken off.
 */
export interface StoredVat {
  readonly fees?: StoredTaxed
  readonly reductions?: StoredTaxed
  /** What the client owes besides its fees. */
  readonly dues?: StoredTaxed
  /** What is posted for closed months. */
  readonly postedReductions?: StoredTaxed
  readonly postedDues?: StoredTaxed
  readonly left?: number
}
