/**
 * The law of closed months on a drawn history: what was closed, posted and barred of each line is
 * what one computation with all the facts makes of it, under all the amendments.
 *
 * Tickets become known late: each at the closing of a month that chance has drawn. Months are closed
 * one upon the other; each of them is then computed by itself, from all the facts.
 */
import { parseValue } from '../../src/base/because/value.ts'
import type { Instant } from '../../src/base/instant.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { NaiveLife } from '../oracles/naive-life.ts'
import { closeText, sha256 } from './close-life.ts'
import { amended } from './draw-amendments.ts'
import { instantOf, rareFactsOf, ticketsOf } from './life-facts.ts'
import { contractOf } from './life-text.ts'

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

export function holdHistory(life: NaiveLife, draw: (below: number) => number): Held {
  const reopenable = ['1 months', '2 months', '12 months'][draw(3)] ?? ''
  const signed = contractOf(life).replace(
    /reopenable-for: [^ }]+ [a-z]+/,
    `reopenable-for: ${reopenable}`,
  )
  const text = amended(signed, life, draw)
  const tickets = ticketsOf(life)
  const knownFrom = tickets.map(() => (draw(3) === 0 ? 0 : draw(life.months)))
  const last = Math.max(closingDay(life, life.months - 1), instantOf(life.asOf)) as Instant
  const asOf = (index: number): Instant =>
    index === life.months - 1 ? last : closingDay(life, index)
  const facts = rareFactsOf(life)
  const close = (index: number, at: Instant, known: Ticket[], closed: ClosedMonth[]): Settlement =>
    closeText(text, { month: monthAt(life, index), asOf: at, facts, batches: [known], closed })
  const closed: ClosedMonth[] = []
  for (let index = 0; index < life.months; index += 1) {
    const known = tickets.filter((_, i) => (knownFrom[i] ?? 0) <= index)
    const all = index === life.months - 1 ? tickets : known
    const settlement = close(index, asOf(index), all, [...closed])
    closed.push({ settlement, hash: sha256(settlementText(settlement)) })
  }
  const accounted = accountedIn(closed)
  const broken: string[] = []
  const seen = new Set<string>()
  for (let index = 0; index < life.months; index += 1) {
    const whole = close(index, last, tickets, [])
    for (const { id, period, owed } of whole.lines) {
      const key = `${id} ${period} ${whole.month}`
      seen.add(key)
      const computed = centsAt(whole, owed)
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

function accountedIn(closed: readonly ClosedMonth[]) {
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

function centsAt({ graph }: Settlement, node: number): bigint | undefined {
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
