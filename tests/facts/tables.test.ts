import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../../src/facts/normalise/text-encoding.ts'
import {
  canonical,
  codes,
  lifeOf,
  mappingFindings,
  mappingNamed,
  mappings,
  readAll,
  readText,
} from './reading.ts'

const HEADER = 'id,priority,type,service,opened,responded,resolved,closed,pauses'
const ONE =
  'T-1,P1,incident,mail,2026-03-02T09:00,2026-03-02T09:10,2026-03-02T11:00,2026-03-03T11:00,'
const table = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\n`

test('every mapping of the catalogue reads without a finding', () => {
  expect(mappingFindings).toEqual([])
  expect(mappings).toHaveLength(11)
})

test('a row is a ticket with its events in order of time', () => {
  const pause = 'awaiting-client@2026-03-02T09:30/2026-03-02T10:00'
  const { tickets, report } = readText(table(ONE + pause))
  expect(tickets[0] && lifeOf(tickets[0])).toEqual([
    'opened 2026-03-02T08:00:00Z',
    'responded 2026-03-02T08:10:00Z',
    'status awaiting-client 2026-03-02T08:30:00Z',
    'status active 2026-03-02T09:00:00Z',
    'resolved 2026-03-02T10:00:00Z',
    'closed 2026-03-03T10:00:00Z',
  ])
  expect(tickets[0]?.fields).toEqual({ priority: 'P1', type: 'incident', service: 'mail' })
  expect(report).toMatchObject({ rowsRead: 1, rowsUsed: 1, items: 1, events: 6 })
})

describe('GLPI', () => {
  const files = ['utf8bom', 'nobreakspace', 'cp1252'].map(
    (name) => `tests/fixtures/glpi/glpi-export-fr.${name}.csv`,
  )

  test('three encodings of one export give the same three tickets', () => {
    const readings = files.map((file) => readAll(file, { zone: 'Europe/Paris' }))
    const [first, ...others] = readings.map(({ tickets }) => canonical(tickets))
    expect(first).toHaveLength(3)
    for (const other of others) expect(other).toEqual(first)
    expect(readings[0]?.tickets.map(({ externalId }) => externalId)).toEqual([
      '5732943',
      '100',
      '1',
    ])
    expect(readings[0]?.tickets[1]?.fields['technician']).toBe('TECHNICIEN A\nTECHNICIEN B')
    expect(readings[0]?.tickets[0]?.fields).toMatchObject({
      status: 'new',
      title: 'Problème réseau',
    })
  })

  test('windows-1252 is found, and said', () => {
    const { report } = readAll(files[2] ?? '', { zone: 'Europe/Paris' })
    const finding = report.findings.find(({ code }) => code === 'encoding-found')
    expect(finding).toMatchObject({ severity: 'information', params: { encoding: 'windows-1252' } })
  })

  test('an optional column that the user did not display is said, and the rest is read', () => {
    const { tickets, report } = readText(
      'ID;Titre;Statut;Date d’ouverture\n1;A;Nouveau;05-01-2026 16:24\n',
      {
        mapping: mappingNamed('glpi-csv-fr'),
      },
    )
    expect(tickets).toHaveLength(1)
    const absent = report.findings.filter(({ code }) => code === 'column-absent')
    expect(absent.map(({ params }) => params['column'])).toContain('Date de résolution')
  })

  test('a status that nobody knows is kept and reported with its count', () => {
    const text =
      "ID;Titre;Statut;Date d'ouverture\n1;A;Zombie;05-01-2026 16:24\n2;A;Zombie;05-01-2026 16:24\n"
    const { tickets, report } = readText(text, { mapping: mappingNamed('glpi-csv-fr') })
    expect(tickets.map(({ fields }) => fields['status'])).toEqual(['Zombie', 'Zombie'])
    const finding = report.findings.find(({ code }) => code === 'status-unknown')
    expect(finding?.params).toMatchObject({ value: 'Zombie', count: '2', rows: '2, 3' })
  })
})

describe('what is refused or set aside, with its reason', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'a resolution before the opening',
      ONE.replace('02T11:00', '01T11:00'),
      ['event-before-opening'],
    ],
    ['an answer before the opening', ONE.replace('02T09:10', '02T08:10'), ['event-before-opening']],
    [
      'the 31st of February',
      ONE.replace('2026-03-02T09:00', '2026-02-31T09:00'),
      ['time-impossible'],
    ],
    ['an hour 25', ONE.replace('02T09:10', '02T25:10'), ['time-impossible']],
    ['words for a time', ONE.replace('2026-03-02T09:10', 'yesterday'), ['time-unreadable']],
    [
      'another format of date',
      ONE.replace('2026-03-02T09:10', '02/03/2026 09:10'),
      ['time-two-formats'],
    ],
    ['a date without hour', ONE.replace('2026-03-02T09:10', '2026-03-02'), ['time-without-hour']],
    ['no identifier', ONE.replace('T-1', ''), ['id-missing']],
    ['no opening', ONE.replace('2026-03-02T09:00', ''), ['opened-missing']],
    [
      'a pause that ends before it starts',
      `${ONE}awaiting@2026-03-02T10:00/2026-03-02T09:30`,
      ['pause-ends-before-start'],
    ],
    [
      'a pause before the opening',
      `${ONE}awaiting@2026-03-01T10:00/2026-03-02T09:30`,
      ['pause-before-opening'],
    ],
    ['a pause in no form', `${ONE}from nine to ten`, ['pause-unreadable']],
    [
      'two pauses at once',
      `${ONE}awaiting@2026-03-02T09:10/2026-03-02T10:00|new@2026-03-02T09:20/2026-03-02T09:30`,
      ['pauses-overlap'],
    ],
    ['a cell too few', ONE.slice(0, -1), ['row-uneven']],
    ['a cell too many', `${ONE},x`, ['row-uneven']],
    ['text after a quote', ONE.replace('T-1', '"T-1"x'), ['text-after-quote']],
    ['half a file', ONE.replace('mail', '"mail'), ['quote-not-closed']],
    ['a year out of the table of zones', ONE.replace(/2026/g, '2099'), ['time-outside-zone']],
  ]
  test.each(rows)('%s', (_name, row, expected) => {
    const good = ONE.replace('T-1', 'T-0')
    const { tickets, report } = readText(table(good, row))
    expect(codes(report)).toEqual(expected)
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['T-0'])
    expect(report).toMatchObject({ rowsRead: 2, rowsUsed: 1, rowsSetAside: 1 })
    expect(report.setAside).toEqual([{ row: 3, code: expected[0] }])
  })

  const files: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['nothing', '', 'table-empty'],
    ['a header and no row', `${HEADER}\n`, 'header-without-rows'],
    ['a PDF', '%PDF-1.7\n…', 'file-not-a-table'],
    ['a ZIP', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'file-not-a-table'],
    ['a gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'file-not-a-table'],
    ['JSON', '{"tickets": []}', 'file-not-a-table'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x69, 0, 0x64, 0), 'file-utf-16'],
    [
      'UTF-16 without mark',
      Uint8Array.from([...'id,priority'].flatMap((c) => [c.charCodeAt(0), 0])),
      'file-utf-16',
    ],
    ['a column that is missing', table(ONE).replace('opened', 'openned'), 'column-missing'],
  ]
  test.each(files)('%s', (_name, content, code) => {
    const { tickets, report } = readText(content)
    expect(tickets).toEqual([])
    expect(codes(report)).toEqual([code])
  })

  test('a missing column is named with the nearest one of the file', () => {
    const { report } = readText(table(ONE).replace('opened', 'openned'))
    const finding = report.findings.find(({ code }) => code === 'column-missing')
    expect(finding?.params).toMatchObject({ column: 'opened', nearest: 'openned' })
  })

  test('a time without zone is one finding for all the rows', () => {
    const { report } = readText(table(ONE, ONE.replace('T-1', 'T-2')), { zone: undefined })
    expect(codes(report)).toEqual(['zone-missing'])
    expect(report.findings.find(({ code }) => code === 'zone-missing')?.params['count']).toBe('2')
  })

  test('a zone that nobody knows is said', () => {
    expect(codes(readText(table(ONE), { zone: 'Europe/Pari' }).report)).toContain(
      'facts-zone-unknown',
    )
  })

  test('the same row twice is one ticket; the same identifier with other content is set aside', () => {
    const other = ONE.replace('P1', 'P2')
    const { tickets, report } = readText(table(ONE, ONE, other))
    expect(tickets).toHaveLength(1)
    expect(codes(report)).toEqual(['ticket-repeated', 'ticket-twice'])
    expect(report).toMatchObject({ rowsRead: 3, rowsUsed: 1, rowsRepeated: 1, rowsSetAside: 1 })
  })

  test('bytes that are not UTF-8 in a file that says so are reported with their row', () => {
    const bytes = encodeUtf8(table(ONE))
    bytes[bytes.indexOf(0x6d, HEADER.length)] = 0xe9
    const { report } = readText(bytes)
    const finding = report.findings.find(({ code }) => code === 'encoding-invalid')
    expect(finding?.where?.line).toBe(2)
  })

  test('a row without end is given up and the next ones are read', () => {
    const endless = ONE.replace('mail', `"${'x'.repeat(1_200_000)}`)
    const { tickets, report } = readText(table(endless, ONE.replace('T-1', 'T-2')), {
      piece: 50_000,
    })
    expect(codes(report)).toEqual(['row-too-long'])
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['T-2'])
  })

  test('a row of more than a thousand cells is set aside', () => {
    const { tickets, report } = readText(table(','.repeat(1500), ONE))
    expect(codes(report)).toEqual(['row-too-wide'])
    expect(tickets).toHaveLength(1)
  })
})

