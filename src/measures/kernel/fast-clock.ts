/**
 * The clock of `measures/clock.ts` on columns: one pass over a ticket's events, no object made.
 *
 * It counts the usual ticket: pauses, a reopening that resumes, a priority that decides at opening.
 * What is rare (a restart, a retroactive change of priority, a limited pause that spans a
 * reopening) it hands back as `rare`, for the plain clock to count. A property test says that the
 * two agree wherever the fast one answers.
 *
 * @fr décompte rapide
 */
import type { Calendar } from '../../base/calendar/calendar.ts'
import { deadline, openTime } from '../../base/calendar/calendar.ts'
import type { Duration, Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import type { Clock, Pause } from '../../contract/core/select.ts'
import type { TicketEventKind } from '../../facts/fact.ts'
import { TICKET_EVENT_KINDS } from '../../facts/fact.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { STOPS, startKinds } from '../clock.ts'
import type { ServiceTime } from '../due.ts'
import { dueAt } from '../due.ts'

const START = 1
const STOP = 2
const REOPEN = 4
const STATUS = 8
const PRIORITY = 16
const OPENED = 32
const CLOSED = 64
const RESOLVED = 128
const DATES = OPENED | CLOSED | RESOLVED

/** What each kind of event does to this clock, as bits. */
function actionsOf(clock: Clock): Uint8Array {
  const doesAny = (kind: TicketEventKind): number =>
    (startKinds(clock.starts).includes(kind) ? START : 0) |
    (STOPS[clock.stops].includes(kind) ? STOP : 0) |
    (kind === 'reopened' && clock.onReopen.kind !== 'stays-stopped' ? REOPEN : 0) |
    (kind === 'status' && clock.pauses.length > 0 ? STATUS : 0) |
    (kind === 'priority' && clock.onPriorityChange !== 'keep' ? PRIORITY : 0) |
    (kind === 'opened' ? OPENED : 0) |
    (kind === 'closed' ? CLOSED : 0) |
    (kind === 'resolved' ? RESOLVED : 0)
  return Uint8Array.from(TICKET_EVENT_KINDS, doesAny)
}

/** What came of one ticket. `rare` asks for the plain clock. */
export type FastOutcome = 'unstarted' | 'running' | 'stopped' | 'rare'

/** Counts the tickets of batches. Its fields hold the last ticket's result. */
export class FastClock {
  /**
   * The first opening, the start, the stop, the last closing and the last resolution, and the open
   * time counted, in milliseconds; not a number where there is none.
   */
  opened = Number.NaN
  start = Number.NaN
  stop = Number.NaN
  closed = Number.NaN
  resolved = Number.NaN
  elapsed = Number.NaN

  readonly #clock: Clock
  readonly #time: ServiceTime
  readonly #calendar: Calendar
  readonly #asOf: number
  readonly #actions: Uint8Array
  readonly #resumes: boolean
  readonly #limits: boolean
  /** For each code of the dictionary, the pause that it is, from 1; 0 is none. */
  #pauseOf = new Uint8Array(0)
  #dictionary: TicketBatch['dictionary'] | undefined

  constructor(clock: Clock, time: ServiceTime, asOf: Instant) {
    this.#clock = clock
    this.#time = time
    this.#calendar = time.open
    this.#asOf = asOf
    this.#actions = actionsOf(clock)
    this.#resumes = clock.onReopen.kind === 'resume'
    this.#limits =
      clock.shortestPause !== undefined || clock.pauses.some((pause) => pause.atMost !== undefined)
  }

  /** Takes notice of the codes that a batch may use. */
  prepare(batch: TicketBatch): void {
    const { dictionary } = batch
    if (this.#pauseOf.length < dictionary.size) this.#pauseOf = new Uint8Array(dictionary.size * 2)
    else if (dictionary !== this.#dictionary) this.#pauseOf.fill(0)
    this.#dictionary = dictionary
    // A word may come for the first time in any batch: its code is asked for before each.
    this.#clock.pauses.forEach((pause, index) => {
      const code = dictionary.find(pause.status)
      if (code !== undefined && code > 0) this.#pauseOf[code] = index + 1
    })
  }

  /**
   * Counts ticket `index`. The clock goes on and off: each time its open time is read once, added
   * where it goes off and taken away where it goes on.
   */
  run(batch: TicketBatch, index: number): FastOutcome {
    const { eventKind, eventAt, eventValue, eventStart } = batch
    const actions = this.#actions
    const asOf = this.#asOf
    const last = eventStart[index + 1] as number
    this.#clear()
    let start = -1
    let stop = -1
    let pause = 0
    let pauseSince = 0
    let elapsed = 0
    let isOn = false
    for (let e = eventStart[index] as number; e < last; e += 1) {
      const at = eventAt[e] as number
      if (at > asOf) break
      const action = actions[eventKind[e] as number] as number
      if (action === 0) continue
      if (action === STATUS) {
        const next = this.#pauseOf[eventValue[e] as number] as number
        if (next === pause) continue
        if (this.#limits && pause > 0 && start >= 0) {
          elapsed += this.#pastLimit(pause, pauseSince, start, stop < 0 ? at : stop)
        }
        pause = next
        pauseSince = at
      } else {
        if ((action & PRIORITY) !== 0) return 'rare'
        if ((action & DATES) !== 0) this.#noteDate(action, at)
        if ((action & START) !== 0 && start < 0) start = at
        else if ((action & STOP) !== 0 && start >= 0 && stop < 0) stop = at
        else if ((action & REOPEN) !== 0 && stop >= 0) {
          if (!this.#resumes || pause > 0 || this.#limits) return 'rare'
          stop = -1
        }
      }
      const goesOn = start >= 0 && stop < 0 && pause === 0
      if (goesOn === isOn) continue
      elapsed += isOn ? this.#open(at) : -this.#open(at)
      isOn = goesOn
    }
    if (start < 0) return 'unstarted'
    const end = stop < 0 ? asOf : stop
    if (isOn) elapsed += this.#open(asOf)
    if (this.#limits && pause > 0) elapsed += this.#pastLimit(pause, pauseSince, start, end)
    this.start = start
    this.stop = stop < 0 ? Number.NaN : stop
    this.elapsed = elapsed
    return stop < 0 ? 'running' : 'stopped'
  }

  /** The deadline of the last ticket where nothing held its clock; nothing where something did. */
  dueAfter(limit: number | undefined): Instant | undefined {
    if (limit === undefined || !Number.isFinite(limit)) return undefined
    const end = Number.isNaN(this.stop) ? this.#asOf : this.stop
    if (this.#open(end) - this.#open(this.start) > this.elapsed) return undefined
    return deadline(this.#calendar, this.start as Instant, limit as Duration)
  }

  #clear(): void {
    this.opened = Number.NaN
    this.closed = Number.NaN
    this.resolved = Number.NaN
  }

  /** Keeps the first opening, the last closing and the last resolution. */
  #noteDate(action: number, at: number): void {
    if ((action & OPENED) !== 0) {
      if (!(this.opened <= at)) this.opened = at
    } else if ((action & CLOSED) !== 0) this.closed = at
    else this.resolved = at
  }

  #open(at: number): number {
    return openTime(this.#calendar, at as Instant)
  }

  /** The open time of a pause, between start and stop, that its limits give back to the clock. */
  #pastLimit(index: number, since: number, start: number, until: number): number {
    if (until <= start || until <= since) return 0
    const end = this.#limited(this.#clock.pauses[index - 1] as Pause, since, until)
    return this.#open(until) - this.#open(Math.max(end, since, start))
  }

  #limited(pause: Pause, since: number, until: number): number {
    const limit =
      pause.atMost === undefined ? undefined : dueAt(this.#time, instant(since), pause.atMost, [])
    const end = limit !== undefined && limit < until ? limit : until
    const shortest = this.#clock.shortestPause
    return shortest !== undefined && this.#open(end) - this.#open(since) < shortest ? since : end
  }
}
