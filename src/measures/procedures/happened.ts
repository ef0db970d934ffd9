/**
 * What procedures ask the facts: dates of events, acts of the parties, outages that cross a bound.
 *
 * Each answer is a value with its parameters, ready to be a leaf of the explanation. A settlement
 * that is done again without its facts gives the same answers from its own leaves.
 *
 * @fr faits d'une procédure
 */

import type { Params } from '../../base/because/formula.ts'
import type { KnownValue, Value } from '../../base/because/value.ts'
import { known, NOTHING } from '../../base/because/value.ts'
import { addDays } from '../../base/calendar/date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { dateAt, startOfDate } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import { compareText } from '../../base/order.ts'
import { ratio } from '../../base/ratio.ts'
import type { Interruption, Step, Trigger } from '../../contract/core/procedure.ts'
import type { Filter } from '../../contract/core/select.ts'
import type { Act, Happening, Outage, RareFact } from '../../facts/fact.ts'
import { byStart } from '../../facts/fact-order.ts'
import { passes } from '../passes.ts'
import { crossingOf } from './outage-tests.ts'

/** As a date of the contract's zone, or to the millisecond. */
export type Grain = 'date' | 'instant'

export interface Answer {
  readonly value: KnownValue
  readonly params: Params
}

/** An act at a step; `did` and `by` stand in its parameters as well. */
export interface ToldAct extends Answer {
  readonly id: string
  readonly did: string
  readonly by: string
  /** Between which instants it was done: the whole day, where the fact tells no hour. */
  readonly earliest: Instant
  readonly latest: Instant
}

/** @fr événement demandé */
export interface AskedEvent {
  readonly name: string
  readonly which: 'first' | 'last'
  readonly about?: string
  readonly grain: Grain
}

/** The acts at a step of one occurrence: those that name it, or else the nth act of all. */
export interface AskedActs {
  readonly step: Step
  readonly about?: string
  readonly place?: number
  readonly grain: Grain
}

/** A time out of use in dates; `to` is nothing while it lasts. */
export interface Interrupted {
  readonly from: Answer
  readonly to: { readonly value: Value; readonly params: Params }
}

export interface Happened {
  /** What the events and acts of these names are about, in order; nothing where nothing is said. */
  abouts(names: ReadonlySet<string>): readonly string[]
  event(asked: AskedEvent): Answer | undefined
  acts(asked: AskedActs): readonly ToldAct[]
  /** Time out of use, the earliest first. */
  interruptions(interruption: Interruption): readonly Interrupted[]
  crossing(trigger: AskedCrossing): Answer | undefined
}

/** A bound on outages, whose place in the contract tells it from any other. */
type AskedCrossing = Extract<Trigger, { readonly kind: 'outages' }>

const aboutOf = (about: string | undefined): Params => (about === undefined ? {} : { about })

export const eventParams = ({ name, which, about }: Omit<AskedEvent, 'grain'>): Params => ({
  reducer: `event-${which}`,
  event: name,
  ...aboutOf(about),
})

/** What happened by `asOf`; an event is known whatever its date, since dates are fixed ahead. */
export class FactsHappened implements Happened {
  readonly #events: readonly Happening[]
  readonly #acts: readonly Act[]
  readonly #outages: readonly Outage[]
  readonly #zone: Zone
  readonly #asOf: Instant

  constructor(facts: readonly RareFact[], zone: Zone, asOf: Instant) {
    this.#events = facts.filter((fact) => fact.kind === 'happening')
    this.#acts = facts.filter((fact) => fact.kind === 'act')
    this.#outages = facts.filter((fact) => fact.kind === 'outage')
    this.#zone = zone
    this.#asOf = asOf
  }

  abouts(names: ReadonlySet<string>): readonly string[] {
    const told = [...this.#events, ...this.#acts].flatMap(({ of, about }) =>
      names.has(of) && about !== undefined ? [about] : [],
    )
    return [...new Set(told)].sort()
  }