describe('times of the two odd nights of a year', () => {
  test('an hour that does not exist is one hour later, and said', () => {
    const { tickets, report } = readText(table('T-1,P1,i,m,2026-03-29T02:30,,,,'))
    expect(tickets[0] && lifeOf(tickets[0])).toEqual(['opened 2026-03-29T01:30:00Z'])
    expect(report.findings.map(({ code }) => code)).toContain('time-in-gap')
  })

  test('an hour that happens twice is the first one, and said', () => {
    const { tickets, report } = readText(table('T-1,P1,i,m,2026-10-25T02:30,,,,'))
    expect(tickets[0] && lifeOf(tickets[0])).toEqual(['opened 2026-10-25T00:30:00Z'])
    expect(report.findings.map(({ code }) => code)).toContain('time-ambiguous')
  })

  test('an offset in the text needs no zone', () => {
    const { tickets } = readText(table('T-1,P1,i,m,2026-10-25T02:30:15+01:00,,,,'), {
      zone: undefined,
    })
    expect(tickets[0] && lifeOf(tickets[0])).toEqual(['opened 2026-10-25T01:30:15Z'])
  })
})

describe('laws', () => {
  const cell = fc.constantFrom('mail', 'a "b", c', 'deux\nlignes', 'été €', '', ' x ')
  const minute = fc.integer({ min: 0, max: 500_000 })
  const row = fc.record({ service: cell, opened: minute, wait: minute, pause: fc.boolean() })
  const time = (m: number): string =>
    new Date(Date.UTC(2026, 0, 1) + m * 60_000).toISOString().slice(0, 16)
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const lineOf = (
    r: { service: string; opened: number; wait: number; pause: boolean },
    i: number,
  ) => {
    const pause = r.pause ? `w@${time(r.opened + 1)}Z/${time(r.opened + 2)}Z` : ''
    const times = [r.opened, r.opened, r.opened + r.wait, r.opened + r.wait]
    return `T${i},P1,i,${quoted(r.service)},${times.map((m) => `${time(m)}Z`).join(',')},${pause}`
  }
  const rowsOf = fc.array(row, { minLength: 1, maxLength: 12 })

  test('the pieces in which a file arrives change nothing', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 1, max: 200 }), (rows, piece) => {
        const text = table(...rows.map(lineOf))
        const whole = readText(text)
        const cut = readText(text, { piece })
        expect(cut.tickets).toEqual(whole.tickets)
        expect(cut.report).toEqual(whole.report)
        expect(whole.report.rowsUsed + whole.report.rowsSetAside).toBe(rows.length)
      }),
      { numRuns: 150 },
    )
  })

  test('line endings, byte order mark, separator and order of rows change no ticket', () => {
    const shuffled = rowsOf.chain((rows) => {
      const lines = rows.map(lineOf)
      const order = fc.shuffledSubarray(lines, { minLength: lines.length })
      return fc.tuple(fc.constant(lines), order)
    })
    const ending = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(shuffled, ending, fc.boolean(), ([lines, others], end, mark) => {
        const plain = readText(table(...lines))
        const text = `${mark ? '\ufeff' : ''}${[HEADER, ...others].join(end)}`
        expect(canonical(readText(text).tickets)).toEqual(canonical(plain.tickets))
      }),
      { numRuns: 150 },
    )
  })

  test('any bytes at all are read or refused, never a crash, and the rows add up', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, headed) => {
        const bytes = headed ? Uint8Array.from([...encodeUtf8(`${HEADER}\n`), ...noise]) : noise
        const { report } = readText(bytes)
        const { rowsRead, rowsUsed, rowsSetAside, rowsBlank, rowsRepeated } = report
        expect(rowsUsed + rowsSetAside + rowsBlank + rowsRepeated).toBe(rowsRead)
      }),
      { numRuns: 300 },
    )
  })
})
