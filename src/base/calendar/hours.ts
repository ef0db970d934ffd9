/**
 * Opening hours of a day, as minutes of the wall clock: `08:00`–`18:00` is 480 to 1080.
 *
 * A range is half-open. Its end may be 24:00, or a time of the next day: 22:00–06:00 is 1320 to
 * 1800 and belongs to the day on which it opens.
 *
 * @fr plage horaire
 */
import type { Checked, Finding } from '../finding.ts'
import type { Weekday } from './date.ts'

export const MINUTES_A_DAY = 1440

/** @fr plage horaire */
export interface HourRange {
  /** Minutes after 00:00, from 0 to 1439. */
  readonly from: number
  /** Minutes after 00:00 of the same day; above 1440 when the range passes midnight. */
  readonly to: number
}

/** Hours of each day of the week; a day that is not named is closed. @fr semaine type */
export type WeekHours = Readonly<Partial<Record<Weekday, readonly HourRange[]>>>

const CLOCK = /^(\d{2}):(\d{2})$/

/** Minutes shown by `08:30`; `24:00` is the end of the day; `25:00` and `08:60` give nothing. */
export function parseClock(text: string): number | undefined {
  const match = CLOCK.exec(text)
  if (match === null) return undefined
  const hours = Number(match[1])
  const minutes = Number(match[2])
  const total = hours * 60 + minutes
  return minutes > 59 || total > MINUTES_A_DAY ? undefined : total
}

export const formatClock = (minutes: number): string => {
  const inDay = minutes > MINUTES_A_DAY ? minutes - MINUTES_A_DAY : minutes
  const two = (value: number): string => `${value}`.padStart(2, '0')
  return `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`
}

const refused = (code: string, params: Finding['params']): Checked<never> => ({
  value: undefined,
  findings: [{ code, severity: 'error', params }],
})

/** Reads `08:00` and `18:00`, or `22:00` and `06:00` of the next day. */
export function parseHours(from: string, to: string): Checked<HourRange> {
  const start = parseClock(from)
  const end = parseClock(to)
  if (start === undefined || start === MINUTES_A_DAY) return refused('time-invalid', { time: from })
  if (end === undefined) return refused('time-invalid', { time: to })
  if (end === start) return refused('hours-empty', { from, to })
  const range = { from: start, to: end > start ? end : end + MINUTES_A_DAY }
  return { value: range, findings: [] }
}

/** What is wrong with the ranges of one day, `where` being how the day is called. */
export function checkHours(ranges: readonly HourRange[], where: string): Finding[] {
  const findings: Finding[] = []
  const sorted = [...ranges].sort((a, b) => a.from - b.from)
  let end = 0
  for (const { from, to } of sorted) {
    const params = { day: where, from: `${from}`, to: `${to}` }
    const whole = Number.isInteger(from) && Number.isInteger(to)
    if (!whole || from < 0 || from >= MINUTES_A_DAY || to > from + MINUTES_A_DAY) {
      findings.push({ code: 'hours-out-of-day', severity: 'error', params })
    } else if (to <= from) {
      findings.push({ code: 'hours-empty', severity: 'error', params })
    } else if (from < end) {
      const said = { day: where, from: formatClock(from), to: formatClock(to) }
      findings.push({ code: 'hours-overlap', severity: 'error', params: said })
    }
    end = Math.max(end, to)
  }
  return findings
}
