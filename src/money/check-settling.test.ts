/** Which months of a contract can be settled, on which day, and which calendars never open. */
import { describe, expect, test } from 'vitest'
import { readText } from '../../tests/engine/close-life.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at, PARIS, TABLES } from '../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatDate, parseDate, parseMonth } from '../base/calendar/date.ts'
import { formatInstant } from '../base/instant.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import { checkOpenings } from './check-openings.ts'
import { checkSettling } from './check-settling.ts'
import { endOf, firstMonthOf, insideTable, lifeOf, monthEnd } from './life.ts'

const LEVEL = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }`

const NOTICE = 'notice: { within: 3 months before term-end, dated: received }'

/** `2026-04-15 from 2026-08 renewed 2`: the first day, the takeover, the renewals of a year. */
function contractOf(life: string): ContractVersion {
  const [, starts = '', from, times] =
    /^(\S+)(?: from (\S+))?(?: renewed (\d+|always))?$/.exec(life) ?? []
  const most = times === 'always' ? '' : `, at-most: ${times}`
  return readText(
    written({
      levels: [LEVEL],
      starts,
      ...(from && { takenOver: from }),
      ...(times && { term: `  renewal: { tacit: true, for: 12 months${most}, ${NOTICE} }` }),
    }),
  ).original
}

// The contract of three years | the month | the instant | why not.
const TABLE = `
  2026-04-15 | 2026-03 | 2026-06-01T00:00:00+02:00 | month-before-contract {"month":"2026-03","starts":"2026-04-15"}
  2026-04-15 | 2026-04 | 2026-06-01T00:00:00+02:00 | settled
  # A month has ended once its last day has, in the zone of the contract.
  2026-04-15 | 2026-05 | 2026-05-31T23:59:59+02:00 | month-not-ended {"month":"2026-05","ends":"2026-05-31","asof":"2026-05-31"}
  2026-04-15 | 2026-05 | 2026-06-01T00:00:00+02:00 | settled
  2026-04-15 | 2026-05 | 2026-05-31T22:00:00Z | settled
  # The month of the last day, and the one after it.
  2026-04-15 | 2029-04 | 2029-06-01T00:00:00Z | settled
  2026-04-15 | 2029-05 | 2029-06-02T00:00:00Z | month-after-contract {"month":"2029-05","ends":"2029-04-14"}
  2026-04-01 | 2029-03 | 2029-06-02T00:00:00Z | settled
  2026-04-01 | 2029-04 | 2029-06-02T00:00:00Z | month-after-contract {"month":"2029-04","ends":"2029-03-31"}
  2026-04-01 renewed 2 | 2031-03 | 2031-06-02T00:00:00Z | settled
  2026-04-01 renewed 2 | 2031-04 | 2031-06-02T00:00:00Z | month-after-contract {"month":"2031-04","ends":"2031-03-31"}
  2026-04-01 renewed always | 2050-04 | 2050-06-02T00:00:00Z | settled
  # A contract taken over is settled from there.
  2026-04-15 from 2026-08 | 2026-03 | 2026-09-02T00:00:00Z | month-before-contract {"month":"2026-03","starts":"2026-04-15"}
  2026-04-15 from 2026-08 | 2026-07 | 2026-09-02T00:00:00Z | month-before-takeover {"month":"2026-07","from":"2026-08"}
  2026-04-15 from 2026-08 | 2026-08 | 2026-09-02T00:00:00Z | settled
