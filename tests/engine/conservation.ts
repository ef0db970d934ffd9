/**
 * The law of closed months on a drawn history: what was closed, posted and barred of each line is
 * what one computation with all the facts makes of it, under all the amendments. What a month was
 * closed with and nobody knows any more stands, and fills its caps, in that computation too.
 *
 * Tickets and other facts become known late: each at the closing of a month that chance has drawn.
 * Months are closed one upon the other; each of them is then computed by itself, from all the facts.
 */
import { parseValue } from '../../src/base/because/value.ts'
import type { Instant } from '../../src/base/instant.ts'
import { batchOf } from '../../src/facts/ticket-batch.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { NaiveLife } from '../oracles/naive-life.ts'
import { sha256 } from './close-life.ts'
import { amended } from './draw-amendments.ts'
import { instantOf, rareFactsOf, ticketsOf } from './life-facts.ts'
import { contractOf } from './life-text.ts'
import type { KnownQuickly } from './quick-close.ts'
import { openQuickly } from './quick-close.ts'

/** What came of a history: where the law fails, and what there was to hold. */
export interface Held {
  /** `restore.penalty 2026-03: 480 accounted, 720 computed`. */
  readonly broken: readonly string[]
  readonly posted: number
  readonly barred: number
  /** Adjustments that an amendment caused. */
  readonly amended: number
}

const monthAt = ({ starts }: NaiveLife, index: number): string =>
  new Date(Date.UTC(starts.year, starts.month - 1 + index, 1)).toISOString().slice(0, 7)

/** Noon of the fifth day after a month: nothing is judged on a midnight. */
const closingDay = ({ starts }: NaiveLife, index: number): Instant =>
  Date.UTC(starts.year, starts.month + index, 5, 12) as Instant

/** No history has more months: what a longer one would show, a shorter one shows sooner. */
const MOST_MONTHS = 4

/** A life cut short after a few months, with the tickets and outages that began by then. */
function cutShort(life: NaiveLife, draw: (below: number) => number): NaiveLife {
  const months = Math.min(life.months, 2 + draw(MOST_MONTHS - 1))
  const end = closingDay(life, months) / 60_000
  return {
    ...life,
    months,
    asOf: Math.min(life.asOf, end),
    tickets: life.tickets.filter(({ opened }) => opened < end),
    outages: life.outages.filter(([from]) => from < end),
  }
}

export function holdHistory(drawn: NaiveLife, draw: (below: number) => number): Held {
  const life = cutShort(drawn, draw)
  const reopenable = ['1 months', '2 months', '12 months'][draw(3)] ?? ''
  const signed = contractOf(life).replace(
    /reopenable-for: [^ }]+ [a-z]+/,
    `reopenable-for: ${reopenable}`,
  )
  const contract = openQuickly(amended(signed, life, draw))
  const tickets = ticketsOf(life)
  const knownAt = (): number => (draw(3) === 0 ? 0 : draw(life.months))
  const ticketsFrom = tickets.map(knownAt)
  const last = Math.max(closingDay(life, life.months - 1), instantOf(life.asOf)) as Instant
  const asOf = (index: number): Instant =>
    index === life.months - 1 ? last : closingDay(life, index)
  const facts = rareFactsOf(life)
  const factsFrom = facts.map(knownAt)
  const all = { batch: batchOf(tickets), facts }
  const knownIn = (index: number): typeof all => ({
    batch: batchOf(tickets.filter((_, i) => (ticketsFrom[i] ?? 0) <= index)),
    facts: facts.filter((_, i) => (factsFrom[i] ?? 0) <= index),
  })
  const close = (index: number, at: Instant, known: typeof all, told: Told) => {
    const [month, batches] = [monthAt(life, index), [known.batch]]
    return contract.close({ month, asOf: at, facts: known.facts, batches, ...told }, 'agreed')
  }
  const closed: ClosedMonth[] = []
  for (let index = 0; index < life.months; index += 1) {
    const settlement = close(index, asOf(index), knownIn(index), { closed: [...closed] })
    closed.push({ settlement, hash: sha256(settlementText(settlement)) })
  }
  const { wholes } = wholeMonths(closed, (index, told) => close(index, last, all, told))
  return compareWith(closed, wholes)
}

type Told = Pick<KnownQuickly, 'closed' | 'standing'>

/** Each closed month from all the facts: `alone`, and with what stands of those closed. */
export function wholeMonths(
  closed: readonly ClosedMonth[],
  close: (index: number, told: Told) => Settlement,
): { readonly alone: Settlement[]; readonly wholes: Settlement[] } {
  const alone = closed.map((_, index) => close(index, {}))
  const { sums } = accountedIn(closed)
  const stands = alone.some((whole) =>
    whole.lines.some(({ id, period, owed }) => {
      const isKnown = centsAt(whole, owed) !== undefined
      return !isKnown && (sums.get(`${id} ${period} ${whole.month}`) ?? 0n) !== 0n
    }),
  )
  const told = { standing: closed }
  return { alone, wholes: stands ? closed.map((_, index) => close(index, told)) : alone }
}

/** What was accounted of each line against what each month comes to by itself. */
export function compareWith(closed: readonly ClosedMonth[], wholes: readonly Settlement[]): Held {
  const accounted = accountedIn(closed)
  const broken: string[] = []
  const seen = new Set<string>()
  for (const month of wholes) {
    for (const { id, period, owed } of month.lines) {
      const key = `${id} ${period} ${month.month}`
      seen.add(key)
      const computed = centsAt(month, owed)
      const found = accounted.sums.get(key) ?? 0n
      if (computed !== undefined && computed !== found) {
        broken.push(`${key}: ${found} accounted, ${computed} computed`)
      }
    }
  }
  // A line that an amendment has taken away was given back to the cent.
  for (const [key, found] of accounted.sums) {
    if (!seen.has(key) && found !== 0n) broken.push(`${key}: ${found} accounted, no such line`)
  }
  const { posted, barred, amendments } = accounted
  return { broken, posted, barred, amended: amendments }
}

/** What was closed, posted and barred of each line, by line, period and month of origin. */
export function accountedIn(closed: readonly ClosedMonth[]) {
  const sums = new Map<string, bigint>()
  const counts = { posted: 0, barred: 0, amendments: 0 }
  const add = (key: string, cents: bigint | undefined): void => {
    sums.set(key, (sums.get(key) ?? 0n) + (cents ?? 0n))
  }
  for (const { settlement } of closed) {
    const { lines, adjustments = [], month } = settlement
    for (const { id, period, owed } of lines)
      add(`${id} ${period} ${month}`, centsAt(settlement, owed))
    for (const { id, period, month: origin, state, amount, amendments } of adjustments) {
      add(`${id} ${period} ${origin}`, centsAt(settlement, amount))
      counts[state] += 1
      if (amendments.length > 0) counts.amendments += 1
    }
  }
  return { sums, ...counts }
}

export function centsAt({ graph }: Settlement, node: number): bigint | undefined {
  const value = parseValue(graph[node]?.value ?? '')
  return value?.state === 'known' ? value.number.numerator : undefined
}

/** Whole numbers below a bound, the same ones for the same seed. */
export function drawsFrom(seed: number): (below: number) => number {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e37_79b9) >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
