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
