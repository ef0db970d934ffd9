/** Credits: tables on an availability, and shares of an amount at risk. */

import { closeWritten } from '../closing.ts'
import { downFor } from '../outages.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, fieldsOf, isFields, listOf, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

export const answer: TopicAnswer = (_, input) =>
  'pool' in input ? poolAnswer(input) : tableAnswer(input)

const fees = (input: Fields): string =>
  `  fees: [{ id: service, amount: ${textOf(input, 'fee')} per month }]`

/** A figure belongs to the lowest row that it is strictly below. */
function tableAnswer(input: Fields) {
  const bands = listOf(input, 'bands').map((band) => ({
    below: textOf(band, 'below'),
    rate: textOf(band, 'rate'),
  }))
  const rows = bands.map(({ below, rate }, i) => {
    const next = bands[i + 1]
    const lower = next === undefined ? '' : `at-least: ${next.below} %, `
    return `{ ${lower}under: ${below} %, rate: ${rate} }`
  })
  const cap = isFields(input['cap']) ? `${textOf(input['cap'], 'share')} of service in month` : ''
  const closed = closeWritten({
    levels: [
      `availability: { of: service, calendar: always, no-data: up }
       per: month
       target: { at-least: ${bands[0]?.below ?? ''} % }
       penalty: { of: service in month, bands: [${rows.join(', ')}], counts-in: ${cap === '' ? 'none' : '[top]'} }`,
    ],
    performance:
      cap === ''
        ? ''
        : `  caps: [{ id: top, clause: sla §9, per: month, at-most: ${cap}, take: by-rank, excess: lost }]`,
    costs: fees(input),
    facts: downFor(textOf(input, 'availability')),
    month: '2026-04',
  })
  return { credit: closed.owed() }
}

/** Each level missed takes its share of the amount at risk, which is also the ceiling of all. */
function poolAnswer(input: Fields) {
  const pool = Object.entries(fieldsOf(input, 'pool')).map(([id, share]) => ({
    id,
    share: `${share}`,
  }))
  const missed = input['missed']
  if (!Array.isArray(missed)) throw new CaseError('failed', '"missed" is a list')
  const closed = closeWritten({
    levels: pool.map(
      ({ id, share }) =>
        `timeliness: { of: ${id}, within: due }
         per: month
         target: { count: at-most 0 }
         penalty: { of: at-risk, rate: ${share}, counts-in: [at-risk-cap] }`,
    ),
    performance:
      '  caps: [{ id: at-risk-cap, clause: sla §9, per: month, at-most: 100 % of at-risk, take: pro-rata, excess: lost }]',
    costs: `${fees(input)}\n  bases: [{ id: at-risk, of: service in month, rate: ${textOf(input, 'atRisk')} }]`,
    facts: `deliverables:\n${missed.map((id) => `  - { of: ${String(id)}, from: 2026-04-01, due: 2026-04-10, delivered: 2026-04-11 }`).join('\n')}`,
    month: '2026-04',
  })
  return { raw: closed.gross(), due: closed.owed() }
}
