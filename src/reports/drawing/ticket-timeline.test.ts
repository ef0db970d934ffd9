/** The clock of a ticket, drawn: what stands where, in text, and what must not touch. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { written } from '../../../tests/engine/contract-text.ts'
import { at, PARIS, TABLES } from '../../../tests/engine/hours.ts'
import { factsIn } from '../../../tests/reports/months.ts'
import { plain, strictSpeaker, termsOf } from '../../../tests/reports/reading.ts'
import type { Calendar } from '../../base/calendar/calendar.ts'
import { compileCalendar } from '../../base/calendar/compile.ts'
import type { CalendarTerms } from '../../base/calendar/terms.ts'
import { formatInstant, instant } from '../../base/instant.ts'
import type { TicketSelect } from '../../contract/core/select.ts'
import { rewriteTerms } from '../../contract/surface/rewrite.ts'
import type { Story } from '../../measures/story.ts'
import { storiesOf } from '../../measures/story.ts'
import { holidayNames } from './closed-time.ts'
import type { Drawing, Shape } from './drawing.ts'
import { PAGE_WIDTH, widthOfText } from './drawing.ts'
import { ticketTimeline } from './ticket-timeline.ts'

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: 480, to: 1080 }]])
const OFFICE: CalendarTerms = {
  zone: 'Europe/Paris',
  weeks: [{ hours: Object.fromEntries(WEEK) }],
  holidays: { regions: ['FR'] },
  onHoliday: 'closed',
}
const SPAN = { start: at('2025-01-01T00:00:00Z'), end: at('2027-12-31T00:00:00Z') }
const PAUSES =
  '[{ status: awaiting-client, who: client }, { status: awaiting-third-party, who: third-party }]'

const CALENDAR = compileCalendar(OFFICE, TABLES, SPAN).value as Calendar

const selects = new Map<string, TicketSelect>()

/** Incidents within a time, under a clock that two statuses pause. */
function selectOf(within: string): TicketSelect {
  const known = selects.get(within)
  if (known !== undefined) return known
  const level = `restoration: { of: incidents, within: ${within}, calendar: office, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }`
  const clock = `starts: opened, stops: restored, pauses: ${PAUSES}, on-reopen: resume, on-priority-change: keep`
  const contract = termsOf(written({ levels: [level], clock, starts: '2026-01-01' }))
  const select = rewriteTerms(contract).value?.selects[0] as TicketSelect
  selects.set(within, select)
  return select
}

/** The story of a ticket under office hours, Monday to Friday 08:00–18:00, holidays of FR. */
function storyOf(ticket: string, within = '4 h', asOf = '2026-12-01T00:00:00Z'): Story {
  const { tickets } = factsIn(`tickets: [{ id: T-1, type: incident, ${ticket} }]`)
  const calendars = new Map([['office', CALENDAR]])
  const select = selectOf(within)
  const [story] = tickets.flatMap((one) => storiesOf(select, calendars, one, at(asOf), []))
  if (story === undefined) throw new Error('the ticket has a story')
  return story
}

const drawingOf = (story: Story, language: 'fr' | 'en' = 'fr'): Drawing =>
  ticketTimeline(story, {
    zone: PARIS,
    holidays: holidayNames([OFFICE], TABLES.holidays),
    speaker: strictSpeaker(language),
  })

const texts = ({ shapes }: Drawing): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [plain(shape.text)] : []))

/** The bands from the left, each with where it begins and ends, the key left out. */
function bands({ shapes }: Drawing): string[] {
  const rects = shapes.flatMap((shape) => (shape.kind === 'rect' ? [shape] : []))
  const band = rects.filter(({ y }) => y === rects[0]?.y)
  return band.map((shape) => `${shape.class} ${shape.x}-${shape.x + shape.width}`)
}

const FRIDAY =
  'opened: 2026-07-03 17:40, resolved: 2026-07-06 15:35, pauses: [{ status: awaiting-client, from: 2026-07-06 09:00, to: 2026-07-06 12:10 }]'

describe('the bands', () => {
  test.each([
    // 20 min, a week-end (412), 1 h, 3 h 10 paused, 3 h 25: 475 min on the 4388 that are left.
    [
      FRIDAY,
      '4 h',
      'open 0-185, closed 185-597, open 597-1151, paused 1151-2906, open 2906-4384, late 4384-4800',
    ],
    // Open time of the clock is to scale: 8 h and 2 h around a night.
    [
      'opened: 2026-07-06 10:00, resolved: 2026-07-07 10:00',
      '20 h',
      'open 0-3491, closed 3491-3727, open 3727-4600',
    ],
    [
      'opened: 2026-07-06 10:00, resolved: 2026-07-07 10:00',
      '8 h',
      'open 0-3651, closed 3651-3887, late 3887-4800',
    ],
    // Opened and closed while nobody works: one gap.
    ['opened: 2026-07-05 10:00, resolved: 2026-07-05 12:00', '4 h', 'closed 0-412'],
    // Opened and resolved at once: nothing to draw but its edges.
    ['opened: 2026-07-06 10:00, resolved: 2026-07-06 10:00', '4 h', ''],
  ])('%s within %s', (ticket, within, expected) => {
    expect(bands(drawingOf(storyOf(ticket, within))).join(', ')).toBe(expected)
  })

  test('a reopened ticket shows the time in which it was stopped', () => {
    const story = storyOf(
      'opened: 2026-07-06 08:00, resolved: [2026-07-06 09:00, 2026-07-06 17:00], reopened: 2026-07-06 12:00',
    )
    expect(bands(drawingOf(story))).toEqual([
      'open 0-533',
      'stopped 533-2133',
      'open 2133-3733',
      'late 3733-4800',
    ])
  })

  test('an open ticket runs until what is known ends, and says so', () => {
    const drawing = drawingOf(storyOf('opened: 2026-07-06 08:00', '4 h', '2026-07-06T09:00:00Z'))
    expect(bands(drawing)).toEqual(['open 0-4600'])
    expect(texts(drawing)).toContain('en cours au lun. 06/07 11:00')
    expect(plain(drawing.description)).toBe(
      'Ticket T-1 : décompte ouvert lun. 06/07 08:00, en cours au lun. 06/07 11:00, 3 h sur 4 h.',
    )
  })
})

