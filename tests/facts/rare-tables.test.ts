/** Tables of facts that are no tickets: what becomes of each row, and of what is absent. */
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/base/instant.ts'
import { formatInstant } from '../../src/base/instant.ts'
import type { Mapping } from '../../src/facts/normalise/mapping.ts'
import { encodeUtf8 } from '../../src/facts/normalise/text-encoding.ts'
import { createRareFactReader } from '../../src/facts/read-rare-facts.ts'
import { mappingIn, mappingNamed, zones } from './reading.ts'

/** What a table says, by a mapping and in pieces as it comes. */
function readTable(text: string, mapping: Mapping) {
  const reader = createRareFactReader(mapping, { file: 't.csv', zones, zone: 'Europe/Paris' })
  reader.push(encodeUtf8(text))
  return reader.finish()
}

const at = (instant: Instant | undefined): string =>
  instant === undefined ? '' : formatInstant(instant)

describe('a table', () => {
  test('of deliverables: a deadline of a day is its last millisecond, any other date its first', () => {
    const { facts, quality } = readTable(
      `id,of,from,due,delivered
D-1,report,2026-05-01,2026-05-10,2026-05-10
D-2,report,2026-05-01,2026-05-10T12:00,
`,
      mappingNamed('vigie-deliverables'),
    )
    expect(quality).toMatchObject({ rowsRead: 2, rowsUsed: 2, items: 2, findings: [] })
    const times = facts.map(
      (fact) => fact.kind === 'deliverable' && [at(fact.due), at(fact.delivered)],
    )
    expect(times).toEqual([
      ['2026-05-10T21:59:59.999Z', '2026-05-09T22:00:00Z'],
      ['2026-05-10T10:00:00Z', ''],
    ])
  })

  test('says what became of each row: used, blank, or set aside with its cause', () => {
    const { facts, quality } = readTable(
      `id,of,start,end
O-1,mail,2026-04-03T09:00,2026-04-03T09:40
 , ,,
O-2,mail,2026-04-31T09:00,
O-3,mail,03/04/2026 09:00,
O-4,mail,,2026-04-03T09:40
`,
      mappingNamed('vigie-outages'),
    )
    expect(facts.map(({ externalId }) => externalId)).toEqual(['O-1'])
    expect(quality).toMatchObject({ rowsRead: 5, rowsUsed: 1, rowsBlank: 1, rowsSetAside: 3 })
    expect(quality.setAside).toEqual([
      { row: 4, code: 'time-impossible' },
      { row: 5, code: 'time-two-formats' },
      { row: 6, code: 'role-missing' },
    ])
    expect(quality.findings.map(({ params }) => params['column'])).toEqual([
      'start',
      'start',
      undefined,
    ])
  })

  test('without a column that its rows need is refused, with the nearest one', () => {
    const { facts, quality } = readTable(
      'id,of,strat\nO-1,mail,2026-04-03T09:00\n',
      mappingNamed('vigie-outages'),
    )
    expect(facts).toEqual([])
    expect(quality).toMatchObject({ rowsRead: 0, setAside: [] })
    expect(quality.findings).toMatchObject([
      { code: 'column-missing', severity: 'error', params: { column: 'start', nearest: 'strat' } },
      { code: 'column-absent', severity: 'information', params: { column: 'end' } },
    ])
  })

  const named = mappingIn(`name: pannes
title: { fr: Pannes, en: Outages }
one-row-is: outage
format: { separator: ";" }
columns: { of: Service, start: Début, end: Fin }
fields: { cause: Cause, site: Site }
`)

  test('keeps the other columns that its mapping names, and says which one is absent', () => {
    const { facts, quality } = readTable(
      'Service;Début;Fin;Cause\nmail;2026-04-03T09:00;2026-04-03T09:40;disque\nmail;2026-04-04T09:00;;\n',
      named,
    )
    expect(facts.map((fact) => fact.kind === 'outage' && fact.fields)).toEqual([
      { cause: 'disque' },
      {},
    ])
    expect(quality.findings).toMatchObject([
      { code: 'column-absent', severity: 'information', params: { column: 'Site' } },
    ])
  })

  test('takes no identifier from a column without a name', () => {
    const { facts } = readTable(
      'Service;Début;Fin;Cause;\nmail;2026-04-03T09:00;;disque;7\n',
      named,
    )
    expect(facts.map(({ externalId }) => externalId)).toEqual(['outage:mail/2026-04-03T07:00:00Z'])
  })
})
