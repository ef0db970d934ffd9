/**
 * The VAT of a month: of its price, and of what price reductions take off that price.
 *
 * An indemnity is outside VAT; a price reduction is a lower price, which a credit note (type 381)
 * carries with its VAT. The VAT of a rate is computed once on the sum of its lines, as electronic
 * invoices do (EN 16931, BR-CO-17), and shared out over them, so that lines add up to the total.
 *
 * Example: 80 000.00 € at 20 % and a penalty of 4 800.00 €. As an indemnity, 96 000.00 € of price
 * less 4 800.00 € leave 91 200.00 €; as a price reduction, 4 800.00 € and 960.00 € of VAT are
 * credited, and 90 240.00 € are left. Three reductions of 10.03 € bear 6.02 € of VAT, not 6.03 €.
 *
 * @fr TVA du mois, avoir
 */
import type { About, Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, formatRatio, isZero, ONE } from '../base/ratio.ts'
import type { Effect, Fee, Program } from '../contract/core/core.ts'
import type { Source } from '../contract/core/select.ts'
import { nothingYet } from './bound-memory.ts'

/** An amount without VAT, its VAT, and both together. @fr hors taxe, TVA, toutes taxes comprises */
export interface Taxed {
  readonly net: Derived
  readonly vat: Derived
  readonly gross: Derived
}

/** @fr TVA du mois */
export interface MonthVat {
  /** Line by line; nothing where no VAT is borne, or its rate is not known. */
  readonly lines: readonly (Taxed | undefined)[]
  /** Absent where a rate is not known: a sum without it would be wrong. */
  readonly reductions?: Taxed
  readonly fees?: Taxed
  /** What the client owes besides its fees. */
  readonly dues?: Taxed
  /** What is left of the price once all that the month owes is taken off. */
  readonly left?: Derived
}

/** An amount with the VAT that it bears; no `vat` where the rate is not known. */
interface Taxable {
  readonly amount: Derived
  readonly vat?: { readonly rate: Ratio; readonly isIncluded: boolean; readonly source: Source }
}

interface VatInput {
  readonly program: Program
  readonly graph: GraphBuilder
  readonly lines: readonly { readonly effect: string; readonly owed: Derived }[]
  readonly fees: readonly { readonly fee: Fee; readonly amount: Derived }[]
  readonly indemnities: { readonly provider: Derived; readonly client?: Derived }
}

export function vatOfMonth({ program, graph, lines, fees, indemnities }: VatInput): MonthVat {
  if (![...program.effects, ...program.fees].some(({ vat }) => vat)) return { lines: [] }
  const effects = new Map(program.effects.map((effect) => [effect.id, effect]))
  const linesOf = (kind: Effect['nature']): (Taxable | undefined)[] =>
    lines.map(({ effect, owed }) => {
      const { nature, vat } = effects.get(effect) ?? {}
      return nature === kind ? { amount: owed, ...(vat && { vat }) } : undefined
    })
  const [reduced, added] = [linesOf('price-reduction'), linesOf('price')]
  const priced = fees.map(
    ({ fee: { vat: rate, source }, amount }): Taxable => ({
      amount,
      ...(rate && { vat: { rate, isIncluded: false, source } }),
    }),
  )
  const [ofReductions, ofDues] = [taxed(graph, reduced), taxed(graph, added)]
  const reductions = totalOf(graph, reduced, ofReductions, 'vat.reductions')
  const hasDues = program.effects.some(({ nature }) => nature === 'price')
  const dues = hasDues ? totalOf(graph, added, ofDues, 'vat.dues') : undefined
  const price = totalOf(graph, priced, taxed(graph, priced), 'vat.fees')
  return {
    lines: ofReductions.map((taxes, i) => taxes ?? ofDues[i]),
    ...(reductions && { reductions }),
    ...(price && { fees: price }),
    ...(dues && { dues }),
    ...(reductions && price && (dues || !hasDues)
      ? { left: leftOf(graph, { price, reductions, ...(dues && { dues }) }, indemnities) }
      : {}),
  }
}

