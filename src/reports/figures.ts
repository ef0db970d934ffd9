/** Says values of a settlement in the reader's language. The figures themselves are only read. */
import type { KnownValue, Value } from '../base/because/value.ts'
import { isTrue, parseValue } from '../base/because/value.ts'
import { calendarDate, parseDate, parseMonth } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { formatInstant, instant, parseInstant } from '../base/instant.ts'
import { parseRatio } from '../base/ratio.ts'
import {
  formatDay,
  formatDuration,
  formatMoney,
  formatMonthName,
  formatNumber,
  formatShare,
  formatTime,
} from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredLine } from '../money/settlement.ts'

/** The value of a node; a node that is not there is nothing. */
export function valueAt(settlement: Settlement, node: number): Value {
  const stored = settlement.graph[node]
  return (stored === undefined ? undefined : parseValue(stored.value)) ?? { state: 'nothing' }
}

/** A value in words; `currency` is that of the contract. */
export function sayValue(value: Value, currency: string, speaker: Speaker): string {
  switch (value.state) {
    case 'nothing':
      return speaker.say('nothing')
    case 'undefined':
      return speaker.say('undefined-value')
    case 'known':
      return sayKnown(value, currency, speaker)
  }
}

function sayKnown(value: KnownValue, currency: string, speaker: Speaker): string {
  const { number, unit } = value
  const { language } = speaker
  switch (unit) {
    case 'cents':
      return formatMoney(number, currency, language)
    case 'share':
      return formatShare(number, language)
    case 'ms':
      return formatDuration(Number(number.numerator) / Number(number.denominator), language)
    case 'truth':
      return speaker.say(isTrue(value) ? 'truth-yes' : 'truth-no')
    case 'points':
      return speaker.say('unit-points', { value: formatNumber(number, 0, language) })
    case 'count':
      return formatNumber(number, number.denominator === 1n ? 0 : 2, language)
    case 'date':
      return formatDay(calendarDate(Number(number.numerator)), language)
    case 'instant':
      return formatInstant(instant(Number(number.numerator)))
  }
}

/** A figure of a settlement, by the number of its node. */
export const sayFigure = (settlement: Settlement, node: number, speaker: Speaker): string =>
  sayValue(valueAt(settlement, node), settlement.contract.currency, speaker)

/** Milliseconds that are stored as a text: `1 h`. */
export const sayLength = (milliseconds: string, speaker: Speaker): string => {
  const number = parseRatio(milliseconds)
  return number === undefined
    ? milliseconds
    : sayKnown({ state: 'known', number, unit: 'ms' }, '', speaker)
}

/** A share that is stored as a text: `50 %`. */
export const sayShare = (share: string, speaker: Speaker): string => {
  const number = parseRatio(share)
  return number === undefined ? share : formatShare(number, speaker.language)
}

/** A stored instant, on the clock of the contract; nothing where there is none. */
export const sayInstant = (text: string | undefined, zone: Zone, speaker: Speaker): string => {
  const at = text === undefined ? undefined : parseInstant(text)
  return at === undefined ? '' : formatTime(at, zone, speaker.language)
}

/** The word for what a line is: `nature-indemnity`, or `nature-price-of-client` of the client. */
export const natureWord = ({ nature, by }: Pick<StoredLine, 'nature' | 'by'>): string =>
  by === undefined ? `nature-${nature}` : `nature-${nature}-of-${by}`

/**
 * What a month owes in all: its own amounts and what it posts for closed months. A month of 240.00
 * that posts 240.00 for the month before owes 480.00.
 */
export const totalsOwed = ({
  totals,
  posted,
}: Pick<Settlement, 'totals' | 'posted'>): Settlement['totals'] => posted?.totals ?? totals

/** The totals that a settlement has, in the order in which they are shown. */
export const totalsIn = ({ totals }: Pick<Settlement, 'totals'>): (readonly [string, number])[] =>
  (['indemnity', 'price-reduction', 'price', 'indemnity-of-client'] as const).flatMap((name) => {
    const node = totals[name]
    return node === undefined ? [] : [[name, node] as const]
  })

/** `au moins 95,00 %`. */
export function sayTarget(
  target: { readonly word: string; readonly bound: string; readonly unit: string },
  currency: string,
  speaker: Speaker,
): string {
  const value = parseValue(`${target.bound} ${target.unit}`) ?? { state: 'nothing' as const }
  return speaker.say(`bound-${target.word}`, { value: sayValue(value, currency, speaker) })
}

/** A bound written in the parameters of a step, in the unit of the value that it is held to. */
export function sayBound(bound: string, like: Value, currency: string, speaker: Speaker): string {
  const number = parseRatio(bound)
  if (number === undefined || like.state !== 'known') return bound
  return sayValue({ state: 'known', number, unit: like.unit }, currency, speaker)
}

/** `2026-04` as a month with its name; another period as it is written. */
export const sayMonth = (month: string, { language }: Speaker): string => {
  const parsed = parseMonth(month)
  return parsed === undefined ? month : formatMonthName(parsed, language)
}

/** The title of a cap, or its name where the settlement does not hold it. */
export const titleOfCap = (settlement: Settlement, cap: string): string =>
  settlement.caps.find(({ id }) => id === cap)?.title ?? cap

/** The amendments that the month was judged under, in one text; none where there is none. */
export function sayAmendments({ amendments = [] }: Settlement, speaker: Speaker): string[] {
  const day = (text: string): string => {
    const date = parseDate(text)
    return date === undefined ? text : formatDay(date, speaker.language)
  }
  const said = amendments.map(({ id, title, signed, effective }) =>
    speaker.say('amendment-said', {
      amendment: title === undefined ? id : `${title} (${id})`,
      signed: day(signed),
      effective: day(effective),
    }),
  )
  return said.length === 0 ? [] : [said.join(' ; ')]
}
