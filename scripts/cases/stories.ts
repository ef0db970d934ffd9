/** Checks what a case says of single tickets: how long their clock ran, and until when it could. */
import type { Calendar } from '../../src/base/calendar/calendar.ts'
import { formatDate } from '../../src/base/calendar/date.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { toLocal } from '../../src/base/calendar/zone.ts'
import type { Place } from '../../src/base/finding.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import type { Story, Stretch } from '../../src/measures/story.ts'
import { storiesOf } from '../../src/measures/story.ts'
import { parseTime, showTime } from './figures.ts'
import type { Fail } from './tree.ts'
import { eachKey, eachName, textIn, textsIn } from './tree.ts'

/** A level that counts tickets on a clock. */
export type TicketSelect = Parameters<typeof storiesOf>[0]

export interface StoryContext {
  readonly zone: Zone
  readonly calendars: ReadonlyMap<string, Calendar>
  readonly tickets: readonly Ticket[]
  readonly selects: ReadonlyMap<string, TicketSelect>
  readonly asOf: Instant
}

/** `2026-04-20 12:05`, with seconds where there are any. */
export function showLocal(zone: Zone, at: Instant): string {
  const { date, clock } = toLocal(zone, at)
  const pad = (count: number): string => `${Math.floor(count)}`.padStart(2, '0')
  const seconds = (clock % 60_000) / 1000
  const time = `${pad(clock / 3_600_000)}:${pad((clock / 60_000) % 60)}`
  return `${formatDate(date)} ${time}${seconds === 0 ? '' : `:${pad(seconds)}`}`
}

/** Whether an instant is what a text says, in local time or with an offset. */
export const isInstant = (zone: Zone, text: string, at: Instant): boolean =>
  parseInstant(text) === at || showLocal(zone, at) === text.replace('T', ' ')

export function checkStories(expected: SourceNode, context: StoryContext, fail: Fail): void {
  eachName(
    expected,
    'level on a clock',
    context.selects,
    (select, ofLevel) => checkLevel(ofLevel, select, context, fail),
    fail,
  )
}

function checkLevel(
  expected: SourceNode,
  select: TicketSelect,
  context: StoryContext,
  fail: Fail,
): void {
  const tickets = new Map(context.tickets.map((ticket) => [ticket.externalId, ticket]))
  eachName(
    expected,
    'ticket',
    tickets,
    (ticket, value, where, id) => {
      const stories = storiesOf(select, context.calendars, ticket, context.asOf, [])
      const runs = value.kind === 'list' ? value.items : [value]
      if (runs.length !== stories.length) {
        fail(where, `${id} has ${stories.length} runs of its clock, not ${runs.length}`)
        return
      }
      runs.forEach((run, i) => {
        const story = stories[i]
        if (story !== undefined) checkStory(run, story, context.zone, fail)
      })
    },
    fail,
  )
}

function checkStory(expected: SourceNode, story: Story, zone: Zone, fail: Fail): void {
  const length = (actual: number | undefined) => (node: SourceNode, where: Place) => {
    const text = textIn(node, 'a time', fail) ?? ''
    const wanted = parseTime(text)
    const shown = actual === undefined ? 'none' : showTime(actual)
    if (wanted === undefined) fail(where, `\`${text}\` is not a time, such as \`3 h 25 min\``)
    else if (wanted !== actual) fail(where, `expected ${text}, actual ${shown}`)
  }
  const moment = (actual: Instant | undefined) => (node: SourceNode, where: Place) => {
    const text = textIn(node, 'a moment', fail) ?? ''
    if (text === 'none' && actual === undefined) return
    if (actual === undefined) fail(where, `expected ${text}, actual none`)
    else if (!isInstant(zone, text, actual)) {
      fail(where, `expected ${text}, actual ${showLocal(zone, actual)}`)
    }
  }
  const { target } = story
  const limit = target?.kind === 'open-time' ? target.length : undefined
  const handlers = {
    elapsed: length(story.elapsed),
    limit: length(limit),
    start: moment(story.start),
    stop: moment(story.stop),
    due: moment(story.due),
    stretches: (node: SourceNode, where: Place) => {
      const wanted = textsIn(node, 'stretches', fail).join(', ')
      const actual = story.stretches.map(showStretch).join(', ')
      if (wanted !== actual) fail(where, `expected ${wanted}, actual ${actual}`)
    },
  }
  eachKey(expected, 'a story', handlers, fail)
}

function showStretch({ kind, open, status }: Stretch): string {
  if (kind === 'closed') return 'closed'
  return kind === 'paused'
    ? `paused ${showTime(open)} ${status ?? ''}`
    : `${kind} ${showTime(open)}`
}