`

describe('a month of a contract', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [life = '', month = '', asOf = '', expected] = row.split('|').map((cell) => cell.trim())
    const { terms } = contractOf(life)
    const found = checkSettling({
      terms,
      zone: PARIS,
      month: parseMonth(month) as YearMonth,
      asOf: at(asOf),
    })
    const said = found && `${found.code} ${JSON.stringify(found.params)}`
    expect(said ?? 'settled').toBe(expected)
    expect(found?.severity ?? 'error').toBe('error')
  })

  test('of a contract that began before the hours of its zone are known cannot be settled', () => {
    const { terms } = contractOf('2026-04-15')
    const zone = {
      ...PARIS,
      covers: { ...PARIS.covers, start: at('2023-01-01T00:00:00Z') },
    }
    const found = checkSettling({
      terms,
      zone,
      month: parseMonth('2026-05') as YearMonth,
      asOf: at('2026-06-02T00:00:00Z'),
    })
    expect(found).toEqual({
      code: 'span-beyond-zone-table',
      severity: 'error',
      params: { from: '2026-04-15', to: '2026-05-31' },
    })
  })

  test.each([
    // Calendars begin three years before the contract, and a year of the table is kept before them.
    ['2022-04-13T00:00:00Z', undefined],
    ['2022-04-14T00:00:00Z', undefined],
    ['2022-04-15T00:00:00Z', 'span-beyond-zone-table'],
    ['2022-04-16T00:00:00Z', 'span-beyond-zone-table'],
  ])('with hours known from %s on: %s', (start, expected) => {
    const found = checkSettling({
      terms: contractOf('2026-04-15').terms,
      zone: { ...PARIS, covers: { ...PARIS.covers, start: at(start) } },
      month: parseMonth('2026-05') as YearMonth,
      asOf: at('2026-06-02T00:00:00Z'),
    })
    expect(found?.code).toBe(expected)
  })
})

describe('the life of a contract', () => {
  test.each([
    ['2026-04-15', '2026-04-15', '2029-04-14', '2026-04'],
    ['2026-04-01 renewed 2', '2026-04-01', '2031-03-31', '2026-04'],
    ['2026-04-01 renewed always', '2026-04-01', 'none', '2026-04'],
    ['2026-04-15 from 2026-08', '2026-04-15', '2029-04-14', '2026-08'],
  ])('%s: %s to %s, settled from %s', (life, first, last, from) => {
    const { terms } = contractOf(life)
    const found = lifeOf(terms)
    expect(formatDate(found.first)).toBe(first)
    expect(found.last === undefined ? 'none' : formatDate(found.last)).toBe(last)
    expect(endOf(terms)).toStrictEqual(last === 'none' ? {} : { end: parseDate(last) })
    expect(firstMonthOf(terms)).toBe(parseMonth(from))
  })
})

describe('what the table of hours of a zone reaches', () => {
  const zone = {
    ...PARIS,
    covers: { start: at('2020-01-01T00:00:00Z'), end: at('2030-01-01T12:00:00Z') },
  }
  test.each([
    ['2026-04-15', '2026-04-15'],
    // A day is kept at both ends, whatever the offset of the zone.
    ['2020-01-01', '2020-01-02'],
    ['2020-01-02', '2020-01-02'],
    ['2019-06-01', '2020-01-02'],
    ['2029-12-31', '2029-12-31'],
    ['2030-01-01', '2029-12-31'],
    ['2040-01-01', '2029-12-31'],
  ])('%s is looked at on %s', (day, expected) => {
    expect(formatDate(insideTable(zone, parseDate(day) as CalendarDate))).toBe(expected)
  })

  test('a month ends at midnight of its zone, or where the table does', () => {
    const end = (month: string) => formatInstant(monthEnd(zone, parseMonth(month) as YearMonth))
    expect(end('2026-04')).toBe('2026-04-30T22:00:00Z')
    expect(end('2026-12')).toBe('2026-12-31T23:00:00Z')
    expect(end('2035-01')).toBe('2029-12-30T23:00:00Z')
  })
})

describe('a calendar', () => {
  const checked = (life: string, change: (text: string) => string) => {
    const [starts = ''] = life.split(' ')
    const renewal = `  renewal: { tacit: true, for: 12 months, ${NOTICE} }`
    const text = written({
      levels: [LEVEL],
      starts,
      ...(life.endsWith('renewed always') && { term: renewal }),
    })
    const { terms, program } = readText(change(text)).original
    return checkOpenings(terms, program, TABLES).map(({ code, severity, where, params }) => ({
      code,
      severity,
      line: where?.line !== undefined,
      params,
    }))
  }
  const exception = (day: string) => (text: string) =>
    text.replace(
      '  office: { week: { mon-fri: "08:00-18:00" } }',
      `  office: { week: { mon-fri: "08:00-18:00" } }
  rare: { week: { mon-sun: closed }, exceptions: [{ on: ${day}, hours: "08:00-12:00" }] }`,
    )
  const never = (from: string, to: string) => [
    {
      code: 'calendar-never-opens',
      severity: 'error',
      line: true,
      params: { calendar: 'rare', from, to },
    },
  ]

  test.each([
    ['in the contract', '2026-04-15', '2026-11-28', []],
    ['on its first day', '2026-04-15', '2026-04-15', []],
    ['on its last day', '2026-04-15', '2029-04-14', []],
    ['the day before it', '2026-04-15', '2026-04-14', never('2026-04-15', '2029-04-14')],
    ['the day after it', '2026-04-15', '2029-04-15', never('2026-04-15', '2029-04-14')],
    // One that is renewed without a limit is looked at for ten years.
    ['in its tenth year', '2026-04-15 renewed always', '2036-04-15', []],
    [
      'after ten years',
      '2026-04-15 renewed always',
      '2036-04-16',
      never('2026-04-15', '2036-04-15'),
    ],
  ])('that opens once, %s', (_, life, day, expected) => {
    expect(checked(life, exception(day))).toEqual(expected)
  })
})
