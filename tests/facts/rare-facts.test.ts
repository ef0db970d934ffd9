/** Facts that are no tickets: what is missing, or cannot be, is refused by its name and place. */
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import type { RareFact } from '../../src/facts/fact.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import { zones } from './reading.ts'

function read(text: string) {
  const tree = readYaml('facts.yaml', `zone: Europe/Paris\n${text}\n`)
  if (tree.value === undefined) throw new Error(JSON.stringify(tree.findings))
  return readFactsFile('facts.yaml', tree.value, zones)
}

/** The one fact of a file. */
function factIn(text: string): RareFact {
  const { value, findings } = read(text)
  expect(findings).toEqual([])
  expect(value?.rare).toHaveLength(1)
  return value?.rare[0] as RareFact
}

const PERIOD = 'from: 2026-04-03 09:00, to: 2026-04-03 10:00'
const OPENING =
  'contract: CT-1, of: year-cap.used, value: 41200, as-of: 2026-03-31, evidence: PV-2026-04'

/** `what is wrong | list | fact | code | what the finding names`. */
const REFUSED = `
an outage of nothing | outages | ${PERIOD} | role-missing | of
an outage without beginning | outages | of: mail | role-missing | start
an outage at a percentage | outages | of: m, ${PERIOD}, price: 12% | amount-unreadable | 12%
a watch without beginning | watches | of: mail | role-missing | start
a watch without end | watches | of: mail, from: 2026-04-03 09:00 | role-missing | end
a maintenance backwards | maintenance | of: m, from: 2026-04-03, to: 2026-04-02 | ends-before-start |
a quantity of no day | quantities | of: users, amount: 12 | role-missing | on
a quantity without number | quantities | of: users, on: 2026-04-30 | role-missing | amount
a quantity in words | quantities | of: u, on: 2026-04-30, amount: many | amount-unreadable | many
a quantity with two marks | quantities | of: u, on: 2026-04-30, amount: "1.234,5" | amount-unreadable | 1.234,5
money in words | amounts | of: run, on: 2026-04-30, amount: néant | amount-unreadable | néant
money as a percentage | amounts | of: run, on: 2026-04-30, amount: 50% | amount-unreadable | 50%
a third of a euro | invoice-lines | of: run, on: 2026-04-30, amount: 1/3 | amount-unreadable | 1/3
a deliverable from nothing on | deliverables | of: report | role-missing | from
a claim of no ground | exemptions | item: T, by: client, status: claimed | role-missing | ground
a claim below nothing | exemptions | ground: g, item: T, share: -1%, by: client, status: claimed | share-unreadable | -1%
a claim of a share in words | exemptions | ground: g, item: T, share: half, by: client, status: claimed | share-unreadable | half
a claim of nobody | exemptions | ground: g, item: T, status: claimed | party-unknown |
a claim in no state | exemptions | ground: g, item: T, by: client | claim-state-unknown |
a claim in a state of nobody | exemptions | ground: g, item: T, by: client, status: pending | claim-state-unknown | pending
a claim about half a stretch | exemptions | ground: g, from: 2026-04-03, by: client, status: claimed | claim-without-object |
a claim about a stretch backwards | exemptions | ground: g, from: 2026-04-03, to: 2026-04-02, by: client, status: claimed | ends-before-start |
an act of nobody | acts | of: a, did: x, on: 2026-05-04 | party-unknown |
an index published before its date | quantities | of: q, on: 2026-04-30, published: 2026-04-29, amount: 1 | published-before-its-date |
an act presented before it was sent | acts | of: a, by: client, did: x, sent: 2026-05-04, presented: 2026-05-03 | act-out-of-order |
a balance of no contract | openings | ${OPENING.replace('contract: CT-1, ', '')} | role-missing | contract
a balance without value | openings | ${OPENING.replace('value: 41200, ', '')} | role-missing | value
a balance in words | openings | ${OPENING.replace('41200', 'perhaps')} | amount-unreadable | perhaps
a balance of no day | openings | ${OPENING.replace('as-of: 2026-03-31, ', '')} | role-missing | as-of
a balance without evidence | openings | ${OPENING.replace(', evidence: PV-2026-04', '')} | role-missing | evidence
`
  .trim()
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim()))

describe('a fact written by hand', () => {
  test.each(REFUSED)('%s is refused', (_what, list, fact, code, named) => {
    const { value, findings } = read(`${list}: [{ ${fact} }]`)
    expect(value).toBeUndefined()
    expect(findings).toMatchObject([
      { code: `facts-${code}`, severity: 'error', where: { file: 'facts.yaml', line: 2 } },
    ])
    const { key, ...params } = findings[0]?.params ?? {}
    expect(key).toBe(`${list}[0]`)
    expect(Object.values(params).join()).toBe(named)
  })

  test.each([
    ['a list', '- T-1', 'facts-value-kind'],
    ['a fact that is a word', 'zone: UTC\noutages: [mail]', 'facts-value-kind'],
    [
      'a time that is a list',
      'zone: UTC\noutages: [{ of: m, from: [2026-04-03] }]',
      'facts-value-kind',
    ],
    [
      'a field that is a list',
      'zone: UTC\noutages: [{ of: m, from: 2026-04-03, site: [A] }]',
      'facts-value-kind',
    ],
    [
      'a year out of the table of zones',
      'zone: Europe/Paris\noutages: [{ of: m, from: 2099-04-03 }]',
      'facts-time-outside-zone',
    ],
    [
      'a year before the table of zones',
      'zone: Europe/Paris\noutages: [{ of: m, from: 1901-04-03 }]',
      'facts-time-outside-zone',
    ],
  ])('%s is refused', (_name, text, code) => {
    const tree = readYaml('facts.yaml', `${text}\n`)
    if (tree.value === undefined) throw new Error(JSON.stringify(tree.findings))
    const { value, findings } = readFactsFile('facts.yaml', tree.value, zones)
    expect(value).toBeUndefined()
    expect(findings.map((finding) => finding.code)).toEqual([code])
  })
})

