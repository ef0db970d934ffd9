/**
 * Says the quantities of a contract in the reader's language: lengths, amounts, rates, windows.
 *
 * Example: `1 % per started 0.1 pt below` in French is `1,00 % par tranche entamée de 0,1 point
 * sous l'objectif`.
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { Weekday } from '../../base/calendar/date.ts'
import { WEEKDAYS } from '../../base/calendar/date.ts'
import type { HourRange, WeekHours } from '../../base/calendar/hours.ts'
import { formatClock } from '../../base/calendar/hours.ts'
import type { Ratio } from '../../base/ratio.ts'
import { formatRatio, multiply, ratio } from '../../base/ratio.ts'
import {
  formatDuration,
  formatMoney,
  formatNumber,
  formatShare,
  formatWeekday,
} from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import type {
  Amount,
  BaseRef,
  Bound,
  DatePhrase,
  Length,
  Limit,
  MoneyRounding,
  Need,
  Per,
  Quantity,
  Rate,
  Rounding,
  Tile,
  WeeklySlot,
  Window,
} from '../../contract/terms.ts'

/** What is asked, and the answer of the contract; a further answer has nothing before it. */
export type Row = readonly [string, string]

export const rowsOf = (subject: string, answers: readonly string[]): Row[] =>
  answers.map((answer, index) => [index === 0 ? subject : '', answer])

/** The title that people read, then the name that other terms cite: `Setup (setup-fee)`. */
export const titledName = (of: { readonly id: string; readonly title?: string }): string =>
  of.title === undefined ? of.id : `${of.title} (${of.id})`

/** The reader's language, and what the whole contract says of money. */
export interface TermSpeaker extends Speaker {
  readonly currency: string
}

const MOST_DECIMALS = 6

/** A number with the decimals that it needs, six at most. */
export function sayNumber(value: Ratio, { language }: TermSpeaker): string {
  let decimals = 0
  for (let left = value; left.denominator !== 1n && decimals < MOST_DECIMALS; decimals += 1) {
    left = multiply(left, ratio(10n))
  }
  return formatNumber(value, decimals, language)
}

/** `2,00 %`; what no five decimals hold is a fraction, `1/3000`. */
const sayShare = (share: Ratio, words: TermSpeaker): string =>
  multiply(share, ratio(10_000_000n)).denominator === 1n
    ? formatShare(share, words.language)
    : formatRatio(share)

/** `1 jour ouvré`, `10 jours ouvrés`. */
const sayCount = (key: string, count: Ratio, words: TermSpeaker): string => {
  const isOne = count.numerator === 1n && count.denominator === 1n
  return words.say(isOne ? `${key}-one` : key, { value: sayNumber(count, words) })
}

/** `4 h 30`; what whole seconds do not hold is said in seconds, `300,001 s`: a term is exact. */
const sayDuration = (milliseconds: Ratio, words: TermSpeaker): string => {
  const seconds = multiply(milliseconds, ratio(1n, 1000n))
  return seconds.denominator === 1n
    ? formatDuration(Number(milliseconds.numerator), words.language)
    : words.say('unit-seconds', { value: sayNumber(seconds, words) })
}

export const sayLength = (length: Length, words: TermSpeaker): string =>
  length.unit === 'ms'
    ? sayDuration(ratio(BigInt(length.value)), words)
    : sayCount(`unit-${length.unit}`, ratio(length.count), words)

export function sayQuantity({ value, unit }: Quantity, words: TermSpeaker): string {
  switch (unit) {
    case 'share':
      return formatShare(value, words.language)
    case 'cents':
      return sayMoney(value, words)
    case 'ms':
      return sayDuration(value, words)
    case 'count':
      return sayNumber(value, words)
    case 'share-difference':
      return sayCount('unit-share-difference', multiply(value, ratio(100n)), words)
    default:
      return sayCount(`unit-${unit}`, value, words)
  }
}

