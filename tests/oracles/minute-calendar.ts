/**
 * Open time counted minute by minute: slow, plain, and sharing nothing with the product.
 *
 * Every minute of a period is read on the wall clock with the runtime's own zone data, and marked
 * open when it lies between the edges of a range. An edge is the first minute that shows that
 * reading; one that no minute shows is looked for one gap later. Questions are answered by walking
 * over the marks, or by counts made by such a walk.
 */

/** `[from, to]` in minutes after 00:00; `to` above 1440 passes midnight. */
export type OracleRange = readonly [number, number]

export interface OracleTerms {
  readonly zone: string
  /** Monday first. */
  readonly week: readonly (readonly OracleRange[])[]
  /** From this date on (`2026-03-14`), another week. */
  readonly change?: { readonly from: string; readonly week: readonly (readonly OracleRange[])[] }
  readonly holidays: readonly string[]
  readonly holidayHours: readonly OracleRange[]
  /** First and last closed dates. */
  readonly closings: readonly (readonly [string, string])[]
  readonly exceptions: Readonly<Record<string, readonly OracleRange[]>>
  readonly breaks: Readonly<Record<string, readonly OracleRange[]>>
}

const MINUTE = 60_000
const DAY_MINUTES = 1440

/** Minutes that the wall is ahead of UTC, asked once for each quarter of an hour. */
function offsetsOf(zone: string): (minute: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const known = new Map<number, number>()
  return (minute) => {
    const quarter = Math.floor(minute / 15)
    let offset = known.get(quarter)
    if (offset === undefined) {
      const parts = format.formatToParts(quarter * 15 * MINUTE)
      const part = (type: string) => Number(parts.find((p) => p.type === type)?.value)
      const wall = Date.UTC(
        part('year'),
        part('month') - 1,
        part('day'),
        part('hour'),
        part('minute'),
      )
      offset = wall / MINUTE - quarter * 15
      known.set(quarter, offset)
    }
    return offset
  }
}

const dateText = (day: number): string =>
  new Date(day * DAY_MINUTES * MINUTE).toISOString().slice(0, 10)

export class MinuteOracle {
  /** First minute, in minutes since 1970. */
  readonly first: number
  readonly open: Uint8Array
  /** Open minutes before each minute, counted by walking. */
  readonly before: Int32Array

  constructor(terms: OracleTerms, fromDay: string, toDay: string) {
    const firstDay = Date.parse(`${fromDay}T00:00:00Z`) / MINUTE / DAY_MINUTES
    const lastDay = Date.parse(`${toDay}T00:00:00Z`) / MINUTE / DAY_MINUTES
    const offset = offsetsOf(terms.zone)
    this.first = firstDay * DAY_MINUTES
    this.open = new Uint8Array((lastDay - firstDay) * DAY_MINUTES)
    const walk = new Map<number, number>()
    const from = (firstDay - 4) * DAY_MINUTES
    const to = (lastDay + 4) * DAY_MINUTES
    for (let minute = from; minute < to; minute += 1) {
      const wall = minute + offset(minute)
      if (!walk.has(wall)) walk.set(wall, minute)
    }
    for (let day = firstDay - 2; day <= lastDay + 1; day += 1) {
      for (const range of hoursOn(terms, day)) this.mark(walk, offset, day, range, 1)
    }
    for (const [date, ranges] of Object.entries(terms.breaks)) {
      const day = Date.parse(`${date}T00:00:00Z`) / MINUTE / DAY_MINUTES
      for (const range of ranges) this.mark(walk, offset, day, range, 0)
    }
    this.before = new Int32Array(this.open.length + 1)
    for (let i = 0; i < this.open.length; i += 1) {
      this.before[i + 1] = (this.before[i] ?? 0) + (this.open[i] ?? 0)
    }
  }

  private mark(
    walk: ReadonlyMap<number, number>,
    offset: (minute: number) => number,
    day: number,
    [from, to]: OracleRange,
    value: 0 | 1,
  ): void {
    const start = edge(walk, offset, day * DAY_MINUTES + from)
    const end = edge(walk, offset, day * DAY_MINUTES + to)
    for (let minute = start; minute < end; minute += 1) {
      const place = minute - this.first
      if (place >= 0 && place < this.open.length) this.open[place] = value
    }
  }

  /** Open milliseconds from the first minute to an instant. */
  openBefore(at: number): number {
    const minute = Math.floor(at / MINUTE)
    const place = minute - this.first
    const rest = at - minute * MINUTE
    return (this.before[place] ?? Number.NaN) * MINUTE + (this.open[place] === 1 ? rest : 0)
  }

  elapsed(start: number, end: number): number {
    return end <= start ? 0 : this.openBefore(end) - this.openBefore(start)
  }

  /** The first instant at which `target` milliseconds have been open, walking from `start`. */
  deadline(start: number, target: number): number | undefined {
    if (target === 0) return start
    let left = target
    let at = start
    while (Math.floor(at / MINUTE) - this.first < this.open.length) {
      const place = Math.floor(at / MINUTE) - this.first
      const next = (this.first + place + 1) * MINUTE
      if (this.open[place] === 1) {
        if (left <= next - at) return at + left
        left -= next - at
      }
      at = next
    }
    return undefined
  }

  /** Walks whole minutes that are open and in no pause; all instants are whole minutes. */
  elapsedPaused(start: number, end: number, pauses: readonly (readonly number[])[]): number {
    let counted = 0
    for (let at = start; at < end; at += MINUTE) {
      if (this.isOpen(at) && !isPaused(at, pauses)) counted += MINUTE
    }
    return counted
  }

  /** {@link deadline} for whole minutes, over pauses. */
  deadlinePaused(
    start: number,
    target: number,
    pauses: readonly (readonly number[])[],
  ): number | undefined {
    let left = target
    for (let at = start; left > 0; at += MINUTE) {
      if (Math.floor(at / MINUTE) - this.first >= this.open.length) return undefined
      if (this.isOpen(at) && !isPaused(at, pauses)) left -= MINUTE
      if (left <= 0) return at + MINUTE
    }
    return start
  }

  isOpen(at: number): boolean {
    return this.open[Math.floor(at / MINUTE) - this.first] === 1
  }
}

const isPaused = (at: number, pauses: readonly (readonly number[])[]): boolean =>
  pauses.some(([from = 0, to = 0]) => from <= at && at < to)

function hoursOn(terms: OracleTerms, day: number): readonly OracleRange[] {
  const date = dateText(day)
  const exception = terms.exceptions[date]
  if (exception !== undefined) return exception
  if (terms.closings.some(([from, to]) => from <= date && date <= to)) return []
  if (terms.holidays.includes(date)) return terms.holidayHours
  const week =
    terms.change !== undefined && date >= terms.change.from ? terms.change.week : terms.week
  return week[(((day + 3) % 7) + 7) % 7] ?? []
}

/** The first minute that shows a reading, or what the clock jumped to in its place. */
function edge(
  walk: ReadonlyMap<number, number>,
  offset: (minute: number) => number,
  wall: number,
): number {
  const shown = walk.get(wall)
  if (shown !== undefined) return shown
  let last = wall - 1
  while (!walk.has(last)) last -= 1
  const beforeGap = walk.get(last) ?? 0
  let minute = beforeGap
  while (minute + offset(minute) < wall) minute += 1
  const gap = offset(minute) - offset(beforeGap)
  return walk.get(wall + gap) ?? minute
}
