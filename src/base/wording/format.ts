/**
 * Writes numbers, money, durations and times the way each language does.
 *
 * French has a narrow no-break space in thousands, a comma, and a no-break space before € and %;
 * English has a comma, a point and the sign in front. No locale of the machine is asked: the same
 * figure has the same letters everywhere.
 *
 * Example: 4 800 000 cents are `48 000,00 €` in French and `€48,000.00` in English.
 *
 * @fr mise en forme
 */
import type { CalendarDate, Weekday, YearMonth } from '../calendar/date.ts'
import { fieldsOf, monthFields, WEEKDAYS, weekdayIndex } from '../calendar/date.ts'
import type { Zone } from '../calendar/zone.ts'
import { toLocal } from '../calendar/zone.ts'
import type { Instant } from '../instant.ts'
import { present } from '../invariant.ts'
import type { Ratio } from '../ratio.ts'
import { formatDecimal, multiply, ratio } from '../ratio.ts'

export type Language = 'fr' | 'en'

const NARROW = '\u202f'
const FIXED = '\u00a0'

const SIGNS: Readonly<Record<string, string>> = { EUR: '€' }

/** A decimal text with the thousands and the decimal mark of a language. */
function withMarks(plain: string, language: Language): string {
  const [, sign = '', whole = '', fraction] = present(
    /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain),
    'a decimal text is digits, with a point or without',
  )
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? NARROW : ',')
  const mark = language === 'fr' ? ',' : '.'
  return `${sign === '' ? '' : '−'}${grouped}${fraction === undefined ? '' : `${mark}${fraction}`}`
}

/** A number with a fixed count of decimals, rounded half away from zero. */
export const formatNumber = (value: Ratio, decimals: number, language: Language): string =>
  withMarks(formatDecimal(value, decimals), language)

/** An amount given in cents, with two decimals. */
export function formatMoney(centsOf: Ratio, currency: string, language: Language): string {
  const text = formatNumber(multiply(centsOf, ratio(1n, 100n)), 2, language)
  const sign = SIGNS[currency] ?? currency
  if (language === 'fr') return `${text}${FIXED}${sign}`
  return text.startsWith('−') ? `−${sign}${text.slice(1)}` : `${sign}${text}`
}

/**
 * A share as a percentage: as many decimals as it needs, two at least, five at most.
 *
 * 0.95 is `95,00 %`. A figure that lies just under a target must not be shown as the target:
 * 0.99899999 is `99,89999 %`, although it rounds to 99,90.
 */
export function formatShare(share: Ratio, language: Language): string {
  const percent = multiply(share, ratio(100n))
  const rounded = trimmed(formatDecimal(percent, 5))
  const looksExact = rounded.length - rounded.indexOf('.') <= 3
  const isExact = multiply(percent, ratio(100n)).denominator === 1n
  const shown = looksExact && !isExact ? trimmed(formatDecimal(percent, 5, 'down')) : rounded
  return `${withMarks(shown, language)}${language === 'fr' ? FIXED : ''}%`
}

/** Without the zeros after the second decimal. */
const trimmed = (decimals: string): string => decimals.replace(/(\.\d\d\d*?)0+$/, '$1')

/**
 * `3 h 25`, `45 min`, `2 min 30 s`, `0 min`: hours do not turn into days, which contracts count.
 */
export function formatDuration(milliseconds: number, language: Language): string {
  const total = Math.round(Math.abs(milliseconds) / 1000)
  const sign = milliseconds < 0 ? '−' : ''
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = total % 60
  const h = `${withMarks(`${hours}`, language)}${FIXED}h`
  const minutesText = `${minutes}`.padStart(hours > 0 ? 2 : 1, '0')
  if (hours > 0) {
    const tail = seconds > 0 ? `${FIXED}min${FIXED}${seconds}${FIXED}s` : ''
    const short = minutes === 0 && seconds === 0 ? '' : `${FIXED}${minutesText}`
    return `${sign}${h}${short}${tail}`
  }
  if (seconds > 0) return `${sign}${minutes}${FIXED}min${FIXED}${seconds}${FIXED}s`
  return `${sign}${minutes}${FIXED}min`
}

export const MONTH_NAMES = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const

const DAYS = {
  fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

/** `lun.`, `Mon`. */
export const formatWeekday = (day: Weekday, language: Language): string =>
  present(DAYS[language][WEEKDAYS.indexOf(day)], 'a day of the week has its name')

/** `avril 2026`, `April 2026`. */
export function formatMonthName(month: YearMonth, language: Language): string {
  const { year, month: number } = monthFields(month)
  return `${MONTH_NAMES[language][number - 1]} ${year}`
}

const two = (value: number): string => `${value}`.padStart(2, '0')

/** `3 juillet` or `3 July`, of any year; the first of a French month is `1er`. */
export function formatYearlyDay(month: number, day: number, language: Language): string {
  const number = language === 'fr' && day === 1 ? '1er' : `${day}`
  return `${number} ${MONTH_NAMES[language][month - 1]}`
}

/** `3 juillet 2026` or `3 July 2026`. */
export function formatDay(date: CalendarDate, language: Language): string {
  const { year, month, day } = fieldsOf(date)
  return `${formatYearlyDay(month, day, language)} ${year}`
}

/** `ven. 03/07/2026 17:40` or `Fri 03 Jul 2026 17:40`, in the zone of the contract. */
export function formatTime(at: Instant, zone: Zone, language: Language): string {
  const { date, clock } = toLocal(zone, at)
  const { year, month, day } = fieldsOf(date)
  const name = DAYS[language][weekdayIndex(date)]
  const shown =
    language === 'fr'
      ? `${two(day)}/${two(month)}/${year}`
      : `${two(day)} ${MONTH_NAMES.en[month - 1]?.slice(0, 3)} ${year}`
  return `${name} ${shown} ${clockText(clock)}`
}

/** `ven. 03/07`. */
export function formatShortDay(date: CalendarDate, language: Language): string {
  const { month, day } = fieldsOf(date)
  return `${DAYS[language][weekdayIndex(date)]} ${two(day)}/${two(month)}`
}

/** `ven. 03/07 17:40`: for a story whose days are near one another. */
export function formatShortTime(at: Instant, zone: Zone, language: Language): string {
  const { date, clock } = toLocal(zone, at)
  return `${formatShortDay(date, language)} ${clockText(clock)}`
}

const clockText = (clock: number): string => {
  const seconds = Math.floor(clock / 1000)
  const base = `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}`
  return seconds % 60 === 0 ? base : `${base}:${two(seconds % 60)}`
}
