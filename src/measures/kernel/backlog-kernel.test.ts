/** Who is in the backlog of which month: a case a row. */
import { describe, expect, test } from 'vitest'
import { readClockRow, wall } from '../../../tests/engine/clock-table.ts'
import { CALENDARS, calendarNamed, PARIS } from '../../../tests/engine/hours.ts'
import type { CalendarDate, YearMonth } from '../../base/calendar/date.ts'
import { parseDate, parseMonth } from '../../base/calendar/date.ts'
import { HOUR } from '../../base/instant.ts'
import type { BacklogSelect, Target } from '../../contract/core/select.ts'
import { batchOf } from '../../facts/ticket-batch.ts'
import { tilesUntil } from '../periods.ts'
import { BacklogKernel } from './backlog-kernel.ts'

const periods = tilesUntil(
  'month',
  PARIS,
  parseDate('2026-07-01') as CalendarDate,
  parseMonth('2026-09') as YearMonth,
)

function monthsOf(row: string, olderThan?: Target): string {
  const { ticket } = readClockRow(row)
  const select: BacklogSelect = {
    kind: 'backlog',
    id: 'b',
    where: [],
    calendar: 'always',
    ...(olderThan === undefined ? {} : { olderThan }),
    tile: 'month',
    source: { path: '' },
  }
  const time = { open: calendarNamed('always'), calendars: CALENDARS }
  const kernel = new BacklogKernel(select, time, periods, wall('10-02 00:00'), 1)
  kernel.add(batchOf([ticket]))
  return periods.labels.filter((_, i) => kernel.counts[i] === 1).join(' ') || 'none'
}

describe('a ticket is in the backlog of the months at whose end it is open', () => {
  test.each([
    'opened 07-20 10:00 | resolved 09-03 10:00 | 2026-07 2026-08',
    'opened 07-20 10:00 | resolved 07-21 10:00 | none',
    'opened 07-20 10:00 | 2026-07 2026-08 2026-09',
    'opened 06-20 10:00 | resolved 08-03 10:00 | 2026-07',
    'opened 06-20 10:00 | resolved 06-25 10:00 | none',
    // Resolved as the month ends: not in it. Opened as it ends: not in it either.
    'opened 07-20 10:00 | resolved 08-01 00:00 | none',
    'opened 08-01 00:00 | resolved 09-03 10:00 | 2026-08',
    'opened 07-20 10:00 | closed 08-02 10:00 | 2026-07',
    'opened 07-20 10:00 | workaround 07-21 10:00 | 2026-07 2026-08 2026-09',
    'opened 07-01 10:00 | resolved 07-05 10:00 | reopened 08-20 10:00 | resolved 09-02 10:00 | 2026-08',
    'opened 07-01 10:00 | resolved 07-05 10:00 | closed 07-09 10:00 | none',
    'opened 10-01 10:00 | none',
    'resolved 07-05 10:00 | none',
  ])('%s', (row) => {
    expect(monthsOf(row)).toBe(row.split('|').at(-1)?.trim())
  })
})

test('of two tickets of one identifier told otherwise, none is counted', () => {
  const tickets = ['opened 07-20 10:00 | none', 'opened 07-21 10:00 | none'].map(
    (row) => readClockRow(row).ticket,
  )
  const select: BacklogSelect = {
    kind: 'backlog',
    id: 'b',
    where: [],
    calendar: 'always',
    tile: 'month',
    source: { path: '' },
  }
  const time = { open: calendarNamed('always'), calendars: CALENDARS }
  const kernel = new BacklogKernel(select, time, periods, wall('10-02 00:00'), 1)
  kernel.add(batchOf(tickets), (index) => index === 0)
  expect([...kernel.counts]).toEqual([1, 1, 1])
  kernel.add(batchOf(tickets), () => true)
  expect([...kernel.counts]).toEqual([1, 1, 1])
})

test('what happened after what is known is not known', () => {
  // Known until 2 October at midnight: resolved later, it is still open at the end of September.
  expect(monthsOf('opened 09-20 10:00 | resolved 10-02 00:01 | none')).toBe('2026-09')
  expect(monthsOf('opened 10-03 10:00 | none')).toBe('none')
})

describe('older than ten days', () => {
  const tenDays: Target = { kind: 'open-time', length: (240 * HOUR) as typeof HOUR }
  test.each([
    'opened 07-20 10:00 | 2026-07 2026-08 2026-09',
    'opened 07-25 10:00 | 2026-08 2026-09',
    // Ten days to the minute are not more than ten.
    'opened 07-22 00:00 | 2026-08 2026-09',
    'opened 07-21 23:59 | 2026-07 2026-08 2026-09',
    // The age counts from the opening, not from the reopening.
    'opened 07-01 10:00 | resolved 07-05 10:00 | reopened 07-30 10:00 | 2026-07 2026-08 2026-09',
  ])('%s', (row) => {
    expect(monthsOf(row, tenDays)).toBe(row.split('|').at(-1)?.trim())
  })
})
