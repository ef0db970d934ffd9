/** Tables of tickets by mappings of users: dated statuses, zones, marks, odd columns and long cells. */
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { HEAD_BYTES, recogniseMapping } from '../../src/facts/normalise/header.ts'
import { encodeUtf8 } from '../../src/facts/normalise/text-encoding.ts'
import { codes, lifeOf, mappingIn, mappingNamed, readText } from './reading.ts'

const LEAST = `name: outil
title: { fr: Mon outil, en: My tool }
one-row-is: ticket
format: { separator: ";" }
id: { column: N° }
columns: { opened: Ouvert, resolved: Résolu, closed: Clos }
`
const withKeys = (...lines: readonly string[]) => mappingIn(`${LEAST}${lines.join('\n')}\n`)
const causes = (report: ReturnType<typeof readText>['report']) =>
  report.setAside.map(({ row, code }) => `${row} ${code}`)

describe('a status with the time since when it holds', () => {
  const mapping = withKeys(
    'status: { column: État, at: Depuis, values: { Attente: awaiting-client, Fini: resolved } }',
  )
  const HEADER = 'N°;Ouvert;État;Depuis;Résolu;Clos\n'

  test('is an event, never before the opening, and no field', () => {
    const { tickets, report } = readText(
      `${HEADER}1;2026-03-02T09:00;Attente;2026-03-02T09:30;;
2;2026-03-02T09:00;Attente;2026-03-01T09:30;;
3;2026-03-02T09:00;Attente;;;
4;2026-03-02T09:00;;2026-03-02T09:30;;
`,
      { mapping },
    )
    expect(codes(report)).toEqual([])
    expect(tickets.map(lifeOf).map(([, ...rest]) => rest)).toEqual([
      ['status awaiting-client 2026-03-02T08:30:00Z'],
      ['status awaiting-client 2026-03-02T08:00:00Z'],
      [],
      [],
    ])
    expect(tickets.map(({ fields }) => fields)).toEqual([{}, {}, {}, {}])
  })

  test('at no readable time sets its row aside', () => {
    const { tickets, report } = readText(`${HEADER}1;2026-03-02T09:00;Attente;hier;;\n`, {
      mapping,
    })
    expect(tickets).toEqual([])
    expect(causes(report)).toEqual(['2 time-unreadable'])
  })

  test('of the future is said', () => {
    const text = `${HEADER}1;2026-03-02T09:00;Attente;2026-03-04T09:00;;\n`
    const latest = (hour: number) => ({ mapping, latest: instant(Date.UTC(2026, 2, 4, hour)) })
    expect(codes(readText(text, latest(7)).report)).toEqual(['time-in-future'])
    expect(codes(readText(text, latest(8)).report)).toEqual([])
  })

  test.each(['État', 'Depuis'])('lacks « %s », which is said', (column) => {
    const { tickets, report } = readText(
      `${HEADER.replace(column, 'x')}1;2026-03-02T09:00;Attente;2026-03-02T09:30;;\n`,
      { mapping },
    )
    expect(tickets.map(lifeOf)).toEqual([['opened 2026-03-02T08:00:00Z']])
    expect(report.findings).toMatchObject([{ code: 'column-absent', params: { column } }])
  })
})

describe('how a ticket ends', () => {
  const mapping = withKeys('status: { column: État, values: { Fini: resolved, Ouvert: new } }')
  test.each([
    ['resolved, then closed', '2026-03-02T10:00;2026-03-02T11:00;Fini', []],
    ['resolved and not closed', '2026-03-02T10:00;;Ouvert', []],
    [
      'closed before it was resolved',
      '2026-03-02T11:00;2026-03-02T10:00;',
      ['closed-before-resolved'],
    ],
    ['closed and never resolved', ';2026-03-02T10:00;', ['resolved-missing']],
    ['resolved by its status alone', ';;Fini', ['resolved-missing']],
    ['not yet', ';;Ouvert', []],
  ])('%s', (_what, cells, expected) => {
    // The same row with quotes and without: a quick reader takes the second.
    for (const id of ['1', '"1"']) {
      const text = `N°;Ouvert;Résolu;Clos;État\n${id};2026-03-02T09:00;${cells}\n`
      expect(codes(readText(text, { mapping }).report)).toEqual(expected)
    }
  })

  test('of the future is said', () => {
    const latest = instant(Date.UTC(2026, 2, 2, 9, 59))
    for (const id of ['1', '"1"']) {
      const text = `N°;Ouvert;Résolu;Clos;État\n${id};2026-03-02T09:00;2026-03-02T11:00;;\n`
      expect(codes(readText(text, { mapping, latest }).report)).toEqual(['time-in-future'])
    }
  })
})