/** The price with all that the client owes, less all that the provider does. */
function leftOf(
  graph: GraphBuilder,
  {
    price,
    reductions,
    dues,
  }: { readonly price: Taxed; readonly reductions: Taxed; readonly dues?: Taxed },
  { provider, client }: VatInput['indemnities'],
): Derived {
  const more = [
    ...(dues === undefined ? [] : [dues.gross]),
    ...(client === undefined ? [] : [client]),
  ]
  const owed = more.length === 0 ? price.gross : graph.step('sum', [price.gross, ...more])
  return graph.step('difference', [owed, reductions.gross, provider], {}, { name: 'vat.left' })
}

const bearsVat = ({ amount: { value } }: Taxable): boolean =>
  value.state === 'known' && !isZero(value.number)

/** The VAT of each amount, in its place. */
function taxed(
  graph: GraphBuilder,
  amounts: readonly (Taxable | undefined)[],
): (Taxed | undefined)[] {
  const found: (Taxed | undefined)[] = amounts.map(() => undefined)
  const byRate = new Map<string, number[]>()
  for (const [i, taxable] of amounts.entries()) {
    if (taxable?.vat === undefined || !bearsVat(taxable)) continue
    const key = `${formatRatio(taxable.vat.rate)} ${taxable.vat.isIncluded}`
    byRate.set(key, [...(byRate.get(key) ?? []), i])
  }
  for (const places of byRate.values()) {
    const same = places.map((i) => amounts[i] as Required<Taxable>)
    for (const [i, part] of ofOneRate(graph, same).entries()) found[places[i] as number] = part
  }
  return found
}

/** Amounts of one rate: their VAT is rounded once, to the cent, and shared out over them. */
function ofOneRate(graph: GraphBuilder, same: readonly Required<Taxable>[]): Taxed[] {
  const amounts = same.map(({ amount }) => amount)
  const [{ vat }] = same as [Required<Taxable>]
  const sum = amounts.length === 1 ? (amounts[0] as Derived) : graph.step('sum', amounts)
  const total = vat.isIncluded ? vatWithin(graph, sum, vat) : vatOnTop(graph, sum, vat)
  return amounts.map((amount, index) => {
    const own =
      amounts.length === 1
        ? total
        : graph.step('share-out', [total, ...amounts], { index: `${index}` })
    return vat.isIncluded
      ? { net: graph.step('difference', [amount, own]), vat: own, gross: amount }
      : { net: amount, vat: own, gross: graph.step('sum', [amount, own]) }
  })
}

const TO_THE_CENT = { mode: 'half-up', step: '1' }

const aboutTerm = ({ path, clause }: Source): About => ({ path, ...(clause && { clause }) })

const vatOnTop = (graph: GraphBuilder, net: Derived, vat: Required<Taxable>['vat']): Derived =>
  graph.step(
    'round',
    [
      graph.step('product', [
        net,
        graph.leaf('fee', known(vat.rate, 'share'), {}, aboutTerm(vat.source)),
      ]),
    ],
    TO_THE_CENT,
  )

function vatWithin(graph: GraphBuilder, gross: Derived, vat: Required<Taxable>['vat']): Derived {
  const params = { vat: formatRatio(vat.rate) }
  const factor = known(add(ONE, vat.rate), 'count')
  const exact = graph.step('quotient', [
    gross,
    graph.leaf('fee', factor, params, aboutTerm(vat.source)),
  ])
  return graph.step('difference', [gross, graph.step('round', [exact], TO_THE_CENT)])
}

/** The sums of amounts; nothing where one of them bears a VAT that is not known. */
function totalOf(
  graph: GraphBuilder,
  amounts: readonly (Taxable | undefined)[],
  parts: readonly (Taxed | undefined)[],
  name: string,
): Taxed | undefined {
  const isUnknown = amounts.some((a, i) => a && bearsVat(a) && parts[i] === undefined)
  if (isUnknown) return undefined
  const sumOf = (key: keyof Taxed): Derived => {
    const own = parts.flatMap((part) => (part === undefined ? [] : [part[key]]))
    const about = { name: `${name}.${key}` }
    // A sum of its own node: the name of an amount must not be taken from it.
    return own.length === 0
      ? graph.label(nothingYet(graph), about)
      : graph.step('sum', own, {}, about)
  }
  return { net: sumOf('net'), vat: sumOf('vat'), gross: sumOf('gross') }
}
