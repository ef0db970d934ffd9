/** Values that decide and that may be wrong are said: once for all the rows that share them. */
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import type { Mapping } from '../../src/facts/normalise/mapping.ts'
import { mappingNamed, readText, zones } from './reading.ts'

/** What is said of a facts file whose tickets have these keys. */
function saidOf(...tickets: readonly string[]) {
  const items = tickets.map((rest, i) => `  - { id: T-${i}, opened: 2026-03-02 09:00, ${rest} }`)
  const tree = readYaml('facts.yaml', ['zone: Europe/Paris', 'tickets:', ...items].join('\n'))
  if (tree.value === undefined) throw new Error(JSON.stringify(tree.findings))
  const { value, findings } = readFactsFile('facts.yaml', tree.value, zones)
  expect(value?.tickets).toHaveLength(tickets.length)
  return findings
}

/** What is said of a table that is more than information. */
const warnings = (text: string, mapping = mappingNamed('vigie-tickets')) =>
  readText(text, { mapping }).report.findings.filter(({ severity }) => severity !== 'information')

const HEADER = 'id,priority,type,service,opened,responded,resolved,closed,pauses'
const table = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\n`
const paused = (id: string, status: string): string =>
  `${id},P1,incident,mail,2026-03-02T09:00,,2026-03-02T11:00,,${status}@2026-03-02T09:30/2026-03-02T10:00`

describe('a status that is on no list', () => {
  test('is said of a written file with its lines, its count and the nearest one', () => {
    const pause = (status: string): string =>
      `pauses: [{ status: ${status}, from: 2026-03-02 09:30, to: 2026-03-02 10:00 }]`
    const findings = saidOf(
      pause('awaiting-cleint'),
      pause('awaiting-client'),
      `status: [{ at: 2026-03-02 09:10, is: awaiting-cleint }, { at: 2026-03-02 09:20, is: Fini }]`,
    )
    expect(findings).toMatchObject([
      {
        code: 'facts-status-unknown',
        severity: 'warning',
        where: { file: 'facts.yaml', line: 3 },
        params: { value: 'awaiting-cleint', count: '2', rows: '3, 5', nearest: 'awaiting-client' },
      },
      { code: 'facts-status-unknown', params: { value: 'Fini', count: '1' } },
    ])
  })

  test('is said of a table of ours, whose mapping lists no values', () => {
    const text = table(paused('T-1', 'awaiting-cleint'), paused('T-2', 'awaiting-client'))
    expect(warnings(text)).toMatchObject([
      {
        code: 'status-unknown',
        severity: 'warning',
        params: { value: 'awaiting-cleint', count: '1', rows: '2', nearest: 'awaiting-client' },
      },
    ])
  })

  test('may differ by a character that nobody sees', () => {
    const findings = warnings(table(paused('T-1', 'awaiting-client\u200b')))
    expect(findings.map(({ code }) => code)).toEqual(['status-unknown'])
    expect(findings[0]?.params['nearest']).toBe('awaiting-client')
  })

  test('is not said where the mapping gives it a meaning, nor is a word of the list', () => {
    const mapping: Mapping = {
      ...mappingNamed('vigie-tickets'),
      pauses: {
        column: 'pauses',
        marks: [64, 47, 124],
        values: new Map([['Waiting', 'awaiting-client']]),
      },
    }
    const rows = [paused('T-1', 'Waiting'), paused('T-2', 'awaiting'), paused('T-3', 'Wait')]
    const findings = warnings(table(...rows), mapping)
    expect(findings.map(({ params }) => params['value'])).toEqual(['Wait'])
  })

  test('is not said of the statuses that a ticket may have', () => {
    expect(saidOf('status: [{ at: 2026-03-02 09:10, is: planned }]', 'priority: P1')).toEqual([])
  })
})

describe('an hour of the two odd nights of a year is a warning', () => {
  test('said once for all the times of a written file', () => {
    const findings = saidOf(
      'resolved: 2026-03-29 02:30',
      'resolved: 2026-03-29 02:40',
      'resolved: 2026-10-25 02:30',
      'resolved: 2026-10-25 03:00',
      'resolved: 2026-10-25 02:30+01:00',
    )
    expect(findings).toMatchObject([
      {
        code: 'facts-time-in-gap',
        severity: 'warning',
        where: { line: 3 },
        params: { count: '2', rows: '3, 4', sample: 'tickets[0].resolved 2026-03-29 02:30' },
      },
      { code: 'facts-time-ambiguous', severity: 'warning', params: { count: '1', rows: '5' } },
    ])
  })

  test('said once for all the cells of a column', () => {
    const row = (id: string, resolved: string): string =>
      `${id},P1,incident,mail,2026-03-02T09:00,,${resolved},,`
    const findings = warnings(
      table(
        row('T-1', '2026-03-29T02:30'),
        row('T-2', '2026-03-29T02:45'),
        row('T-3', '2026-10-25T02:30'),
        row('T-4', '2026-10-25T03:00'),
      ),
    )
    expect(findings).toMatchObject([
      { code: 'time-in-gap', severity: 'warning', params: { count: '2', rows: '2, 3' } },
      { code: 'time-ambiguous', severity: 'warning', params: { count: '1', rows: '4' } },
    ])
  })
})
