/**
 * Figures as a case states them, against values as a settlement stores them.
 *
 * A figure is exact: `95 %` is 19/20 and nothing near it. Only an ellipsis leaves something open:
 * `99.86055… %` is any share whose decimals begin so. The unit of the value says how the text is
 * read.
 *
 * | unit of the value | written | examples |
 * | --- | --- | --- |
 * | share | a percentage or a fraction | `95 %`, `19/20`, `99.86… %` |
 * | money | euros, two decimals or more; or a fraction | `860.00`, `1234.567…`, `2000/3` |
 * | count | a number | `20`, `1/2` |
 * | time | hours, minutes, seconds | `3 h 25 min`, `45 min`, `90 s` |
 * | truth | yes or no | `yes`, `no` |
 * | date | a date | `2026-09-26` |
 * | instant | an instant with its offset | `2026-10-25T02:30:00+01:00` |
 */
import type { Value } from '../../src/base/because/value.ts'
import { calendarDate, formatDate, parseDate } from '../../src/base/calendar/date.ts'
import { formatInstant, instant, parseInstant } from '../../src/base/instant.ts'
import type { Ratio } from '../../src/base/ratio.ts'
import {
  divide,
  equals,
  formatDecimal,
  formatRatio,
  multiply,
  parseRatio,
  ratio,
} from '../../src/base/ratio.ts'

type Unit = Extract<Value, { state: 'known' }>['unit']

const HUNDRED = ratio(100n)
const SHOWN_DECIMALS = 12

/** Text of a value, in the notation of a case. */
export function showValue(value: Value): string {
  return value.state === 'known' ? showKnown(value.number, value.unit) : value.state
}

function showKnown(number: Ratio, unit: Unit): string {
  switch (unit) {
    case 'share':
      return `${decimal(multiply(number, HUNDRED))} %`
    case 'cents':
      return number.denominator === 1n
        ? formatDecimal(divide(number, HUNDRED), 2)
        : decimal(divide(number, HUNDRED))
    case 'ms':
      return number.denominator === 1n
        ? showTime(Number(number.numerator))
        : `${decimal(number)} ms`
    case 'truth':
      return number.numerator === 1n ? 'yes' : 'no'
    case 'count':
    case 'points':
      return formatRatio(number)
    case 'date':
      return formatDate(calendarDate(Number(number.numerator)))
    case 'instant':
      return formatInstant(instant(Number(number.numerator)))
  }
}

/** All its decimals if there are few; else the first ones, an ellipsis, and the fraction. */
function decimal(number: Ratio): string {
  let left = number.denominator
  for (const prime of [2n, 5n]) while (left % prime === 0n) left /= prime
  const text = formatDecimal(number, SHOWN_DECIMALS, 'down')
  const short = text.replace(/\.?0+$/, '')
  return left === 1n && equals(parseRatio(short) ?? ratio(0n), number)
    ? short
    : `${text}… (${formatRatio(number)})`
}

export function showTime(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : ''
  const whole = Math.abs(milliseconds)
  const parts = [
    [Math.floor(whole / 3_600_000), 'h'],
    [Math.floor(whole / 60_000) % 60, 'min'],
    [(whole % 60_000) / 1000, 's'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return sign + (said.length === 0 ? '0 min' : said.join(' '))
}

/** Milliseconds of `3 h 25 min`, `3 h 25`, `45 min`, `4 h 1 s`; nothing where it is no time. */
export function parseTime(text: string): number | undefined {
  const match =
    /^(?:(\d+) h)?(?: ?(\d+)(?: min|$))?(?: ?(\d+(?:\.\d{1,3})?) s)?$/.exec(text.trim()) ??
    undefined
  if (match === undefined || text.trim() === '') return undefined
  const [, hours, minutes, seconds] = match
  if (hours === undefined && seconds === undefined && !text.includes('min')) return undefined
  return Math.round(
    Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000,
  )
}

/** What a text asks of a number: to be it, or to begin with its digits. */
type Asked = { readonly exactly: Ratio } | { readonly begins: string }

const DIGITS = /^-?\d+(?:\.\d*)?$/

function askedNumber(text: string): Asked | undefined {
  const open = /^(.*?)(?:…|\.\.\.)$/.exec(text)?.[1]
  if (open !== undefined)
    return DIGITS.test(open) && open.includes('.') ? { begins: open } : undefined
  const exactly = parseRatio(text)
  return exactly === undefined ? undefined : { exactly }
}

/** The text as a number of `unit`, in the unit that people write: percents, euros. */
function asked(
  text: string,
  unit: Unit,
): { readonly scale: Ratio; readonly of: Asked } | undefined {
  const of = (number: string, scale: Ratio) => {
    const found = askedNumber(number)
    return found === undefined ? undefined : { scale, of: found }
  }
  switch (unit) {
    case 'share': {
      const percent = /^(.*?) ?%$/.exec(text)?.[1]
      if (percent !== undefined) return of(percent, HUNDRED)
      return text.includes('/') ? of(text, ratio(1n)) : undefined
    }
    case 'cents':
      return /^-?\d+\.\d{2,}$|…$|\.\.\.$|\//.test(text)
        ? of(text, divide(ratio(1n), HUNDRED))
        : undefined
    case 'ms': {
      const milliseconds = parseTime(text)
      return milliseconds === undefined
        ? undefined
        : { scale: ratio(1n), of: { exactly: ratio(milliseconds) } }
    }
    case 'truth':
      return text === 'yes' || text === 'no'
        ? { scale: ratio(1n), of: { exactly: ratio(text === 'yes' ? 1n : 0n) } }
        : undefined
    case 'count':
    case 'points':
      return of(text, ratio(1n))
    case 'date':
      return whole(parseDate(text))
    case 'instant':
      return whole(parseInstant(text))
  }
}

const whole = (number: number | undefined): ReturnType<typeof asked> =>
  number === undefined ? undefined : { scale: ratio(1n), of: { exactly: ratio(number) } }

const WRITTEN: Readonly<Record<Unit, string>> = {
  share: 'a share, such as `95 %`, `19/20` or `99.86… %`',
  cents: 'an amount, such as `860.00`, `2.5806…` or `80/31`',
  ms: 'a time, such as `3 h 25 min`, `45 min` or `90 s`',
  truth: '`yes` or `no`',
  count: 'a number, such as `20` or `3/2`',
  points: 'a number, such as `20` or `3/2`',
  date: 'a date, such as `2026-09-26`',
  instant: 'an instant, such as `2026-10-25T02:30:00+01:00`',
}

/** Whether a value is what a text says; otherwise the sentence to print. */
export function differs(text: string, value: Value): string | undefined {
  const actual = showValue(value)
  if (text === 'nothing' || text === 'undefined') {
    return value.state === text ? undefined : `expected ${text}, actual ${actual}`
  }
  if (value.state !== 'known') return `expected ${text}, actual ${actual}`
  const wanted = asked(text, value.unit)
  if (wanted === undefined) return `\`${text}\` is not ${WRITTEN[value.unit]}; actual ${actual}`
  const number = multiply(value.number, wanted.scale)
  const holds =
    'exactly' in wanted.of
      ? equals(number, wanted.of.exactly)
      : beginsWith(number, wanted.of.begins)
  return holds ? undefined : `expected ${text}, actual ${actual}`
}

function beginsWith(number: Ratio, digits: string): boolean {
  const decimals = digits.length - digits.indexOf('.') - 1
  const text = formatDecimal(number, decimals, 'down')
  return (decimals === 0 ? `${text}.` : text) === digits
}
