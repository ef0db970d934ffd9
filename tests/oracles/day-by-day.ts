/**
 * Deadlines found by walking over the days one by one: slow, plain, sharing nothing with the product.
 *
 * Each day is a `Date` at noon in UTC, so that no change of clock is met. Months are counted on the
 * fingers: the same number of the later month, or its last day where there is none.
 */

/** What a calendar is, for counting days. Texts are `2026-05-08`. */
export interface DayTable {
  /** Days of the week on which work is done, 0 is Sunday. */
  readonly worked: readonly number[]
  readonly holidays: readonly string[]
}

export interface AskedDate {
  readonly event: string
  readonly unit: 'days' | 'working-days' | 'mon-sat-days' | 'clear-days' | 'months'
  readonly count: number
  readonly eventDay: 'counted' | 'left-out'
  readonly closedDay: 'stays' | 'next-open'
  readonly moved?: 'month-end' | 'next-day' | 'next-open-day'
}

const dayOf = (text: string): Date => new Date(`${text}T12:00:00Z`)
const textOf = (day: Date): string => day.toISOString().slice(0, 10)

function step(text: string, by: 1 | -1): string {
  const day = dayOf(text)
  day.setUTCDate(day.getUTCDate() + by)
  return textOf(day)
}

const isWorked = ({ worked, holidays }: DayTable, text: string): boolean =>
  worked.includes(dayOf(text).getUTCDay()) && !holidays.includes(text)

function counts(table: DayTable, unit: AskedDate['unit'], text: string): boolean {
  switch (unit) {
    case 'working-days':
      return isWorked(table, text)
    case 'mon-sat-days':
      return dayOf(text).getUTCDay() !== 0 && !table.holidays.includes(text)
    default:
      return true
  }
}

function monthsFrom(text: string, count: number): string {
  const [year, month, number] = text.split('-').map(Number) as [number, number, number]
  let left = Math.abs(count)
  let [y, m] = [year, month]
  for (; left > 0; left -= 1) {
    m += count > 0 ? 1 : -1
    if (m === 13) [y, m] = [y + 1, 1]
    if (m === 0) [y, m] = [y - 1, 12]
  }
  const two = (value: number) => `${value}`.padStart(2, '0')
  for (let day = number; ; day -= 1) {
    const candidate = `${y}-${two(m)}-${two(day)}`
    const read = dayOf(candidate)
    if (!Number.isNaN(read.getTime()) && textOf(read) === candidate) return candidate
  }
}

function span(table: DayTable, asked: AskedDate): string {
  const { unit, count, event } = asked
  const by = count < 0 ? -1 : 1
  const isEventCounted = asked.eventDay === 'counted' && unit !== 'clear-days' && count !== 0
  if (unit === 'months') {
    const found = monthsFrom(event, count)
    return isEventCounted ? step(found, by === 1 ? -1 : 1) : found
  }
  let day = event
  let seen = isEventCounted && counts(table, unit, event) ? 1 : 0
  const wanted = Math.abs(count) + (unit === 'clear-days' && count !== 0 ? 1 : 0)
  while (seen < wanted) {
    day = step(day, by)
    if (counts(table, unit, day)) seen += 1
  }
  return day
}

/** The date that is asked for. */
export function findDate(table: DayTable, asked: AskedDate): string {
  let day = span(table, asked)
  if (asked.moved === 'month-end')
    while (step(day, 1).slice(0, 7) === day.slice(0, 7)) day = step(day, 1)
  if (asked.moved === 'next-day') day = step(day, 1)
  if (asked.moved === 'next-open-day') {
    day = step(day, 1)
    while (!isWorked(table, day)) day = step(day, 1)
  }
  if (asked.closedDay === 'next-open') while (!isWorked(table, day)) day = step(day, 1)
  return day
}
