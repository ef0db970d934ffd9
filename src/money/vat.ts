/**
 * The VAT of a month: of its price, of what price reductions take off that price, and of what it
 * posts for closed months.
 *
 * An indemnity is outside VAT; a price reduction is a lower price, which a credit note (type 381)
 * carries with its VAT. The VAT of a rate is computed once on the sum of its lines, as electronic
 * invoices do (EN 16931, BR-CO-17), and shared out over them, so that lines add up to the total.
 * What is posted for a closed month is a credit note of its own, and what gives a reduction back is
 * none: each is rounded by itself, at the rate of its line in the month that it is of.
 *
 * Example: 80 000.00 € at 20 % and a penalty of 4 800.00 €. As an indemnity, 96 000.00 € of price
 * less 4 800.00 € leave 91 200.00 €; as a price reduction, 4 800.00 € and 960.00 € of VAT are
 * credited, and 90 240.00 € are left. Three reductions of 10.03 € bear 6.02 € of VAT, not 6.03 €.
 * With 120.00 € posted for March, a price reduction at 20 %, 144.00 € less are left.
 *
 * @fr TVA du mois, avoir
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, formatRatio, isZero, ONE } from '../base/ratio.ts'
import type { Effect, Fee, Program } from '../contract/core/core.ts'
import type { Source } from '../contract/core/select.ts'
import type { Adjustment } from './adjustments.ts'
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
  /** Adjustment by adjustment; nothing where one is barred, bears no VAT, or has no known rate. */
  readonly adjustments: readonly (Taxed | undefined)[]
  /** What is posted for closed months; absent where nothing is, or a rate is not known. */
  readonly postedReductions?: Taxed
  readonly postedDues?: Taxed
  /** What is left of the price once all that the month owes is taken off. */
  readonly left?: Derived
}

/** An amount with the VAT that it bears; no `vat` where the rate is not known. */
interface Taxable {
  readonly amount: Derived
  readonly vat?: { readonly rate: Ratio; readonly isIncluded: boolean; readonly source: Source }
  /** The closed month that it is posted for: each has its own credit note. */
  readonly month?: YearMonth
}

interface VatInput {
  readonly program: Program
  readonly graph: GraphBuilder
  readonly lines: readonly { readonly effect: string; readonly owed: Derived }[]
  readonly fees: readonly { readonly fee: Fee; readonly amount: Derived }[]
  readonly adjustments: readonly Adjustment[]
  /** Of the month, and posted for closed ones. */
  readonly indemnities: {
    readonly provider: readonly Derived[]
    readonly client: readonly Derived[]
  }
}

type Nature = Effect['nature']

export function vatOfMonth(input: VatInput): MonthVat {
  const { program, graph, lines, fees, adjustments, indemnities } = input
  const terms = [...program.effects, ...program.fees, ...adjustments]
  if (!terms.some(({ vat }) => vat)) return { lines: [], adjustments: [] }
  const effects = new Map(program.effects.map((effect) => [effect.id, effect]))
  const ownOf = (kind: Nature): (Taxable | undefined)[] =>
    lines.map(({ effect, owed }) => {
      const { nature, vat } = effects.get(effect) as Effect
      return nature === kind ? { amount: owed, ...(vat && { vat }) } : undefined
    })
  const postedOf = (kind: Nature): (Taxable | undefined)[] =>
    adjustments.map(({ line, state, month, amount, vat }) =>
      line.nature === kind && state === 'posted'
        ? { amount, month, ...(vat && { vat }) }
        : undefined,
    )
  const hasDues = program.effects.some(({ nature }) => nature === 'price')
  const reduced = partOf(graph, ownOf('price-reduction'), 'vat.reductions', true)
  const added = partOf(graph, ownOf('price'), 'vat.dues', hasDues)
  const priced = fees.map(
    ({ fee: { vat: rate, source }, amount }): Taxable => ({
      amount,
      ...(rate && { vat: { rate, isIncluded: false, source } }),
    }),
  )
  const price = partOf(graph, priced, 'vat.fees', true)
  const [postedLess, postedMore] = [postedOf('price-reduction'), postedOf('price')]
  const less = partOf(graph, postedLess, 'vat.posted-reductions', postedLess.some(Boolean))
  const more = partOf(graph, postedMore, 'vat.posted-dues', postedMore.some(Boolean))
  const left = leftOf(graph, [price, added, more], [reduced, less], indemnities)
  return {
    lines: reduced.parts.map((taxes, i) => taxes ?? added.parts[i]),
    adjustments: less.parts.map((taxes, i) => taxes ?? more.parts[i]),
    ...(reduced.total && { reductions: reduced.total }),
    ...(price.total && { fees: price.total }),
    ...(added.total && { dues: added.total }),
    ...(less.total && { postedReductions: less.total }),
    ...(more.total && { postedDues: more.total }),
    ...(left && { left }),
  }
}

