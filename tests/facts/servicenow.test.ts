import { expect, test } from 'vitest'
import { readFactFiles } from '../../src/shell/importers/read-files.ts'
import { lifeOf, mappings, readAll, SERVICENOW_LOG, zones } from './reading.ts'

test('the real event log is recognised, and its zone is asked for', () => {
  const files = readFactFiles([SERVICENOW_LOG], { zones, mappings })
  expect(files.findings.map((finding) => [finding.code, finding.params['mapping']])).toEqual([
    ['table-recognised', 'servicenow-event-log'],
  ])
  const [report] = files.tickets.read(() => {})
  expect(report).toMatchObject({ rowsRead: 119_998, rowsUsed: 0, rowsSetAside: 119_998, items: 0 })
  const missing = report?.findings.filter((finding) => finding.code === 'zone-missing')
  expect(missing).toHaveLength(1)
})

// The counts below are those of tests/facts/servicenow-counts.py, which shares no code with us.
test('119 998 rows are 20 769 incidents, and every count is that of another program', () => {
  const { tickets, report } = readAll(SERVICENOW_LOG, { zone: 'Europe/Paris' })
  expect(report).toMatchObject({
    rowsRead: 119_998,
    rowsUsed: 119_998,
    rowsSetAside: 0,
    rowsRepeated: 0,
    rowsBlank: 0,
    items: 20_769,
  })
  const counts: Record<string, number> = {}
  for (const ticket of tickets) {
    for (const event of ticket.events) {
      const name = event.kind === 'status' ? `status ${event.value}` : event.kind
      counts[name] = (counts[name] ?? 0) + 1
    }
  }
  expect(counts).toEqual({
    opened: 20_769,
    resolved: 21_042,
    reopened: 277,
    closed: 20_769,
    priority: 361,
    service: 1196,
    'status new': 13_384,
    'status active': 13_444,
    'status awaiting-client': 5116,
    'status awaiting-third-party': 208,
    'status awaiting-problem': 223,
    'status awaiting-evidence': 10,
    'status -100': 1,
    'status resolved': 21_041,
    'status closed': 20_776,
  })
  const found = Object.fromEntries(report.findings.map((f) => [f.code, f.params['count']]))
  expect(found).toMatchObject({
    'resolved-from-status': '1415',
    'resolved-missing': '4',
    'resolved-before-reopening': '1',
    'status-unknown': '2',
    'event-row-before-opening': '5',
  })
})

test('a resolution that was undone keeps its own time, and the last one has that of the column', () => {
  const { tickets } = readAll(SERVICENOW_LOG, { zone: 'Europe/Paris' })
  const first = tickets.find((ticket) => ticket.externalId === 'INC0000047')
  expect(first && lifeOf(first)).toEqual([
    'opened 2016-02-29T03:40:00Z',
    'status new 2016-02-29T03:57:00Z',
    'status active 2016-02-29T04:30:00Z',
    'status awaiting-client 2016-03-01T08:14:00Z',
    'status resolved 2016-03-01T08:52:00Z',
    'resolved 2016-03-01T08:52:00Z',
    'status closed 2016-03-06T09:00:00Z',
    'closed 2016-03-06T09:00:00Z',
  ])
  expect(first?.fields).toMatchObject({ priority: 'P3', type: 'incident', service: 'Category 40' })
})

test('522 weeks later the same log has the same weekdays, and says that it was moved', () => {
  const plain = readAll(SERVICENOW_LOG, { zone: 'Europe/Paris' })
  const mapping = mappings.find(({ name }) => name === 'servicenow-event-log')
  const shifted = readAll(SERVICENOW_LOG, {
    zone: 'Europe/Paris',
    mapping: mapping && { ...mapping, shiftWeeks: 522 },
  })
  const notice = shifted.report.findings.find((finding) => finding.code === 'times-shifted')
  expect(notice?.params['weeks']).toBe('522')
  const [before] = plain.tickets
  const [after] = shifted.tickets
  const weeks = (Number(after?.events[0]?.at) - Number(before?.events[0]?.at)) / 604_800_000
  expect(weeks).toBe(522)
})

test('one row an incident tells the same waits as the log', () => {
  const { tickets, report } = readAll('tests/fixtures/servicenow/per-incident.csv.gz', {
    zone: 'Europe/Paris',
  })
  expect(report.rowsRead).toBe(20_769)
  expect(report.rowsUsed + report.rowsSetAside).toBe(20_769)
  const incident = tickets.find((ticket) => ticket.externalId === 'INC0000070')
  expect(incident && lifeOf(incident)).toEqual([
    'opened 2016-02-29T07:11:00Z',
    'status awaiting-client 2016-02-29T12:26:00Z',
    'status active 2016-03-08T08:55:00Z',
    'resolved 2016-03-08T08:55:00Z',
    'closed 2016-03-24T17:40:00Z',
  ])
})
