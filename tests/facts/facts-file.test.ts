import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import type { Outage } from '../../src/facts/fact.ts'
import { factHash } from '../../src/facts/fact-hash.ts'
import { FactLog, ticketsOf } from '../../src/facts/fact-log.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import { parseMapping } from '../../src/facts/normalise/parse-mapping.ts'
import { encodeUtf8 } from '../../src/facts/normalise/text-encoding.ts'
import { createRareFactReader } from '../../src/facts/read-rare-facts.ts'
import { DIFFERENT, NEW, SAME, SeenTable } from '../../src/facts/seen-table.ts'
import { lifeOf, mappingNamed, zones } from './reading.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function read(text: string) {
  const tree = readYaml('facts.yaml', text)
  if (tree.value === undefined) throw new Error(JSON.stringify(tree.findings))
  return readFactsFile('facts.yaml', tree.value, zones)
}

const codesOf = (text: string): readonly string[] => read(text).findings.map(({ code }) => code)
const ticket = (rest: string): string =>
  `zone: Europe/Paris\ntickets:\n  - { id: T-1, opened: 2026-04-03 09:00, ${rest} }\n`

describe('facts written by hand', () => {
  test('a ticket has its events in order, and the rest as fields', () => {
    const { value, findings } = read(
      ticket(
        `resolved: 2026-04-03 11:00, priority: P1, site: Lyon,
      priority-changes: [{ at: 2026-04-03 09:30, is: P2 }],
      pauses: [{ status: awaiting-client, from: 2026-04-03 09:10, to: 2026-04-03 09:20 }]`,
      ),
    )
    expect(findings).toEqual([])
    const [first] = value?.tickets ?? []
    expect(first && lifeOf(first)).toEqual([
      'opened 2026-04-03T07:00:00Z',
      'status awaiting-client 2026-04-03T07:10:00Z',
      'status active 2026-04-03T07:20:00Z',
      'priority P2 2026-04-03T07:30:00Z',
      'resolved 2026-04-03T09:00:00Z',
    ])
    expect(first?.fields).toEqual({ priority: 'P1', site: 'Lyon' })
    expect(first?.origin).toEqual({ file: 'facts.yaml', row: 3 })
  })

  test('two resolutions and a reopening are a list of times', () => {
    const { value } = read(
      ticket('resolved: [2026-04-03 10:00, 2026-04-03 12:00], reopened: 2026-04-03 11:00'),
    )
    const kinds = value?.tickets[0]?.events.map(({ kind }) => kind)
    expect(kinds).toEqual(['opened', 'resolved', 'reopened', 'resolved'])
  })

  test('every kind of rare fact is read', () => {
    const { value, findings } = read(`
zone: Europe/Paris
outages: [{ id: O-1, of: mail, from: 2026-04-03 09:00, to: 2026-04-03 09:40, cause: disk }]
watches: [{ of: mail, from: 2026-04-01, to: 2026-05-01 }]
maintenance: [{ id: M-1, of: mail, announced: 2026-04-01 09:00, from: 2026-04-04 22:00, to: 2026-04-04 23:00 }]
quantities: [{ of: users, on: 2026-04-30, amount: "1 234,5" }]
deliverables: [{ id: D-1, of: report, from: 2026-05-01, due: 2026-05-10, delivered: 2026-05-10 }]
exemptions: [{ id: E-1, ground: client, item: T-1, share: 50%, by: provider, status: claimed }]
invoice-lines: [{ of: run, on: 2026-04-30, amount: 40000.00 }]
events: [{ of: check, on: 2026-04-30, about: release-4 }]
acts: [{ of: answer, by: provider, did: refuse, sent: 2026-05-04, received: 2026-05-06 }]
`)
    expect(findings).toEqual([])
    const kinds = value?.rare.map(({ kind }) => kind)
    expect(kinds).toEqual([
      'outage',
      'watch',
      'maintenance',
      'quantity',
      'deliverable',
      'exemption',
      'invoice-line',
      'happening',
      'act',
    ])
    const delivered = value?.rare.find((fact) => fact.kind === 'deliverable')
    expect(Number(delivered?.delivered)).toBeLessThan(Number(delivered?.due))
    const line = value?.rare.find((fact) => fact.kind === 'invoice-line')
    expect(line?.amount).toBe(4_000_000n)
  })

  const bad: readonly (readonly [string, string, readonly string[]])[] = [
    ['no zone', 'tickets: [{ id: T, opened: 2026-04-03 09:00 }]', ['facts-zone-missing']],
    ['an unknown zone', 'zone: Paris/Europe', ['facts-zone-unknown']],
    ['an unknown key', 'zone: Europe/Paris\nticket: []', ['facts-key-unknown']],
    [
      'no identifier',
      'zone: Europe/Paris\ntickets: [{ opened: 2026-04-03 09:00 }]',
      ['facts-key-missing'],
    ],
    ['no opening', 'zone: Europe/Paris\ntickets: [{ id: T }]', ['facts-key-missing']],
    ['a date without hour', ticket('resolved: 2026-04-03'), ['facts-time-without-hour']],
    ['the 31st of April', ticket('resolved: 2026-04-31 09:00'), ['facts-time-impossible']],
    ['words', ticket('resolved: soon'), ['facts-time-unreadable']],
    [
      'resolved before opened',
      ticket('resolved: 2026-04-02 09:00'),
      ['facts-event-before-opening'],
    ],
    ['a status without list', ticket('status: new'), ['facts-value-kind']],
    ['a change without value', ticket('status: [{ at: 2026-04-03 10:00 }]'), ['facts-key-missing']],
    [
      'a pause backwards',
      ticket('pauses: [{ status: w, from: 2026-04-03 10:00, to: 2026-04-03 09:30 }]'),
      ['facts-ends-before-start'],
    ],
    ['a list for a map', 'zone: Europe/Paris\ntickets: [T-1]', ['facts-value-kind']],
    [
      'the same identifier twice',
      `${ticket('priority: P1')}  - { id: T-1, opened: 2026-04-03 10:00 }\n`,
      ['facts-id-twice'],
    ],
    [
      'an outage that ends first',
      'zone: Europe/Paris\noutages: [{ of: m, from: 2026-04-03 09:00, to: 2026-04-03 08:00 }]',
      ['facts-ends-before-start'],
    ],
    [
      'a claim about nothing',
      'zone: Europe/Paris\nexemptions: [{ ground: client, by: provider, status: claimed }]',
      ['facts-claim-without-object'],
    ],
    [
      'more than the whole',
      'zone: Europe/Paris\nexemptions: [{ ground: c, item: T, share: 120%, by: provider, status: claimed }]',
      ['facts-share-unreadable'],
    ],
    [
      'a third party',
      'zone: Europe/Paris\nexemptions: [{ ground: c, item: T, by: nobody, status: claimed }]',
      ['facts-party-unknown'],
    ],
    [
      'a fraction of a cent',
      'zone: Europe/Paris\ninvoice-lines: [{ of: run, on: 2026-04-30, amount: 10.005 }]',
      ['facts-amount-unreadable'],
    ],
    [
      'an act received before it was sent',
      'zone: UTC\nacts: [{ of: a, by: client, did: x, sent: 2026-05-04, received: 2026-05-03 }]',
      ['facts-act-out-of-order'],
    ],
    [
      'an act without a date',
      'zone: UTC\nacts: [{ of: a, by: client, did: x }]',
      ['facts-role-missing'],
    ],
    [
      'an act of a third party',
      'zone: UTC\nacts: [{ of: a, by: insurer, did: x, on: 2026-05-04 }]',
      ['facts-party-unknown'],
    ],
    [
      'an act of nothing',
      'zone: UTC\nacts: [{ of: a, by: client, on: 2026-05-04 }]',
      ['facts-role-missing'],
    ],
    ['an event without its day', 'zone: UTC\nevents: [{ of: check }]', ['facts-role-missing']],
  ]
  test.each(bad)('%s is refused', (_name, text, expected) => {
    expect(codesOf(text)).toEqual(expected)
    expect(read(text).value).toBeUndefined()
  })
})