  event({ grain, ...asked }: AskedEvent): Answer | undefined {
    const named = this.#events.filter(({ of }) => of === asked.name).sort((a, b) => a.at - b.at)
    const own = named.filter(({ about }) => about === asked.about)
    const told = own.length > 0 ? own : named.filter(({ about }) => about === undefined)
    const found = told.at(asked.which === 'first' ? 0 : -1)
    return found && { value: this.#moment(found.at, grain), params: eventParams(asked) }
  }

  acts({ step, about, place, grain }: AskedActs): readonly ToldAct[] {
    const dated = this.#acts
      .flatMap((act) => {
        const at = act.of === step.id && isComplete(act, step) ? act[step.dated] : undefined
        return at === undefined || at > this.#asOf ? [] : [{ act, at }]
      })
      .sort((a, b) => a.at - b.at || compareText(saidIn(a.act), saidIn(b.act)))
    const own = dated.filter(({ act }) => act.about === about)
    const unnamed = dated.filter(({ act }) => act.about === undefined)
    const chosen = place === undefined ? own : [...own, ...unnamed.slice(place, place + 1)]
    return chosen.map(({ act, at }) => ({
      id: act.externalId,
      did: act.did,
      by: act.by,
      ...this.#spanOf(at),
      value: this.#moment(at, grain),
      params: actParams(step, act, about),
    }))
  }

  interruptions({ of, where, source }: Interruption): readonly Interrupted[] {
    const edge = (name: string, outage: string) => ({ reducer: name, rule: source.path, outage })
    return this.#selected(of, where)
      .sort(byStart)
      .map(({ externalId, start, end }) => ({
        from: {
          value: this.#moment(start, 'date'),
          params: edge('interruption-from', externalId),
        },
        to: {
          value: end === undefined || end > this.#asOf ? NOTHING : this.#moment(end, 'date'),
          params: edge('interruption-to', externalId),
        },
      }))
  }

  crossing({ of, where, test, source }: AskedCrossing): Answer | undefined {
    const crossed = crossingOf(test, this.#selected(of, where), this.#zone, this.#asOf)
    if (crossed === undefined) return undefined
    const outages = crossed.outages.join(';')
    return { value: crossed.value, params: { reducer: 'crossing', rule: source.path, outages } }
  }

  #moment(at: Instant, grain: Grain): KnownValue {
    return known(ratio(grain === 'date' ? dateAt(this.#zone, at) : at), grain)
  }

  /** At the very start of a day, an act may be told by its day alone. */
  #spanOf(at: Instant): Pick<ToldAct, 'earliest' | 'latest'> {
    const date = dateAt(this.#zone, at)
    const isDay = startOfDate(this.#zone, date) === at
    const latest = isDay ? instant(startOfDate(this.#zone, addDays(date, 1)) - 1) : at
    return { earliest: at, latest }
  }

  #selected(of: string, where: readonly Filter[]): Outage[] {
    return this.#outages.filter(
      (outage) => outage.of === of && outage.start <= this.#asOf && passes(where, outage),
    )
  }
}

/** Whose act it is, and who prepared and approved it for that party. */
const actParams = (step: Step, act: Act, about: string | undefined): Params => ({
  reducer: 'act',
  act: step.id,
  did: act.did,
  by: act.by,
  ...aboutOf(about),
  ...peopleOf(act),
})

const peopleOf = ({ author, approver }: Act): Params => ({
  ...(author === undefined ? {} : { author }),
  ...(approver === undefined ? {} : { approver }),
})

/** What decides between two acts of one moment: what they say, before their names. */
const saidIn = ({ did, by, externalId }: Act): string => [did, by, externalId].join(' ')

/** Whether an act came with all that the step needs. */
const isComplete = (act: Act, { needs = [] }: Step): boolean =>
  needs.every((need) => act.with?.includes(need) === true)
