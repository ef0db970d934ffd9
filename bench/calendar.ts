/**
 * Business time against the two usual libraries: Monday to Friday 08:00–18:00, Paris, holidays.
 *
 * A million random intervals (log-uniform from five minutes to three weeks, seeded). The libraries
 * run on fewer of them, in the same process, in the zone that suits them, and are scaled by call.
 * Every answer that is timed is checked against the minute oracle on a sample; those of the
 * libraries that are a minute off or more are counted and shown.
 */
import { createRequire } from 'node:module'
import type { Calendar } from '../src/base/calendar/calendar.ts'
import { deadline, elapsed } from '../src/base/calendar/calendar.ts'
import { compileCalendar } from '../src/base/calendar/compile.ts'
import { formatDate } from '../src/base/calendar/date.ts'
import { holidaysOf } from '../src/base/calendar/holidays.ts'
import type { Duration, Instant } from '../src/base/instant.ts'
import { instant } from '../src/base/instant.ts'
import { seeded, TABLES } from '../tests/calendar-cases.ts'
import { MinuteOracle } from '../tests/oracles/minute-calendar.ts'
import type { Peer } from './calendar-peers.ts'
import { dayjsPeer, momentPeer } from './calendar-peers.ts'

const FROM = '2024-01-01'
const TO = '2026-05-01'
const MINUTE = 60_000
const ROUNDS = 15

interface Intervals {
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Whole minutes, since the libraries know no finer target. */
  readonly targets: Float64Array
}

function randomIntervals(count: number): Intervals {
  const random = seeded(20_261_122)
  const first = Date.parse(`${FROM}T00:00:00Z`)
  const last = Date.parse(`${TO}T00:00:00Z`) - 30 * 1440 * MINUTE
  const starts = new Float64Array(count)
  const ends = new Float64Array(count)
  const targets = new Float64Array(count)
  const shortest = Math.log(5 * MINUTE)
  const longest = Math.log(21 * 1440 * MINUTE)
  for (let i = 0; i < count; i += 1) {
    const start = first + Math.floor((random() * (last - first)) / 1000) * 1000
    const length = Math.exp(shortest + random() * (longest - shortest))
    starts[i] = start
    ends[i] = start + Math.floor(length / 1000) * 1000
    targets[i] = Math.ceil(length / 5 / MINUTE) * MINUTE
  }
  return { starts, ends, targets }
}

const holidayDates = (): string[] =>
  [2023, 2024, 2025, 2026].flatMap((year) =>
    (holidaysOf(TABLES.holidays, 'FR', year).value ?? []).map(({ date }) => formatDate(date)),
  )

function officeCalendar(): Calendar {
  const day = [{ from: 480, to: 1080 }]
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day }
  const terms = { zone: 'Europe/Paris', weeks: [{ hours }], holidays: { regions: ['FR'] } }
  const span = {
    start: instant(Date.parse(`${FROM}T00:00:00Z`)),
    end: instant(Date.parse(`${TO}T00:00:00Z`)),
  }
  const { value, findings } = compileCalendar(terms, TABLES, span)
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}

function officeOracle(): MinuteOracle {
  const day = [[480, 1080]] as const
  return new MinuteOracle(
    {
      zone: 'Europe/Paris',
      week: [day, day, day, day, day, [], []],
      holidays: holidayDates(),
      holidayHours: [],
      closings: [],
      exceptions: {},
      breaks: {},
    },
    FROM,
    TO,
  )
}

/** Seconds of the best of several rounds, after one that only warms up. */
function timed(work: () => void): number {
  work()
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best / 1000
}

function ourElapsed(calendar: Calendar, { starts, ends }: Intervals, out: Float64Array): void {
  for (let i = 0; i < starts.length; i += 1) {
    out[i] = elapsed(calendar, starts[i] as Instant, ends[i] as Instant)
  }
}

