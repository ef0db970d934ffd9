/**
 * A late delivery: so many percent of the value of the goods per so many days, up to a ceiling, and
 * the right to terminate after so many days.
 *
 * The text ("any fractional part of a day is a full day", "for every 2 days") and the code that
 * computed the expected amounts differ. The code is one convention, the two readings of the text
 * are two more; a case that gives `readings` is held to all three.
 */
import { formatCents, roundToCents } from '../../../src/base/cents.ts'
import { formatInstant } from '../../../src/base/instant.ts'
import { multiply, parseDecimal, ratio } from '../../../src/base/ratio.ts'
import { at } from '../../engine/hours.ts'
import type { Closed } from '../closing.ts'
import { closeWritten } from '../closing.ts'
import type { Fields } from '../read-case.ts'
import { fieldsOf, isFields, numberOf, textOf } from '../read-case.ts'
import type { Asked } from './clause.ts'

export const clauses = [
  'latedeliveryandpenalty-else',
  'latedeliveryandpenalty-optional',
  'latedeliveryandpenalty-optional-this',
  'latedeliveryandpenalty-currency-conversion',
  'simplelatedeliveryandpenalty',
  'minilatedeliveryandpenalty',
  'minilatedeliveryandpenalty-capped',
]

/** How days late become percent: `percent` for `days` days. */
const CONVENTIONS: Readonly<Record<string, (percent: string, days: number) => string>> = {
  /** What the source computes: whole days of 24 h, each for its part. */
  days_truncated_prorata: (percent, days) => `${perDay(percent, days)} per full 24 h late`,
  days_rounded_up_prorata: (percent, days) => `${perDay(percent, days)} per started 24 h late`,
  only_whole_2_day_periods: (percent, days) => `${percent} % per full ${days * 24} h late`,
}

const AS_CODED = 'days_truncated_prorata'

/** 10.5 % for two days is 5.25 % for one, written as a fraction. */
function perDay(percent: string, days: number): string {
  const share = multiply(parseDecimal(percent) ?? ratio(0n), ratio(1n, 100n * BigInt(days)))
  return `${share.numerator}/${share.denominator}`
}

export function ask(fields: Fields, expected: Fields): readonly Asked[] {
  const closed = close(fields, AS_CODED)
  const isLate = closed.isMissed('level-1')
  const given: Fields = isLate
    ? { penalty: closed.owed(), buyerMayTerminate: closed.isMissed('level-2') }
    : { error: '[Ergo] Cannot exercise late delivery before delivery date' }
  const asked = Object.keys(expected).map((name) => ({
    name,
    given: given[name],
    expected: inCents(expected[name]),
  }))
  return [...asked, ...readingsOf(fields)]
}

/** Every reading of the clause is a convention with its own amount. */
function readingsOf(fields: Fields): Asked[] {
  const { readings } = fields
  if (!isFields(readings)) return []
  return Object.keys(CONVENTIONS).map((name) => ({
    name,
    given: close(fields, name).owed(),
    expected: inCents(readings[name]),
  }))
}

/** Amounts are binary doubles in the source: they are rounded to cents before they are compared. */
function inCents(value: unknown): unknown {
  const exact = typeof value === 'number' ? parseDecimal(value.toFixed(6)) : undefined
  if (exact === undefined) return value
  return formatCents(roundToCents(multiply(exact, ratio(100n)), 'half-up'))
}

/** Goods that have not come are late until the moment at which the clause is called upon. */
function close(fields: Fields, convention: string): Closed {
  const terms = fieldsOf(fields, 'contract')
  const input = fieldsOf(fields, 'input')
  const due = at(textOf(input, 'agreedDelivery').replace(' ', 'T'))
  const delivered = at(
    input['deliveredAt'] === null ? textOf(fields, 'now') : textOf(input, 'deliveredAt'),
  )
  const rate = CONVENTIONS[convention]?.(
    `${numberOf(terms, 'percent')}`,
    numberOf(terms, 'per_days'),
  )
  const top =
    'cap_percent' in terms ? `at-most: ${numberOf(terms, 'cap_percent')} % of item-price, ` : ''
  const price = inContractCurrency(input)
  return closeWritten({
    levels: [
      `timeliness: { of: goods, within: due, calendar: always }
       per: item
       target: { share-in-time: at-least 100 % }
       penalty: { of: item-price, rate: ${rate}, ${top}counts-in: none }`,
      `timeliness: { of: goods, within: due, calendar: always }
       per: month
       target: { highest: at-most ${numberOf(terms, 'terminate_after_days') * 24} h }`,
    ],
    starts: `${formatInstant(due).slice(0, 4)}-01-01`,
    facts: `deliverables: [{ of: goods, from: "${formatInstant(due)}", due: "${formatInstant(due)}", delivered: "${formatInstant(delivered)}", price: ${price} }]`,
    month: formatInstant(due).slice(0, 7),
  })
}

/** The value of the goods in the currency of the contract, at the rate that the case gives. */
function inContractCurrency(input: Fields): unknown {
  const conversion = input['currencyConversion']
  const factor = isFields(conversion) ? numberOf(conversion, 'rate') : 1
  return inCents(numberOf(input, 'goodsValue') * factor)
}