describe('mappings', () => {
  const parse = (text: string): readonly string[] => {
    const tree = readYaml('mapping.yaml', text)
    if (tree.value === undefined) throw new Error('no tree')
    return parseMapping(tree.value).findings.map(({ code }) => code)
  }
  const good = `name: mine
title: { fr: La mienne, en: Mine }
one-row-is: ticket
id: { column: id }
columns: { opened: opened }
`
  test('the least of a mapping', () => {
    expect(parse(good)).toEqual([])
  })
  test.each([
    ['what one row is', good.replace('ticket', 'tickets'), 'facts-word-unknown'],
    ['no opening', good.replace('opened: opened', 'closed: closed'), 'facts-key-missing'],
    ['no name', good.replace('name: mine\n', ''), 'facts-key-missing'],
    ['no identifier', good.replace('id: { column: id }\n', ''), 'facts-key-missing'],
    ['an unknown key', `${good}zzz: 1\n`, 'facts-key-unknown'],
    ['an unknown pattern', `${good}times: dd/bb/yyyy\n`, 'mapping-time-pattern'],
    ['an unknown separator', `${good}format: { separator: "%" }\n`, 'mapping-separator'],
    ['a shift in days', `${good}shift: 3 days\n`, 'mapping-shift'],
    [
      'a status of nobody',
      `${good}status: { column: s, values: { A: asleep } }\n`,
      'mapping-status',
    ],
    ['a pause of no form', `${good}pauses: { column: p, form: start-end }\n`, 'mapping-pause-form'],
    ['events without times', good.replace('ticket', 'event'), 'facts-key-missing'],
  ])('%s is refused', (_name, text, code) => {
    expect(parse(text)).toContain(code)
  })
})

