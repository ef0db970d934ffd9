/** Orders of a framework: when they run, from when they are known, and where their mistakes are. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { KNOWN } from '../../../tests/engine/close-life.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { formatMonth, parseDate } from '../../base/calendar/date.ts'
import type { AmendedContract } from '../amendments/versions.ts'
import { readAmendedContract } from '../amendments/versions.ts'

const TEXT = readFileSync(
  new URL(
    '../../../cases/a-cap-of-a-framework-serves-its-orders-by-rank/contract.yaml',
    import.meta.url,
  ),
  'utf8',
)
const day = (text: string): CalendarDate => parseDate(text) as CalendarDate

function read(text: string): AmendedContract {
  const { value, findings } = readAmendedContract('c.yaml', text, KNOWN)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

/** `2026-02 restore-p1-order-3`, a version a line. */
const versions = (contract: AmendedContract, on: string): string[] =>
  contract.knownOn(day(on)).map(({ from, terms }) => {
    const levels = terms.performance?.levels.map(({ id }) => id) ?? []
    return [formatMonth(from), ...levels].join(' ')
  })

describe('a framework and its orders', () => {
  test('an order stands in its own months, those of lower rank first', () => {
    expect(versions(read(TEXT), '2026-03-10')).toEqual([
      '2026-01',
      '2026-02 restore-p1-order-3',
      '2026-04 restore-p1-order-4 restore-p1-order-3',
      '2027-01 restore-p1-order-4',
      '2027-04',
    ])
  })

  test('an order is known from its signature', () => {
    expect(versions(read(TEXT), '2026-03-09')).toEqual([
      '2026-01',
      '2026-02 restore-p1-order-3',
      '2027-01',
    ])
  })

  test('a level that no order names holds for the framework, beside those of orders', () => {
    const more = `    - id: response
      clause: sla §4.3
      response: { of: incidents, within: 30 min, calendar: always, clock: incident }
      per: month
      target: { share-in-time: at-least 90 % }
`
    const contract = read(TEXT.replace('  caps:\n', `${more}  caps:\n`))
    expect(versions(contract, '2026-01-20')[0]).toBe('2026-01 response')
    expect(versions(contract, '2026-01-20')[1]).toBe('2026-02 response restore-p1-order-3')
  })

  test('an amendment of a model is one of all its orders', () => {
    const amendment = `amendments:
  - id: av-1
    signed: 2026-04-20
    effective: 2026-05-01
    changes: [{ set: performance.levels.restore-p1.target, to: { share-in-time: at-least 99 % } }]
`
    const contract = read(TEXT + amendment)
    const may = contract
      .knownOn(day('2026-05-01'))
      .find(({ from }) => formatMonth(from) === '2026-05')
    expect(may?.terms.performance?.levels.map(({ target }) => target.bound.text)).toEqual([
      'at-least 99 %',
      'at-least 99 %',
    ])
  })

  test('a mistake in what an order changes is found in the order', () => {
    const wrong = TEXT.replace('restoration.within, to: 8 h', 'restoration.within, to: 8h')
    const { value, findings } = readAmendedContract('c.yaml', wrong, KNOWN)
    expect(value).toBeUndefined()
    const line = wrong.split('\n').findIndex((text) => text.includes('to: 8h')) + 1
    expect(findings.map(({ where }) => where?.line)).toContain(line)
  })
})

describe('a cap of each order', () => {
  const OWN =
    '    - { id: order-cap, clause: sla §5, per: order, at-most: 10 % of run in contract, take: pro-rata, excess: lost }\n'
  const own = TEXT.replace('  caps:\n', `  caps:\n${OWN}`)
  const bounds = (contract: AmendedContract, on: string): string[] =>
    contract
      .knownOn(day(on))
      .map(({ from, terms }) =>
        [
          formatMonth(from),
          ...(terms.performance?.caps ?? []).map(({ id, title, atMost }) =>
            [id, ...(title ? [title] : []), atMost.text].join(' '),
          ),
        ].join(' | '),
      )

  test('stands in the months of its order, on the price of that order', () => {
    expect(bounds(read(own), '2026-03-10')).toEqual([
      '2026-01 | year-cap 1000.00',
      '2026-02 | order-cap-order-3 10 % of run-order-3 in contract | year-cap 1000.00',
      '2026-04 | order-cap-order-4 10 % of run-order-4 in contract | order-cap-order-3 10 % of run-order-3 in contract | year-cap 1000.00',
      '2027-01 | order-cap-order-4 10 % of run-order-4 in contract | year-cap 1000.00',
      '2027-04 | year-cap 1000.00',
    ])
  })

  test('says whose it is: by the title of the order, or by its id', () => {
    const titled = own
      .replace('id: order-cap,', 'id: order-cap, title: Plafond,')
      .replace('    title: Bon de commande n° 4\n', '')
    expect(bounds(read(titled), '2026-03-10')[2]).toContain(
      'order-cap-order-4 Plafond (order-4) 10 % of run-order-4 in contract | order-cap-order-3 Plafond (Bon de commande n° 3)',
    )
  })

  test('takes no part in the rank of orders, which it never compares', () => {
    const alone = own
      .replace(/ {4}rank: \d\n/gu, '')
      .replace(/.*id: year-cap.*\n/u, '')
      .replace('counts-in: [year-cap]', 'counts-in: [order-cap]')
      .replace('take: pro-rata', 'take: by-rank')
    expect(bounds(read(alone), '2026-01-20')[1]).toBe(
      '2026-02 | order-cap-order-3 10 % of run-order-3 in contract',
    )
  })

  test('a fixed limit is the same for each order', () => {
    const fixed = own.replace('10 % of run in contract', '500.00')
    expect(bounds(read(fixed), '2026-01-20')[1]).toBe(
      '2026-02 | order-cap-order-3 500.00 | year-cap 1000.00',
    )
  })
})
