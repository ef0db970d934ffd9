/**
 * Says what stands around the levels: the term, the conventions, the calendars.
 */
import { formatDay } from '../../base/wording/format.ts'
import type { Calendar, CalendarException, Conventions, Term, Terms } from '../../contract/terms.ts'
import type { Row, TermSpeaker } from './phrases.ts'
import {
  rowsOf,
  sayDate,
  sayHours,
  sayLength,
  sayMoneyRounding,
  sayRounding,
  sayWeek,
} from './phrases.ts'

export function contractRows({ contract, term }: Terms, words: TermSpeaker): Row[] {
  const { say } = words
  const documents = contract.documents.map(({ id, title }) => `${title} (${id})`)
  return [
    ...rowsOf(say('terms-documents'), documents),
    [say('terms-zone'), contract.zone.name],
    [
      say('terms-term'),
      say('term-starts', {
        date: formatDay(term.starts, words.language),
        length: sayLength(term.initial, words),
      }),
    ],
    ...renewalRows(term, words),
  ]
}

function renewalRows({ renewal }: Term, words: TermSpeaker): Row[] {
  if (renewal === undefined) return []
  const { say } = words
  const length = sayLength(renewal.for, words)
  const key = renewal.tacit ? 'renewal-tacit' : 'renewal-express'
  return [
    [
      say('terms-renewal'),
      [
        say(key, { length }),
        ...(renewal.atMost === undefined
          ? []
          : [say('renewal-at-most', { count: `${renewal.atMost}` })]),
        say('renewal-notice', {
          date: sayDate(renewal.notice.within, words),
          dated: say(`dated-${renewal.notice.dated}`),
        }),
      ].join(', '),
    ],
  ]
}

/** The choices of counting, in the order of the file. */
export function conventionRows(conventions: Conventions, words: TermSpeaker): Row[] {
  const { say } = words
  const { round, base, days, closedMonth, onRenewal } = conventions
  return [
    [say('convention-belongs-to'), say(`belongs-to-${conventions.belongsTo}`)],
    [say('convention-round-figures'), sayRounding(round.figures, words)],
    [say('convention-round-money'), sayMoneyRounding(round.money, words)],
    [say('convention-on-the-limit'), say(`on-the-limit-${conventions.onTheLimit}`)],
    [say('convention-part-units'), say(`part-units-${conventions.partUnits}`)],
    [say('convention-open-at-end'), say(`open-at-end-${conventions.openAtEnd}`)],
    [say('convention-empty'), say(`empty-${conventions.empty}`)],
    [
      say('convention-base'),
      [
        say(`vat-${base.vat}`),
        say(`revised-${base.revised}`),
        say(`one-offs-${base.oneOffs}`),
      ].join(', '),
    ],
    ...rowsOf(say('convention-days'), [
      say('days-working', { calendar: days.working.id }),
      say(`event-day-${days.eventDay}`),
      say(`closed-day-${days.closedDay}`),
      say(`proration-${days.proration}`),
    ]),
    [say('convention-nature'), say(`nature-${conventions.nature}`)],
    [say('convention-releases'), say(`releases-${conventions.releasesFromDamages}`)],
    [
      say('convention-closed-month'),
      say('closed-month', { length: sayLength(closedMonth.reopenableFor, words) }),
    ],
    ...rowsOf(
      say('convention-on-renewal'),
      (['caps', 'streaks', 'indexBase', 'liability'] as const).map((what) =>
        say('on-renewal', {
          what: say(`renewed-${what}`),
          answer: say(`renewed-${onRenewal[what]}`),
        }),
      ),
    ),
  ]
}

export const calendarRows = (calendars: readonly Calendar[], words: TermSpeaker): Row[] =>
  calendars.flatMap((calendar) => rowsOf(calendar.id, calendarLines(calendar, words)))

function calendarLines(calendar: Calendar, words: TermSpeaker): string[] {
  const { say } = words
  const { holidays, onHoliday, exceptions } = calendar
  const days =
    holidays.kind === 'region'
      ? say('holidays-region', { region: holidays.region })
      : holidays.kind === 'dates'
        ? say('holidays-dates', {
            dates: holidays.dates.map((date) => formatDay(date, words.language)).join(', '),
          })
        : say('holidays-none')
  const hours =
    onHoliday.kind === 'hours' ? sayHours(onHoliday.hours, words) : say(`holiday-${onHoliday.kind}`)
  return [
    sayWeek(calendar.week, words),
    holidays.kind === 'none' ? days : say('holidays', { days, hours }),
    ...exceptions.map((exception) => sayException(exception, words)),
  ]
}

function sayException({ from, until, hours }: CalendarException, words: TermSpeaker): string {
  const [first, last] = [from, until].map((date) => formatDay(date, words.language))
  const said = sayHours(hours, words)
  return from === until
    ? words.say('exception-on', { date: `${first}`, hours: said })
    : words.say('exception-from', { first: `${first}`, last: `${last}`, hours: said })
}
