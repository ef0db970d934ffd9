/**
 * The law of a takeover: a life settled whole is the same life cut at a month, told its balances.
 */
import { describe, expect, test } from 'vitest'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { addToMonth, formatMonth, yearMonth } from '../../src/base/calendar/date.ts'
import type { Instant } from '../../src/base/instant.ts'
import type { Opening } from '../../src/facts/fact.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { closeText, faultsOf } from './close-life.ts'
import { instantOf, rareFactsOf, ticketsOf } from './life-facts.ts'
import { contractOf } from './life-text.ts'
import { drawLife } from './lives.ts'
import { figuresOf, openingsOf } from './taken-over.ts'

/** The balances that the product asks for, of those that the first part gives. */
function askedFor(close: (openings: Opening[]) => Settlement, all: Opening[]): Opening[] {
  const wanted: Opening[] = []
  for (const opening of all) {
    try {
      close([opening])
      wanted.push(opening)
    } catch (failure) {
      const isOfNothing = /opening-of-(nothing|another-period)/.test(`${failure}`)
      if (!isOfNothing) wanted.push(opening)
    }
  }
  return wanted
}

function cutLife(seed: number): { readonly compared: number; readonly openings: number } {
  const life = drawLife(seed)
  const { starts, months } = life
  if (months < 2) return { compared: 0, openings: 0 }
  const first = yearMonth(starts.year, starts.month)
  const from = addToMonth(first, 1 + (seed % (months - 1)))
  const end = new Date(Date.UTC(starts.year, starts.month - 1 + months, 5, 12)).getTime()
  const asOf = Math.max(instantOf(life.asOf), end) as Instant
  const facts = rareFactsOf(life)
  const text = contractOf(life)
  const batches = [ticketsOf(life)]
  const whole = (month: YearMonth): Settlement =>
    closeText(text, { month: formatMonth(month), asOf, facts, batches })
  const settled: Settlement[] = []
  for (let month = first; month < from; month = addToMonth(month, 1)) settled.push(whole(month))
  const cutText = text.replace(
    /( +)(starts: \d{4}-\d{2}-\d{2})/,
    `$1$2\n$1taken-over: ${formatMonth(from)}`,
  )
  const close = (month: YearMonth, openings: Opening[]): Settlement =>
    closeText(cutText, {
      month: formatMonth(month),
      asOf,
      facts: [...facts, ...openings],
      batches,
    })
  const all = openingsOf(text, settled, asOf, from)
  let compared = 0
  let told = 0
  for (let month = from; month < addToMonth(first, months); month = addToMonth(month, 1)) {
    const openings = askedFor((some) => close(month, some), all)
    const cut = close(month, openings)
    expect({ seed, figures: figuresOf(cut) }).toEqual({ seed, figures: figuresOf(whole(month)) })
    expect({ seed, faults: faultsOf(cutText, cut) }).toEqual({ seed, faults: [] })
    compared += 1
    told += openings.length
  }
  return { compared, openings: told }
}

describe('a contract taken over', () => {
  test('a life cut at a month and told its balances owes the same from then on', () => {
    const sums = { compared: 0, openings: 0 }
    for (let seed = 1; seed <= 60; seed += 1) {
      const { compared, openings } = cutLife(seed)
      sums.compared += compared
      sums.openings += openings
    }
    // There was something to compare, and something to tell.
    expect(sums.compared).toBeGreaterThan(60)
    expect(sums.openings).toBeGreaterThan(120)
  }, 240_000)
})
