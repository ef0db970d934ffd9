/** The two libraries that people use for business time, set up for the same office hours. */
import type dayjsType from 'dayjs'
import type momentType from 'moment'

export interface Peer {
  readonly name: string
  /** On how many intervals it is run. */
  readonly rows: number
  /** Milliseconds; not a number where the library throws. */
  readonly elapsed: (start: number, end: number) => number
  readonly deadline: (start: number, target: number) => number
}

const MINUTE = 60_000

function orNaN(ask: () => number): number {
  try {
    return ask()
  } catch {
    return Number.NaN
  }
}

interface BusinessDayjs {
  businessMinutesDiff(other: BusinessDayjs): number
  addBusinessMinutes(minutes: number): BusinessDayjs
  valueOf(): number
}

/** It counts whole minutes. */
export function dayjsPeer(require: NodeJS.Require, holidays: readonly string[]): Peer {
  const dayjs = require('dayjs') as typeof dayjsType & {
    setHolidays(dates: readonly string[]): void
    setBusinessTime(week: Record<string, unknown>): void
  }
  dayjs.extend(require('dayjs-business-time'))
  const day = [{ start: '08:00:00', end: '18:00:00' }]
  const closed = { saturday: null, sunday: null }
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day }
  dayjs.setBusinessTime({ ...week, ...closed })
  dayjs.setHolidays(holidays)
  const at = (time: number) => dayjs(time) as unknown as BusinessDayjs
  return {
    name: 'dayjs-business-time',
    rows: 4000,
    elapsed: (start, end) => orNaN(() => at(start).businessMinutesDiff(at(end)) * MINUTE),
    deadline: (start, target) =>
      orNaN(() =>
        at(start)
          .addBusinessMinutes(target / MINUTE)
          .valueOf(),
      ),
  }
}

interface BusinessMoment {
  workingDiff(other: BusinessMoment, unit: string): number
  addWorkingTime(amount: number, unit: string): BusinessMoment
  valueOf(): number
}

export function momentPeer(require: NodeJS.Require, holidays: readonly string[]): Peer {
  require('moment-business-time')
  const moment = require('moment') as typeof momentType
  const day = ['08:00:00', '18:00:00']
  const workinghours = { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null }
  moment.updateLocale(moment.locale(), { workinghours, holidays } as momentType.LocaleSpecification)
  const at = (time: number) => moment(time) as unknown as BusinessMoment
  return {
    name: 'moment-business-time',
    rows: 3000,
    elapsed: (start, end) => orNaN(() => at(end).workingDiff(at(start), 'seconds') * 1000),
    deadline: (start, target) =>
      orNaN(() =>
        at(start)
          .addWorkingTime(target / MINUTE, 'minutes')
          .valueOf(),
      ),
  }
}
