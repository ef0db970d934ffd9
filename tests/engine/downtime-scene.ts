/** A month of outages under rules that differ from the usual ones, for tables of availability. */

import type { CalendarDate, YearMonth } from '../../src/base/calendar/date.ts'
import { parseDate, parseMonth } from '../../src/base/calendar/date.ts'
import type { Instant } from '../../src/base/instant.ts'
import { MINUTE } from '../../src/base/instant.ts'
import { formatRatio, ONE, ratio } from '../../src/base/ratio.ts'
import type { DowntimeSelect } from '../../src/contract/core/select.ts'
import type { Outage, RareFact } from '../../src/facts/fact.ts'
import type { Downtime } from '../../src/measures/downtime.ts'
import { measureDowntime, selectOutages, watchedTime } from '../../src/measures/downtime.ts'
import type { TakenOut } from '../../src/measures/exemptions.ts'
import { tileInterval, tilesUntil } from '../../src/measures/periods.ts'
import { lengthOf, wall } from './clock-table.ts'
import { calendarNamed, PARIS } from './hours.ts'

export const periods = tilesUntil(
  'month',
  PARIS,
  parseDate('2026-01-01') as CalendarDate,
  parseMonth('2026-12') as YearMonth,
)

export const factOf = <K extends RareFact['kind']>(kind: K, id: string) => ({
  source: 's',
  externalId: id,
  revision: 1,
  origin: { file: 'f', row: 1 },
  kind,
})

/** `03-10 10:00-10:30`, `03-10 10:00-03-11 09:00`, `03-10 10:00-` while it lasts. */
export function stretch(text: string): { readonly start: Instant; readonly end?: Instant } {
  const [, day = '', from = '', endDay, to] =
    /^(\d\d-\d\d) (\d\d:\d\d)-(?:(\d\d-\d\d) )?(\d\d:\d\d)?$/.exec(text.trim()) ?? []
  if (day === '') throw new Error(`not a stretch: ${text}`)
  const start = wall(`${day} ${from}`)
  return to === undefined ? { start } : { start, end: wall(`${endDay ?? day} ${to}`) }
}

/** `~` marks a degraded outage. */
export const outage = (text: string, i: number): Outage =>
  ({
    ...factOf('outage', `o${i}`),
    of: 'app',
    ...stretch(text.replace('~', '')),
    fields: { state: text.includes('~') ? 'degraded' : 'down' },
  }) as Outage

export interface Scene {
  readonly month?: string
  readonly hours?: string
  readonly outages?: string
  readonly asOf?: string
  readonly rules?: string
  readonly takenOut?: readonly TakenOut[]
  readonly watches?: readonly string[]
}

const RULES: Readonly<Record<string, (rest: string) => Partial<DowntimeSelect>>> = {
  ignore: (rest) => ({
    ignore: {
      word: rest.startsWith('at-most ') ? 'at-most' : 'under',
      length: lengthOf(rest.replace(/^at-most /, '').replace(/ (whole|excess)$/, '')),
      oncePassed: rest.endsWith('excess') ? 'excess' : 'whole',
    },
  }),
  merge: (rest) => ({
    mergeWithin: {
      length: lengthOf(rest.replace(/ (up|down)$/, '')),
      calendar: 'always',
      gap: rest.endsWith('up') ? 'up' : 'down',
    },
  }),
  degraded: (rest) => ({
    weights: {
      field: 'state',
      rows: [
        {
          value: 'degraded',
          share: ratio(Number(rest.split('/')[0]), Number(rest.split('/')[1])),
        },
      ],
      otherwise: ONE,
    },
  }),
  'no-data': (rest) => ({ noData: rest as DowntimeSelect['noData'] }),
}

export function measure(scene: Scene): Downtime {
  const rules = (scene.rules ?? '').split(',').map((rule) => rule.trim())
  const chosen = rules
    .filter((rule) => rule !== '')
    .map((rule) => {
      const [word = '', ...rest] = rule.split(' ')
      const read = RULES[word]
      if (read === undefined) throw new Error(`no rule ${rule}`)
      return read(rest.join(' '))
    })
  const select: DowntimeSelect = Object.assign(
    {
      kind: 'downtime',
      down: { kind: 'part', of: 'app' },
      id: 'up',
      of: ['app'],
      where: [],
      calendar: scene.hours ?? 'always',
      noData: 'up',
      tile: 'month',
      exemptions: [],
      source: { path: '' },
    } satisfies DowntimeSelect,
    ...chosen,
  )
  const texts = (scene.outages ?? '').split(',').filter((text) => text.trim() !== '')
  const watches = (scene.watches ?? []).map(
    (text, i) => ({ ...factOf('watch', `w${i}`), of: 'app', ...stretch(text) }) as RareFact,
  )
  const facts: RareFact[] = [...texts.map(outage), ...watches]
  const tile = periods.labels.indexOf(`2026-${scene.month ?? '03'}`)
  return measureDowntime(
    select,
    {
      calendar: calendarNamed(select.calendar),
      mergeCalendar: calendarNamed('always'),
      asOf: wall(scene.asOf ?? '12-31 12:00'),
      watched: watchedTime(select, facts),
    },
    selectOutages(select, facts),
    scene.takenOut ?? [],
    tileInterval(periods, tile),
  )
}

export const minutes = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }) =>
  formatRatio(ratio(numerator, denominator * BigInt(MINUTE)))
