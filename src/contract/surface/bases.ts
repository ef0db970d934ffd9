/**
 * Rewrites bases and limits: `servers in month`, `12 % of fees in month`, `5000.00`.
 *
 * A base is a query on fees over a window; a named base is a share of another one.
 *
 * @fr assiettes
 */
import type { Place } from '../../base/finding.ts'
import { ZERO } from '../../base/ratio.ts'
import type { Costs } from '../chapters/costs.ts'
import type { DeclaredMoney } from '../chapters/due.ts'
import type { Basis, BasisWindow, Expression } from '../core/core.ts'
import type { Tile, Window } from '../core/select.ts'
import type { BaseRef, Limit, Window as WindowPhrase } from '../phrases/window.ts'
import { writeWindow } from '../phrases/window.ts'
import type { Counted } from './counted.ts'
import type { Report } from './report.ts'
import { item, literal, noMoney, product, sourceOf, sum } from './write.ts'

/** What a base is rewritten with. */
export interface BaseContext {
  readonly costs: Costs | undefined
  /** The convention of the contract. */
  readonly vat: 'included' | 'excluded'
  /** The convention of the contract. */
  readonly revised: boolean
  readonly report: Report
  readonly counted: Counted
  /** The period from which a term is looked at, where it is not its own: caps are met by month. */
  readonly seenFrom?: Tile
  /** The event after which `remaining days` begin, and the rule of parts of a month. */
  readonly after?: { readonly event: string; readonly proration: 'actual' | 'thirtieths' }
  /** Whether the amount is computed for each item, which may say what it is worth. */
  readonly isByItem?: boolean
}

export const MONTHS_IN: Readonly<Record<Exclude<Tile, 'contract'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
  'contract-year': 12,
}

/** Whether several of the one make the other: a price by month, over a quarter. */
export const isShorter = (one: Exclude<Tile, 'contract'>, other: Tile): boolean =>
  other === 'contract' || MONTHS_IN[one] < MONTHS_IN[other]

/** A window as tiles, or nothing where it is not one that looks back over whole tiles. */
export function windowOf(phrase: WindowPhrase, tile: Tile = 'month'): Window | undefined {
  if (phrase.kind === 'tile' && phrase.of === undefined) return { kind: 'tile', tile: phrase.tile }
  if (phrase.kind !== 'back' || phrase.before !== undefined) return undefined
  if (phrase.length.unit !== 'months' || tile === 'contract') return undefined
  const count = phrase.length.count / MONTHS_IN[tile]
  return Number.isInteger(count) && count > 0 ? { kind: 'last', count, tile } : undefined
}

/** The same, or whole months that end before the one judged: `12 months before month-start`. */
const basisWindowOf = (phrase: WindowPhrase): BasisWindow | undefined =>
  phrase.kind === 'back' && phrase.before === 'month-start' && phrase.length.unit === 'months'
    ? { kind: 'months-before', count: phrase.length.count }
    : windowOf(phrase)

/** The money that a base names, in cents. */
export function basisOf(base: BaseRef, where: Place, context: BaseContext, tile: Tile): Expression {
  const { report, costs } = context
  if (base.of === 'item-price') return itemPrice(where, context)
  const named = costs?.bases.find((candidate) => candidate.id === base.of)
  if (named !== undefined) {
    const share = literal(named.rate.share, 'share', sourceOf(named.rate.where, named.clause))
    return product(share, basisOf(named.of, named.of.where, context, tile))
  }
  if (base.in?.kind === 'remaining') return remainingOf(base, base.in.unit, where, context)
  const declared = costs?.declared.find((candidate) => candidate.id === base.of)
  if (declared !== undefined) return declaredOf(declared, base, where, context, tile)
  const fee = costs?.fees.find((candidate) => candidate.id === base.of)
  const window = base.in === undefined ? { kind: 'tile' as const, tile } : basisWindowOf(base.in)
  if (window === undefined) report.notComputed(where, writtenIn(base, tile))
  else if (fee === undefined && base.of !== 'fees') {
    // Words that a contract may say and that no line of this version is: `invoices`, `fees-due`.
    report.notComputed(where, `${base.of} ${writtenIn(base, tile)}`)
  }
  return {
    kind: 'basis',
    of: base.of === 'fees' ? 'fees' : [base.of],
    window: window ?? { kind: 'tile', tile: 'month' },
    vat: vatOf(base, where, context),
    revised: base.revised ?? context.revised,
    source: sourceOf(where),
  }
}

