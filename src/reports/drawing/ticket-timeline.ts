/**
 * Draws the clock of one ticket: what counted, what did not and why, the deadline, the end.
 *
 * Example: opened Friday 17:40, office hours, a target of 4 h, ended Monday 15:35. A short bar on
 * Friday, a gap named `week-end`, a bar on Monday with a hatched pause, a line where the 4 h are
 * used up, and what follows it marked late.
 *
 * @fr frise d'un ticket
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import { addDays } from '../../base/calendar/date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { dateAt, startOfDate } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { formatDuration, formatShortDay, formatShortTime } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import type { Story } from '../../measures/story.ts'
import { sayTotal } from '../ticket-line.ts'
import type { Piece, PlacedPiece } from './axis.ts'
import { piecesOf, placeOf, placePieces } from './axis.ts'
import type { HolidayNames } from './closed-time.ts'
import { namesOfClosedTime } from './closed-time.ts'
import type { Drawing, Mark, Shape } from './drawing.ts'
import { label, line, PAGE_WIDTH, rect, widthOfText } from './drawing.ts'
import { legend } from './legend.ts'

/** Where things stand, from the top, in tenths of a point. */
const DUE_TEXT = 80
const ENDS_TEXT = 190
const FLAG = 215
const BAND = 270
const BAND_HEIGHT = 170
const DAYS_TEXT = 560
const LEGEND = 660
/** Room after the end for a deadline that has not come. */
const TAIL = 200
const PADDING = 60
const THINNEST = 8

/** Who reads the drawing, where, and in which hours the ticket was worked on. */
export interface TimelineContext {
  readonly zone: Zone
  readonly holidays: HolidayNames
  readonly speaker: Speaker
}

export function ticketTimeline(story: Story, context: TimelineContext): Drawing {
  const { speaker } = context
  const end = story.stretches.at(-1)?.end ?? story.start
  const length = story.due !== undefined && story.due > end ? PAGE_WIDTH - TAIL : PAGE_WIDTH
  const closedNames = (piece: Piece): readonly string[] =>
    piece.mark === 'closed' ? namesOfClosedTime(piece, context.zone, context.holidays, speaker) : []
  const closedName = (piece: Piece): string => closedNames(piece).join(', ')
  const placed = placePieces(
    piecesOf(story),
    length,
    (piece) => widthOfText(closedName(piece)) + PADDING,
  )
  const hidden = placed.filter((piece) => !fits(closedName(piece), piece)).flatMap(closedNames)
  const legendShapes = legend(legendOf(placed, hidden, speaker), LEGEND)
  return {
    width: PAGE_WIDTH,
    height: legendShapes.bottom,
    title: speaker.say('timeline-title', { id: story.id }),
    description: describe(story, end, context),
    shapes: [
      ...placed.map(({ mark, x, width }) =>
        rect(mark, x, BAND, Math.max(THINNEST, width), BAND_HEIGHT),
      ),
      ...placed.flatMap((piece) => namesInside(piece, closedName(piece), speaker)),
      ...dayMarks(placed, context.zone, speaker),
      ...edges(story, end, length, context),
      ...deadline(story, placed, end, context),
      ...legendShapes.shapes,
    ],
  }
}

/** The name of a gap, or of who paused, where it fits. */
function namesInside(piece: PlacedPiece, closed: string, { say, language }: Speaker): Shape[] {
  const { mark, x, width, open, who } = piece
  const text =
    mark === 'paused' && who !== undefined
      ? say(`pause-by-${who}`, { length: formatDuration(open, language) })
      : closed
  return text === '' || !fits(text, piece)
    ? []
    : [label(text, x + Math.floor(width / 2), BAND + 112, 'middle')]
}

const fits = (text: string, { width }: PlacedPiece): boolean =>
  widthOfText(text) + PADDING / 2 <= width

