/** The kernel adds up what the plain clock says, in whatever batches and order tickets arrive. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, CALENDARS, calendarNamed, PARIS } from '../../../tests/engine/hours.ts'
import type { PlainResult } from '../../../tests/engine/plain-tally.ts'
import { plainTally } from '../../../tests/engine/plain-tally.ts'
import { anyClock, anySelect, anySplit, anyTickets } from '../../../tests/engine/random-tickets.ts'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { parseDate, parseMonth, type YearMonth } from '../../base/calendar/date.ts'
import type { Duration, Instant } from '../../base/instant.ts'
import { HOUR, MINUTE } from '../../base/instant.ts'
import { ONE, ZERO } from '../../base/ratio.ts'
import type { TicketSelect } from '../../contract/core/select.ts'
import type { Ticket } from '../../facts/fact.ts'
import { batchOf, Dictionary } from '../../facts/ticket-batch.ts'
import { runClock } from '../clock.ts'
import { tilesUntil } from '../periods.ts'
import type { LatePartsReducer } from '../tally.ts'
import { FastClock } from './fast-clock.ts'
import type { KernelContext, TicketExemption } from './kernel-context.ts'
import { TicketKernel } from './ticket-kernel.ts'

const STARTS = parseDate('2026-07-01') as CalendarDate
const AUGUST = parseMonth('2026-08') as YearMonth
const periods = tilesUntil('month', PARIS, STARTS, AUGUST)
const STARTED_HOURS: LatePartsReducer = { kind: 'late-parts', step: HOUR, policy: 'started' }

const contextOf = (
  asOf: Instant,
  exemptions: ReadonlyMap<string, TicketExemption> = new Map(),
): KernelContext => ({
  calendars: CALENDARS,
  periods,
  closing: 1,
  asOf,
  keepsValues: true,
  namesAll: false,
  lateParts: [STARTED_HOURS],
  exemptions,
  takenOut: [],
})

function resultOf(kernel: TicketKernel): PlainResult {
  const { tally, unjudged } = kernel
  return {
    tiles: periods.labels.map((_, tile) => ({
      judged: tally.judged[tile] ?? 0,
      late: tally.late[tile] ?? 0,
      matching: tally.matching[tile] ?? 0,
      removed: tally.removed[tile] ?? 0,
      values: [...tally.sortedValues(tile)],
      lateParts: Number(tally.lateParts(tile, STARTED_HOURS, false).numerator),
      named: tile !== 1 ? [] : named(kernel),
    })),
    open: tally.open,
    unstarted: unjudged.unstarted,
    tooOld: unjudged.tooOld,
    withoutRow: Object.fromEntries(unjudged.withoutRow),
  }
}

/** A day of open hours, from the first assignment; counted where it was opened. */
const LATE_OPENING: TicketSelect = {
  kind: 'tickets',
  id: 'late-opening',
  clock: {
    id: 'desk',
    starts: 'assigned',
    stops: 'restored',
    calendar: { kind: 'one', value: 'office' },
    pauses: [],
    onReopen: { kind: 'stays-stopped' },
    onPriorityChange: 'keep',
  },
  within: { kind: 'one', value: { kind: 'open-days', count: 1 } },
  onTheLimit: 'in-time',
  belongsTo: 'opened',
  openAtEnd: 'ignored',
  where: [],
  matching: [],
  tile: 'month',
  exemptions: [],
  source: { path: 'any' },
}

const named = (kernel: TicketKernel): string[] =>
  kernel.tally.namedIn(1).map((item) => `${item.id} ${item.elapsed} ${item.due}`)

const asOfs = fc.constantFrom(
  at('2026-08-31T22:00:00Z'),
  at('2026-09-08T12:15:00Z'),
  at('2026-09-30T00:00:00Z'),
)

const exemption = fc.constantFrom<TicketExemption>(
  { takesOut: 'item', fromAmount: ZERO },
  { takesOut: 'miss', fromAmount: ZERO },
  { fromAmount: ONE },
)

const scene = anyTickets.chain((tickets) =>
  fc.record({
    tickets: fc.constant(tickets),
    parts: anySplit(tickets),
    select: anySelect,
    asOf: asOfs,
    exemptions: fc
      .uniqueArray(fc.tuple(fc.constantFrom('T-0', 'T-1', 'T-2'), exemption), {
        maxLength: 2,
        selector: ([id]) => id,
      })
      .map((pairs) => new Map(pairs)),
  }),
)

