/** What amendments say against one another, what one of them does, and the text that they make. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { parseDate } from '../../base/calendar/date.ts'
import type { Checked } from '../../base/finding.ts'
import { consolidate } from './consolidate.ts'
import { effectOf } from './effect.ts'
import { inOrder } from './order.ts'
import type { AmendedContract } from './versions.ts'
import { readAmendedContract } from './versions.ts'

const KNOWN = { zones: new Set(['Europe/Paris']), regions: new Set(['FR']), statuses: [] }
const MINIMAL = readFileSync(
  new URL('../../../tests/contracts/good/minimal.yaml', import.meta.url),
  'utf8',
)
const FEES = `costs:
  # What is paid each month.
  fees:
    - { id: support, amount: 10000.00 per month } # the flat rate
    - id: on-call
      amount: 500.00 per month
`
const TEXT = MINIMAL.replace('term:\n', `${FEES}term:\n`)
const LINES = TEXT.trimEnd().split('\n').length

/** An amendment of an id, of the months from a day, with changes and other keys. */
const amendment = (id: string, effective: string, changes: string, more = ''): string =>
  `  - { id: ${id}, signed: 2026-02-10, effective: ${effective}, ${more}changes: [${changes}] }\n`

const read = (...amendments: readonly string[]): Checked<AmendedContract> =>
  readAmendedContract('c.yaml', `${TEXT}amendments:\n${amendments.join('')}`, KNOWN)

