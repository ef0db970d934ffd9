/**
 * Simulates the tickets of the months that the real log does not hold, out of the real ones.
 *
 * Each simulated ticket is a real one moved back by whole weeks: it keeps its weekday, its hours,
 * its priority, its waits and how long it took, so the months before look like the log without any
 * law of probability to defend. Chance decides which tickets come back: the users are taken over in
 * waves, so each week holds a part of the volume of a real one.
 *
 * Example: INC0003861, opened on Tuesday 8 March 2016 at 01:16 and resolved at 04:51, comes back as
 * SIM-0005789, opened two weeks before at 01:16 and resolved at 04:51. The file has columns of the
 * log, and its times: one mapping reads and shifts both.
 */
import { Chance } from './chance.ts'

/** The columns of the log that the mapping of the demonstration reads. */
const COLUMNS = [
  'number',
  'incident_state',
  'sys_mod_count',
  'sys_updated_at',
  'opened_at',
  'category',
  'impact',
  'urgency',
  'priority',
  'assignment_group',
  'resolved_at',
  'closed_at',
]
const TIMES = new Set(['sys_updated_at', 'opened_at', 'resolved_at', 'closed_at'])
/** A row is kept where one of these changes: the others tell nothing that is measured. */
const TOLD = ['incident_state', 'priority', 'category']

const WEEK = 7 * 86_400_000
/** How much the mapping of the demonstration adds to every time. */
const SHIFT = 522 * WEEK

/**
 * The waves: from this day on, each real ticket has so many chances in a thousand to come back in a
 * week. The log holds eleven weeks, so 30 gives a third of its volume. Days are those of the
 * demonstration, after the shift; the real tickets begin on the last one.
 */
const WAVES: readonly (readonly [from: string, perMille: number])[] = [
  ['2025-11-01', 11],
  ['2025-12-01', 15],
  ['2025-12-22', 6],
  ['2026-01-05', 21],
  ['2026-02-02', 30],
  ['2026-03-02', 0],
]
const HOLIDAYS = ['2025-11-01', '2025-11-11', '2025-12-25', '2026-01-01']
/** The last real ticket is opened less than so many weeks after the first simulated day. */
const MOST_WEEKS = 28

type Row = Readonly<Record<string, string>>

/** The text of the simulated log, from the text of the real one. */
export function simulatedTickets(log: string, seed: number): string {
  const chance = new Chance(seed)
  const copies = [...ticketsOf(log).values()].flatMap((rows) => copiesOf(rows, chance))
  copies.sort((a, b) => a.opened - b.opened)
  const lines = copies.flatMap(({ rows, moved }, index) => {
    const number = `SIM-${String(index + 1).padStart(7, '0')}`
    return rows.map((row) => COLUMNS.map((column) => cellOf(row, column, number, moved)).join(','))
  })
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`
}

/** The rows of each ticket that change something, in the order in which they were saved. */
function ticketsOf(log: string): ReadonlyMap<string, readonly Row[]> {
  const [header = '', ...lines] = log.trimEnd().split(/\r?\n/)
  const names = header.split(',')
  const tickets = new Map<string, Row[]>()
  for (const line of lines) {
    const cells = line.split(',')
    const row: Row = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
    const number = row['number'] ?? ''
    const rows = tickets.get(number)
    if (rows === undefined) tickets.set(number, [row])
    else if (TOLD.some((name) => rows.at(-1)?.[name] !== row[name])) rows.push(row)
  }
  return tickets
}

interface Copy {
  readonly rows: readonly Row[]
  /** How much earlier than the real ticket, in milliseconds. */
  readonly moved: number
  readonly opened: number
}

/** The times that a ticket comes back, each some weeks earlier. */
function copiesOf(rows: readonly Row[], chance: Chance): Copy[] {
  const opened = timeOf(rows[0]?.['opened_at'] ?? '')
  const copies: Copy[] = []
  for (let weeks = 1; weeks <= MOST_WEEKS; weeks += 1) {
    const moved = weeks * WEEK
    if (chance.happens(waveOn(opened - moved + SHIFT))) {
      copies.push({ rows, moved, opened: opened - moved })
    }
  }
  return copies
}

/** The chances in a thousand of the wave that a day is in; none on a holiday or outside them. */
function waveOn(at: number): number {
  const day = new Date(at).toISOString().slice(0, 10)
  if (HOLIDAYS.includes(day)) return 0
  return WAVES.reduce((chances, [from, perMille]) => (day >= from ? perMille : chances), 0)
}

function cellOf(row: Row, column: string, number: string, moved: number): string {
  if (column === 'number') return number
  const cell = row[column] ?? ''
  return TIMES.has(column) && cell !== '?' ? formatTime(timeOf(cell) - moved) : cell
}

/** `29/2/2016 01:16` as milliseconds, as if the clock on the wall had no zone. */
function timeOf(text: string): number {
  const [day = 0, month = 1, year = 0, hour = 0, minute = 0] = text.split(/[/ :]/).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute)
}

function formatTime(at: number): string {
  const date = new Date(at)
  const clock = date.toISOString().slice(11, 16)
  return `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()} ${clock}`
}
