/** What facts and contract miss each other by is said, and a healthy month says nothing. */
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import { closeText } from './close-life.ts'
import type { Written } from './contract-text.ts'
import { written } from './contract-text.ts'
import { at, TABLES } from './hours.ts'

/** The codes and the parameters of what the settlement of April 2026 has to say. */
function saidOf(about: Written, facts: string) {
  const tree = readYaml('facts.yaml', `zone: Europe/Paris\n${facts}`)
  const read = tree.value && readFactsFile('facts.yaml', tree.value, TABLES.zones)
  if (read?.value === undefined) throw new Error(JSON.stringify(read?.findings ?? tree.findings))
  const { tickets, rare } = read.value
  const { findings } = closeText(written(about), {
    month: '2026-04',
    asOf: at('2026-05-01T00:00:00Z'),
    facts: rare,
    batches: tickets.length === 0 ? [] : [tickets],
  })
  return findings
}

const codesOf = (about: Written, facts: string): readonly string[] =>
  saidOf(about, facts).map(({ code }) => code)

const LIFE = 'opened: 2026-04-07 08:00, resolved: 2026-04-07 09:00'
const tickets = (...fields: readonly string[]): string =>
  `tickets:\n${fields.map((rest, i) => `  - { id: T-${i}, ${LIFE}, ${rest} }\n`).join('')}`

const restoration = (where: string, within = '4 h'): Written => ({
  levels: [
    `restoration: { of: tickets, where: ${where}, within: ${within}, calendar: always, clock: incident }
    per: month
    target: { share-in-time: at-least 95 % }`,
  ],
})

describe('the values of tickets', () => {
  const P1 = restoration('{ priority: P1 }')

  test.each([
    ['another case', 'p1'],
    ['a space of no width', '"P1\\u200b"'],
    ['a no-break space', '"P1\\u00a0"'],
    ['a text around the code', 'P1 - Critical'],
  ])('that differ by %s are said once a value, with their count', (_name, value) => {
    const said = saidOf(P1, tickets(`priority: ${value}`, 'priority: P1', `priority: ${value}`))
    expect(said).toMatchObject([
      {
        code: 'value-look-alike',
        params: { kind: 'tickets', field: 'priority', written: 'P1', count: '2' },
      },
    ])
  })

  test('that come by a change are said as well', () => {
    const facts = tickets('priority: P2, priority-changes: [{ at: 2026-04-07 08:30, is: p1 }]')
    expect(codesOf(P1, facts)).toEqual(['value-look-alike'])
  })

  test('of a type in capitals escape the level on incidents, and are said', () => {
    const about = { levels: P1.levels?.map((l) => l.replace('of: tickets', 'of: incidents')) ?? [] }
    const said = saidOf(about, tickets('priority: P1, type: Incident'))
    expect(said.map(({ params }) => [params['value'], params['written']])).toEqual([
      ['Incident', 'incident'],
    ])
  })

  test('that no clause names are said where nothing carries what a level asks for', () => {
    const about = {
      levels: [...(P1.levels ?? []), ...(restoration('{ priority: P2 }').levels ?? [])],
    }
    const facts = tickets('priority: Major', 'priority: Minor', 'priority: Major', 'priority: P2')
    expect(saidOf(about, facts)).toMatchObject([
      {
        code: 'values-unmatched',
        params: {
          values: 'P1',
          selections: 'level-1',
          count: '3',
          seen: 'Major (2), Minor (1)',
          field: 'priority',
        },
      },
    ])
  })

  test('that a table sends to its last row are said where no row has a ticket', () => {
    const about = restoration('{ type: incident }', '{ by: priority, P1: 4 h, otherwise: 8 h }')
    const facts = (priority: string) => tickets(`type: incident, priority: ${priority}`)
    expect(codesOf(about, facts('Major'))).toEqual(['values-unmatched'])
    expect(codesOf(about, facts('p1'))).toEqual(['value-look-alike'])
    expect(codesOf(about, facts('P4'))).toEqual([])
  })

  test('that are on no ticket at all are a field that is missing', () => {
    const [said] = saidOf(P1, tickets('type: incident'))
    expect(said).toMatchObject({ code: 'field-unseen', params: { field: 'priority' } })
  })

  test('say nothing in a healthy month', () => {
    const both = restoration('{ priority: [P1, P2], type: incident }')
    const healthy = [
      tickets('priority: P2, type: incident', 'priority: P3, type: request'),
      tickets('priority: P3, type: incident', 'priority: P4, type: incident'),
      'tickets: []',
      'quantities: []',
    ]
    for (const facts of healthy) expect(codesOf(both, facts), facts).toEqual([])
  })

  test('of a filter that only counts may be absent', () => {
    const about: Written = {
      levels: [
        `share: { of: tickets, matching: { satisfied: yes } }
        per: month
        target: { at-most: 5 % }`,
      ],
    }
    expect(codesOf(about, tickets('satisfied: no'))).toEqual([])
    expect(codesOf(about, tickets('satisfied: "Yes"'))).toEqual(['value-look-alike'])
    expect(codesOf(about, tickets('priority: P1'))).toEqual(['field-unseen'])
  })
})

