/** Reports handed over in time or not: a case a row, judged in the month of the deadline. */
import { describe, expect, test } from 'vitest'
import { factOf, periods } from '../../tests/engine/downtime-scene.ts'
import { at, CALENDARS, calendarNamed } from '../../tests/engine/hours.ts'
import { ONE } from '../base/ratio.ts'
import type { DeliverySelect } from '../contract/core/select.ts'
import type { Deliverable, ExemptionClaim } from '../facts/fact.ts'
import { tallyDeliveries } from './deliveries.ts'

const select: DeliverySelect = {
  kind: 'deliveries',
  id: 'report',
  of: 'report',
  where: [],
  due: { kind: 'after', target: { kind: 'open-days', count: 5 } },
  calendar: 'office',
  onTheLimit: 'in-time',
  openAtEnd: 'late-if-overdue',
  tile: 'month',
  exemptions: [{ ground: 'client', from: 'exemption', needs: [], takesOut: ['miss'] }],
  source: { path: '' },
}

const time = (text: string) => at(`2026-${text.replace(' ', 'T')}:00Z`)

const report = (from: string, delivered: string, due: string): Deliverable => ({
  ...factOf('deliverable', 'R'),
  of: 'report',
  from: time(from),
  ...(delivered === '-' ? {} : { delivered: time(delivered) }),
  ...(due === '-' ? {} : { due: time(due) }),
  fields: {},
})

function judge(row: string): { readonly got: string; readonly expected: string } {
  const [from = '', delivered = '', due = '', asOf = '', rule = '', expected = ''] = row
    .split('|')
    .map((cell) => cell.trim())
  const limit = rule.includes('late') ? 'late' : 'in-time'
  const claim: ExemptionClaim = {
    ...factOf('exemption', 'c'),
    ground: 'client',
    about: { item: 'R' },
    share: ONE,
    claimedBy: 'provider',
    status: 'accepted',
  }
  const [exemption] = select.exemptions
  if (exemption === undefined) throw new Error('a rule')
  const tally = tallyDeliveries(
    {
      ...select,
      onTheLimit: limit,
      ...(rule.includes('fixed') ? { due: { kind: 'fixed' as const } } : {}),
    },
    { open: calendarNamed('office'), calendars: CALENDARS },
    periods,
    time(asOf),
    [report(from, delivered, due)],
    rule.includes('exempt') ? [{ claim, rule: exemption, share: claim.share }] : [],
  )
  const tile = [...tally.judged].indexOf(1)
  if (tile < 0) return { got: tally.open === 1 ? 'open' : 'none', expected }
  return { got: `${periods.labels[tile]} ${tally.late[tile] === 1 ? 'late' : 'in time'}`, expected }
}

describe('a report due five open days after 30 April, 12:00 in Paris', () => {
  // Friday 1 May is open in these hours, so the fifth open day is Thursday 7 May, 12:00: 10:00 UTC.
  const TABLE = `
    04-30 10:00 | 05-06 09:00 | -           | 05-31 22:00 |        | 2026-05 in time
    04-30 10:00 | 05-07 10:00 | -           | 05-31 22:00 |        | 2026-05 in time
    04-30 10:00 | 05-07 10:00 | -           | 05-31 22:00 | late   | 2026-05 late
    04-30 10:00 | 05-07 10:01 | -           | 05-31 22:00 |        | 2026-05 late
    # Not handed over: late once the deadline has passed, without a word until then.
    04-30 10:00 | -           | -           | 05-31 22:00 |        | 2026-05 late
    04-30 10:00 | -           | -           | 05-05 22:00 |        | open
    # Handed over later than what is known.
    04-30 10:00 | 06-10 10:00 | -           | 05-31 22:00 |        | 2026-05 late
    04-30 10:00 | 05-06 09:00 | -           | 05-05 22:00 |        | open
    # A date of its own wins; one that ends April belongs to April.
    04-30 10:00 | 05-02 09:00 | 04-30 22:00 | 05-31 22:00 |        | 2026-04 late
    04-30 10:00 | 05-02 09:00 | 05-04 22:00 | 05-31 22:00 | fixed  | 2026-05 in time
    # Without a date there is nothing to judge.
    04-30 10:00 | 05-02 09:00 | -           | 05-31 22:00 | fixed  | none
    # The client's doing.
    04-30 10:00 | 05-20 09:00 | -           | 05-31 22:00 | exempt | 2026-05 in time
  `
  const rows = TABLE.split('\n').map((line) => line.trim())
  test.each(rows.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
    const { got, expected } = judge(row)
    expect(got).toBe(expected)
  })
})