describe('rare facts of tables', () => {
  const readOutages = (text: string) => {
    const mapping = mappingNamed('vigie-outages')
    const reader = createRareFactReader(mapping, { file: 'o.csv', zones, zone: 'Europe/Paris' })
    reader.push(encodeUtf8(text))
    return reader.finish()
  }

  test('a table of outages', () => {
    const text =
      'id,of,start,end\nO-1,mail,2026-04-03T09:00,2026-04-03T09:40\nO-2,mail,2026-04-04,\n'
    const { facts, quality } = readOutages(text)
    expect(quality).toMatchObject({ rowsRead: 2, rowsUsed: 2 })
    expect(facts[0]).toMatchObject({ kind: 'outage', externalId: 'O-1', of: 'mail' })
    expect((facts[1] as Outage).end).toBeUndefined()
  })

  test('an outage without service, or backwards, is set aside', () => {
    const text =
      'id,of,start,end\nO-1,,2026-04-03T09:00,\nO-2,m,2026-04-03T09:00,2026-04-03T08:00\n'
    const { facts, quality } = readOutages(text)
    expect(facts).toEqual([])
    expect(quality.setAside.map(({ code }) => code)).toEqual(['role-missing', 'ends-before-start'])
  })
})

describe('identity', () => {
  const outage = (to: string): Outage => {
    const text = `zone: Europe/Paris\noutages: [{ id: O, of: m, from: 2026-04-03 09:00, to: ${to} }]`
    return read(text).value?.rare[0] as Outage
  }

  test('what is told twice is said, whatever comes first, and the same again is nothing', () => {
    const log = new FactLog()
    log.add(outage('2026-04-03 09:40'))
    log.add(outage('2026-04-03 09:40'))
    log.add(outage('2026-04-03 09:55'))
    expect(log.facts).toMatchObject([{ externalId: 'O', revision: 2 }])
    expect(log.history).toHaveLength(2)
    expect(log.findings.map(({ code }) => code)).toEqual(['fact-told-twice'])
    const turned = new FactLog()
    turned.add(outage('2026-04-03 09:55'))
    turned.add(outage('2026-04-03 09:40'))
    const ends = [log, turned].map(({ facts }) => (facts[0] as Outage).end)
    expect(ends[0]).toBe(ends[1])
    expect(log.repeated).toBe(1)
  })

  test('a hash is of what is said, not of where it was read', () => {
    const [first] = read(ticket('priority: P1')).value?.tickets ?? []
    const [second] = read(`# one line more\n${ticket('priority: P1')}`).value?.tickets ?? []
    const [other] = read(ticket('priority: P2')).value?.tickets ?? []
    if (!first || !second || !other) throw new Error('three tickets')
    expect(first.origin.row).not.toBe(second.origin.row)
    expect(factHash(first, sha256)).toBe(factHash(second, sha256))
    expect(factHash(first, sha256)).not.toBe(factHash(other, sha256))
  })

  test('a list of tickets is a source of batches', () => {
    const tickets = read(ticket('priority: P1')).value?.tickets ?? []
    let count = 0
    ticketsOf(tickets).read((batch) => {
      count += batch.count
    })
    expect(count).toBe(1)
  })

  test('a hundred thousand items are remembered, each once', () => {
    const table = new SeenTable()
    const size = 100_000
    const lanes = () => Int32Array.from({ length: size }, (_, i) => Math.imul(i + 1, 0x9e3779b1))
    const low = Int32Array.from({ length: size }, (_, i) => Math.imul(i + 7, 0x85ebca6b))
    const seen = new Uint8Array(size)
    expect(table.noteAll(lanes(), low, new Int32Array(size), size, seen)).toBe(0)
    expect(seen.every((outcome) => outcome === NEW)).toBe(true)
    const changed = new Int32Array(size)
    changed[5] = 1
    expect(table.noteAll(lanes(), low, changed, size, seen)).toBe(size)
    expect([seen[4], seen[5]]).toEqual([SAME, DIFFERENT])
    expect(table.size).toBe(size)
  })
})