/** A price of a unit may have a fraction of a cent: `0,0125 €`. */
const sayMoney = (centsOf: Ratio, words: TermSpeaker): string =>
  centsOf.denominator === 1n
    ? formatMoney(centsOf, words.currency, words.language)
    : words.say('unit-euros', { value: sayNumber(multiply(centsOf, ratio(1n, 100n)), words) })

/** `au moins 95,00 %`. */
export const sayBound = ({ word, limit }: Bound, words: TermSpeaker): string =>
  words.say(`bound-${word}`, { value: sayQuantity(limit, words) })

/** `2,00 % par …`, with what counts as one unit; `policy` stands where the phrase does not say. */
function sayPer(what: string, per: Per | undefined, policy: PartUnits, words: TermSpeaker): string {
  if (per === undefined) return what
  const { step, side } = per
  if (step.unit === 'named' && step.count.numerator === step.count.denominator) {
    const item = words.sayOr(`item-${step.name}`, step.name)
    const of = side === undefined ? item : words.say(`item-side-${side}`, { item })
    return words.say('per-item', { what, item: of })
  }
  // A day late is a date, and has no part.
  if (side === 'late' && 'count' in step && step.count === 1) {
    const day = words.sayOr(`one-${step.unit}`, step.unit)
    return words.say('per-item', { what, item: words.say('step-side-late', { step: day }) })
  }
  const length =
    step.unit === 'named'
      ? `${sayNumber(step.count, words)} ${words.sayOr(`items-${step.name}`, step.name)}`
      : step.unit === 'share-difference'
        ? sayQuantity(step, words)
        : sayLength(step, words)
  const measured = side === undefined ? length : words.say(`step-side-${side}`, { step: length })
  return words.say(`per-${per.parts ?? policy}`, { what, step: measured })
}

/** `1,00 % de servers du mois par tranche entamée de …`. */
export function sayRate(
  rate: Rate,
  of: BaseRef | undefined,
  policy: PartUnits,
  words: TermSpeaker,
): string {
  const share = sayShare(rate.share, words)
  const what = of === undefined ? share : words.say('share-of', { share, base: sayBase(of, words) })
  return sayPer(what, rate.per, policy, words)
}

export const sayAmount = (amount: Amount, policy: PartUnits, words: TermSpeaker): string =>
  sayPer(sayQuantity(amount.quantity, words), amount.per, policy, words)

/** `chaque mois`. */
export const sayEach = (tile: Tile | 'item', { say }: TermSpeaker): string => say(`each-${tile}`)

/** `du mois`, `des 12 mois qui finissent avec la période jugée`. */
export function sayWindow(window: Window, words: TermSpeaker): string {
  const { say } = words
  const event = (id: string): string => words.sayOr(`event-${id}`, id)
  switch (window.kind) {
    case 'tile': {
      const tile = say(`window-${window.tile}`)
      return window.of === undefined ? tile : say('window-of', { tile, event: event(window.of) })
    }
    case 'back': {
      const length = sayLength(window.length, words)
      return window.before === undefined
        ? say('window-back', { length })
        : say('window-before', { length, event: event(window.before) })
    }
    case 'after':
      return say('window-after', {
        length: sayLength(window.length, words),
        event: event(window.event),
      })
    case 'forward':
      return say('window-forward', { length: sayLength(window.length, words) })
    case 'remaining':
      return say(`window-remaining-${window.unit}`)
    case 'intervals':
      return say('window-intervals')
  }
}

/** `servers du mois`, `tous les prix du mois, hors TVA`. */
export function sayBase(base: BaseRef, words: TermSpeaker): string {
  const of = words.sayOr(`base-${base.of}`, base.of)
  const whole = base.in === undefined ? of : `${of} ${sayWindow(base.in, words)}`
  const { vat, revised, oneOffs } = base
  return [
    whole,
    ...(vat === undefined ? [] : [words.say(`vat-${vat}`)]),
    ...(revised === undefined ? [] : [words.say(`revised-${revised}`)]),
    ...(oneOffs === undefined ? [] : [words.say(`one-offs-${oneOffs}`)]),
  ].join(', ')
}