describe('the words', () => {
  test('the deadline, the edges, the days, the closed time and the pause are named', () => {
    expect(texts(drawingOf(storyOf(FRIDAY)))).toEqual([
      'week-end',
      'client 3 h 10',
      'ven. 03/07',
      'lun. 06/07',
      'début ven. 03/07 17:40',
      'fin lun. 06/07 15:35',
      'échéance lun. 06/07 14:50',
      'compté',
      'hors plage de service',
      'suspendu par le client',
      'compté en retard',
    ])
  })

  test('all of it in English', () => {
    const drawing = drawingOf(storyOf(FRIDAY), 'en')
    expect(drawing.title).toBe('The clock of ticket T-1')
    expect(plain(drawing.description)).toBe(
      'Ticket T-1: clock started Fri 03/07 17:40, ended Mon 06/07 15:35, 4 h 45 of 4 h.',
    )
    expect(texts(drawing)).toEqual(expect.arrayContaining(['weekend', 'due Mon 06/07 14:50']))
  })

  test.each([
    ['a night', 'opened: 2026-07-06 17:00, resolved: 2026-07-07 09:00', ['nuit']],
    [
      'Easter',
      'opened: 2026-04-03 17:00, resolved: 2026-04-07 09:00',
      ['week-end, Lundi de Pâques'],
    ],
    // Ascension is a Thursday, and the Friday after it is worked.
    ['Ascension', 'opened: 2026-05-13 17:00, resolved: 2026-05-15 09:00', ['Ascension']],
    ['an hour of a Sunday', 'opened: 2026-07-05 10:00, resolved: 2026-07-05 11:00', ['week-end']],
    [
      'an hour before the desk opens',
      'opened: 2026-07-06 06:00, resolved: 2026-07-06 09:00',
      ['fermé'],
    ],
    ['no closed time', 'opened: 2026-07-06 09:00, resolved: 2026-07-06 10:00', []],
  ])('%s', (_, ticket, names) => {
    const found = texts(drawingOf(storyOf(ticket))).slice(0, names.length)
    expect(found).toEqual(names)
  })

  test('names that find no room in their gaps stand in the key, each once', () => {
    const drawing = drawingOf(
      storyOf('opened: 2026-03-02 09:00, resolved: 2026-05-29 09:00', '200 h'),
    )
    expect(texts(drawing)).toContain(
      'hors plage de service : nuit, week-end, Lundi de Pâques, 1er mai, 8 mai, Ascension, Lundi de Pentecôte',
    )
    expect(texts(drawing)).not.toContain('nuit')
  })
})

describe('whatever the ticket', () => {
  const anyStory = fc
    .record({
      opened: fc.integer({ min: 0, max: 60 * 24 * 300 }),
      lasts: fc.integer({ min: 0, max: 60 * 24 * 120 }),
      pause: fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 9000 })),
      within: fc.constantFrom('1 h', '4 h', '40 h', '400 h'),
    })
    .map(({ opened, lasts, pause: [after, held], within }) => {
      const time = (minute: number): string =>
        formatInstant(instant(at('2026-01-01T00:00:00Z') + minute * 60_000))
      const from = opened + Math.min(after, lasts)
      const paused = `pauses: [{ status: awaiting-client, from: "${time(from)}", to: "${time(from + held)}" }]`
      return storyOf(
        `opened: "${time(opened)}", resolved: "${time(opened + lasts)}", ${paused}`,
        within,
        '2027-06-01T00:00:00Z',
      )
    })

  test('bands follow one another from one edge to the other, and nothing leaves the page', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const drawing = drawingOf(story)
        const rects = drawing.shapes.filter((shape) => shape.kind === 'rect')
        const band = rects.filter(({ y }) => y === rects[0]?.y)
        const lines = drawing.shapes.filter((shape) => shape.kind === 'line')
        const edge = Math.max(...lines.map(({ x }) => x))
        let reached = 0
        for (const { x, width } of band) {
          expect(x).toBeGreaterThanOrEqual(reached)
          reached = x
          expect(x + width).toBeLessThanOrEqual(PAGE_WIDTH + 8)
          expect(Number.isInteger(x) && Number.isInteger(width)).toBe(true)
        }
        expect(edge).toBeLessThanOrEqual(PAGE_WIDTH)
      }),
      { numRuns: 100 },
    )
  })

  test('words of one row do not touch', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        expect(touching(drawingOf(story).shapes)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

/** Pairs of words on one row that would touch. */
function touching(shapes: readonly Shape[]): string[] {
  const words = shapes.flatMap((shape) => {
    if (shape.kind !== 'text') return []
    const width = widthOfText(shape.text)
    const from = { start: 0, middle: width / 2, end: width }[shape.anchor]
    return [{ text: shape.text, y: shape.y, start: shape.x - from, end: shape.x - from + width }]
  })
  const sorted = words.sort((a, b) => a.y - b.y || a.start - b.start)
  return sorted.flatMap((word, i) => {
    const next = sorted[i + 1]
    return next !== undefined && next.y === word.y && next.start < word.end
      ? [`${word.text} | ${next.text}`]
      : []
  })
}
