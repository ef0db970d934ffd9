/** Outages ended in time or not, and those that are one: a case a row. */
import { describe, expect, test } from 'vitest'
import { lengthOf, wall } from '../../tests/engine/clock-table.ts'
import { factOf, periods, stretch } from '../../tests/engine/downtime-scene.ts'
import { CALENDARS, calendarNamed } from '../../tests/engine/hours.ts'
import { ONE, ratio } from '../base/ratio.ts'
import { formatMilliseconds } from '../contract/core/format-length.ts'
import type { OutageSelect } from '../contract/core/items.ts'
import type { ExemptionClaim, Outage } from '../facts/fact.ts'
import type { HeldClaim } from './exemptions.ts'
import { tallyOutages } from './outage-times.ts'

const BASE: OutageSelect = {
  kind: 'outages',
  id: 'restore',
  where: [],
  calendar: 'office',
  within: { kind: 'open-time', length: lengthOf('4 h') },
  onTheLimit: 'in-time',
  belongsTo: 'stopped',
  openAtEnd: 'late-if-overdue',
  tile: 'month',
  exemptions: [],
  source: { path: '' },
}

/** `app 03-10 09:00-13:00 wan`: of what, from when to when, and which line. */
function outageOf(text: string, i: number): Outage {
  const [, of = '', time = '', line] =
    /^(\S+) (\d\d-\d\d \S+(?: \d\d:\d\d)?)(?: ([a-z]+))?$/.exec(text) ?? []
  if (of === '') throw new Error(`not an outage: ${text}`)
  return {
    ...factOf('outage', `o${i + 1}`),
    of,
    ...stretch(time),
    fields: line === undefined ? {} : { line },
  }
}

const RULES: Readonly<Record<string, (rest: string) => Partial<OutageSelect>>> = {
  hours: (calendar) => ({ calendar }),
  within: (rest) => ({
    within: rest.endsWith('open-days')
      ? { kind: 'open-days', count: Number(rest.split(' ')[0]) }
      : { kind: 'open-time', length: lengthOf(rest) },
  }),
  at: () => ({ onTheLimit: 'late' }),
  where: (line) => ({ where: [{ field: 'line', values: [line] }] }),
  open: (rest) => ({ openAtEnd: rest as OutageSelect['openAtEnd'] }),
  relapse: (rest) => ({
    relapse: {
      same: rest.includes('line') ? ['line'] : [],
      length: lengthOf(rest.replace(/ (line|left-out)/g, '')),
      calendar: 'office',
      gap: rest.includes('left-out') ? 'left-out' : 'counted',
    },
  }),
}

/** `o1 item`, `o1 miss`, `o1 half`: what an accepted claim takes out. */
function claimOf(text: string): HeldClaim {
  const [item = '', what = ''] = text.split(' ')
  const share = what === 'half' ? ratio(1, 2) : ONE
  const claim: ExemptionClaim = {
    ...factOf('exemption', 'E-1'),
    ground: 'client',
    about: { item },
    share,
    claimedBy: 'provider',
    status: 'accepted',
  }
  const takesOut = what === 'half' ? (['amount'] as const) : ([what as 'item' | 'miss'] as const)
  return { claim, share, rule: { ground: 'client', from: 'exemption', needs: [], takesOut } }
}

/** What March comes to, and each late outage with its length. */
function march(row: string): string {
  const [told = '', rules = '', claims = '', asOf = ''] = row.split('|').map((cell) => cell.trim())
  const chosen = rules.split(',').flatMap((rule) => {
    const [word = '', ...rest] = rule.trim().split(' ')
    return word === '' ? [] : [RULES[word]?.(rest.join(' ')) ?? {}]
  })
  const select: OutageSelect = Object.assign({}, BASE, ...chosen)
  const time = { open: calendarNamed(select.calendar), calendars: CALENDARS }
  const outages = told.split(',').filter((text) => text.trim() !== '')
  const tally = tallyOutages(
    select,
    time,
    periods,
    wall(asOf === '' ? '12-31 12:00' : asOf),
    outages.map((text, i) => outageOf(text.trim(), i)),
    claims === '' ? [] : claims.split(',').map((text) => claimOf(text.trim())),
  )
  const tile = periods.labels.indexOf('2026-03')
  const late = tally.namedIn(tile).map(({ id, elapsed, limit, stop, exempted }) => {
    const lifted =
      exempted.numerator === 0n ? '' : ` less ${exempted.numerator}/${exempted.denominator}`
    const end = stop === undefined ? ' and lasts' : ''
    return `${id} ${formatMilliseconds(elapsed)}${limit === undefined ? ' in days' : ''}${end}${lifted}`
  })
  const { [tile]: judged } = tally.judged
  const removed = tally.removed[tile] as number
  const counts = [`${judged} judged`, ...(removed > 0 ? [`${removed} removed`] : [])]
  return [...counts, ...(tally.open > 0 ? [`${tally.open} open`] : []), ...late].join(', ')
}

