import { describe, expect, test } from 'vitest'
import { seeded, TABLES } from '../../../tests/calendar-cases.ts'
import { formatInstant, instant, parseInstant } from '../instant.ts'
import type { CalendarDate } from './date.ts'
import { parseDate, parseMonth } from './date.ts'
import type { Zone } from './zone.ts'
import { dateInterval, monthInterval, offsetAt, toInstant, toLocal, zoneOf } from './zone.ts'

const MINUTE = 60_000
const SAME_DATA = process.versions['tz'] === TABLES.zones.version

function zone(name: string): Zone {
  const found = zoneOf(TABLES.zones, name)
  if (found === undefined) throw new Error(`no zone ${name}`)
  return found
}

const date = (text: string): CalendarDate => parseDate(text) as CalendarDate

const resolve = (name: string, day: string, hours: number, fold?: 'earlier' | 'later') => {
  const local = { date: date(day), clock: hours * 60 * MINUTE }
  const found = toInstant(zone(name), local, fold)
  return `${formatInstant(found.instant)} ${found.kind}`
}

function offsetOfRuntime(format: Intl.DateTimeFormat, at: number): number {
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(format.format(at))
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match ?? []
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return (sign === '-' ? -size : size) * 1000
}

describe('the pinned zone table', () => {
  test('has its version, every zone of the runtime and the usual aliases', () => {
    expect(TABLES.zones.version).toMatch(/^20\d\d[a-z]$/)
    const listed = SAME_DATA ? Intl.supportedValuesOf('timeZone') : []
    for (const name of [...listed, 'Europe/Paris', 'UTC', 'Asia/Calcutta', 'GB']) {
      expect(zoneOf(TABLES.zones, name)?.name, name).toBe(name)
    }
  })

  test('agrees with the runtime at random instants, when the versions are the same', (context) => {
    if (!SAME_DATA) context.skip('this runtime has another version of the zone data')
    const random = seeded(7)
    const names = [...Object.keys(TABLES.zones.zones), ...Object.keys(TABLES.zones.aliases)]
    for (const name of names) {
      const format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        timeZoneName: 'longOffset',
      })
      for (let i = 0; i < 40; i += 1) {
        const at = Math.floor(random() * TABLES.zones.to) * 1000
        expect(offsetAt(zone(name), instant(at)), `${name} ${at}`).toBe(offsetOfRuntime(format, at))
      }
    }
  })
})

describe('a zone', () => {
  test('is not found under an unknown name, nor under a name of every object', () => {
    for (const name of ['Europe/Pari', '', 'europe/paris', 'constructor', '__proto__', 'CET/']) {
      expect(zoneOf(TABLES.zones, name)).toBeUndefined()
    }
  })

  test('moves a reading that does not exist forward by the gap', () => {
    expect(resolve('Europe/Paris', '2026-03-29', 2.5)).toBe('2026-03-29T01:30:00Z gap')
    expect(resolve('Europe/Paris', '2026-03-29', 2)).toBe('2026-03-29T01:00:00Z gap')
    expect(resolve('Europe/Paris', '2026-03-29', 3)).toBe('2026-03-29T01:00:00Z plain')
    expect(resolve('Australia/Lord_Howe', '2021-10-03', 2.25)).toBe('2021-10-02T15:45:00Z gap')
    expect(resolve('America/Sao_Paulo', '2015-10-17', 24)).toBe('2015-10-18T03:00:00Z gap')
  })

  test('takes the first of two equal readings, or the later one when asked', () => {
    expect(resolve('Europe/Paris', '2026-10-25', 2.5)).toBe('2026-10-25T00:30:00Z ambiguous')
    expect(resolve('Europe/Paris', '2026-10-25', 2.5, 'later')).toBe(
      '2026-10-25T01:30:00Z ambiguous',
    )
    expect(resolve('Europe/Paris', '2026-10-25', 3, 'later')).toBe('2026-10-25T02:00:00Z plain')
  })

  test('knows a date that a law removed: 30 December 2011 in Samoa lasts no time', () => {
    const { start, end } = dateInterval(zone('Pacific/Apia'), date('2011-12-30'))
    expect(end - start).toBe(0)
    expect(resolve('Pacific/Apia', '2011-12-30', 12)).toBe('2011-12-30T22:00:00Z gap')
  })

  test('gives months and days their real length', () => {
    const paris = zone('Europe/Paris')
    const minutes = (text: string) => {
      const { start, end } = monthInterval(paris, parseMonth(text) as never)
      return (end - start) / MINUTE
    }
    expect(['2026-03', '2026-10', '2026-02', '2024-02'].map(minutes)).toEqual([
      44_580, 44_700, 40_320, 41_760,
    ])
    const hours = (text: string) => {
      const { start, end } = dateInterval(paris, date(text))
      return (end - start) / MINUTE / 60
    }
    expect(['2026-03-29', '2026-10-25', '2026-03-30'].map(hours)).toEqual([23, 25, 24])
  })

  test('reads back what it resolved, at random', () => {
    const random = seeded(11)
    for (const name of ['Europe/Paris', 'Asia/Kolkata', 'America/St_Johns', 'Africa/Casablanca']) {
      for (let i = 0; i < 500; i += 1) {
        const at = instant(Math.floor(random() * TABLES.zones.to) * 1000)
        const local = toLocal(zone(name), at)
        const folds = (['earlier', 'later'] as const).map((fold) => {
          return toInstant(zone(name), local, fold).instant
        })
        expect(folds).toContain(at)
      }
    }
  })

  test('refuses to answer outside the years of its table', () => {
    const paris = zone('Europe/Paris')
    expect(() => offsetAt(paris, instant(-1))).toThrow('inside the years')
    expect(() => toLocal(paris, parseInstant('2061-06-01T00:00:00Z') as never)).toThrow('years')
    expect(() => toInstant(paris, { date: date('2070-01-01'), clock: 0 })).toThrow('years')
    expect(() => offsetAt(paris, instant(Number.NaN))).toThrow('years')
  })
})
