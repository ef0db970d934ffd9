/** Under which amendments a month is judged, as a settlement says it. */
import { describe, expect, test } from 'vitest'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { parseDate, parseMonth } from '../base/calendar/date.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import { amendmentsUnder } from './in-force.ts'

const date = (text: string): CalendarDate => parseDate(text) as CalendarDate
const month = (text: string): YearMonth => parseMonth(text) as YearMonth

const amendment = (id: string, signed: string, effective: string, title?: string) =>
  ({
    id,
    signed: date(signed),
    effective: date(effective),
    ...(title !== undefined && { title }),
  }) as unknown as ContractVersion['amendments'][number]

const FIRST = amendment('av-1', '2026-05-20', '2026-06-01', 'Avenant n° 1')
const SECOND = amendment('av-2', '2026-08-30', '2026-09-15')

const VERSIONS = [
  { from: month('2026-01'), amendments: [] },
  { from: month('2026-06'), amendments: [FIRST] },
  { from: month('2026-10'), amendments: [FIRST, SECOND] },
]

const TOLD = {
  first: { id: 'av-1', title: 'Avenant n° 1', signed: '2026-05-20', effective: '2026-06-01' },
  second: { id: 'av-2', signed: '2026-08-30', effective: '2026-09-15' },
}

describe('the amendments of a month', () => {
  test.each([
    ['2026-05', {}],
    ['2026-06', { amendments: [TOLD.first] }],
    ['2026-09', { amendments: [TOLD.first] }],
    ['2026-10', { amendments: [TOLD.first, TOLD.second] }],
  ])('%s', (name, expected) => {
    // Without an amendment, or without a title, there is no key at all: a key would change the hash.
    expect(amendmentsUnder(VERSIONS, month(name))).toStrictEqual(expected)
  })
})