function contractOf(...amendments: readonly string[]): AmendedContract {
  const { value, findings } = read(...amendments)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

const raised = (amount: string): string =>
  `{ set: costs.fees.support.amount, to: ${amount} per month }`

describe('refused', () => {
  /** `code at +1`: on the line of the first amendment. */
  const said = (...amendments: readonly string[]): string[] =>
    read(...amendments).findings.map(
      ({ code, where }) => `${code} at +${(where?.line ?? 0) - LINES - 1}`,
    )

  test.each([
    ['a path with a sign', '{ set: costs.fees§1.amount, to: 1.00 }', 'text-unreadable at +1'],
    ['no value to set', '{ set: costs.fees.support.amount, to: }', 'yaml-value-missing at +1'],
    ['a path that ends on a dot', '{ remove: costs. }', 'text-unreadable at +1'],
    ['nothing to set', '{ set: costs.fees.support.amount }', 'change-incomplete at +1'],
    ['nothing to add', '{ in: costs.fees }', 'change-incomplete at +1'],
    ['something to set nowhere', '{ to: 1.00 per month }', 'one-key-of at +1'],
    [
      'a removal with a value',
      '{ remove: costs.fees.support, to: 1.00 }',
      'change-incomplete at +1',
    ],
    [
      'a fee that is there',
      '{ in: costs.fees, add: { id: support, amount: 1.00 per month } }',
      'change-not-new at +1',
    ],
    ['keys in a text', '{ in: contract.title, add: { fr: Assistance } }', 'change-not-new at +1'],
    ['a text in a map', '{ in: contract, add: title }', 'change-not-new at +1'],
    ['a key that is there', '{ in: contract, add: { title: Assistance } }', 'change-not-new at +1'],
    [
      'a term under a text',
      '{ set: contract.title.fr, to: Assistance }',
      'change-of-nothing at +1',
    ],
    ['a fee by a name that is near', '{ remove: costs.fees.suport }', 'change-misspelt at +1'],
    ['the first month', '{ set: term.taken-over, to: 2026-03 }', 'change-of-nothing at +1'],
    [
      'the first month, added',
      '{ in: term, add: { taken-over: 2026-03 } }',
      'amendment-of-identity at +1',
    ],
    ['the amendments', '{ remove: amendments }', 'amendment-of-amendments at +1'],
  ])('%s', (_, changes, finding) => {
    expect(said(amendment('av-1', '2026-03-01', changes))).toEqual([finding])
  })

  test.each([
    ['needs: [acceptance], ', 'not-computed at +1'],
    ['needs: [notice], ', 'not-computed at +1'],
    ['needs: [notice at-least 30 days before review], ', 'not-computed at +1'],
    ['needs: [notice at-least 48 h before signed], ', 'not-computed at +1'],
    ['needs: [notice at-most 30 days before signed], ', 'not-computed at +1'],
    ['needs: [notice at-least 30 days after signed], ', 'not-computed at +1'],
    // Never notified, too late by a day, and on the last day: 11 January, 30 days before.
    ['needs: [notice at-least 30 days before signed], ', 'amendment-without-notice at +1'],
    [
      'needs: [notice at-least 30 days before signed], notified: 2026-01-12, ',
      'amendment-without-notice at +1',
    ],
    ['needs: [notice at-least 30 days before signed], notified: 2026-01-11, ', undefined],
    ['needs: [notice at-least 1 months before effective], notified: 2026-02-01, ', undefined],
    [
      'needs: [notice at-least 1 months before effective], notified: 2026-02-02, ',
      'amendment-without-notice at +1',
    ],
    ['notified: 2026-02-01, ', 'key-without-effect at +1'],
  ])('%s: %s', (needs, finding) => {
    const all = said(amendment('av-1', '2026-03-01', raised('11000.00'), needs))
    expect(all).toEqual(finding === undefined ? [] : [finding])
  })

  test('two amendments of one name', () => {
    const second = amendment('av-1', '2026-04-01', raised('12000.00'))
    expect(said(amendment('av-1', '2026-03-01', raised('11000.00')), second)).toEqual([
      'id-twice at +2',
    ])
  })

  test.each([
    ['one item, known by its id', '{ in: costs.fees, add: { id: extra, amount: 1.00 per month } }'],
    ['one key of a map', '{ in: parties.client, add: { role: private } }'],
    ['one text of a list', '{ in: contract.documents, add: { id: annex, title: Annexe } }'],
  ])('%s, added twice on one day', (_, change) => {
    const both = [amendment('av-1', '2026-03-01', change), amendment('av-2', '2026-03-01', change)]
    expect(said(...both)).toEqual(['amendments-same-term at +2'])
  })

  test('two keys that a map takes are two terms', () => {
    const add = (keys: string): string => `{ in: parties.client, add: { ${keys} } }`
    const [one, two] = [add('role: private'), add('address: Lyon')]
    expect(
      said(amendment('av-1', '2026-03-01', one), amendment('av-2', '2026-03-01', two)),
    ).toEqual([])
  })
})

describe('in order', () => {
  const ids = (...amendments: readonly string[]): string =>
    inOrder(contractOf(...amendments).original.terms.amendments)
      .map(({ id }) => id)
      .join(' ')
  const address = '{ in: parties.client, add: { address: Lyon } }'
  const role = '{ in: parties.client, add: { role: private } }'

  test('of one day, the one that was signed first comes first, then the one of the first name', () => {
    const later = amendment('av-0', '2026-03-01', address).replace('2026-02-10', '2026-02-11')
    expect(ids(later, amendment('av-1', '2026-03-01', role))).toBe('av-1 av-0')
    const both = [amendment('av-2', '2026-03-01', address), amendment('av-1', '2026-03-01', role)]
    expect(ids(...both)).toBe('av-1 av-2')
    expect(ids(...both.reverse())).toBe('av-1 av-2')
  })
})

describe('the effect of one', () => {
  const price = (contract: AmendedContract, id: string): string[] | string => {
    const { value, findings } = effectOf(contract, id)
    if (value === undefined) return findings.map(({ code }) => code).join(' ')
    return [value.before, value.after].map(
      ({ costs }) => costs?.fees.map(({ amount }) => amount.text).join(', ') ?? '',
    )
  }

  test('is the terms just before it and just after', () => {
    const contract = contractOf(
      amendment('av-1', '2026-03-01', raised('11000.00')),
      amendment('av-2', '2026-04-01', raised('12000.00')),
    )
    const rest = ', 500.00 per month'
    expect(price(contract, 'av-1')).toEqual([
      `10000.00 per month${rest}`,
      `11000.00 per month${rest}`,
    ])
    expect(price(contract, 'av-2')).toEqual([
      `11000.00 per month${rest}`,
      `12000.00 per month${rest}`,
    ])
  })

  test('is not known where another does not hold without it', () => {
    const contract = contractOf(
      amendment(
        'av-1',
        '2026-03-01',
        '{ in: costs.fees, add: { id: extra, amount: 1.00 per month } }',
      ),
      amendment('av-2', '2026-04-01', '{ set: costs.fees.extra.amount, to: 2.00 per month }'),
    )
    expect(price(contract, 'av-1')).toBe('change-of-nothing')
    expect(price(contract, 'av-2')).toEqual([
      '10000.00 per month, 500.00 per month, 1.00 per month',
      '10000.00 per month, 500.00 per month, 2.00 per month',
    ])
  })
})

describe('the text of a contract and its amendments', () => {
  const day = parseDate('2026-12-31') as CalendarDate
  const consolidated = (changes: string): string => {
    const contract = contractOf(amendment('av-1', '2026-03-01', changes))
    const { amendments } = contract.original.terms
    expect(contract.knownOn(day).length).toBe(2)
    return consolidate(
      `${TEXT}amendments:\n${amendment('av-1', '2026-03-01', changes)}`,
      amendments,
    )
  }
  const fees = (text: string): string => text.slice(text.indexOf('costs:'), text.indexOf('term:'))

  test.each([
    [raised('11000.00'), FEES.replace('10000.00 per month', '11000.00 per month')],
    ['{ remove: costs.fees.on-call }', FEES.split('    - id: on-call')[0] ?? ''],
    [
      '{ in: costs.fees, add: { id: extra, amount: 1.00 per month } }',
      `${FEES}    - { id: extra, amount: 1.00 per month }\n`,
    ],
  ])('%s changes that term, and keeps each comment', (changes, expected) => {
    expect(fees(consolidated(changes))).toBe(expected)
    expect(consolidated(changes)).not.toContain('amendments')
  })
})
