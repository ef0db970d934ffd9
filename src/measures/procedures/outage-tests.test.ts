/** When outages come to so many, to so much, or to so long a one; and a minute count by hand. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import { formatValue } from '../../base/because/value.ts'
import { calendarDays, months } from '../../base/calendar/days.ts'
import { zoneOf } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { duration, HOUR, instant, parseInstant } from '../../base/instant.ts'
import type { OutageTest } from '../../contract/core/procedure.ts'
import type { Outage } from '../../facts/fact.ts'
import { crossingOf } from './outage-tests.ts'

const UTC = zoneOf(TABLES.zones, 'UTC') as NonNullable<ReturnType<typeof zoneOf>>
const at = (text: string): Instant => parseInstant(`${text}Z`) as Instant
const LATER = at('2027-01-01T00:00:00')

const outage = (id: string, start: Instant, end?: Instant): Outage => ({
  kind: 'outage',
  source: 'facts',
  externalId: id,
  revision: 1,
  origin: { file: 'facts.yaml', row: 1 },
  of: 'loop',
  start,
  ...(end === undefined ? {} : { end }),
  fields: {},
})

const crossed = (asked: OutageTest, outages: readonly Outage[], asOf = LATER): string => {
  const found = crossingOf(asked, outages, UTC, asOf)
  return found === undefined ? 'never' : `${formatValue(found.value)}: ${found.outages.join(' ')}`
}

const DAYS = calendarDays(30) as Extract<OutageTest, { kind: 'times' }>['in']
const MARCH = [
  outage('O-1', at('2026-03-02T08:00:00'), at('2026-03-02T15:00:00')),
  outage('O-2', at('2026-03-11T09:00:00'), at('2026-03-11T17:00:00')),
  outage('O-3', at('2026-03-29T10:00:00'), at('2026-03-29T19:30:00')),
]
const sum = (word: 'above' | 'at-least', hours: number): OutageTest => ({
  kind: 'sum',
  word,
  time: duration(hours * HOUR),
  in: DAYS,
})

describe('a bound on outages', () => {
  test('is crossed inside the outage that reaches it', () => {
    expect(crossed(sum('above', 24), MARCH)).toBe(
      `${at('2026-03-29T19:00:00')} instant: O-1 O-2 O-3`,
    )
    expect(crossed(sum('at-least', 24.5), MARCH)).toBe(
      `${at('2026-03-29T19:30:00')} instant: O-1 O-2 O-3`,
    )
  })

  test('is not crossed where it is exactly reached and must be passed', () => {
    expect(crossed(sum('above', 24.5), MARCH)).toBe('never')
    expect(crossed({ kind: 'times', word: 'above', count: 3, in: DAYS }, MARCH)).toBe('never')
    expect(crossed({ kind: 'times', word: 'at-least', count: 3, in: DAYS }, MARCH)).toBe(
      `${at('2026-03-29T10:00:00')} instant: O-1 O-2 O-3`,
    )
  })

  test('looks back over thirty dates, the last one included, and over whole months', () => {
    const edge = [outage('A', at('2026-03-01T12:00:00')), outage('B', at('2026-03-30T12:00:00'))]
    const twice = { kind: 'times', word: 'at-least', count: 2 } as const
    expect(crossed({ ...twice, in: DAYS }, edge)).toContain('A B')
    const later = [outage('A', at('2026-03-01T12:00:00')), outage('B', at('2026-03-31T12:00:00'))]
    expect(crossed({ ...twice, in: DAYS }, later)).toBe('never')
    const month = months(1) as typeof DAYS
    expect(crossed({ ...twice, in: month }, later)).toContain('A B')
    const next = [outage('A', at('2026-03-01T12:00:00')), outage('B', at('2026-04-01T12:00:00'))]
    expect(crossed({ ...twice, in: month }, next)).toBe('never')
  })

  test('of one outage is held to real time, or to whole dates after its first', () => {
    const one = [outage('O', at('2026-05-04T06:00:00'))]
    const hours = { kind: 'lasts', word: 'above', length: duration(48 * HOUR) } as const
    const dates = {
      kind: 'lasts',
      word: 'at-least',
      length: calendarDays(2) as typeof DAYS,
    } as const
    expect(crossed(hours, one)).toBe(`${at('2026-05-06T06:00:00')} instant: O`)
    expect(crossed(hours, one, at('2026-05-06T06:00:00'))).toBe('never')
    expect(crossed(dates, one, at('2026-05-06T23:59:59'))).toBe('never')
    expect(crossed(dates, one, at('2026-05-07T00:00:00'))).toBe('20580 date: O')
    expect(
      crossed(hours, [outage('O', at('2026-05-04T06:00:00'), at('2026-05-06T05:00:00'))]),
    ).toBe('never')
    // A month after 4 May is 4 June, which must be over: the 5th is day 20 609.
    const month = { ...dates, length: months(1) as typeof DAYS }
    expect(crossed(month, one, at('2026-06-04T23:59:59'))).toBe('never')
    expect(crossed(month, one, at('2026-06-05T00:00:00'))).toBe('20609 date: O')
  })

  test('counts an overlap once', () => {
    const [first] = MARCH
    expect(crossed(sum('above', 7), [...MARCH.slice(0, 1), first as Outage])).toBe('never')
  })
})

test('the crossing is the first hour that a count hour by hour finds', () => {
  const hour = fc.integer({ min: 0, max: 60 * 24 })
  const stretch = fc.tuple(hour, fc.integer({ min: 1, max: 40 }))
  const start = at('2026-03-01T00:00:00')
  fc.assert(
    fc.property(
      fc.array(stretch, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      (stretches, limit, count) => {
        const outages = stretches.map(([from, length], i) =>
          outage(`O-${i}`, instant(start + from * HOUR), instant(start + (from + length) * HOUR)),
        )
        const isDown = (at: number) => stretches.some(([from, n]) => from <= at && at < from + n)
        let expected = 'never'
        for (let end = 1; end <= 61 * 24 + 40 && expected === 'never'; end += 1) {
          const day = Math.floor((end - 1) / 24)
          let down = 0
          for (let at = Math.max(0, (day - count + 1) * 24); at < end; at += 1)
            if (isDown(at)) down += 1
          if (down >= limit) expected = `${start + end * HOUR} instant`
        }
        const asked = { ...sum('at-least', limit), in: calendarDays(count) } as OutageTest
        expect(crossed(asked, outages).split(':')[0]).toBe(expected)
      },
    ),
    { numRuns: 300 },
  )
})
