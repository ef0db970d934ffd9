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
import type { StoredTaxed, StoredTotals, StoredVat } from './settlement.ts'
import type { MonthVat, Taxed } from './vat.ts'
import { vatOfMonth } from './vat.ts'

/** @fr totaux */
export interface Totals {
  readonly indemnity: Derived
  readonly priceReduction: Derived
  /** Where the contract makes the client owe anything besides its fees. */
  readonly byClient?: { readonly price: Derived; readonly indemnity: Derived }
  readonly vat: MonthVat
}

export function totalsOf(program: Program, settled: SettledMonth): Totals {
  const { graph, lines, fees } = settled
  const effects = new Map(program.effects.map((effect) => [effect.id, effect]))
  const totalOf = (name: string, by: Effect['by'], nature: Effect['nature']): Derived => {
    const owed = lines
      .filter((line) => {
        const effect = effects.get(line.effect)
        return effect?.by === by && effect.nature === nature
      })
      .map((line) => line.owed)
      .filter((derived) => derived.value.state === 'known')
    return owed.length === 0
      ? graph.leaf('earlier', known(ZERO, 'cents'), {}, { name: `total.${name}` })
      : graph.step('sum', owed, {}, { name: `total.${name}` })
  }
  const indemnity = totalOf('indemnity', 'provider', 'indemnity')
  const owesMore = program.effects.some(({ by }) => by === 'client')
  const byClient = owesMore
    ? {
        price: totalOf('price', 'client', 'price'),
        indemnity: totalOf('indemnity-of-client', 'client', 'indemnity'),
      }
    : undefined
  const indemnities = { provider: indemnity, ...(byClient && { client: byClient.indemnity }) }
  return {
    indemnity,
    priceReduction: totalOf('price-reduction', 'provider', 'price-reduction'),
    ...(byClient && { byClient }),
    vat: vatOfMonth({ program, graph, lines, fees, indemnities }),
  }
}

/** Every node that totals show. */
export const totalRoots = ({ indemnity, priceReduction, byClient, vat }: Totals): Derived[] => [
  indemnity,
  priceReduction,
  ...(byClient === undefined ? [] : [byClient.price, byClient.indemnity]),
  ...[...vat.lines, vat.reductions, vat.dues, vat.fees].flatMap((taxed) =>
    taxed === undefined ? [] : [taxed.net, taxed.vat, taxed.gross],
  ),
  ...(vat.left === undefined ? [] : [vat.left]),
]

export const storeTotals = (
  { indemnity, priceReduction, byClient }: Totals,
  node: (derived: Derived) => number,
): StoredTotals => ({
  indemnity: node(indemnity),
  'price-reduction': node(priceReduction),
  ...(byClient && {
    price: node(byClient.price),
    'indemnity-of-client': node(byClient.indemnity),
  }),
})

export const storeTaxed = (
  { net, vat, gross }: Taxed,
  node: (derived: Derived) => number,
): StoredTaxed => ({ net: node(net), vat: node(vat), gross: node(gross) })

/** The VAT of the month; nothing where no rate of it is known. */
export function storeVat(
  { reductions, dues, fees, left }: MonthVat,
  node: (derived: Derived) => number,
): StoredVat | undefined {
  if (reductions === undefined && fees === undefined) return undefined
  return {
    ...(fees && { fees: storeTaxed(fees, node) }),
    ...(reductions && { reductions: storeTaxed(reductions, node) }),
    ...(dues && { dues: storeTaxed(dues, node) }),
    ...(left && { left: node(left) }),
  }
}