const writtenIn = (base: BaseRef, tile: Tile): string =>
  `in ${base.in === undefined ? tile : writeWindow(base.in)}`

/** Money that a party declares among the facts. */
function declaredOf(
  declared: DeclaredMoney,
  base: BaseRef,
  where: Place,
  { counted, report, seenFrom }: BaseContext,
  tile: Tile,
): Expression {
  const window = base.in === undefined ? { kind: 'tile' as const, tile } : windowOf(base.in)
  const source = sourceOf(where, declared.clause)
  const found = window && counted.declared(declared, window, seenFrom ?? tile, source)
  if (found === undefined) report.notComputed(where, `${base.of} ${writtenIn(base, tile)}`)
  return found ?? noMoney
}

/** What the fees cost until the end of the term: by whole months, or by days after an event. */
function remainingOf(
  base: BaseRef,
  unit: 'months' | 'days',
  where: Place,
  context: BaseContext,
): Expression {
  const { costs, report, counted, after } = context
  if (base.of !== 'fees' && !costs?.fees.some(({ id }) => id === base.of)) {
    report.notComputed(where, `${base.of} in remaining ${unit}`)
    return noMoney
  }
  const source = sourceOf(where)
  const over = (window: Basis['window']): Expression => ({
    kind: 'basis',
    of: base.of === 'fees' ? 'fees' : [base.of],
    window,
    vat: vatOf(base, where, context),
    revised: base.revised ?? context.revised,
    source,
  })
  const months = over({ kind: 'remaining-months' })
  if (unit === 'months') return months
  if (after === undefined) {
    report.notComputed(where, `${base.of} in remaining days`)
    return months
  }
  const take = after.proration === 'actual' ? 'share-after' : 'thirtieths-after'
  const share = counted.in('month', { of: after.event, from: 'events', take }, source)
  return sum(product(share, over({ kind: 'tile', tile: 'month' })), months)
}

/** The money that the item at hand is about. */
function itemPrice(where: Place, { report, isByItem }: BaseContext): Expression {
  if (isByItem !== true) report.error('base-needs-item', where, {})
  return { ...item({ kind: 'price' }), source: sourceOf(where) }
}

/**
 * With VAT or without, as the base says or the convention; with it, each fee must give its rate.
 */
function vatOf(base: BaseRef, where: Place, context: BaseContext): 'included' | 'excluded' {
  const vat = base.vat ?? context.vat
  const counted = (context.costs?.fees ?? []).filter(
    (fee) => base.of === 'fees' || fee.id === base.of,
  )
  if (vat === 'included' && counted.some((fee) => fee.vat === undefined)) {
    context.report.error('vat-missing', where, { base: base.of })
  }
  return vat
}

/** A ceiling or a floor in cents. */
export function limitOf(limit: Limit, where: Place, context: BaseContext, tile: Tile): Expression {
  switch (limit.kind) {
    case 'share':
      return product(
        literal(limit.share, 'share', sourceOf(where)),
        basisOf(limit.of, where, context, tile),
      )
    case 'fixed':
      if (limit.quantity.unit !== 'cents') {
        context.report.notComputed(where, limit.quantity.unit)
        return literal(ZERO, 'cents')
      }
      return literal(limit.quantity.value, 'cents', sourceOf(where))
  }
}