function ourDeadlines(calendar: Calendar, { starts, targets }: Intervals, out: Float64Array): void {
  for (let i = 0; i < starts.length; i += 1) {
    out[i] = deadline(calendar, starts[i] as Instant, targets[i] as Duration) ?? Number.NaN
  }
}

interface Question {
  readonly bench: string
  readonly answers: Float64Array
  readonly seconds: number
  readonly expected: (i: number) => number | undefined
  readonly ask: (peer: Peer, i: number) => number
}

/** Checks our answers on a sample, then times the peers and prints a line for each. */
function compare(question: Question, intervals: Intervals, peers: readonly Peer[]): void {
  const { answers, bench, expected, seconds } = question
  const rows = answers.length
  const step = Math.max(1, Math.floor(rows / 20_000))
  let checked = 0
  let wrong = 0
  for (let i = 0; i < rows; i += step) {
    checked += 1
    if (answers[i] !== expected(i)) wrong += 1
  }
  const ns = ((seconds / rows) * 1e9).toFixed(1)
  console.log(`${bench}: ${ns} ns a call, ${wrong} wrong of ${checked} checked`)
  for (const peer of peers) {
    const count = Math.min(rows, peer.rows)
    const given: number[] = []
    const peerSeconds = peerTime(count, (i) => given.push(question.ask(peer, i))) * rows
    const off = given.filter((answer, i) => !(Math.abs(answer - (expected(i) ?? 0)) < MINUTE))
    console.log(`  ${peer.name}: ${off.length} of ${count} are a minute off or more, or refused`)
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
    const ratio = Math.round(peerSeconds / seconds)
    const line = { bench, rows, seconds, peer: peer.name, peerSeconds, ratio, peakMiB }
    console.log(
      JSON.stringify({ ...line, agrees: wrong === 0 && intervals.starts.length === rows }),
    )
  }
}

/** Seconds a call of a peer, in the best of its quarters: noise must not make it look slow. */
function peerTime(count: number, ask: (i: number) => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let from = 0; from < count; from = Math.min(count, from + Math.ceil(count / 4))) {
    const to = Math.min(count, from + Math.ceil(count / 4))
    const start = performance.now()
    for (let i = from; i < to; i += 1) ask(i)
    best = Math.min(best, (performance.now() - start) / 1000 / (to - from))
  }
  return best
}

/** `--n N` sets the number of intervals. */
export function run(options: readonly string[]): void {
  const at = options.indexOf('--n')
  const count = at < 0 ? 1_000_000 : Number(options[at + 1])
  if (!Number.isSafeInteger(count) || count < 1) throw new Error('--n is a number of intervals')
  process.env['TZ'] = 'Europe/Paris'
  const intervals = randomIntervals(count)
  const calendar = officeCalendar()
  const out = new Float64Array(count)
  const dues = new Float64Array(count)
  const elapsedSeconds = timed(() => ourElapsed(calendar, intervals, out))
  const dueSeconds = timed(() => ourDeadlines(calendar, intervals, dues))
  const oracle = officeOracle()
  const require = createRequire(import.meta.url)
  const peers = [dayjsPeer(require, holidayDates()), momentPeer(require, holidayDates())]
  const { starts, ends, targets } = intervals
  const read = (values: Float64Array, i: number): number => values[i] as number
  const elapsedQuestion: Question = {
    bench: 'calendar-elapsed',
    answers: out,
    seconds: elapsedSeconds,
    expected: (i) => oracle.elapsed(read(starts, i), read(ends, i)),
    ask: (peer, i) => peer.elapsed(read(starts, i), read(ends, i)),
  }
  const dueQuestion: Question = {
    bench: 'calendar-deadline',
    answers: dues,
    seconds: dueSeconds,
    expected: (i) => oracle.deadline(read(starts, i), read(targets, i)),
    ask: (peer, i) => peer.deadline(read(starts, i), read(targets, i)),
  }
  compare(elapsedQuestion, intervals, peers)
  compare(dueQuestion, intervals, peers)
}