describe('the kernel', () => {
  test('equals the plain clock, ticket by ticket, in any batches and any order', () => {
    fc.assert(
      fc.property(scene, ({ tickets, parts, select, asOf, exemptions }) => {
        const kernel = new TicketKernel(select, contextOf(asOf, exemptions))
        const dictionary = new Dictionary()
        for (const part of parts) kernel.add(batchOf(part, dictionary))
        const plain = plainTally(select, tickets, {
          periods,
          closing: 1,
          asOf,
          exemptions,
          step: HOUR,
        })
        const counted = resultOf(kernel)
        counted.tiles[1]?.named.sort()
        // A partial exemption from the amount names an item of an earlier period as well.
        expect(counted).toEqual(plain)
      }),
      { numRuns: 3000 },
    )
  })

  test('an opening that is not known yet gives a ticket no period', () => {
    const tickets: Ticket[] = [
      {
        kind: 'ticket',
        source: 'desk',
        externalId: 'T-0',
        revision: 1,
        origin: { file: 'desk.csv', row: 2 },
        fields: { type: 'incident', priority: 'P2' },
        events: [
          { kind: 'assigned', at: at('2026-07-26T02:35:00Z') },
          { kind: 'resolved', at: at('2026-09-08T10:00:00Z') },
          { kind: 'opened', at: at('2026-09-08T23:45:00Z') },
        ],
      },
    ]
    const kernel = new TicketKernel(LATE_OPENING, contextOf(at('2026-09-08T12:15:00Z')))
    kernel.add(batchOf(tickets))
    expect(resultOf(kernel).tiles.map(({ judged }) => judged)).toEqual([1, 0])
  })

  test('says the same of one batch as of a batch a ticket, each with its own dictionary', () => {
    fc.assert(
      fc.property(scene, ({ tickets, select, asOf }) => {
        const whole = new TicketKernel(select, contextOf(asOf))
        whole.add(batchOf(tickets))
        const single = new TicketKernel(select, contextOf(asOf))
        for (const ticket of tickets) single.add(batchOf([ticket]))
        expect(resultOf(single)).toEqual(resultOf(whole))
      }),
      { numRuns: 500 },
    )
  })

  test('sums do not depend on the order of batches', () => {
    fc.assert(
      fc.property(scene, ({ tickets, select, asOf }) => {
        const forth = new TicketKernel(select, contextOf(asOf))
        forth.add(batchOf(tickets))
        const back = new TicketKernel(select, contextOf(asOf))
        back.add(batchOf([...tickets].reverse()))
        expect(back.tally.sum(1)).toBe(forth.tally.sum(1))
        expect(back.tally.highest).toEqual(forth.tally.highest)
        expect(back.tally.lowest).toEqual(forth.tally.lowest)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the fast clock', () => {
  test('never disagrees with the plain one where it answers', () => {
    const answers = { fast: 0, rare: 0 }
    fc.assert(
      fc.property(anyTickets, anyClock, asOfs, (tickets, clock, asOf) => {
        const time = { open: calendarNamed('office'), calendars: CALENDARS }
        const fast = new FastClock(clock, time, asOf)
        const batch = batchOf(tickets)
        fast.prepare(batch)
        tickets.forEach((ticket, i) => {
          const outcome = fast.run(batch, i)
          answers[outcome === 'rare' ? 'rare' : 'fast'] += 1
          if (outcome === 'rare') return
          const runs = runClock(clock, time, ticket, asOf)
          expect(runs.length).toBe(outcome === 'unstarted' ? 0 : 1)
          const [run] = runs
          if (run === undefined) return
          expect([outcome, fast.elapsed]).toEqual([
            run.stop === undefined ? 'running' : 'stopped',
            run.elapsed,
          ])
          expect(fast.start).toBe(run.start)
          if (run.stop !== undefined) expect(fast.stop).toBe(run.stop)
        })
      }),
      { numRuns: 2000 },
    )
    // It must answer most of the time, or it is not worth having.
    expect(answers.fast).toBeGreaterThan(answers.rare)
  })

  test('knows a pause whose word first comes in a later batch of the same reading', () => {
    const ticket = (id: string, statuses: readonly [string, string][]): Ticket => ({
      kind: 'ticket',
      source: 's',
      externalId: id,
      revision: 1,
      origin: { file: 'f', row: 1 },
      fields: { type: 'incident' },
      events: [
        { kind: 'opened', at: at('2026-07-06T06:00:00Z') },
        ...statuses.map(([time, value]) => ({
          kind: 'status' as const,
          at: at(`2026-07-06T${time}:00Z`),
          value,
        })),
        { kind: 'resolved', at: at('2026-07-06T10:00:00Z') },
      ],
    })
    const select: TicketSelect = {
      kind: 'tickets',
      id: 's',
      where: [],
      matching: [],
      clock: {
        id: 'c',
        starts: 'opened',
        stops: 'resolved',
        calendar: { kind: 'one', value: 'office' },
        pauses: [{ status: 'client', who: 'client' }],
        onReopen: { kind: 'resume' },
        onPriorityChange: 'keep',
      },
      within: { kind: 'one', value: { kind: 'open-time', length: (3 * HOUR) as Duration } },
      onTheLimit: 'in-time',
      belongsTo: 'stopped',
      openAtEnd: 'ignored',
      tile: 'month',
      exemptions: [],
      source: { path: '' },
    }
    const kernel = new TicketKernel(select, contextOf(at('2026-08-31T22:00:00Z')))
    const dictionary = new Dictionary()
    // 4 h; then 4 h of which 2 are the client's.
    kernel.add(batchOf([ticket('A', [['07:00', 'in-progress']])], dictionary))
    kernel.add(
      batchOf(
        [
          ticket('B', [
            ['07:00', 'client'],
            ['09:00', 'in-progress'],
          ]),
        ],
        dictionary,
      ),
    )
    expect([...kernel.tally.sortedValues(0)].map((ms) => ms / MINUTE)).toEqual([120, 240])
    expect(kernel.tally.late[0]).toBe(1)
  })
})
