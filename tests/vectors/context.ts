/** What a case says, ready to be asked: its calendar, its start, its pauses, its conventions. */
import type { Calendar, Pause } from '../../src/base/calendar/calendar.ts'
import type { CalendarTables } from '../../src/base/calendar/compile.ts'
import { compileCalendar } from '../../src/base/calendar/compile.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { DAY, duration, instant, SECOND } from '../../src/base/instant.ts'
import type { Conventions } from './conventions.ts'
import type { Fields } from './read-case.ts'
import { CaseError, isFields, localText, stampOf, termsOf, textOf } from './read-case.ts'

export interface Context {
  readonly fields: Fields
  readonly conventions: Conventions
  /** The zone in which the stamps of the case are written. */
  readonly stamps: Zone
  readonly calendar: Calendar
  readonly start: Instant
}

export function zoneNamed(tables: CalendarTables, name: string): Zone {
  const zone = zoneOf(tables.zones, name)
  if (zone === undefined) throw new CaseError('failed', `no zone "${name}"`)
  return zone
}

export function contextOf(
  tables: CalendarTables,
  fields: Fields,
  conventions: Conventions,
): Context {
  const zone = zoneNamed(tables, textOf(fields, 'timezone'))
  const named = fields['stamps_in']
  const stamps = typeof named === 'string' ? zoneNamed(tables, named) : zone
  const start = stampOf(stamps, textOf(fields, 'start'))
  const others = [fields['end'], fields['expected']]
    .filter((text) => typeof text === 'string')
    .map((text) => stampOf(stamps, text as string))
  const first = Math.min(start, ...others) - 800 * DAY
  const last = Math.max(start, ...others) + 800 * DAY
  const span = {
    start: instant(Math.max(first, zone.covers.start + 7 * DAY)),
    end: instant(Math.min(last, zone.covers.end - 7 * DAY)),
  }
  const { value, findings } = compileCalendar(termsOf(fields, conventions), tables, span)
  if (value === undefined) {
    throw new CaseError('failed', `refused: ${findings.map((f) => f.code).join(', ')}`)
  }
  return { fields, conventions, stamps, calendar: value, start }
}

export const endOf = ({ fields, stamps }: Context): Instant =>
  stampOf(stamps, textOf(fields, 'end'))

export function pausesOf(context: Context): Pause[] {
  const list = context.fields['pauses'] ?? []
  if (!Array.isArray(list)) throw new CaseError('failed', '"pauses" is a list')
  return list.map((pause: unknown) => {
    if (!isFields(pause)) throw new CaseError('failed', 'a pause has "from" and "to"')
    const stamp = (key: string) =>
      instant(cut(stampOf(context.stamps, textOf(pause, key)), context))
    const start = stamp('from')
    const open = pause['to'] === undefined || pause['to'] === null
    return open ? { start } : { start, end: stamp('to') }
  })
}

export const toDuration = (count: number) => duration(Math.round(count * SECOND))

export const seconds = (milliseconds: number): number => milliseconds / SECOND

export const cut = (at: number, { conventions }: Context, unit = 60_000): number =>
  conventions.precision === 'minute' ? Math.floor(at / unit) * unit : at

export function said(context: Context, at: Instant | undefined): string {
  if (at === undefined) return 'beyond the span'
  return localText(context.stamps, instant(cut(at, context)))
}
