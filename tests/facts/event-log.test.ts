/** Event logs, of which many rows tell one ticket: what is told, noted and set aside. */
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import { codes, lifeOf, mappingIn, readText } from './reading.ts'

const MAPPING = `name: journal
title: { fr: Journal, en: Log }
one-row-is: event
id: { column: N°, clean: remove-spaces }
columns: { opened: Ouvert, responded: Réponse, resolved: Résolu, closed: Clos }
status:
  column: État
  at: Le
  order: Rang
  values: { Nouveau: new, En cours: active, Attente: awaiting-client, Résolu: resolved, Clos: closed }
priority: { column: Prio }
service: { column: Service }
type: { constant: incident }
`
const mapping = mappingIn(MAPPING)
const HEADER = 'N°,État,Le,Rang,Ouvert,Réponse,Résolu,Clos,Prio,Service'

/** A log of March 2026: `day hour` for a time; the cells that no row has are left out at the end. */
const logOf = (rows: readonly string[], header = HEADER): string =>
  `${[header, ...rows].join('\n').replace(/\b(\d\d) (\d\d:\d\d)\b/g, '2026-03-$1T$2')}\n`
const read = (...rows: readonly string[]) => readText(logOf(rows), { mapping })

describe('one ticket', () => {
  test('of rows in any order has its events in order, and the fields of its earliest row', () => {
    const { tickets, report } = read(
      'I-1,Résolu,02 11:00,3,02 09:00,02 09:10,02 11:05,,P1,mail',
      'I-1,Nouveau,02 09:00,1,02 09:00,,,,P2,mail',
      'I-1,En cours,02 09:10,2,02 09:00,02 09:10,,,P1,mail',
    )
    expect(tickets.map(lifeOf)).toEqual([
      [
        'opened 2026-03-02T08:00:00Z',
        'status new 2026-03-02T08:00:00Z',
        'status active 2026-03-02T08:10:00Z',
        'priority P1 2026-03-02T08:10:00Z',
        'responded 2026-03-02T08:10:00Z',
        'status resolved 2026-03-02T10:00:00Z',
        'resolved 2026-03-02T10:05:00Z',
      ],
    ])
    expect(tickets[0]?.fields).toEqual({ priority: 'P2', service: 'mail', type: 'incident' })
    expect(tickets[0]?.origin.row).toBe(2)
    expect(report).toMatchObject({ rowsRead: 3, rowsUsed: 3, items: 1, events: 7 })
    expect(report.findings).toMatchObject([{ code: 'rows-out-of-order', params: { rows: '3' } }])
  })

  test('whose rows have one time is told by their number, then by their place', () => {
    const statuses = (...rows: readonly string[]) =>
      read(...rows).tickets[0]?.events.flatMap(({ value }) => value ?? [])
    const waiting = 'I-1,Attente,02 09:00,2,02 09:00'
    const active = 'I-1,En cours,02 09:00,1,02 09:00'
    const rest = ',,,,,'
    expect(statuses(waiting + rest, active + rest)).toEqual(['active', 'awaiting-client'])
    const first = waiting.replace(',2,', ',,')
    const second = active.replace(',1,', ',,')
    expect(statuses(first + rest, second + rest)).toEqual(['awaiting-client', 'active'])
    expect(statuses(second + rest, first + rest)).toEqual(['active', 'awaiting-client'])
  })

  test('whose rows have words for a number keeps them in the order of the file, and says so', () => {
    const rows = ['B', '1.5', '-1'].map(
      (order, i) => `I-1,${['Nouveau', 'Attente', 'En cours'][i]},02 09:00,${order},02 09:00,,,,,`,
    )
    const { tickets, report } = read(...rows)
    const statuses = tickets[0]?.events.flatMap(({ value }) => value ?? [])
    expect(statuses).toEqual(['new', 'awaiting-client', 'active'])
    expect(report.findings).toMatchObject([
      {
        code: 'order-unreadable',
        severity: 'warning',
        params: { column: 'Rang', sample: 'B', count: '3', rows: '2, 3, 4' },
      },
    ])
  })

  test('has a priority and a service from the first row that says one', () => {
    const { tickets } = read(
      'I-1,Nouveau,02 09:00,1,02 09:00,,,,,mail',
      'I-1,Nouveau,02 09:10,2,02 09:00,,,,P3,',
      'I-1,Nouveau,02 09:20,3,02 09:00,,,,P1,réseau',
    )
    expect(tickets.map(lifeOf)).toEqual([
      [
        'opened 2026-03-02T08:00:00Z',
        'status new 2026-03-02T08:00:00Z',
        'priority P1 2026-03-02T08:20:00Z',
        'service réseau 2026-03-02T08:20:00Z',
      ],
    ])
    expect(tickets[0]?.fields).toEqual({ service: 'mail', type: 'incident' })
  })

  test('that was closed without a resolution has none, and it is said', () => {
    const { tickets, report } = read(
      'I-1,Nouveau,02 09:00,1,02 09:00,,,,P1,mail',
      'I-1,Clos,02 10:00,2,02 09:00,,,02 10:00,P1,mail',
    )
    expect(tickets[0]?.events.map(({ kind }) => kind)).toEqual([
      'opened',
      'status',
      'status',
      'closed',
    ])
    expect(codes(report)).toEqual(['resolved-missing'])
  })

  test('of the future is said, once for the ticket', () => {
    const rows = [
      'I-1,Nouveau,02 09:00,1,02 09:00,,,,P1,m',
      'I-1,Attente,04 09:00,2,02 09:00,,,,P1,m',
    ]
    const latest = (hour: number) => ({ mapping, latest: instant(Date.UTC(2026, 2, 4, hour)) })
    expect(codes(readText(logOf(rows), latest(7)).report)).toEqual(['time-in-future'])
    expect(codes(readText(logOf(rows), latest(8)).report)).toEqual([])
  })

  test('whose identifier has spaces is the same ticket without them', () => {
    const { tickets } = read(
      '5 732 943,Nouveau,02 09:00,1,02 09:00,,,,P1,m',
      '5732943,En cours,02 09:10,2,02 09:00,,,,P1,m',
    )
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['5732943'])
  })
})

