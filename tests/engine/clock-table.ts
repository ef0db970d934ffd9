/**
 * Reads a row of a clock table: what happened, the rules that differ from the usual ones, and last
 * what the clock says, run by run.
 *
 * `Mon` is 6 July 2026 and the days follow it; `Fri`, `Sat`, `Sun` are 3, 4, 5 July; `03-28 23:30`
 * is a date of 2026. Times are on the wall in Paris. Usual rules: from `opened` to `restored`,
 * office hours 08:00–18:00, statuses `client` and `vendor` pause, a reopened ticket resumes, the
 * priority is kept, and the facts are known at the end of the year.
 *
 * Example: `opened Fri 17:40 | pause client Mon 09:00-12:10 | resolved Mon 15:35 | 4 h 45`.
 */
import { parseDate } from '../../src/base/calendar/date.ts'
import { toInstant } from '../../src/base/calendar/zone.ts'
import type { Duration, Instant } from '../../src/base/instant.ts'
import { HOUR, MINUTE } from '../../src/base/instant.ts'
import type { Clock, PriorityRule, ReopenRule, Target } from '../../src/contract/core/select.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../src/facts/fact.ts'
import { TICKET_EVENT_KINDS } from '../../src/facts/fact.ts'
import type { Run } from '../../src/measures/clock.ts'
import { PARIS } from './hours.ts'

const DAYS: Readonly<Record<string, string>> = {
  Fri: '07-03',
  Sat: '07-04',
  Sun: '07-05',
  Mon: '07-06',
  Tue: '07-07',
  Wed: '07-08',
  Thu: '07-09',
}

/** `Mon 09:00` or `03-28 23:30` on the wall in Paris. */
export function wall(text: string): Instant {
  const [day = '', time = ''] = text.trim().split(' ')
  const date = parseDate(`2026-${DAYS[day] ?? day}`)
  const [hour, minute] = time.split(':').map(Number)
  if (date === undefined || hour === undefined || minute === undefined) throw new Error(text)
  return toInstant(PARIS, { date, clock: hour * HOUR + minute * MINUTE }).instant
}

/** `4 h`, `4 h 45`, `30 min`. */
export function lengthOf(text: string): Duration {
  const match = /^(?:(\d+) h)? ?(?:(\d+)(?: min)?)?$/.exec(text.trim())
  if (match === null) throw new Error(`not a length: ${text}`)
  return (Number(match[1] ?? 0) * HOUR + Number(match[2] ?? 0) * MINUTE) as Duration
}

function lengthText(milliseconds: number): string {
  const minutes = milliseconds / MINUTE
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${`${rest}`.padStart(2, '0')}`}`
}

const targetOf = (text: string): Target =>
  text.endsWith('open-days')
    ? { kind: 'open-days', count: Number(text.split(' ')[0]) }
    : { kind: 'open-time', length: lengthOf(text) }

const REOPEN: Readonly<Record<string, ReopenRule>> = {
  resume: { kind: 'resume' },
  stays: { kind: 'stays-stopped' },
  'new-clock': { kind: 'new-clock' },
}

/** A row read. */
export interface ClockRow {
  readonly clock: Clock
  readonly hours: string
  readonly ticket: Ticket
  readonly asOf: Instant
  readonly expected: string
}

interface Draft {
  events: TicketEvent[]
  clock: Clock
  hours: string
  asOf: Instant
}

const isKind = (word: string): word is TicketEventKind =>
  (TICKET_EVENT_KINDS as readonly string[]).includes(word)

function readPause(draft: Draft, rest: string): void {
  const [, status = '', day = '', from = '', endDay = '', to] =
    /^(\S+) (\S+) (\d\d:\d\d)-(?:(\S+) )?(\d\d:\d\d)?$/.exec(rest) ?? []
  if (status === '') throw new Error(`not a pause: ${rest}`)
  draft.events.push({ kind: 'status', at: wall(`${day} ${from}`), value: status })
  if (to === undefined) return
  draft.events.push({ kind: 'status', at: wall(`${endDay || day} ${to}`), value: 'open' })
}

function readRule(draft: Draft, word: string, rest: string): void {
  const { clock } = draft
  if (word === 'hours') draft.hours = rest
  else if (word === 'asOf') draft.asOf = wall(rest)
  else if (word === 'starts') draft.clock = { ...clock, starts: rest as Clock['starts'] }
  else if (word === 'stops') draft.clock = { ...clock, stops: rest as Clock['stops'] }
  else if (word === 'shortest') draft.clock = { ...clock, shortestPause: lengthOf(rest) }
  else if (word === 'change') draft.clock = { ...clock, onPriorityChange: rest as PriorityRule }
  else if (word === 'limit') {
    const [status, ...target] = rest.split(' ')
    draft.clock = {
      ...clock,
      pauses: clock.pauses.map((pause) =>
        pause.status === status ? { ...pause, atMost: targetOf(target.join(' ')) } : pause,
      ),
    }
  } else if (word === 'reopen') {
    const onReopen: ReopenRule = REOPEN[rest] ?? {
      kind: 'cumulate-within',
      target: targetOf(rest.replace('within ', '')),
    }
    draft.clock = { ...clock, onReopen }
  } else throw new Error(`no rule ${word}`)
}

function readItem(draft: Draft, item: string): void {
  const [word = '', ...others] = item.split(' ')
  const rest = others.join(' ')
  if (word === 'pause') readPause(draft, rest)
  else if (isKind(word) && (word === 'status' || word === 'priority' || word === 'service')) {
    const [value = '', ...time] = others
    draft.events.push({ kind: word, at: wall(time.join(' ')), value })
  } else if (isKind(word)) draft.events.push({ kind: word, at: wall(rest) })
  else readRule(draft, word, rest)
}

const USUAL: Clock = {
  id: 'incident',
  starts: 'opened',
  stops: 'restored',
  calendar: { kind: 'one', value: 'office' },
  pauses: [
    { status: 'client', who: 'client' },
    { status: 'vendor', who: 'third-party' },
  ],
  onReopen: { kind: 'resume' },
  onPriorityChange: 'keep',
}

export function readClockRow(row: string): ClockRow {
  const items = row.split('|').map((item) => item.trim())
  const expected = items.pop() ?? ''
  const draft: Draft = { events: [], clock: USUAL, hours: 'office', asOf: wall('12-31 12:00') }
  for (const item of items) readItem(draft, item)
  const events = draft.events.map((event, i) => ({ event, i }))
  events.sort((a, b) => a.event.at - b.event.at || a.i - b.i)
  const ticket: Ticket = {
    kind: 'ticket',
    source: 'table',
    externalId: 'T',
    revision: 1,
    origin: { file: 'table', row: 1 },
    fields: { priority: 'P3' },
    events: events.map(({ event }) => event),
  }
  const { clock, hours, asOf } = draft
  return { clock, hours, ticket, asOf, expected }
}

/**
 * Runs as the last column writes them: `2 h`, `running 20 min`, `2 h, 1 h`, `1 h as P1`, `none`.
 */
export function writeRuns(runs: readonly Run[]): string {
  if (runs.length === 0) return 'none'
  return runs
    .map(({ stop, elapsed, fields }) => {
      const priority = fields['priority']
      const text = lengthText(elapsed)
      const changed = priority === 'P3' ? '' : ` as ${priority}`
      return `${stop === undefined ? 'running ' : ''}${text}${changed}`
    })
    .join(', ')
}