describe('the zone', () => {
  const HEADER = 'N°;Ouvert;Résolu;Clos\n'
  test('of a mapping is not asked for', () => {
    const mapping = withKeys('zone: America/New_York')
    const { tickets } = readText(`${HEADER}1;2026-03-02T09:00;;\n`, { mapping, zone: undefined })
    expect(tickets.map(lifeOf)).toEqual([['opened 2026-03-02T14:00:00Z']])
  })

  test('in the file: a time without its offset is refused, whatever zone is given', () => {
    const mapping = withKeys('zone: in-file')
    const text = `${HEADER}1;2026-03-02T09:00+01:00;;\n2;2026-03-02T09:00;;\n`
    const { tickets, report } = readText(text, { mapping, zone: 'Europe/Paris' })
    expect(tickets.map(lifeOf)).toEqual([['opened 2026-03-02T08:00:00Z']])
    expect(report.findings).toMatchObject([
      { code: 'time-offset-missing', params: { column: 'Ouvert', count: '1', rows: '3' } },
    ])
  })

  test('has a day that never was: 30 December 2011 in Samoa', () => {
    const text = `${HEADER}1;2011-12-29T12:00;;\n2;2011-12-30T12:00;;\n3;2011-12-31T12:00;;\n`
    const { tickets, report } = readText(text, { mapping: withKeys(), zone: 'Pacific/Apia' })
    expect(tickets.map(lifeOf)).toEqual([
      ['opened 2011-12-29T22:00:00Z'],
      ['opened 2011-12-30T22:00:00Z'],
      ['opened 2011-12-30T22:00:00Z'],
    ])
    expect(report.findings).toMatchObject([{ code: 'time-in-gap', params: { rows: '3' } }])
  })
})

describe('cells', () => {
  const HEADER = 'N°;Ouvert;Résolu;Clos\n'
  const opened = '2026-03-02T09:00;;'

  test('without quotes keep the quotes that they have, where the mapping says so', () => {
    const mapping = mappingIn(LEAST.replace('";" }', '";", quote: none }'))
    const { tickets } = readText(`${HEADER}"1"x;${opened}\n"2;${opened}\n`, { mapping })
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['"1"x', '"2'])
  })

  test('by tabs in a file said to have semicolons are found, and said', () => {
    const { tickets, report } = readText(`${HEADER}1;${opened}\n`.replaceAll(';', '\t'), {
      mapping: withKeys(),
    })
    expect(tickets).toHaveLength(1)
    expect(report.findings).toMatchObject([
      { code: 'separator-found', params: { found: 'tab', declared: ';' } },
    ])
  })

  test('that are empty at the end of a row are no harm, others are', () => {
    const { tickets, report } = readText(`${HEADER}1;${opened};;\n2;${opened};x;\n; ; ;;;\n`, {
      mapping: withKeys(),
    })
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['1'])
    expect(report).toMatchObject({ rowsRead: 3, rowsUsed: 1, rowsBlank: 1 })
    expect(report.findings).toMatchObject([
      { code: 'row-uneven', params: { cells: '6', columns: '4' } },
    ])
  })

  test('with a byte of nothing are read, and said', () => {
    const { report } = readText(`N°;Ouvert;Lieu\n1;2026-03-02T09:00;a\0b\n`, {
      mapping: mappingIn(
        `${LEAST.replace(', resolved: Résolu, closed: Clos', '')}fields: { site: Lieu }\n`,
      ),
    })
    expect(report.findings).toMatchObject([
      { code: 'nul-byte', params: { column: 'Lieu', rows: '2' } },
    ])
  })

  test('of an identifier may have spaces and accents, which are kept', () => {
    const { tickets } = readText(`${HEADER} Été 12 ;${opened}\n`, { mapping: withKeys() })
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['Été 12'])
  })

  test('of an identifier that is only spaces to be removed are no identifier', () => {
    const mapping = mappingIn(LEAST.replace('column: N°', 'column: N°, clean: remove-spaces'))
    const { tickets, report } = readText(`${HEADER}\u00a0;${opened}\n ; ;;\n`, { mapping })
    expect(tickets).toEqual([])
    expect(causes(report)).toEqual(['2 id-missing'])
    expect(report).toMatchObject({ rowsBlank: 1 })
  })

  test('of an identifier in windows-1252 are longer in UTF-8', () => {
    const id = 'é'.repeat(200)
    const bytes = Uint8Array.from(`No;Ouvert\n${id};2026-03-02T09:00\n`, (c) => c.charCodeAt(0))
    const mapping = mappingIn(
      LEAST.replace('N°', 'No').replace(', resolved: Résolu, closed: Clos', ''),
    )
    const { tickets } = readText(bytes, { mapping, encoding: 'windows-1252' })
    expect(tickets.map(({ externalId }) => externalId)).toEqual([id])
  })

  test('of identifiers of any length are kept whole and told apart', () => {
    const long = (i: number, letter: string): string => `${letter.repeat(120)}${i}`
    const ids = Array.from({ length: 1500 }, (_, i) => long(i, 'A'))
    ids.push('é'.repeat(300), 'B'.repeat(900), `${'B'.repeat(900)}1`, `${'B'.repeat(900)}12`)
    const text = HEADER + [...ids, 'B'.repeat(900)].map((id) => `${id};${opened}\n`).join('')
    const { tickets, report } = readText(text, { mapping: withKeys() })
    expect(tickets.map(({ externalId }) => externalId)).toEqual(ids)
    expect(report).toMatchObject({ rowsRead: 1505, rowsUsed: 1504, rowsRepeated: 1 })
  })

  test('of a hundred unknown values too many are counted together', () => {
    const mapping = withKeys('status: { column: État, values: { Fini: resolved } }')
    const rows = Array.from({ length: 203 }, (_, i) => `${i};${opened};inconnu-${i}\n`)
    const { report } = readText(`N°;Ouvert;Résolu;Clos;État\n${rows.join('')}`, { mapping })
    const unknown = report.findings.filter(({ code }) => code === 'status-unknown')
    expect(unknown).toHaveLength(201)
    expect(unknown.at(-2)?.params).toMatchObject({ value: 'inconnu-199', count: '1', rows: '201' })
    expect(unknown.at(-1)?.params).toMatchObject({ value: '…', count: '3', rows: '202, 203, 204' })
  })

  test('of a whole row too long are set aside, and the next row is read', () => {
    const mapping = withKeys('fields: { site: Lieu }')
    const { tickets, report } = readText(
      `N°;Ouvert;Résolu;Clos;Lieu\n1;${opened};${'x'.repeat(1_100_000)}\n2;${opened};a\n`,
      { mapping },
    )
    expect(causes(report)).toEqual(['2 row-too-long'])
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['2'])
  })
})

