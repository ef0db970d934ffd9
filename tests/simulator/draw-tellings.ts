/**
 * What each import of a life tells: every fact as far as it was known on the day, some of it wrong,
 * some of it late, some of it twice; the last import tells everything as it is.
 */
import type { Instant } from '../../src/base/instant.ts'
import type { Fact, Ticket } from '../../src/facts/fact.ts'
import type { Random } from '../engine/draw.ts'
import { below, chance, pick } from '../engine/draw.ts'
import { rareFactsOf, ticketsOf } from '../engine/life-facts.ts'
import type { NaiveLife } from '../oracles/naive-life.ts'

const HOUR = 3_600_000

/** When a fact begins to be one: nothing is told of it before. */
function beginOf(fact: Fact, tickets: ReadonlyMap<string, Ticket>): number {
  switch (fact.kind) {
    case 'ticket':
      return fact.events[0]?.at ?? 0
    case 'outage':
      return fact.start
    case 'exemption':
      return 'item' in fact.about ? (tickets.get(fact.about.item)?.events[0]?.at ?? 0) : 0
    default:
      return 0
  }
}

/** A fact as it looks on a day: without what has not happened, or was not answered, by then. */
function seenAt(fact: Fact, at: Instant, isAnswered: boolean): Fact {
  if (fact.kind === 'ticket') {
    return { ...fact, events: fact.events.filter((event) => event.at <= at) }
  }
  if (fact.kind === 'outage' && fact.end !== undefined && fact.end > at) {
    const { end: _end, ...running } = fact
    return running
  }
  return fact.kind === 'exemption' && !isAnswered ? { ...fact, status: 'claimed' } : fact
}

/** A fact told wrongly: another priority, another end. */
function mistaken(fact: Fact, random: Random): Fact {
  if (fact.kind === 'ticket') {
    const priority = fact.fields['priority'] === 'P1' ? 'P2' : 'P1'
    const events = fact.events.map((event) =>
      event.kind === 'resolved' ? { ...event, at: (event.at + 5 * HOUR) as Instant } : event,
    )
    return chance(random, 0.5)
      ? { ...fact, fields: { ...fact.fields, priority } }
      : { ...fact, events }
  }
  if (fact.kind !== 'outage' || fact.end === undefined) return fact
  return { ...fact, end: (fact.end + HOUR) as Instant }
}

/** The days on which one fact is told, and how. */
function tellingsOf(fact: Fact, begin: number, days: readonly Instant[], random: Random) {
  const first = days.findIndex((day) => day >= begin)
  const told: (Fact | undefined)[] = days.map(() => undefined)
  if (first < 0) return told
  const late = chance(random, 0.25) ? below(random, days.length - first) : 0
  const isWrong = chance(random, 0.15)
  let right = days.length - 1
  for (let i = first + late; i < days.length; i += 1) {
    const day = days[i] as Instant
    if (i === first + late) {
      const seen = seenAt(fact, day, chance(random, 0.4))
      told[i] = isWrong ? mistaken(seen, random) : seen
      right = i + 1 + below(random, 2)
    } else if (i >= right && chance(random, i === right ? 0.8 : 0.12)) {
      told[i] = seenAt(fact, day, true)
    }
  }
  return told
}

/** What is told on each day, in any order; on the last one everything. */
export function drawTellings(
  life: NaiveLife,
  days: readonly Instant[],
  random: Random,
): readonly (readonly Fact[])[] {
  const tickets = ticketsOf(life)
  const byName = new Map(tickets.map((ticket) => [ticket.externalId, ticket]))
  const imports: Fact[][] = days.map(() => [])
  const last = imports.at(-1) as Fact[]
  for (const fact of [...tickets, ...rareFactsOf(life)]) {
    tellingsOf(fact, beginOf(fact, byName), days, random).forEach((told, i) => {
      if (told !== undefined && i < days.length - 1) imports[i]?.push(told)
    })
    last.push(fact)
  }
  return imports.map((facts) => shuffled(facts, random))
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list]
  return list.map(() => left.splice(below(random, left.length), 1)[0] as T)
}

/** An import that should never have been: of a ticket that is none, and of some told wrongly. */
export function drawMistakes(facts: readonly Fact[], random: Random): readonly Fact[] {
  const known = facts.filter((fact) => fact.kind !== 'exemption')
  if (known.length === 0) return []
  const one = pick(random, known)
  const wrong = mistaken(one, random)
  const kept = pick(random, known)
  const ghost = { ...one, externalId: `${one.externalId}-ghost` }
  return kept.externalId === one.externalId ? [wrong, ghost] : [wrong, ghost, kept]
}
