/** Rows read straight from their bytes say what the reader of cells says of the same rows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import type { Mapping } from '../../src/facts/normalise/mapping.ts'
import { canonical, lifeOf, mappingIn, readText } from './reading.ts'

const HEADER = 'id,priority,type,service,opened,responded,resolved,closed,pauses'

/** Around the night when the clocks of Paris change, where most readings are delicate. */
const time = fc
  .record({ day: fc.integer({ min: 28, max: 31 }), minute: fc.integer({ min: 0, max: 1439 }) })
  .map(({ day, minute }) => {
    const two = (value: number) => `${value}`.padStart(2, '0')
    return `2026-03-${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  })
const odd = fc.constantFrom(
  ...['', '2026-03-32T09:00', '2026-03-29', ' 2026-03-30T09:00', '9:00', '2026-03-30T09h00'],
  ...['2026-03-30T0a:00', '2026-03-30T09:0:', '2026-03-30T33:00', '1969-12-31T09:00'],
)
const sorted = fc
  .array(time, { minLength: 4, maxLength: 10 })
  .map((times) => times.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
const word = fc.constantFrom(
  'P1',
  'P2',
  'incident',
  'awaiting-client',
  'a very long service',
  '',
  'x',
)

const row = fc
  .record({
    id: fc.constantFrom('T1', 'T2', 'T10', 'T110', 'T01', 'A', '7', 'INC0010023', 'INC0010024'),
    words: fc.array(word, { minLength: 3, maxLength: 3 }),
    times: sorted,
    damage: fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.oneof(odd, time)), {
      freq: 3,
      nil: undefined,
    }),
    statuses: fc.array(fc.constantFrom('awaiting-client', 'awaiting-third-party'), {
      minLength: 3,
      maxLength: 3,
    }),
  })
  .map(({ id, words, times, damage, statuses }) => {
    const [opened = '', responded = '', ...rest] = times
    const cells = [opened, responded, rest.at(-2) ?? '', rest.at(-1) ?? '']
    if (damage !== undefined) cells[damage[0]] = damage[1]
    const pauses: string[] = []
    for (let i = 0; i + 3 < rest.length; i += 2) {
      pauses.push(`${statuses[i / 2] ?? 'awaiting-client'}@${rest[i]}/${rest[i + 1]}`)
    }
    return { id, rest: [...words, ...cells, pauses.join('|')].join(',') }
  })

test('plain rows say the same as the same rows in quotes, which are read cell by cell', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const table = (mark: string): string =>
        [HEADER, ...rows.map(({ id, rest }) => `${mark}${id}${mark},${rest}`)].join(end) + end
      const plain = readText(table(''))
      const quoted = readText(table('"'))
      expect(canonical(plain.tickets)).toEqual(canonical(quoted.tickets))
      expect(plain.tickets.map(({ origin }) => origin.row)).toEqual(
        quoted.tickets.map(({ origin }) => origin.row),
      )
      expect(plain.report).toEqual(quoted.report)
    }),
    { numRuns: 600 },
  )
})

test('a repeated identifier is found whatever its number, and however far', () => {
  const opened = 'P1,incident,mail,2026-03-02T09:00,,,,'
  const ids = Array.from({ length: 30_000 }, (_, i) => `T${(i * 7919) % 30_000}`)
  const rows = [...ids, 'T5', 'T29999'].map((id) => `${id},${opened}`)
  const twice = `T77,P2,incident,mail,2026-03-02T09:00,,,,`
  const { tickets, report } = readText(`${[HEADER, ...rows, twice].join('\n')}\n`)
  expect(tickets).toHaveLength(30_000)
  expect(report).toMatchObject({ rowsRead: 30_003, rowsRepeated: 2, rowsSetAside: 1 })
})

test('identifiers whose numbers are far apart are told apart as well', () => {
  const opened = 'P1,incident,mail,2026-03-02T09:00,,,,'
  const ids = Array.from({ length: 20_000 }, (_, i) => `T${Math.imul(i + 1, 104_729) >>> 0}`)
  const rows = [...ids, ...ids.slice(0, 100), ...ids.slice(-100)].map((id) => `${id},${opened}`)
  const { tickets, report } = readText(`${[HEADER, ...rows].join('\n')}\n`)
  expect(tickets).toHaveLength(20_000)
  expect(report).toMatchObject({ rowsRead: 20_200, rowsRepeated: 200 })
})

test('a row in quotes repeats the same row without them', () => {
  const rest =
    'P1,incident,mail,2026-03-02T09:00,2026-03-02T09:10,2026-03-02T11:00,2026-03-03T11:00,' +
    'awaiting-client@2026-03-02T09:30/2026-03-02T10:00'
  const { report } = readText(`${[HEADER, `T7,${rest}`, `"T7",${rest}`].join('\n')}\n`)
  expect(report).toMatchObject({ rowsUsed: 1, rowsRepeated: 1, rowsSetAside: 0 })
})

const MAPPING = `name: outil
title: { fr: Mon outil, en: My tool }
one-row-is: ticket
format: { separator: ";" }
id: { column: N° }
`
const COLUMNS = 'N°;Prio;Service;Note;Lieu;Ouvert;Réponse;État;Fin'
const OPENED = 'columns: { opened: Ouvert }\n'
const STATUS = 'status: { column: État, values: { Fini: resolved, Ouvert: new } }\n'
const PRIORITY = 'priority: { column: Prio, values: { "1": P1, "2": P2 } }\n'

/** Mappings of the same columns, of which each leaves another part of a row unread. */
const MAPPINGS: readonly (readonly [string, Mapping])[] = [
  ['of the opening alone', mappingIn(MAPPING + OPENED)],
  [
    'with a status and no end',
    mappingIn(`${MAPPING}${OPENED}${STATUS}type: { constant: incident }`),
  ],
  [
    'with an end',
    mappingIn(`${MAPPING}columns: { opened: Ouvert, responded: Réponse, resolved: Fin }
${PRIORITY}service: { column: Service }\nfields: { site: Lieu }`),
  ],
  [
    'with a closing alone',
    mappingIn(`${MAPPING}columns: { opened: Ouvert, closed: Fin }\n${STATUS}`),
  ],
  [
    'with one column in two roles',
    mappingIn(`${MAPPING}${OPENED}${PRIORITY}fields: { level: Prio }`),
  ],
  ['moved by a week', mappingIn(`${MAPPING}${OPENED}shift: -1 week`)],
]

const cells = fc.record({
  id: fc.integer({ min: 1, max: 400 }),
  priority: fc.constantFrom('1', '2', '3', '', ' 1'),
  service: fc.oneof(
    word,
    fc.integer({ min: 100, max: 400 }).map((n) => `service ${n} of the site`),
  ),
  note: fc.constantFrom('', 'x', 'été', '"a;b"', '"a ""b"""', '"x"', 'a"b'),
  site: fc.constantFrom('Lyon', '', 'Nîmes', '"Lyon"'),
  opened: fc.oneof({ weight: 9, arbitrary: time }, odd),
  responded: fc.oneof({ weight: 9, arbitrary: time }, odd),
  status: fc.constantFrom('Fini', 'Ouvert', '', 'Zombie', 'awaiting'),
  end: fc.oneof({ weight: 9, arbitrary: time }, odd),
})
/** How many of the nine cells a row has, and what comes after them. */
const tail = fc.tuple(
  fc.oneof({ weight: 9, arbitrary: fc.constant(9) }, fc.integer({ min: 1, max: 8 })),
  fc.constantFrom('', '', '', '', '', ';', ';x', '\n'),
)

test.each(MAPPINGS)('so they do by a mapping %s', (_what, mapping) => {
  const latest = instant(Date.UTC(2026, 2, 30, 12))
  fc.assert(
    fc.property(fc.array(fc.tuple(cells, tail), { maxLength: 40 }), (rows) => {
      const table = (mark: string): string => {
        const lines = rows.map(([{ id, ...rest }, [kept, more]]) =>
          [`${mark}${id}${mark}`, ...Object.values(rest)].slice(0, kept).join(';').concat(more),
        )
        return `${[COLUMNS, ...lines].join('\n')}\n`
      }
      const plain = readText(table(''), { mapping, latest })
      const quoted = readText(table('"'), { mapping, latest })
      expect(plain.tickets).toEqual(quoted.tickets)
      expect(plain.report).toEqual(quoted.report)
    }),
    { numRuns: 60 },
  )
})

test.each(['09:0:', '0::00', '09;00', '09:60', '24:00', '/9:00', '09:00Z'])(
  'a clock of %s is read as slowly after a day that is known',
  (clock) => {
    const mapping = mappingIn(MAPPING + OPENED)
    const rows = (mark: string) =>
      [COLUMNS, '0;;;;;2026-03-30T09:00;;;', `${mark}1${mark};;;;;2026-03-30T${clock};;;`].join(
        '\n',
      )
    const [plain, quoted] = ['', '"'].map((mark) => readText(`${rows(mark)}\n`, { mapping }))
    expect(plain).toEqual(quoted)
    expect(plain?.tickets).toHaveLength(clock === '09:00Z' ? 2 : 1)
  },
)

test('two hundred long values that begin and end alike are told apart', () => {
  const mapping = mappingIn(`${MAPPING}${OPENED}service: { column: Service }`)
  const services = Array.from({ length: 600 }, (_, i) => `service ${100 + (i % 200)} of the site`)
  const rows = services.map((name, i) => `${i};1;${name};;;2026-03-30T09:00;;;`)
  const { tickets } = readText(`${[COLUMNS, ...rows].join('\n')}\n`, { mapping })
  expect(tickets.map(({ fields }) => fields['service'])).toEqual(services)
})

test('a file of rows that are not plain is read to its end all the same', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `"${i}";;;;;2026-03-30T09:00;;;`)
  const mapping = mappingIn(MAPPING + OPENED)
  const text = `${[COLUMNS, ...rows, '3000;;;;;2026-03-30T09:00;;;'].join('\n')}\n`
  const { tickets } = readText(text, { mapping, piece: 1000 })
  expect(tickets).toHaveLength(3001)
})

describe('pauses', () => {
  const opened = '2026-03-02T09:00'
  const header = 'N°;Ouvert;Attentes\n'
  const mapping = (form: string) =>
    mappingIn(`${MAPPING}${OPENED}pauses: { column: Attentes, form: "${form}" }`)
  const lives = (cell: string, form = 'status@start/end|') =>
    readText(`${header}1;${opened};${cell}\n"2";${opened};${cell}\n`, { mapping: mapping(form) })

  test.each([
    ['whose mark is the separator', 'status@start/end;'],
    ['whose mark is another', 'status#start_end!'],
  ])('in a form %s', (_what, form) => {
    const [, a, b, c] = /^status(.)start(.)end(.)$/.exec(form) ?? []
    const one = `awaiting${a}2026-03-02T10:00${b}2026-03-02T11:00`
    const two = `awaiting-client${a}2026-03-02T12:00${b}2026-03-02T13:00`
    const { tickets, report } = lives(`"${one}${c}${two}"`, form)
    const [first, second] = tickets.map(lifeOf)
    expect(first).toEqual([
      'opened 2026-03-02T08:00:00Z',
      'status awaiting 2026-03-02T09:00:00Z',
      'status active 2026-03-02T10:00:00Z',
      'status awaiting-client 2026-03-02T11:00:00Z',
      'status active 2026-03-02T12:00:00Z',
    ])
    expect(second).toEqual(first)
    expect(report.rowsSetAside).toBe(0)
  })

  test('in any order, with seconds, touching each other or not, have their own order', () => {
    const { tickets } = lives(
      'awaiting@2026-03-02T12:00:30/2026-03-02T13:00|' +
        'awaiting-client@2026-03-02T11:00/2026-03-02T12:00|' +
        'awaiting-clienX@2026-03-02T10:00/2026-03-02T11:00|' +
        'awaiting-client@2026-03-02T09:30/2026-03-02T10:00|',
    )
    const [first, second] = tickets.map(lifeOf)
    expect(first?.slice(1)).toEqual([
      'status awaiting-client 2026-03-02T08:30:00Z',
      'status awaiting-clienX 2026-03-02T09:00:00Z',
      'status awaiting-client 2026-03-02T10:00:00Z',
      'status active 2026-03-02T11:00:00Z',
      'status awaiting 2026-03-02T11:00:30Z',
      'status active 2026-03-02T12:00:00Z',
    ])
    expect(second).toEqual(first)
  })

  test.each([
    ['without an end', 'awaiting@2026-03-02T10:00', 'pause-unreadable'],
    ['without a status', '@2026-03-02T10:00/2026-03-02T11:00', 'pause-unreadable'],
    [
      'with nothing between two marks',
      'awaiting@2026-03-02T10:00/2026-03-02T11:00||',
      'pause-unreadable',
    ],
    ['from no such day', 'awaiting@2026-02-30T10:00/2026-03-02T11:00', 'time-impossible'],
    ['until no such day', 'awaiting@2026-03-02T10:00/2026-03-32T11:00', 'time-impossible'],
    ['until a word', 'awaiting@2026-03-02T10:00/later', 'time-unreadable'],
    ['from a date', 'awaiting@2026-03-02/2026-03-03T10:00', 'time-without-hour'],
  ])('%s set their row aside', (_what, cell, code) => {
    const { tickets, report } = lives(cell)
    expect(tickets).toEqual([])
    expect(report.setAside).toEqual([
      { row: 2, code },
      { row: 3, code },
    ])
  })

  test('by the hundred are all kept, however many tickets have them', () => {
    const time = (minute: number): string =>
      new Date(Date.UTC(2026, 2, 3) + minute * 60_000).toISOString().slice(0, 16)
    const pauses = Array.from(
      { length: 100 },
      (_, i) => `awaiting@${time(i * 2)}/${time(i * 2 + 1)}`,
    )
    const rows = Array.from({ length: 200 }, (_, i) => `"${i}";${opened};${pauses.join('|')}`)
    const { tickets, report } = readText(`${header}${rows.join('\n')}\n`, {
      mapping: mapping('status@start/end|'),
    })
    expect(tickets.map(({ events }) => events.length)).toEqual(tickets.map(() => 201))
    expect(report).toMatchObject({ items: 200, events: 40_200 })
  })
})
