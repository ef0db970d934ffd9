/** Which of several acts answers a step; never the one whose name comes first. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../tests/calendar-cases.ts'
import { GraphBuilder } from '../../base/because/graph.ts'
import { zoneOf } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { DAY, HOUR, instant, parseInstant } from '../../base/instant.ts'
import type { Step } from '../../contract/core/procedure.ts'
import type { Act } from '../../facts/fact.ts'
import { FactsHappened } from './happened.ts'
import { endOf } from './step-end.ts'

const UTC = zoneOf(TABLES.zones, 'UTC') as NonNullable<ReturnType<typeof zoneOf>>
const MONDAY = parseInstant('2026-07-06T00:00:00Z') as Instant
const LATER = instant(MONDAY + 30 * DAY)

const DECISION: Step = {
  id: 'decision',
  who: 'client',
  kind: 'choice',
  answers: ['accept', 'reject'],
  when: [],
  opens: [],
  dated: 'received',
  onTheLimit: 'in-time',
  calendar: 'office',
  source: { path: 'management.steps[0]' },
}

/** An answer at an hour of the Monday; at 0, of the day alone. */
interface Answer {
  readonly did: string
  readonly hour: number
}

const actOf = ({ did, hour }: Answer, id: string): Act => ({
  kind: 'act',
  source: 'facts',
  externalId: id,
  revision: 1,
  origin: { file: 'facts.yaml', row: 1 },
  of: 'decision',
  by: 'client',
  did,
  received: instant(MONDAY + hour * HOUR),
})

/** How the decision ends: its state and its answer. */
function ended(answers: readonly Answer[], ids: readonly string[]): string {
  const acts = answers.map((answer, i) => actOf(answer, ids[i] ?? `X-${i}`))
  const scope = {
    graph: new GraphBuilder(),
    zone: UTC,
    calendars: new Map(),
    happened: new FactsHappened(acts, UTC, LATER),
    asOf: LATER,
    firstTrue: () => undefined,
    settled: () => [],
  }
  const occurrence = {
    procedure: 'reception',
    dates: new Map(),
    results: new Map(),
    events: new Map(),
  }
  const { state, answer } = endOf(
    DECISION,
    occurrence,
    { opened: undefined, due: undefined },
    scope,
  )
  return answer === undefined ? state : `${state} ${answer}`
}

const accept = (hour: number): Answer => ({ did: 'accept', hour })
const reject = (hour: number): Answer => ({ did: 'reject', hour })

describe('of several acts of one day', () => {
  test.each([
    ['the first hour answers', [accept(11), reject(9)], 'done reject'],
    ['two answers of one hour are contested', [accept(9), reject(9)], 'contested'],
    ['two answers of a day are contested', [accept(0), reject(0)], 'contested'],
    ['a day and an hour are contested', [accept(0), reject(23)], 'contested'],
    ['the same answer twice is one', [reject(0), reject(9)], 'done reject'],
    ['what no order could change is no contest', [accept(0), accept(9), reject(11)], 'done accept'],
  ])('%s', (_, answers, expected) => {
    expect(ended(answers, ['L-1', 'L-2', 'L-3'])).toBe(expected)
  })

  test('no name decides', () => {
    const answer = fc.record({
      did: fc.constantFrom('accept', 'reject'),
      hour: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 5 }), (answers) => {
        const ids = answers.map((_, i) => `L-${i}`)
        expect(ended(answers, ids)).toBe(ended(answers, [...ids].reverse()))
      }),
    )
  })

  test('what is answered is an answer that could have come first', () => {
    const answer = fc.record({
      did: fc.constantFrom('accept', 'reject'),
      hour: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 5 }), (answers) => {
        const timed = answers.filter(({ hour }) => hour > 0)
        const least = Math.min(...timed.map(({ hour }) => hour))
        const could = new Set(
          answers.filter(({ hour }) => hour === 0 || hour === least).map(({ did }) => did),
        )
        const [only] = could
        expect(ended(answers, [])).toBe(could.size > 1 ? 'contested' : `done ${only}`)
      }),
    )
  })
})
