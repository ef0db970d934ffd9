/** Random clocks and tickets, in any order that a log may have: for laws, not for figures. */
import fc from 'fast-check'
import type { Duration, Instant } from '../../src/base/instant.ts'
import { MINUTE } from '../../src/base/instant.ts'
import type {
  Choice,
  Clock,
  Pause,
  ReopenRule,
  Target,
  TicketSelect,
} from '../../src/contract/core/select.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../src/facts/fact.ts'
import { at } from './hours.ts'

const PRIORITIES = ['P1', 'P2', 'P3'] as const
const STATUSES = ['client', 'vendor', 'open', 'lunch'] as const

const length = (most: number): fc.Arbitrary<Duration> =>
  fc.integer({ min: 0, max: most * 4 }).map((quarters) => (quarters * 15 * MINUTE) as Duration)

export const openTimeTarget: fc.Arbitrary<Target> = length(60).map((value) => ({
  kind: 'open-time',
  length: value,
}))

const openDaysTarget: fc.Arbitrary<Target> = fc
  .integer({ min: 1, max: 4 })
  .map((count) => ({ kind: 'open-days', count }))

const pause = (status: string): fc.Arbitrary<Pause> =>
  fc
    .option(fc.oneof(openTimeTarget, openDaysTarget), { nil: undefined, freq: 2 })
    .map((atMost) => ({
      status,
      who: 'client' as const,
      ...(atMost === undefined ? {} : { atMost }),
    }))

const reopenRule: fc.Arbitrary<ReopenRule> = fc.oneof(
  fc.constantFrom<ReopenRule>(
    { kind: 'stays-stopped' },
    { kind: 'resume' },
    { kind: 'resume' },
    { kind: 'new-clock' },
  ),
  length(30).map(
    (value): ReopenRule => ({
      kind: 'cumulate-within',
      target: { kind: 'open-time', length: value },
    }),
  ),
)

/** One value for all, or by priority with a row missing now and then. */
function choiceOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Choice<T>> {
  const table = fc
    .record({ first: value, second: value, otherwise: fc.option(value, { nil: undefined }) })
    .map(
      ({ first, second, otherwise }): Choice<T> => ({
        kind: 'by',
        field: 'priority',
        rows: [
          { when: 'P1', value: first },
          { when: 'P2', value: second },
        ],
        ...(otherwise === undefined ? {} : { otherwise }),
      }),
    )
  return fc.oneof(
    value.map((one): Choice<T> => ({ kind: 'one', value: one })),
    table,
  )
}

export const anyClock: fc.Arbitrary<Clock> = fc
  .record({
    starts: fc.constantFrom(
      'opened' as const,
      'opened' as const,
      'acknowledged' as const,
      'assigned' as const,
      'responded' as const,
    ),
    stops: fc.constantFrom(
      'restored' as const,
      'resolved' as const,
      'closed' as const,
      'responded' as const,
      'assigned' as const,
      'acknowledged' as const,
      'workaround' as const,
    ),
    calendar: choiceOf(fc.constantFrom('office', 'night', 'always')),
    pauses: fc.oneof(
      fc.constant<Pause[]>([]),
      pause('client').map((one) => [one]),
      fc.tuple(pause('client'), pause('vendor')),
    ),
    shortestPause: fc.option(length(8), { nil: undefined, freq: 2 }),
    onReopen: reopenRule,
    onPriorityChange: fc.constantFrom(
      'keep' as const,
      'keep' as const,
      'forward' as const,
      'retroactive' as const,
      'retroactive-keeping-pauses' as const,
    ),
  })
  .map(({ shortestPause, ...clock }) => ({
    id: 'any',
    ...clock,
    ...(shortestPause === undefined ? {} : { shortestPause }),
  }))

const FIRST = at('2026-06-20T00:00:00Z')

const moment: fc.Arbitrary<Instant> = fc
  .oneof(fc.integer({ min: 0, max: 4 * 24 * 20 }), fc.integer({ min: 0, max: 4 * 24 * 85 }))
  .map((quarters) => (FIRST + quarters * 15 * MINUTE) as Instant)

const plainKind = fc.constantFrom<TicketEventKind>(
  'opened',
  'acknowledged',
  'assigned',
  'responded',
  'workaround',
  'resolved',
  'resolved',
  'reopened',
  'closed',
  'service',
)

const event: fc.Arbitrary<TicketEvent> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: plainKind, at: moment }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      at: moment,
      value: fc.constantFrom(...STATUSES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('priority' as const),
      at: moment,
      value: fc.constantFrom(...PRIORITIES),
    }),
  },
)

/** A ticket that was opened first, as most are, or whatever a broken log may say. */
const events: fc.Arbitrary<TicketEvent[]> = fc
  .tuple(moment, fc.array(event, { maxLength: 9 }), fc.boolean())
  .map(([opened, others, isUsual]) => {
    const all: TicketEvent[] = isUsual
      ? [
          { kind: 'opened', at: opened },
          ...others.filter((one) => one.kind !== 'opened' && one.at >= opened),
        ]
      : [...others, { kind: 'status', at: opened, value: 'open' }]
    return all.sort((a, b) => a.at - b.at)
  })

export const anyTickets: fc.Arbitrary<Ticket[]> = fc
  .array(
    fc.record({
      events,
      type: fc.constantFrom('incident', 'incident', 'request'),
      priority: fc.constantFrom(...PRIORITIES),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((tickets) =>
    tickets.map(
      ({ events: own, type, priority }, i): Ticket => ({
        kind: 'ticket',
        source: 'random',
        externalId: `T-${i}`,
        revision: 1,
        origin: { file: 'random', row: i + 1 },
        fields: { type, priority },
        events: own,
      }),
    ),
  )

export const anySelect: fc.Arbitrary<TicketSelect> = fc
  .record({
    clock: anyClock,
    within: fc.option(
      fc.oneof(
        choiceOf(openTimeTarget),
        choiceOf(openTimeTarget),
        choiceOf(fc.oneof(openTimeTarget, openDaysTarget)),
      ),
      { nil: undefined, freq: 6 },
    ),
    onTheLimit: fc.constantFrom('in-time' as const, 'late' as const),
    belongsTo: fc.constantFrom(
      'opened' as const,
      'stopped' as const,
      'resolved' as const,
      'closed' as const,
      'due' as const,
    ),
    openAtEnd: fc.constantFrom('ignored' as const, 'late-if-overdue' as const, 'carried' as const),
    priorities: fc.option(fc.constantFrom(['P1'], ['P1', 'P2'], ['P9']), { nil: undefined }),
  })
  .map(({ within, priorities, ...select }) => ({
    kind: 'tickets',
    id: 'any',
    ...select,
    ...(within === undefined ? {} : { within }),
    where: [
      { field: 'type', values: ['incident'] },
      ...(priorities === undefined ? [] : [{ field: 'priority', values: priorities }]),
    ],
    matching: [{ field: 'priority', values: ['P2'] }],
    tile: 'month',
    exemptions: [],
    source: { path: 'any' },
  }))

/** Cuts a list at random places, after mixing it. */
export function anySplit<T>(list: readonly T[]): fc.Arbitrary<T[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...list], { minLength: list.length }),
      fc.array(fc.integer({ min: 1, max: Math.max(1, list.length) }), { maxLength: 4 }),
    )
    .map(([mixed, sizes]) => {
      const parts: T[][] = []
      let from = 0
      for (const size of sizes) {
        parts.push(mixed.slice(from, from + size))
        from += size
      }
      parts.push(mixed.slice(from))
      return parts.filter((part) => part.length > 0)
    })
}