describe('what cannot be used is set aside whole, with its cause', () => {
  const GOOD = 'I-0,Nouveau,02 09:00,1,02 09:00,,,,P1,mail'
  const NEW = 'I-1,Nouveau,02 09:00,1,02 09:00,,,,P1,mail'
  test.each([
    ['a row without its time', [NEW, 'I-1,Clos,,2,02 09:00,,,,P1,m'], 'event-time-missing', 4, 2],
    [
      'a row at no hour',
      [NEW, 'I-1,Clos,2026-03-02,2,02 09:00,,,,P1,m'],
      'time-without-hour',
      4,
      2,
    ],
    [
      'a resolution in words',
      [NEW, 'I-1,Clos,02 10:00,2,02 09:00,,hier,,P1,m'],
      'time-unreadable',
      4,
      2,
    ],
    [
      'two such rows',
      [NEW.replace('02 09:00,1', 'x,1'), NEW.replace('02 09:00,1', ',1')],
      'time-unreadable',
      3,
      2,
    ],
    ['no opening on any row', ['I-1,Nouveau,02 09:00,1,,,,,P1,m'], 'opened-missing', 3, 1],
    [
      'an answer before the opening',
      ['I-1,Nouveau,02 09:00,1,02 09:00,02 08:59,,,P1,m'],
      'event-before-opening',
      3,
      1,
    ],
    ['a row of no ticket', [',Nouveau,02 09:00,1,02 09:00,,,,P1,m'], 'id-missing', 3, 1],
  ])('%s', (_what, rows, code, row, rowsSetAside) => {
    const { tickets, report } = read(GOOD, ...rows)
    expect(tickets.map(({ externalId }) => externalId)).toEqual(['I-0'])
    expect(report.setAside).toEqual([{ row, code }])
    expect(report).toMatchObject({ rowsRead: rows.length + 1, rowsUsed: 1, rowsSetAside, items: 1 })
  })

  test('and a blank row is nothing', () => {
    const { report } = read(GOOD, ', , ,,,,,,,', ' ')
    expect(report).toMatchObject({ rowsRead: 3, rowsUsed: 1, rowsBlank: 2, findings: [] })
  })
})

describe('the columns of a log', () => {
  const row = 'I-1,Nouveau,02 09:00,1,02 09:00,,,,P1,mail'
  test.each([
    ['État', 'State'],
    ['Le', 'Date'],
    ['Ouvert', 'Opened'],
    ['N°', 'Number'],
  ])('« %s » must be there', (column, other) => {
    const header = HEADER.replace(`${column},`, `${other},`)
    const { tickets, report } = readText(logOf([row], header), { mapping })
    expect(tickets).toEqual([])
    expect(report).toMatchObject({ rowsRead: 0 })
    const missing = report.findings.filter(({ code }) => code === 'column-missing')
    expect(missing.map(({ params }) => params['column'])).toEqual([column])
  })

  test.each(['Rang', 'Clos', 'Prio'])('« %s » may be absent, and is said', (column) => {
    const { tickets, report } = readText(logOf([row], HEADER.replace(column, 'x')), { mapping })
    expect(tickets).toHaveLength(1)
    const absent = report.findings.map(({ code, params }) => [code, params['column']])
    expect(absent).toEqual([['column-absent', column]])
  })

  test('need no number where no rows are at one time, and no type', () => {
    const least = mappingIn(MAPPING.replace('  order: Rang\n', '').replace(/type:.*\n/, ''))
    const { tickets, report } = readText(logOf([row]), { mapping: least })
    expect(report.findings).toEqual([])
    expect(tickets[0]?.fields).toEqual({ priority: 'P1', service: 'mail' })
  })

  test('are looked for in no empty file', () => {
    expect(codes(readText('', { mapping }).report)).toEqual(['table-empty'])
  })
})
