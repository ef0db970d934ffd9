/**
 * What events are about, where the same one takes place many times: invoices, orders.
 *
 * Example: F-1, due on 20 June and paid on 30 July 2026, is 40 days late; F-2, due on 30 June and
 * paid on 10 July, 10. The payments of July are about two things, each with its own dates.
 *
 * @fr objets des évènements
 */
import type { Params } from '../base/because/formula.ts'
import { known } from '../base/because/value.ts'
import { invariant } from '../base/invariant.ts'
import { ONE } from '../base/ratio.ts'
import type { QuantitySelect } from '../contract/core/quantities.ts'
import type { Happening, RareFact } from '../facts/fact.ts'
import { byTime } from '../facts/fact-order.ts'
import type { ItemList } from './evaluate.ts'
import { itemParams, listParams } from './items.ts'
import type { MeasureContext } from './measuring.ts'
import type { Periods } from './periods.ts'
import { tileAt } from './periods.ts'

/** What an event is about; no name where it does not say. @fr objet d'un évènement */
export interface Thing {
  readonly name?: string
  /** Whether it is the only one of its period. */
  readonly isAlone: boolean
}

/** What the events of a selection are about, period by period; one that is told twice is one. */
export function thingsOf(
  { of, from }: QuantitySelect,
  periods: Periods,
  { facts, asOf }: Pick<MeasureContext, 'facts' | 'asOf'>,
): readonly (readonly Thing[])[] {
  const names = periods.labels.map(() => new Set<string | undefined>())
  const told = from === 'events' ? facts.filter(isOf(of)).sort(byTime) : []
  for (const { at, about } of told) if (at <= asOf) names[tileAt(periods, at)]?.add(about)
  return names.map((own) =>
    [...own].map((name) => ({ ...(name !== undefined && { name }), isAlone: own.size === 1 })),
  )
}

const isOf =
  (of: string) =>
  (fact: RareFact): fact is Happening =>
    fact.kind === 'happening' && fact.of === of

/** The only thing of a month needs no name, and is not named where it has none. */
export const isNamed = (thing: Thing | undefined): thing is Thing =>
  thing !== undefined && (thing.name !== undefined || !thing.isAlone)

/** How the explanation names a thing. */
export const thingParams = (thing: Thing | undefined): Params =>
  isNamed(thing) ? { item: thing.name ?? '' } : {}

/** Things, one by one and each whole: what is counted for each is its own. */
export const thingScopes = (selection: string, things: readonly Thing[]): ItemList => ({
  items: things.map((thing) => ({
    thing,
    read: (reading) => {
      invariant(reading.kind === 'owed-share', `what an event is about has no ${reading.kind}`)
      return {
        value: known(ONE, 'share'),
        params: itemParams(selection, thing.name ?? '', reading),
      }
    },
  })),
  params: listParams(selection),
})

/**
 * The facts that a selection reads of one thing: its own events, else those that are about none;
 * the amounts and quantities whose `id` is its name. Where none has it, those of a month with one
 * thing are its own; of several, each reads the quantity that is the same for all, such as a rate.
 */
export function factsOf(
  thing: Thing,
  { of, from, take }: QuantitySelect,
  facts: readonly RareFact[],
): readonly RareFact[] {
  if (from === 'events') return eventsOf(thing, facts.filter(isOf(of)))
  const kind = from === 'amounts' ? 'invoice-line' : 'quantity'
  const own = facts.filter(
    (fact) => fact.kind === kind && fact.externalId === thing.name && fact.of === of,
  )
  if (own.length > 0) return own
  const isShared = from === 'quantities' && take !== 'sum'
  return thing.isAlone || isShared ? facts : []
}

/** An event without a name is of the only thing that others are about, and of none of several. */
function eventsOf({ name }: Thing, events: readonly Happening[]): readonly Happening[] {
  const own = events.filter(({ about }) => about === name)
  if (own.length > 0) return own
  const unnamed = events.filter(({ about }) => about === undefined)
  const isOne = new Set(events.map(({ about }) => about)).size === 1
  return name === undefined && isOne ? events : unnamed
}
