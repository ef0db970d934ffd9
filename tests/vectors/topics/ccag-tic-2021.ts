/**
 * Late deliveries of public contracts (CCAG-TIC 2021, article 14.1): a part of the value for each
 * calendar day, an exemption up to a total, a ceiling of one tenth.
 */
import { addDays, formatDate, parseDate } from '../../../src/base/calendar/date.ts'
import { closeWritten } from '../closing.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, fieldsOf, numberOf, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

const DUE = '2026-04-10'

/** What is owed once the threshold is passed: all, or the excess. */
const ONCE_PASSED: Readonly<Record<string, string>> = { trigger: 'whole', allowance: 'excess' }

export const answer: TopicAnswer = (_, input) => {
  const cap = fieldsOf(input, 'cap')
  if (textOf(cap, 'of') !== textOf(input, 'value')) {
    throw new CaseError('skipped', 'the ceiling is a share of something else than the value')
  }
  const exemption = fieldsOf(input, 'exemption')
  const limit = textOf(exemption, 'upToIncluded')
  const once = ONCE_PASSED[textOf(exemption, 'kind')] ?? ''
  return {
    raw: owed(input, 'counts-in: none'),
    due: owed(
      input,
      `at-most: ${textOf(cap, 'share')} of item-price, counts-in: [small]`,
      `  minimums: [{ id: small, clause: sla §9, per: contract, above: ${limit}, once-passed: ${once} }]`,
    ),
  }
}

/** What one late order owes. */
function owed(input: Fields, bounds: string, performance = ''): string {
  const rate = `1/${numberOf(input, 'divisor')} per day late`
  const due = parseDate(DUE)
  const delivered = due === undefined ? DUE : formatDate(addDays(due, numberOf(input, 'daysLate')))
  return closeWritten({
    levels: [
      `timeliness: { of: order, within: due }
       per: item
       target: { share-in-time: at-least 100 % }
       penalty: { of: item-price, rate: ${rate}, ${bounds} }`,
    ],
    performance,
    facts: `deliverables: [{ of: order, from: ${DUE}, due: ${DUE}, delivered: ${delivered}, price: ${textOf(input, 'value')} }]`,
    month: '2026-04',
  }).owed()
}
