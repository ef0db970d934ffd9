/**
 * What a month owes in all, by nature, and the VAT of it: what is undefined is in no total.
 *
 * @fr totaux du mois
 */
import type { Derived } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { ZERO } from '../base/ratio.ts'
import type { Effect, Program } from '../contract/core/core.ts'
import type { SettledMonth } from './settle.ts'
import type { StoredTaxed, StoredVat } from './settlement.ts'
import type { MonthVat, Taxed } from './vat.ts'
import { vatOfMonth } from './vat.ts'

/** @fr totaux */
export interface Totals {
  readonly indemnity: Derived
  readonly priceReduction: Derived
  readonly vat: MonthVat
}

export function totalsOf(program: Program, settled: SettledMonth): Totals {
  const { graph, lines, fees } = settled
  const totalOf = (nature: Effect['nature']): Derived => {
    const owed = lines
      .filter((line) => program.effects.find((e) => e.id === line.effect)?.nature === nature)
      .map((line) => line.owed)
      .filter((derived) => derived.value.state === 'known')
    return owed.length === 0
      ? graph.leaf('earlier', known(ZERO, 'cents'), {}, { name: `total.${nature}` })
      : graph.step('sum', owed, {}, { name: `total.${nature}` })
  }
  const indemnity = totalOf('indemnity')
  return {
    indemnity,
    priceReduction: totalOf('price-reduction'),
    vat: vatOfMonth({ program, graph, lines, fees, indemnity }),
  }
}

/** Every node that totals show. */
export const totalRoots = ({ indemnity, priceReduction, vat }: Totals): Derived[] => [
  indemnity,
  priceReduction,
  ...[...vat.lines, vat.reductions, vat.fees].flatMap((taxed) =>
    taxed === undefined ? [] : [taxed.net, taxed.vat, taxed.gross],
  ),
  ...(vat.left === undefined ? [] : [vat.left]),
]

export const storeTaxed = (
  { net, vat, gross }: Taxed,
  node: (derived: Derived) => number,
): StoredTaxed => ({ net: node(net), vat: node(vat), gross: node(gross) })

/** The VAT of the month; nothing where no rate of it is known. */
export function storeVat(
  { reductions, fees, left }: MonthVat,
  node: (derived: Derived) => number,
): StoredVat | undefined {
  if (reductions === undefined && fees === undefined) return undefined
  return {
    ...(fees && { fees: storeTaxed(fees, node) }),
    ...(reductions && { reductions: storeTaxed(reductions, node) }),
    ...(left && { left: node(left) }),
  }
}