describe('outages and other facts', () => {
  const PORTAL: Written = {
    levels: [
      `availability: { of: portal, where: { impact: total }, calendar: always, no-data: up }
      per: month
      target: { at-least: 99.9 % }`,
    ],
  }
  const outage = (id: string, of: string, impact = 'total'): string =>
    `  - { id: ${id}, of: ${of}, from: 2026-04-14 10:00, to: 2026-04-14 11:00, impact: ${impact} }\n`

  test('of a name that looks like a written one are said with their identifiers', () => {
    const facts = `outages:\n${outage('O-2', 'portial')}${outage('O-1', 'portial')}${outage('O-3', 'portal')}`
    expect(saidOf(PORTAL, facts)).toEqual([
      {
        code: 'fact-look-alike',
        params: { kind: 'outages', of: 'portial', written: 'portal', ids: 'O-1, O-2', count: '2' },
      },
    ])
  })

  test('of other things are one finding a kind', () => {
    const facts = `outages:\n${outage('O-1', 'mail')}${outage('O-2', 'erp')}${outage('O-3', 'portal')}
watches: [{ id: W-1, of: mail, from: 2026-04-01, to: 2026-05-01 }]
maintenance: [{ id: M-1, of: erp, from: 2026-04-04 22:00, to: 2026-04-04 23:00 }]
quantities: [{ id: Q-1, of: users, on: 2026-04-30, amount: 12 }]
deliverables: [{ id: D-1, of: report, from: 2026-04-01 }]`
    const said = saidOf(PORTAL, facts)
    expect(said.map(({ code, params }) => `${code} ${params['kind']}: ${params['what']}`)).toEqual([
      'fact-unmatched outages: erp (O-2), mail (O-1)',
      'fact-unmatched watches: mail (W-1)',
      'fact-unmatched works: erp (M-1)',
      'fact-unmatched deliverables: report (D-1)',
      'fact-unmatched quantities: users (Q-1)',
    ])
  })

  test('whose fields escape a level are said like those of tickets', () => {
    expect(codesOf(PORTAL, `outages:\n${outage('O-1', 'portal', 'Total')}`)).toEqual([
      'value-look-alike',
    ])
  })

  test('that no weight is for have the weight of the rest, but a look-alike is said', () => {
    const weighed: Written = {
      levels: [
        `availability: { of: portal, calendar: always, no-data: up, weight: { by: impact, degraded: 50 %, otherwise: 100 % } }
        per: month
        target: { at-least: 99.9 % }`,
      ],
    }
    const facts = (impact: string) => `outages:\n${outage('O-1', 'portal', impact)}`
    expect(codesOf(weighed, facts('total'))).toEqual([])
    expect(codesOf(weighed, facts('Degraded'))).toEqual(['value-look-alike'])
  })

  test('that the contract names say nothing, nor does a month without any', () => {
    expect(codesOf(PORTAL, `outages:\n${outage('O-1', 'portal')}`)).toEqual([])
    expect(codesOf(PORTAL, 'outages: []')).toEqual([])
  })
})

describe('claims of exemption', () => {
  const P1 = restoration('{ priority: P1 }')
  const about: Written = {
    levels: P1.levels ?? [],
    performance: `  exemptions:
    - { ground: client, needs: [acceptance], takes-out: item }
    - { ground: force-majeure, needs: [acceptance, evidence], takes-out: item }`,
  }
  const claims = (...rest: readonly string[]): string =>
    `${tickets('priority: P1')}exemptions:\n${rest
      .map((claim, i) => `  - { id: E-${i}, by: provider, ${claim} }\n`)
      .join('')}`

  test.each([
    ['of an unknown ground', 'ground: cleint, item: T-0, status: accepted', 'claim-ground-unknown'],
    ['of an unknown item', 'ground: client, item: T-9, status: accepted', 'claim-item-unknown'],
    [
      'of an unknown item, not yet answered',
      'ground: client, item: T-9, status: claimed',
      'claim-item-unknown',
    ],
    [
      'without the evidence',
      'ground: force-majeure, item: T-0, status: accepted',
      'claim-without-evidence',
    ],
  ])('%s are said', (_name, claim, code) => {
    const [said, ...others] = saidOf(about, claims(claim))
    expect(said).toMatchObject({ code, params: { id: 'E-0' } })
    expect(others).toEqual([])
  })

  test('of an unknown ground name the nearest one', () => {
    const [said] = saidOf(about, claims('ground: cleint, item: T-0, status: accepted'))
    expect(said?.params['nearest']).toBe('client')
  })

  test('that hold, that were refused, or that are about a stretch, say nothing', () => {
    const healthy = claims(
      'ground: client, item: T-0, status: accepted',
      'ground: nobody, item: T-9, status: refused',
      'ground: client, from: 2026-04-07 08:00, to: 2026-04-07 09:00, status: accepted',
      'ground: force-majeure, item: T-0, status: accepted, evidence: letter',
    )
    expect(codesOf(about, healthy)).toEqual([])
  })

  test('of an outage or a deliverable find them among the facts', () => {
    const facts = `outages: [{ id: O-1, of: portal, from: 2026-04-14 10:00, to: 2026-04-14 11:00 }]
deliverables: [{ id: D-1, of: report, from: 2026-04-01, delivered: 2026-04-02 }]
exemptions:
  - { id: E-1, by: provider, ground: client, item: O-1, status: accepted }
  - { id: E-2, by: provider, ground: client, item: D-1, status: accepted }`
    expect(codesOf(about, facts).filter((code) => code.startsWith('claim'))).toEqual([])
  })
})
