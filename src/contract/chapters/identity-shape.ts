/**
 * How the contract, its parties and its calendars are written.
 *
 * @fr identité du contrat
 */
import type { Weekday } from '../../base/calendar/date.ts'
import type { HourRange } from '../../base/calendar/hours.ts'
import type { Place } from '../../base/finding.ts'
import { freeMap, listOf, oneOrMore, scalarOr, wordOr } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Infer, Report, Shape } from '../../base/yaml/shape.ts'
import { choice, date, flag, id, placed, refine, text, textForm } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey, textOf, valueAt } from '../../base/yaml/source.ts'
import { hours } from '../phrases/phrase-shape.ts'
import { parseDays } from '../phrases/slot.ts'
import type {
  Calendar,
  CalendarException,
  ContractIdentity,
  HolidayHours,
  Parties,
  WeekHours,
} from './identity.ts'

/** A reference of the parties' own: letters, digits and a few signs, as they number contracts. */
const contractId = textForm(
  'contract-id',
  (value) => (/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,59}$/u.test(value) ? value : undefined),
  { examples: ['CT-2026-014'] },
)

const zoneName = textForm(
  'zone',
  (value) => (/^[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_-]+){0,2}$/.test(value) ? value : undefined),
  { pattern: '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+){0,2}$', examples: ['Europe/Paris'] },
)

export const contractShape: Shape<ContractIdentity> = refine(
  record('contract', {
    id: required(contractId),
    title: required(text),
    kind: required(choice(['infrastructure', 'application', 'global'])),
    mode: required(choice(['outsourcing', 'managed-services'])),
    language: required(choice(['fr', 'en'])),
    currency: required(choice(['EUR'])),
    zone: required(placed(zoneName)),
    documents: required(
      listOf(
        record('document', {
          id: required(id),
          title: required(text),
          version: optional(text),
        }),
        1,
      ),
    ),
  }),
  ({ zone, ...rest }) => ({ ...rest, zone: { name: zone.value, where: zone.where } }),
)

const siren = refine(
  placed(
    textForm('siren', (value) => (/^\d{9}$/.test(value) ? value : undefined), {
      pattern: String.raw`^\d{9}$`,
      examples: ['552100554'],
    }),
  ),
  ({ value, where }) => ({ text: value, where }),
)

const party = record('party', {
  name: required(text),
  siren: optional(siren),
  role: optional(choice(['private', 'public'])),
  address: optional(text),
})

const country = textForm('country', (value) => (/^[A-Z]{2}$/.test(value) ? value : undefined), {
  pattern: '^[A-Z]{2}$',
  examples: ['FR'],
})

export const partiesShape: Shape<Parties> = record('parties', {
  client: required(party),
  provider: required(party),
  subcontractors: absentMeans(
    listOf(
      record('subcontractor', {
        name: required(text),
        siren: optional(siren),
        for: required(oneOrMore(text)),
        country: required(country),
        approved: optional(date),
        'personal-data': required(flag),
      }),
    ),
    [],
  ),
  entities: absentMeans(listOf(record('entity', { id: required(id), name: required(text) })), []),
})

const REGION = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/

const region = refine(
  placed(
    textForm('region', (value) => (REGION.test(value) ? value : undefined), {
      pattern: `${REGION.source}|^none$`,
      examples: ['FR', 'FR-57', 'none'],
    }),
  ),
  ({ value, where }) => ({ kind: 'region', region: value, where }) as const,
)

const holidays: Shape<Calendar['holidays']> = refine(
  wordOr('none', scalarOr(region, listOf(date, 1))),
  (value): Calendar['holidays'] => {
    if (value === 'none') return { kind: 'none' }
    return 'kind' in value ? value : { kind: 'dates', dates: value }
  },
)

const onHoliday: Shape<HolidayHours> = refine(
  wordOr('closed', wordOr('open', hours)),
  (value): HolidayHours => {
    if (value === 'closed' || value === 'open') return { kind: value }
    return { kind: 'hours', hours: value.ranges }
  },
)

/** Rows such as `mon-fri: "08:00-18:00"`; each day stands in one row at most. */
const week: Shape<WeekHours> = refine(
  freeMap('week', wordOr('closed', hours)),
  (rows, _, report) => {
    const days: Partial<Record<Weekday, readonly HourRange[]>> = {}
    const named = new Set<Weekday>()
    for (const { key, where, value } of rows) {
      for (const day of daysOf(key, where, report)) {
        if (named.has(day)) report('day-twice', where, { day, row: key })
        named.add(day)
        if (value !== 'closed') days[day] = value.ranges
      }
    }
    return days
  },
)

function daysOf(key: string, where: Place, report: Report): readonly Weekday[] {
  const days = parseDays(key)
  if (days === undefined) report('day-unknown', where, { text: key })
  return days ?? []
}

const exception: Shape<CalendarException> = refine(
  record(
    'exception',
    {
      on: optional(date),
      from: optional(date),
      until: optional(date),
      hours: required(wordOr('closed', hours)),
    },
    { exactlyOne: [['on', 'from']] },
  ),
  ({ where, on, from, until, hours: open }, _, report) => {
    const first = on ?? from
    const last = on ?? until
    if (first === undefined || last === undefined) {
      report('key-missing', where, { key: 'until', in: 'exception' })
      return undefined
    }
    if (last < first) report('dates-reversed', where, { from: 'from', until: 'until' })
    return { where, from: first, until: last, hours: open === 'closed' ? [] : open.ranges }
  },
)

const calendarRecord = record('calendar', {
  title: optional(text),
  week: required(week),
  holidays: optional(holidays),
  'on-holiday': optional(onHoliday),
  exceptions: absentMeans(listOf(exception), []),
})

const calendar = refine(calendarRecord, (value, node, report) => {
  const { onHoliday: then, exceptions } = value
  const opensElsewhere =
    then?.kind === 'hours' || exceptions.some(({ hours: open }) => open.length > 0)
  const place = opensElsewhere ? undefined : closedWeek(node)
  if (place !== undefined) report('week-empty', place, {})
  reportHalf(value, node, report)
  return value
})

/** Where the week of a calendar stands, if all that it says is that days are closed. */
function closedWeek(node: SourceNode): Place | undefined {
  const written = valueAt(node, 'week')
  const isClosed =
    written?.kind === 'map' && written.entries.every(({ value }) => textOf(value) === 'closed')
  return isClosed ? written.where : undefined
}

/** Holidays and what they change come together: one without the other says nothing. */
function reportHalf(
  { where, holidays: closed, onHoliday: then }: Infer<typeof calendarRecord>,
  node: SourceNode,
  report: Report,
): void {
  if (closed !== undefined && closed.kind !== 'none' && !hasKey(node, 'on-holiday')) {
    report('key-missing', where, { key: 'on-holiday', in: 'calendar' })
  }
  if (then !== undefined && !hasKey(node, 'holidays')) {
    report('key-missing', where, { key: 'holidays', in: 'calendar' })
  }
}

export const calendarsShape: Shape<readonly Calendar[]> = refine(
  freeMap('calendars', calendar),
  (entries) =>
    entries.map(({ key, where, value }) => {
      const { title, holidays: closed, onHoliday: then } = value
      return {
        id: key,
        where,
        ...(title !== undefined && { title }),
        week: value.week,
        holidays: closed ?? { kind: 'none' },
        onHoliday: then ?? { kind: 'open' },
        exceptions: value.exceptions,
      }
    }),
)