/** `12,00 % de tous les prix du mois`. */
export function sayLimit(limit: Limit, words: TermSpeaker): string {
  switch (limit.kind) {
    case 'share':
      return words.say('share-of', {
        share: formatShare(limit.share, words.language),
        base: sayBase(limit.of, words),
      })
    case 'fixed':
      return sayQuantity(limit.quantity, words)
  }
}

/** `10 jours ouvrés après la fin du mois`. */
export function sayDate(date: DatePhrase, words: TermSpeaker): string {
  const event = (id: string): string => words.sayOr(`event-${id}`, id)
  switch (date.kind) {
    case 'open':
      return words.say('date-open')
    case 'at':
      return words.say('date-at', { event: event(date.event) })
    case 'from': {
      const length = sayLength(date.length, words)
      const found =
        date.event === undefined
          ? length
          : words.say(`date-${date.side}`, { length, event: event(date.event) })
      return date.move === undefined ? found : words.say(`date-then-${date.move}`, { date: found })
    }
  }
}

/** `préavis d'au moins 48 h avant le début`. */
export function sayNeed({ fact, delay }: Need, words: TermSpeaker): string {
  const name = words.sayOr(`need-${fact}`, fact)
  if (delay === undefined) return name
  const length = words.say(`bound-${delay.word}`, { value: sayLength(delay.length, words) })
  const event = words.sayOr(`event-${delay.event}`, delay.event)
  return `${name}, ${words.say(`date-${delay.side}`, { length, event })}`
}

export function sayRounding(rounding: Rounding, words: TermSpeaker): string {
  if (rounding.kind === 'none') return words.say('rounding-none')
  const { mode, step, unit } = rounding
  const size =
    unit === 'number' ? sayNumber(step, words) : sayQuantity({ value: step, unit }, words)
  return words.say('rounding-step', { mode: words.say(`mode-${mode}`), step: size })
}

export const sayMoneyRounding = (
  { mode, step, per }: MoneyRounding,
  words: TermSpeaker,
): string => {
  const size = formatMoney(step, words.currency, words.language)
  const rounding = words.say('rounding-step', { mode: words.say(`mode-${mode}`), step: size })
  return `${rounding}, ${words.say(`rounding-per-${per}`)}`
}

/** `lun.-ven.`, the days of a run by the first and the last one. */
const sayDays = (days: readonly Weekday[], { language }: TermSpeaker): string =>
  [...new Set([days[0], days.at(-1)])]
    .flatMap((day) => (day === undefined ? [] : [formatWeekday(day, language)]))
    .join('-')

export const saySlot = ({ days, hours }: WeeklySlot, words: TermSpeaker): string =>
  `${sayDays(days, words)} ${sayHours(hours, words)}`

/** `lun.-jeu. 08:00-18:00, ven. 08:00-12:00, sam.-dim. fermé`: days alike are together. */
export function sayWeek(week: WeekHours, words: TermSpeaker): string {
  const runs: { days: Weekday[]; hours: string }[] = []
  for (const day of WEEKDAYS) {
    const hours = sayHours(week[day] ?? [], words)
    const last = runs.at(-1)
    if (last?.hours === hours) last.days.push(day)
    else runs.push({ days: [day], hours })
  }
  return runs.map(({ days, hours }) => `${sayDays(days, words)} ${hours}`).join(', ')
}

/** `08:00-12:30 13:30-18:00`, or that it is closed. */
export const sayHours = (hours: readonly HourRange[], { say }: TermSpeaker): string =>
  hours.length === 0
    ? say('hours-closed')
    : hours.map(({ from, to }) => `${formatClock(from)}-${formatClock(to)}`).join(' ')
