/** Figures as people read them, in both languages, whatever the machine. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, PARIS } from '../../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../calendar/date.ts'
import { parseDate, parseMonth, WEEKDAYS } from '../calendar/date.ts'
import { parseRatio, ratio, ZERO } from '../ratio.ts'
import {
  formatDay,
  formatDuration,
  formatMoney,
  formatMonthName,
  formatNumber,
  formatShare,
  formatShortTime,
  formatTime,
  formatWeekday,
} from './format.ts'

/** No-break spaces as `_` (plain) and `'` (narrow), so that a row can be read. */
const seen = (text: string): string => text.replaceAll('\u00a0', '_').replaceAll('\u202f', "'")

test.each([
  ['4800000', "48'000,00_€", '€48,000.00'],
  ['-50', '−0,50_€', '−€0.50'],
  ['0', '0,00_€', '€0.00'],
  ['99999', '999,99_€', '€999.99'],
  ['123456789', "1'234'567,89_€", '€1,234,567.89'],
  ['1/2', '0,01_€', '€0.01'],
])('%s cents: %s, %s', (cents, fr, en) => {
  const value = parseRatio(cents) ?? ZERO
  expect(seen(formatMoney(value, 'EUR', 'fr'))).toBe(fr)
  expect(seen(formatMoney(value, 'EUR', 'en'))).toBe(en)
})

test.each([
  ['CHF', "−1'234,50_CHF", '−CHF1,234.50'],
  ['USD', "−1'234,50_USD", '−USD1,234.50'],
])('a currency without a sign that we know is named: %s', (currency, fr, en) => {
  expect(seen(formatMoney(ratio(-123_450n), currency, 'fr'))).toBe(fr)
  expect(seen(formatMoney(ratio(-123_450n), currency, 'en'))).toBe(en)
})

test.each([
  ['19/20', '95,00_%', '95.00%'],
  ['1', '100,00_%', '100.00%'],
  ['0', '0,00_%', '0.00%'],
  // Just under a target is never shown as the target.
  ['22199/22230', '99,86055_%', '99.86055%'],
  ['949999999/1000000000', '94,99999_%', '94.99999%'],
  ['1/8', '12,50_%', '12.50%'],
  ['9995/10000', '99,95_%', '99.95%'],
])('a share of %s: %s, %s', (share, fr, en) => {
  const value = parseRatio(share) ?? ZERO
  expect(seen(formatShare(value, 'fr'))).toBe(fr)
  expect(seen(formatShare(value, 'en'))).toBe(en)
})

test.each([
  [0, '0_min'],
  [60_000, '1_min'],
  [3_600_000, '1_h'],
  [12_300_000, '3_h_25'],
  [3_660_000, '1_h_01'],
  [150_000, '2_min_30_s'],
  [3_601_000, '1_h_00_min_1_s'],
  [-60_000, '−1_min'],
  [400 * 86_400_000, "9'600_h"],
])('%d ms: %s', (length, fr) => expect(seen(formatDuration(length, 'fr'))).toBe(fr))

describe('dates and times', () => {
  const july = parseDate('2026-07-03') as CalendarDate
  const first = parseDate('2026-08-01') as CalendarDate
  test('days and months', () => {
    expect(formatDay(july, 'fr')).toBe('3 juillet 2026')
    expect(formatDay(july, 'en')).toBe('3 July 2026')
    expect(formatDay(first, 'fr')).toBe('1er août 2026')
    expect(formatMonthName(parseMonth('2026-02') as YearMonth, 'fr')).toBe('février 2026')
    expect(formatMonthName(parseMonth('2026-12') as YearMonth, 'en')).toBe('December 2026')
  })

  test('days of the week', () => {
    expect(WEEKDAYS.map((day) => formatWeekday(day, 'fr')).join(' ')).toBe(
      'lun. mar. mer. jeu. ven. sam. dim.',
    )
    expect(WEEKDAYS.map((day) => formatWeekday(day, 'en')).join(' ')).toBe(
      'Mon Tue Wed Thu Fri Sat Sun',
    )
  })

  test.each([
    ['2026-07-03T15:40:00Z', 'ven. 03/07/2026 17:40', 'Fri 03 Jul 2026 17:40', 'ven. 03/07 17:40'],
    ['2026-12-31T23:30:00Z', 'ven. 01/01/2027 00:30', 'Fri 01 Jan 2027 00:30', 'ven. 01/01 00:30'],
    [
      '2026-07-03T15:40:09Z',
      'ven. 03/07/2026 17:40:09',
      'Fri 03 Jul 2026 17:40:09',
      'ven. 03/07 17:40:09',
    ],
  ])('%s', (text, fr, en, short) => {
    expect(formatTime(at(text), PARIS, 'fr')).toBe(fr)
    expect(formatTime(at(text), PARIS, 'en')).toBe(en)
    expect(formatShortTime(at(text), PARIS, 'fr')).toBe(short)
  })
})

test('a number keeps all its digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
      for (const language of ['fr', 'en'] as const) {
        const text = formatNumber(ratio(value), 0, language)
        expect(text.replaceAll(/[\u202f,]/g, '').replace('−', '-')).toBe(`${value}`)
      }
    }),
  )
})