/** A mark where each day begins to be worked, and its name where there is room for it. */
function dayMarks(placed: readonly PlacedPiece[], zone: Zone, speaker: Speaker): Shape[] {
  const shapes: Shape[] = []
  let free = 0
  for (const { x, date } of dayStarts(placed, zone)) {
    const text = formatShortDay(date, speaker.language)
    const width = widthOfText(text)
    shapes.push(line('axis', x, BAND + BAND_HEIGHT, x, BAND + BAND_HEIGHT + 30))
    const at = Math.min(x, PAGE_WIDTH - width)
    if (at < free) continue
    shapes.push(label(text, at, DAYS_TEXT))
    free = at + width + PADDING
  }
  return shapes
}

/** The first place of each date: in a gap of many days only the last of them is seen. */
function dayStarts(
  placed: readonly PlacedPiece[],
  zone: Zone,
): readonly { readonly x: number; readonly date: CalendarDate }[] {
  const first = placed[0]
  if (first === undefined) return []
  const starts = new Map<number, CalendarDate>([[first.x, dateAt(zone, first.start)]])
  for (const piece of placed) {
    const from = addDays(dateAt(zone, piece.start), 1)
    for (let date = from; startOfDate(zone, date) <= piece.end; date = addDays(date, 1)) {
      const at = startOfDate(zone, date)
      starts.set(piece.open === 0 ? piece.x + piece.width : placeOf(placed, at), date)
    }
  }
  return [...starts].map(([x, date]) => ({ x, date }))
}

/** When the clock started and when it ended. */
function edges(story: Story, end: Instant, length: number, { zone, speaker }: TimelineContext) {
  const time = (at: Instant): string => formatShortTime(at, zone, speaker.language)
  const ended = story.stop === undefined ? 'timeline-running' : 'story-ended'
  const top = BAND - 30
  const bottom = BAND + BAND_HEIGHT + 30
  return [
    label(speaker.say('timeline-start', { time: time(story.start) }), 0, ENDS_TEXT),
    line('end', 0, top, 0, bottom),
    label(speaker.say(ended, { time: time(end) }), length, ENDS_TEXT, 'end'),
    line('end', length, top, length, bottom),
  ]
}

function deadline(
  { due }: Story,
  placed: readonly PlacedPiece[],
  end: Instant,
  { zone, speaker }: TimelineContext,
): Shape[] {
  if (due === undefined) return []
  const x = due > end ? PAGE_WIDTH : placeOf(placed, due)
  const text = speaker.say('timeline-due', { time: formatShortTime(due, zone, speaker.language) })
  const half = widthOfText(text) / 2
  const anchor = x < half ? 'start' : x > PAGE_WIDTH - half ? 'end' : 'middle'
  return [
    line('deadline', x, FLAG, x, BAND + BAND_HEIGHT + 30),
    {
      kind: 'path',
      class: 'deadline',
      d: `M ${x - 35} ${FLAG} L ${x + 35} ${FLAG} L ${x} ${FLAG + 50} Z`,
    },
    label(text, x, DUE_TEXT, anchor, 'deadline'),
  ]
}

/** One entry for each thing that is seen; `hidden` are the names that found no room in a gap. */
function legendOf(
  placed: readonly PlacedPiece[],
  hidden: readonly string[],
  { say }: Speaker,
): readonly (readonly [Mark, string])[] {
  const names = [...new Set(hidden)].join(', ')
  const entries = new Map<string, Mark>()
  for (const { mark, who } of placed) {
    const isNamed = mark === 'closed' && names !== ''
    const kind = mark === 'paused' ? `paused-${who ?? 'client'}` : isNamed ? 'closed-as' : mark
    entries.set(say(`legend-${kind}`, { names }), mark)
  }
  return [...entries].map(([text, mark]) => [mark, text])
}

function describe(story: Story, end: Instant, { zone, speaker }: TimelineContext): string {
  const time = (at: Instant): string => formatShortTime(at, zone, speaker.language)
  const key = story.stop === undefined ? 'timeline-describe-running' : 'timeline-describe'
  return speaker.say(key, {
    id: story.id,
    start: time(story.start),
    end: time(end),
    total: sayTotal(story, zone, speaker),
  })
}