describe('what a fact says', () => {
  test.each([
    ['1234', '1234/1'],
    ['1 234,50', '2469/2'],
    ['1 234.5', '2469/2'],
    ['12,5 %', '1/8'],
    ['2/6', '1/3'],
    ['-3', '-3/1'],
  ])('a quantity of %s is %s exactly', (text, expected) => {
    const fact = factIn(`quantities: [{ of: users, on: 2026-04-30, amount: "${text}" }]`)
    expect(fact.kind === 'quantity' && `${fact.amount.numerator}/${fact.amount.denominator}`).toBe(
      expected,
    )
  })

  test.each([
    ['40 000,00 €', 4_000_000n],
    ['0.07', 7n],
    ['1/4', 25n],
    ['-12,3', -1230n],
  ])('money of %s is %s cents', (text, expected) => {
    expect(factIn(`amounts: [{ of: run, on: 2026-04-30, amount: "${text}" }]`)).toMatchObject({
      kind: 'invoice-line',
      amount: expected,
    })
  })

  test('a claim about a stretch, with all that may be said of it', () => {
    const text = `exemptions: [{ ground: client, ${PERIOD}, share: 1/2, by: provider,
      status: accepted, evidence: mail-12, about: 2026-04, claimed: 2026-05-04 10:00 }]`
    const fact = factIn(text)
    expect(fact).toMatchObject({
      kind: 'exemption',
      externalId: 'exemption:client/2026-04-03T07:00:00Z',
      about: { start: Date.UTC(2026, 3, 3, 7), end: Date.UTC(2026, 3, 3, 8) },
      share: { numerator: 1n, denominator: 2n },
      claimedBy: 'provider',
      status: 'accepted',
      evidence: 'mail-12',
      month: '2026-04',
      claimedAt: Date.UTC(2026, 4, 4, 8),
    })
  })

  test('a claim without share is of the whole, and a claim about a ticket has no stretch', () => {
    const fact = factIn(
      `exemptions: [{ ground: client, item: T-1, ${PERIOD}, by: client, status: refused }]`,
    )
    expect(fact).toMatchObject({
      about: { item: 'T-1' },
      share: { numerator: 1n, denominator: 1n },
    })
    expect(fact).not.toHaveProperty('evidence')
    expect(fact).not.toHaveProperty('month')
    expect(fact).not.toHaveProperty('claimedAt')
  })

  test('the day of an act stands for the dates that are not said', () => {
    const text = `acts: [{ of: notice, by: client, did: serve, on: 2026-05-04, received: 2026-05-06,
      about: 2026-04, with: "outage-log ; minutes,mail", author: A, approver: B }]`
    const on = Date.UTC(2026, 4, 3, 22)
    expect(factIn(text)).toMatchObject({
      kind: 'act',
      externalId: 'act:notice/serve/2026-04/2026-05-03T22:00:00Z',
      sent: on,
      presented: on,
      received: Date.UTC(2026, 4, 5, 22),
      with: ['outage-log', 'minutes', 'mail'],
      author: 'A',
      approver: 'B',
    })
  })

  test('what is not said of a fact is absent from it', () => {
    const window = factIn(`maintenance: [{ of: mail, ${PERIOD}, ground: weekly }]`)
    expect(window).toMatchObject({ kind: 'maintenance', ground: 'weekly' })
    expect(window).not.toHaveProperty('announced')
    const report = factIn('deliverables: [{ of: report, from: 2026-04-30 }]')
    expect(report).not.toHaveProperty('due')
    expect(report).not.toHaveProperty('delivered')
    const check = factIn('events: [{ of: check, on: 2026-04-30 }]')
    expect(check.externalId).toBe('happening:check//2026-04-29T22:00:00Z')
    expect(check).not.toHaveProperty('about')
    const act = factIn('acts: [{ of: notice, by: client, did: serve, sent: 2026-05-04 }]')
    expect(act.externalId).toBe('act:notice/serve//2026-05-03T22:00:00Z')
    for (const key of ['presented', 'received', 'about', 'with', 'author', 'approver']) {
      expect(act).not.toHaveProperty(key)
    }
  })

  test('a balance, agreed by one party, of a line in a period', () => {
    const text = `openings: [{ ${OPENING}, in: 2026-02, line: run.penalty, client-agreed: 2026-04-02 }]`
    const fact = factIn(text)
    expect(fact).toMatchObject({
      kind: 'opening',
      externalId: 'opening:CT-1/year-cap.used/2026-02/run.penalty',
      value: { numerator: 41_200n, denominator: 1n },
      in: '2026-02',
      line: 'run.penalty',
      clientAgreed: Date.UTC(2026, 3, 1, 22),
    })
    expect(fact).not.toHaveProperty('providerAgreed')
    const other = `${OPENING.replace('41200', 'nothing')}, provider-agreed: 2026-04-02`
    expect(factIn(`openings: [{ ${other} }]`)).toMatchObject({
      externalId: 'opening:CT-1/year-cap.used//',
      value: 'nothing',
      providerAgreed: Date.UTC(2026, 3, 1, 22),
    })
  })
})
