/** Laws that hold for every calendar, on random ones; and the oracle on a few thousand cases. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Pair } from '../../../tests/calendar-cases.ts'
import { askBoth, randomPair, seeded, TABLES, termsOf } from '../../../tests/calendar-cases.ts'
import type { Instant } from '../instant.ts'
import { duration, HOUR, instant } from '../instant.ts'
import { measureOf, union } from '../interval.ts'
import {
  before,
  deadline,
  elapsed,
  elapsedWithPauses,
  isOpen,
  openIntervals,
  openTime,
} from './calendar.ts'
import { compileCalendar } from './compile.ts'
import type { CalendarTerms } from './terms.ts'

const pairs: Pair[] = Array.from({ length: 16 }, (_, i) => randomPair(seeded(9000 + i)))

/** Some calendar, and sorted instants of its span. */
const cases = (count: number) =>
  fc
    .record({
      pair: fc.constantFrom(...pairs),
      shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: count,
        maxLength: count,
      }),
    })
    .map(({ pair, shares }) => ({
      calendar: pair.calendar,
      instants: shares
        .map((share) => instant(Math.round(pair.from + share * (pair.to - pair.from))))
        .sort((a, b) => a - b),
    }))

const RUNS = { numRuns: 2000 }

test('splitting an interval changes nothing', () => {
  fc.assert(
    fc.property(cases(3), ({ calendar, instants }) => {
      const [a, b, c] = instants as [Instant, Instant, Instant]
      expect(elapsed(calendar, a, b) + elapsed(calendar, b, c)).toBe(elapsed(calendar, a, c))
      expect(openTime(calendar, c) - openTime(calendar, a)).toBe(elapsed(calendar, a, c))
    }),
    RUNS,
  )
})

test('from the start to the deadline, exactly the target has passed, and no earlier', () => {
  fc.assert(
    fc.property(cases(2), fc.integer({ min: 1, max: 200 * HOUR }), ({ calendar, instants }, ms) => {
      const [start] = instants as [Instant]
      const due = deadline(calendar, start, duration(ms))
      if (due === undefined) {
        expect(elapsed(calendar, start, calendar.span.end)).toBeLessThan(ms)
        return
      }
      expect(elapsed(calendar, start, due)).toBe(ms)
      expect(elapsed(calendar, start, instant(due - 1))).toBe(ms - 1)
      const back = before(calendar, due, duration(ms))
      expect(back === undefined ? undefined : elapsed(calendar, back, due)).toBe(ms)
      const next = deadline(calendar, start, duration(ms), [], 'next-opening')
      if (next !== undefined) {
        expect(elapsed(calendar, start, next)).toBe(ms)
        expect(isOpen(calendar, next)).toBe(true)
      }
    }),
    RUNS,
  )
})

test('pauses take out exactly what they cover, whatever their order and overlaps', () => {
  fc.assert(
    fc.property(cases(6), ({ calendar, instants }) => {
      const [p, start, q, r, end, s] = instants as Instant[] as [
        Instant,
        Instant,
        Instant,
        Instant,
        Instant,
        Instant,
      ]
      const pauses = [
        { start: q, end: s },
        { start: p, end: r },
      ]
      const left = elapsedWithPauses(calendar, start, end, pauses)
      const covered = measureOf(
        union(pauses).flatMap((i) =>
          openIntervals(calendar, {
            start: instant(Math.max(i.start, start)),
            end: instant(Math.min(i.end, end)),
          }),
        ),
      )
      expect(left + covered).toBe(elapsed(calendar, start, end))
      expect(elapsedWithPauses(calendar, start, end, [...pauses].reverse())).toBe(left)
      const due = deadline(calendar, start, duration(left), pauses)
      if (left > 0 && due !== undefined) {
        expect(elapsedWithPauses(calendar, start, due, pauses)).toBe(left)
      }
    }),
    RUNS,
  )
})

test('open intervals add up to the time elapsed, and each of their instants is open', () => {
  fc.assert(
    fc.property(cases(2), ({ calendar, instants }) => {
      const [start, end] = instants as [Instant, Instant]
      const open = openIntervals(calendar, { start, end })
      expect(measureOf(open)).toBe(elapsed(calendar, start, end))
      for (const i of open.slice(0, 5)) {
        expect(isOpen(calendar, i.start) && isOpen(calendar, instant(i.end - 1))).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

const SPAN = { start: instant(Date.UTC(2026, 0, 1)), end: instant(Date.UTC(2027, 0, 1)) }

function compiled(terms: CalendarTerms) {
  const { value, findings } = compileCalendar(terms, TABLES, SPAN)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

test('a calendar that is always open measures real time, also on days of 23 and 25 hours', () => {
  const day = [{ from: 0, to: 1440 }]
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }
  for (const zone of ['Europe/Paris', 'Australia/Lord_Howe', 'America/Sao_Paulo']) {
    const calendar = compiled({ zone, weeks: [{ hours }] })
    fc.assert(
      fc.property(fc.nat(SPAN.end - SPAN.start), fc.nat(SPAN.end - SPAN.start), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)].map((x) => instant(SPAN.start + x))
        expect(elapsed(calendar, start as Instant, end as Instant)).toBe(Math.abs(a - b))
      }),
    )
  }
})

test('calendars written differently and equal in meaning are equal', () => {
  const day = [{ from: 480, to: 1080 }]
  const split = [
    { from: 720, to: 1080 },
    { from: 480, to: 720 },
  ]
  const week = (hours: typeof day) => ({
    mon: hours,
    tue: hours,
    wed: hours,
    thu: hours,
    fri: hours,
  })
  const zone = 'Europe/Paris'
  const plain = compiled({ zone, weeks: [{ hours: week(day) }] })
  const night = [{ from: 1320, to: 1800 }]
  const nights = {
    mon: night,
    tue: night,
    wed: night,
    thu: night,
    fri: night,
    sat: night,
    sun: night,
  }
  const halves = [
    { from: 0, to: 360 },
    { from: 1320, to: 1440 },
  ]
  const same = [
    [plain, compiled({ zone, weeks: [{ hours: week(split) }] })],
    [plain, compiled({ zone: 'Europe/Monaco', weeks: [{ hours: { ...week(day), sat: [] } }] })],
    [
      compiled({ zone, weeks: [{ hours: nights }] }),
      compiled({
        zone,
        weeks: [{ hours: Object.fromEntries(Object.keys(nights).map((d) => [d, halves])) }],
      }),
    ],
  ] as const
  for (const [a, b] of same) {
    expect(b.stretches).toEqual(a.stretches)
    expect(b.lookup).toEqual(a.lookup)
  }
})

test('no random case differs from the minute-by-minute oracle', () => {
  for (const [i, pair] of pairs.entries()) {
    const random = seeded(100 + i)
    for (let n = 0; n < 400; n += 1) {
      expect(askBoth(pair, random), JSON.stringify(termsOf(pair.terms))).toBeUndefined()
    }
  }
})