describe('the header', () => {
  test('with one name twice: the first column counts, and it is said', () => {
    const { tickets, report } = readText(
      'N°;Ouvert;OUVERT ;Résolu;Clos;;\n1;2026-03-02T09:00;2026-03-02T10:00;;;;\n',
      { mapping: withKeys() },
    )
    expect(tickets.map(lifeOf)).toEqual([['opened 2026-03-02T08:00:00Z']])
    expect(report.findings).toMatchObject([{ code: 'column-twice', params: { column: 'OUVERT' } }])
  })

  test('that lacks a column is all that is said, whatever the rows are', () => {
    const { report } = readText('N°;Ouvret;Résolu;Clos\n"1"x;\n1\n"', { mapping: withKeys() })
    expect(report).toMatchObject({ rowsRead: 0, rowsSetAside: 0 })
    expect(codes(report)).toEqual(['column-missing'])
  })

  const head = (text: string): Uint8Array => encodeUtf8(text).subarray(0, HEAD_BYTES)

  test('with an inch is read by itself, not with the rows below it', () => {
    const glpi = mappingNamed('glpi-csv-fr')
    const text = 'ID;Titre;Statut;Date d\'ouverture;Écran 24"\n1;a;Nouveau;05-01-2026 16:24;x\n'
    expect(recogniseMapping(head(text), [glpi])).toEqual([glpi])
    const { tickets } = readText(text, { mapping: glpi })
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['1'])
  })

  test('tells the mapping that recognises more, and none that recognises nothing', () => {
    const one = withKeys('recognise: [N°, Ouvert]')
    const more = { ...withKeys('recognise: [N°, Ouvert, Résolu]'), name: 'more' }
    const text = 'N°;Ouvert;Résolu;Clos\n'
    expect(recogniseMapping(head(text), [withKeys(), one, more]).map(({ name }) => name)).toEqual([
      'more',
      'outil',
    ])
    expect(recogniseMapping(head('N°;Résolu\n'), [one, more])).toEqual([])
  })

  test('is separated as most of its columns say, where the mapping does not', () => {
    const mapping = mappingIn(LEAST.replace(/format.*\n/, ''))
    for (const separator of [',', ';', '\t', '|']) {
      const text = 'N°;Ouvert;Résolu;Clos\n1;2026-03-02T09:00;;\n'.replaceAll(';', separator)
      const { tickets, report } = readText(text, { mapping })
      expect(tickets).toHaveLength(1)
      expect(report.findings).toEqual([])
    }
  })
})