// Office hours are 8:00 to 18:00, Monday to Friday; 10 March 2026 is a Tuesday.
// The outages | the rules that differ | what is exempted | known on | what March comes to.
const TABLE = `
  # 4 h, exactly and a minute more.
  app 03-10 09:00-13:00 | | | | 1 judged
  app 03-10 09:00-13:01 | | | | 1 judged, o1 241 min
  app 03-10 09:00-13:00 | at the limit is late | | | 1 judged, o1 4 h
  app 03-10 09:00-12:59 | at the limit is late | | | 1 judged
  # Closed hours count for nothing: 1 h on Friday, 2 h on Monday.
  app 03-13 17:00-03-16 10:00 | | | | 1 judged
  app 03-13 17:00-03-16 10:00 | hours always | | | 1 judged, o1 65 h
  # A limit in open days: Friday after 10:00 is the first, until Tuesday at 10:00.
  app 03-13 10:00-03-17 10:00 | within 2 open-days | | | 1 judged
  app 03-13 10:00-03-17 10:01 | within 2 open-days | | | 1 judged, o1 1201 min in days
  app 03-13 10:00-03-17 10:00 | within 2 open-days, at the limit is late | | | 1 judged, o1 20 h in days
  # It belongs to the month in which it ends; one that began in February too.
  app 02-27 17:00-03-02 12:01 | | | | 1 judged, o1 301 min
  app 03-31 17:00-04-01 09:00 | | | | 0 judged
  # It lasts: late once its limit has passed, and not judged before.
  app 03-10 09:00- | | | 03-10 13:00 | 0 judged, 1 open
  app 03-10 09:00- | | | 03-10 13:01 | 1 judged, o1 241 min and lasts
  app 03-10 09:00- | open ignored | | 03-12 13:01 | 0 judged, 1 open
  app 03-10 09:00-15:00 | | | 03-10 13:30 | 1 judged, o1 270 min and lasts
  app 03-10 09:00-15:00 | | | 03-10 09:00 | 0 judged
  # Only those that pass the filter, which a fact without the field does not.
  app 03-10 09:00-14:00 wan, app 03-11 09:00-14:00 lan, app 03-12 09:00-14:00 | where wan | | | 1 judged, o1 5 h
  # Exempted: taken out whole, no miss, or half of its amount.
  app 03-10 09:00-14:00, app 03-11 09:00-14:00 | | o1 item | | 1 judged, 1 removed, o2 5 h
  app 03-10 09:00-14:00, app 03-11 09:00-14:00 | | o1 miss | | 2 judged, o2 5 h
  app 03-10 09:00-14:00, app 03-11 09:00-14:00 | | o1 half | | 2 judged, o1 5 h less 1/2, o2 5 h
`

const RELAPSES = `
  # Two of 2 h 30: 2 h of use lie between. Under 3 h they are one, of 7 h; at 2 h they are two.
  app 03-10 09:00-11:30, app 03-10 13:30-16:00 | | | | 2 judged
  app 03-10 09:00-11:30, app 03-10 13:30-16:00 | relapse 3 h | | | 1 judged, o1+o2 7 h
  app 03-10 09:00-11:30, app 03-10 13:30-16:00 | relapse 2 h | | | 2 judged
  app 03-10 09:00-11:30, app 03-10 13:30-16:00 | relapse 3 h left-out | | | 1 judged, o1+o2 5 h
  # A night of closed hours is no use: 1 h lies between.
  app 03-10 15:30-17:30, app 03-11 08:30-11:00 | relapse 2 h left-out | | | 1 judged, o1+o2 270 min
  # Of another thing, or of another line where the line counts.
  app 03-10 09:00-11:30, mail 03-10 13:30-16:00 | relapse 3 h | | | 2 judged
  app 03-10 09:00-11:30 wan, app 03-10 13:30-16:00 lan | relapse 3 h line | | | 2 judged
  app 03-10 09:00-11:30 wan, app 03-10 13:30-16:00 wan | relapse 3 h line | | | 1 judged, o1+o2 7 h
  app 03-10 09:00-11:30, app 03-10 13:30-16:00 | relapse 3 h line | | | 1 judged, o1+o2 7 h
  # Three, each near the last; and one that begins before the other has ended, with no time between.
  app 03-10 08:00-09:00, app 03-10 10:00-11:00, app 03-10 12:00-13:00 | relapse 2 h left-out | | | 1 judged
  app 03-10 08:00-09:00, app 03-10 10:00-11:00, app 03-10 12:00-13:00 | relapse 2 h | | | 1 judged, o1+o2+o3 5 h
  app 03-10 08:00-12:00, app 03-10 10:00-13:00 | relapse 1 h left-out | | | 1 judged, o1+o2 5 h
  app 03-10 08:00-13:00, app 03-10 10:00-12:00 | relapse 1 h left-out | | | 1 judged, o1+o2 5 h
  # The relapse lasts, so the whole does; a claim on one of the two is on both.
  app 03-10 09:00-11:30, app 03-10 13:30- | relapse 3 h | | 03-10 14:00 | 1 judged, o1+o2 5 h and lasts
  app 03-10 09:00-11:30, app 03-10 13:30-16:00 | relapse 3 h | o2 item | | 0 judged, 1 removed
  app 03-10 09:00-11:30, app 03-20 09:00-11:30 | relapse 3 h | | | 2 judged
`

function rows(title: string, table: string): void {
  const lines = table.split('\n').map((line) => line.trim())
  describe(title, () => {
    test.each(lines.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
      expect(march(row)).toBe(row.split('|').at(-1)?.trim())
    })
  })
}

rows('how long an outage may last', TABLE)
rows('outages that are one', RELAPSES)
