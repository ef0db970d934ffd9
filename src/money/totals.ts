/**
 * What a month owes in all, by nature, and the VAT of it: what is undefined is in no total.
 *
 * @fr totaux du mois
 */
import type { Derived } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { ZERO } from '../base/ratio.ts'
import type { Effect } from '../contract/core/core.ts'
import type { Adjustment } from './adjustments.ts'
import type { SettledMonth } from './settle.ts'
import type { StoredTotals } from './settlement.ts'
import type { StoredTaxed, StoredVat } from './stored-vat.ts'
import type { MonthVat, Taxed } from './vat.ts'
import { vatOfMonth } from './vat.ts'

/** In cents. @fr montants par nature */
export interface ByNature {
  readonly indemnity: Derived
  readonly priceReduction: Derived
}

/** @fr totaux */
export interface Totals extends ByNature {
  /** Where the contract makes the client owe anything besides its fees. */
  readonly byClient?: { readonly price: Derived; readonly indemnity: Derived }
}

export function totalsOf(settled: SettledMonth): Totals {
  const owesMore = settled.version.program.effects.some(({ by }) => by === 'client')
  const byClient = owesMore
    ? {
        price: totalOf(settled, 'total.price', 'client', 'price'),
        indemnity: totalOf(settled, 'total.indemnity-of-client', 'client', 'indemnity'),
      }
    : undefined
  return { ...byNature(settled, 'total'), ...(byClient && { byClient }) }
}

/** The VAT of a month, given its totals and what it posts for closed ones. */
export function vatOf(
  { graph, lines, fees, version }: SettledMonth,
  totals: Totals,
  adjustments: readonly Adjustment[],
  posted: NamedTotals | undefined,
): MonthVat {
  const own = namedTotals(totals)
  const named = (name: TotalName): Derived[] =>
    [own.get(name), posted?.get(name)].filter((total) => total !== undefined)
  const indemnities = { provider: named('indemnity'), client: named('indemnity-of-client') }
  return vatOfMonth({ program: version.program, graph, lines, fees, adjustments, indemnities })
}

/** What the provider owes by nature; `prefix` begins the names, as in `total.indemnity`. */
export const byNature = (settled: SettledMonth, prefix: string): ByNature => ({
  indemnity: totalOf(settled, `${prefix}.indemnity`, 'provider', 'indemnity'),
  priceReduction: totalOf(settled, `${prefix}.price-reduction`, 'provider', 'price-reduction'),
})

function totalOf(
  { graph, lines, version }: SettledMonth,
  name: string,
  by: Effect['by'],
  nature: Effect['nature'],
): Derived {
  const effects = new Map(version.program.effects.map((effect) => [effect.id, effect]))
  const owed = lines
    .filter((line) => {
      const effect = effects.get(line.effect)
      return effect?.by === by && effect.nature === nature
    })
    .map((line) => line.owed)
    .filter((derived) => derived.value.state === 'known')
  return owed.length === 0
    ? graph.leaf('earlier', known(ZERO, 'cents'), {}, { name })
    : graph.step('sum', owed, {}, { name })
}

export type TotalName = keyof StoredTotals
export type NamedTotals = ReadonlyMap<TotalName, Derived>

/** The totals that there are, by the names under which they are stored. */
export const namedTotals = ({ indemnity, priceReduction, byClient }: Totals): NamedTotals =>
  new Map<TotalName, Derived>([
    ['indemnity', indemnity],
    ['price-reduction', priceReduction],
    ...(byClient === undefined
      ? []
      : ([
          ['price', byClient.price],
          ['indemnity-of-client', byClient.indemnity],
        ] as const)),
  ])

/** Every node that totals and their VAT show. */
export const totalRoots = (totals: Totals, vat: MonthVat): Derived[] => [
  ...namedTotals(totals).values(),
  ...[
    ...[...vat.lines, ...vat.adjustments, vat.reductions, vat.dues, vat.fees],
    ...[vat.postedReductions, vat.postedDues],
  ].flatMap((taxed) => (taxed === undefined ? [] : [taxed.net, taxed.vat, taxed.gross])),
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
  { reductions, dues, fees, postedReductions, postedDues, left }: MonthVat,
  node: (derived: Derived) => number,
): StoredVat | undefined {
  if (reductions === undefined && fees === undefined) return undefined
  return {
    ...(fees && { fees: storeTaxed(fees, node) }),
    ...(reductions && { reductions: storeTaxed(reductions, node) }),
    ...(dues && { dues: storeTaxed(dues, node) }),
    ...(postedReductions && { postedReductions: storeTaxed(postedReductions, node) }),
    ...(postedDues && { postedDues: storeTaxed(postedDues, node) }),
    ...(left && { left: node(left) }),
  }
}
