import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import { formatDate } from './date.ts'
import type { HolidayTable } from './holidays.ts'
import { holidaysOf, nthWeekday } from './holidays.ts'

const ORACLE = new URL('../../../tests/oracles/holidays/', import.meta.url)

const TERRITORIES = {
  metropole: ['FR'],
  'alsace-moselle': ['FR-57', 'FR-67', 'FR-68'],
  guadeloupe: ['FR-971'],
  martinique: ['FR-972'],
  guyane: ['FR-973'],
  'la-reunion': ['FR-974'],
  'saint-pierre-et-miquelon': ['FR-975'],
  mayotte: ['FR-976'],
  'saint-barthelemy': ['FR-977'],
  'saint-martin': ['FR-978'],
  'wallis-et-futuna': ['FR-986'],
  'polynesie-francaise': ['FR-987'],
  'nouvelle-caledonie': ['FR-988'],
}

const ours = (region: string, year: number): string[] =>
  (holidaysOf(TABLES.holidays, region, year).value ?? []).map(
    ({ date, name }) => `${formatDate(date)} ${name}`,
  )

function listed(territory: string): string[] {
  const text = readFileSync(new URL(`jours_feries_${territory}.csv`, ORACLE), 'utf8')
  const rows = text.trim().split(/\r?\n/).slice(1)
  return rows.map((row) => {
    const [date, , , name] = row.split(',')
    return `${date} ${name}`
  })
}

describe('the dated rules of holidays', () => {
  test('cover every territory that has a list', () => {
    const files = readdirSync(ORACLE).filter((name) => name.endsWith('.csv'))
    expect(files.map((name) => name.slice('jours_feries_'.length, -4)).sort()).toEqual(
      Object.keys(TERRITORIES).sort(),
    )
  })

  test.each(Object.entries(TERRITORIES))(
    'give exactly the dates and names of %s',
    (name, codes) => {
      const expected = listed(name).sort()
      expect(expected.length).toBeGreaterThan(280)
      const years = Array.from({ length: 26 }, (_, i) => 2006 + i)
      for (const code of codes) expect(years.flatMap((y) => ours(code, y)).sort()).toEqual(expected)
    },
  )

  test('refuse a region that they do not know: never plain metropolitan France', () => {
    for (const region of ['FR-999', 'fr', 'BE', '', 'FR-75', 'toString']) {
      const { value, findings } = holidaysOf(TABLES.holidays, region, 2026)
      expect(value, region).toBeUndefined()
      expect(findings[0]).toMatchObject({ code: 'holiday-region-unknown', params: { region } })
    }
  })

  test('refuse a year outside their table', () => {
    for (const year of [1999, 2061]) {
      expect(holidaysOf(TABLES.holidays, 'FR', year).findings[0]?.code).toBe(
        'holidays-year-unknown',
      )
    }
  })

  test('warn where the local days of a territory are not listed', () => {
    const { value, findings } = holidaysOf(TABLES.holidays, 'FR-988', 2026)
    expect(value?.length).toBe(11)
    expect(findings).toEqual([
      { code: 'holidays-incomplete', severity: 'warning', params: { region: 'FR-988' } },
    ])
  })

  test('know that Ascension fell on 1 May in 2008: one date, two names', () => {
    expect(ours('FR', 2008).filter((line) => line.startsWith('2008-05-01'))).toHaveLength(2)
  })

  test('know nth weekdays, lists and years of validity', () => {
    const table: HolidayTable = {
      version: 'test',
      from: 2020,
      to: 2030,
      aliases: {},
      regions: {
        X: {
          name: 'X',
          rules: [
            { name: 'third', source: '', kind: 'weekday', month: 9, weekday: 0, nth: 3 },
            { name: 'last', source: '', kind: 'weekday', month: 5, weekday: 4, nth: -1 },
            { name: 'fifth', source: '', kind: 'weekday', month: 2, weekday: 0, nth: 5 },
            { name: 'once', source: '', kind: 'list', dates: ['2024-07-26', '2025-01-02'] },
            { name: 'leap', source: '', kind: 'fixed', month: 2, day: 29, from: 2021 },
          ],
        },
      },
    }
    const names = (year: number) =>
      (holidaysOf(table, 'X', year).value ?? []).map((h) => `${formatDate(h.date)} ${h.name}`)
    expect(names(2020)).toEqual(['2020-05-29 last', '2020-09-21 third'])
    expect(names(2024)).toEqual([
      '2024-02-29 leap',
      '2024-05-31 last',
      '2024-07-26 once',
      '2024-09-16 third',
    ])
    expect(nthWeekday(2024, 2, 3, 5)).toBeDefined()
    expect(nthWeekday(2026, 2, 3, 5)).toBeUndefined()
  })
})