/** Amounts of one kind with their VAT; no total where a rate is not known. */
interface TaxedPart {
  readonly isThere: boolean
  readonly parts: readonly (Taxed | undefined)[]
  readonly total?: Taxed | undefined
}

function partOf(
  graph: GraphBuilder,
  amounts: readonly (Taxable | undefined)[],
  name: string,
  isThere: boolean,
): TaxedPart {
  const parts = taxed(graph, amounts)
  return { isThere, parts, total: isThere ? totalOf(graph, amounts, parts, name) : undefined }
}

/** The price with all that the client owes, less all that the provider does. */
function leftOf(
  graph: GraphBuilder,
  prices: readonly TaxedPart[],
  reductions: readonly TaxedPart[],
  { provider, client }: VatInput['indemnities'],
): Derived | undefined {
  const isUnknown = [...prices, ...reductions].some((part) => part.isThere && !part.total)
  if (isUnknown) return undefined
  const grossOf = (parts: readonly TaxedPart[]): Derived[] =>
    parts.flatMap(({ total }) => (total === undefined ? [] : [total.gross]))
  const more = [...grossOf(prices), ...client]
  const owed = more.length === 1 ? (more[0] as Derived) : graph.step('sum', more)
  const less = [...grossOf(reductions), ...provider]
  return graph.step('difference', [owed, ...less], {}, { name: 'vat.left' })
}

/** What an amount comes to, where it bears VAT. */
const borneBy = ({ amount: { value } }: Taxable): Ratio | undefined =>
  value.state === 'known' && !isZero(value.number) ? value.number : undefined

/** The VAT of each amount, in its place. */
function taxed(
  graph: GraphBuilder,
  amounts: readonly (Taxable | undefined)[],
): (Taxed | undefined)[] {
  const found: (Taxed | undefined)[] = amounts.map(() => undefined)
  const byRate = new Map<string, number[]>()
  for (const [i, taxable] of amounts.entries()) {
    const number = taxable && borneBy(taxable)
    if (taxable?.vat === undefined || number === undefined) continue
    const { vat, month } = taxable
    const isGivenBack = number.numerator < 0n
    const key = `${formatRatio(vat.rate)} ${vat.isIncluded} ${month} ${isGivenBack}`
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

const vatOnTop = (graph: GraphBuilder, net: Derived, vat: Required<Taxable>['vat']): Derived =>
  graph.step(
    'round',
    [graph.step('product', [net, graph.leaf('fee', known(vat.rate, 'share'), {}, vat.source)])],
    TO_THE_CENT,
  )

function vatWithin(graph: GraphBuilder, gross: Derived, vat: Required<Taxable>['vat']): Derived {
  const params = { vat: formatRatio(vat.rate) }
  const factor = known(add(ONE, vat.rate), 'count')
  const exact = graph.step('quotient', [gross, graph.leaf('fee', factor, params, vat.source)])
  return graph.step('difference', [gross, graph.step('round', [exact], TO_THE_CENT)])
}

/** The sums of amounts; nothing where one of them bears a VAT that is not known. */
function totalOf(
  graph: GraphBuilder,
  amounts: readonly (Taxable | undefined)[],
  parts: readonly (Taxed | undefined)[],
  name: string,
): Taxed | undefined {
  const isUnknown = amounts.some((a, i) => a && borneBy(a) && !parts[i])
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
