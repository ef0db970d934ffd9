/**
 * Measures a whole program over facts: a reducer that takes batches in any order and then answers.
 *
 * `add` takes tickets as they are read; `finish` takes the few other facts and gives a {@link
 * Measured}, which answers "what does this selection reduce to in this period". It knows nothing of
 * money and nothing of targets.
 *
 * @fr mesure
 */
import type { Calendar } from '../base/calendar/calendar.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Expression, Program } from '../contract/core/core.ts'
import type { BacklogSelect, Reducer, Select, TicketSelect, Tile } from '../contract/core/select.ts'
import { eachExpression, eachReduce } from '../contract/core/walk.ts'
import type { RareFact } from '../facts/fact.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import { calendarOf } from './due.ts'
import { claimsThatHold, stretchesOffClocks, ticketExemptions } from './exemptions.ts'
import { BacklogKernel } from './kernel/backlog-kernel.ts'
import { SeenValues } from './kernel/seen-values.ts'
import { TicketKernel } from './kernel/ticket-kernel.ts'
import type { Measured } from './measured.ts'
import { measuredFrom } from './measured.ts'
import type { Periods } from './periods.ts'
import { tilesJudgedIn, tilesUntil } from './periods.ts'
import { FactsHappened } from './procedures/happened.ts'
import { measureRareSelect } from './rare-select.ts'
import type { SelectResult } from './select-result.ts'
import type { LatePartsReducer } from './tally.ts'
import { samePart } from './tally.ts'
import { unmatchedActs } from './unmatched-acts.ts'
import { ClaimedItems, unmatchedClaims, unmatchedFacts, unmatchedWorks } from './unmatched-facts.ts'
import { askedFields, unmatchedValues } from './unmatched-values.ts'
import { unplacedClaims } from './unplaced-claims.ts'

export interface MeasureContext {
  readonly zone: Zone
  /** The first day of the contract. */
  readonly start: CalendarDate
  /** Its last day, where it is fixed. */
  readonly end?: CalendarDate
  /** The month that is closed; every month before it is measured as well. */
  readonly closing: YearMonth
  /** What happened later is not known. */
  readonly asOf: Instant
  /** Compiled calendars by id, for the whole life and some years before it. */
  readonly calendars: ReadonlyMap<string, Calendar>
  /** Everything known that is not a ticket. */
  readonly facts: readonly RareFact[]
  /** Identifiers of tickets that are not measured. */
  readonly excluded?: ReadonlySet<string>
  /** The hash of a ticket; absent where the selection of the closing month is not kept. */
  readonly hashOf?: (batch: TicketBatch, index: number) => string
}

type Kernel = TicketKernel | BacklogKernel

/** Begins a measure of `program`. */
export class Measuring {
  readonly #program: Program
  readonly #context: MeasureContext
  readonly #periods = new Map<Tile, Periods>()
  readonly #kernels = new Map<string, Kernel>()
  /** Hashes of the tickets of the batch at hand: each is hashed once for all levels. */
  #hashes: string[] = []
  readonly #seen: SeenValues
  readonly #claimed: ClaimedItems
  /** The kernels that are fed here: the others are those of a measure that this one is like. */
  readonly #own: Kernel[] = []
  readonly #heldIn = new Map<string, string>()

  /** `like` measures the same facts under other claims: what these do not change is its own. */
  constructor(program: Program, context: MeasureContext, like?: Measuring) {
    this.#program = program
    this.#context = context
    this.#seen = new SeenValues(askedFields(program))
    this.#claimed = new ClaimedItems(context.facts)
    for (const select of program.selects) {
      if (select.kind !== 'tickets' && select.kind !== 'backlog') continue
      const held = select.kind === 'tickets' ? heldIn(select, context.facts) : ''
      this.#heldIn.set(select.id, held)
      const shared = like === undefined ? undefined : like.#kernelWhere(select.id, held)
      const kernel = shared ?? this.#kernelOf(select)
      if (shared === undefined) this.#own.push(kernel)
      this.#kernels.set(select.id, kernel)
    }
  }

  /** The kernel of a selection, where the same claims hold for it. */
  #kernelWhere(select: string, held: string): Kernel | undefined {
    return this.#heldIn.get(select) === held ? this.#kernels.get(select) : undefined
  }

  #kernelOf(select: TicketSelect | BacklogSelect): Kernel {
    if (select.kind === 'tickets') return this.#ticketKernel(select)
    const { calendars, asOf } = this.#context
    const time = { open: calendarOf(calendars, select.calendar), calendars }
    const [tiles, closing] = [this.#tiles(select.tile), this.#closing(select.tile)]
    return new BacklogKernel(select, time, tiles, asOf, closing)
  }

  /** Takes whole tickets, in any order. The batch is not kept. */
  add(batch: TicketBatch): void {
    const { excluded } = this.#context
    this.#hashes = []
    const isExcluded =
      excluded === undefined || excluded.size === 0
        ? undefined
        : (index: number): boolean => excluded.has(batch.externalId(index))
    for (const kernel of this.#own) kernel.add(batch, isExcluded)
    this.#seen.add(batch)
    this.#claimed.add(batch)
  }

  /** Ends the reading of tickets. */
  finish(): Measured {
    const results = new Map<string, SelectResult>()
    for (const select of this.#program.selects) results.set(select.id, this.#resultOf(select))
    const { facts, zone, asOf } = this.#context
    const happened = new FactsHappened(facts, zone, asOf)
    return measuredFrom(
      results,
      (tile) => this.#tiles(tile),
      happened,
      [
        ...unmatchedValues(this.#program, this.#seen, facts),
        ...unmatchedFacts(this.#program, facts),
        ...unmatchedActs(this.#program, facts),
        ...unplacedClaims(this.#program, facts),
        ...unmatchedClaims(this.#program, facts, this.#claimed.missing),
        ...unmatchedWorks(this.#program, facts),
      ],
      this.#context,
    )
  }

  #resultOf(select: Select): SelectResult {
    const periods = this.#tiles(select.tile)
    const kernel = this.#kernels.get(select.id)
    if (select.kind === 'tickets') {
      invariant(kernel instanceof TicketKernel, 'a selection of tickets has its kernel')
      return { kind: 'tickets', select, periods, kernel }
    }
    if (select.kind === 'backlog') {
      invariant(kernel instanceof BacklogKernel, 'a backlog has its kernel')
      return { kind: 'backlog', select, periods, kernel }
    }
    return measureRareSelect(select, periods, this.#context, (tile) => this.#tiles(tile))
  }

  #ticketKernel(select: TicketSelect): TicketKernel {
    const { asOf, facts } = this.#context
    const hashOf = this.#hashOnce()
    const reducers = reducersOf(this.#program, select.id)
    const parts: LatePartsReducer[] = []
    for (const reducer of reducers) {
      if (reducer.kind === 'late-parts' && !parts.some((p) => samePart(p, reducer))) {
        parts.push(reducer)
      }
    }
    const held = claimsThatHold(select.exemptions, facts)
    return new TicketKernel(select, {
      calendars: this.#context.calendars,
      periods: this.#tiles(select.tile),
      closing: this.#closing(select.tile),
      asOf,
      namesAll: looksAtEach(this.#program, select.id),
      keepsValues: reducers.some((reducer) => reducer.kind === 'percentile'),
      lateParts: parts,
      exemptions: ticketExemptions(held),
      takenOut: stretchesOffClocks(held),
      ...(hashOf === undefined ? {} : { hashOf }),
    })
  }

  #hashOnce(): MeasureContext['hashOf'] {
    const { hashOf } = this.#context
    if (hashOf === undefined) return undefined
    return (batch, index) => {
      const hash = this.#hashes[index] ?? hashOf(batch, index)
      this.#hashes[index] = hash
      return hash
    }
  }

  #tiles(tile: Tile): Periods {
    const known = this.#periods.get(tile)
    if (known !== undefined) return known
    const { zone, start, closing, end } = this.#context
    const periods = tilesUntil(tile, zone, start, closing, end)
    this.#periods.set(tile, periods)
    return periods
  }

  /** The tile that is judged in the closing month, or −1. */
  #closing(tile: Tile): number {
    return tilesJudgedIn(this.#tiles(tile), this.#context.closing)[0] ?? -1
  }
}

/** The claims that hold for a selection of tickets, as one text. */
const heldIn = ({ exemptions }: TicketSelect, facts: readonly RareFact[]): string =>
  claimsThatHold(exemptions, facts)
    .map(({ claim: { source, externalId } }) => `${source}\n${externalId}`)
    .sort()
    .join('\n')

/** Whether a penalty looks at each late item of a selection. */
const looksAtEach = (program: Program, select: string): boolean =>
  program.definitions.some(({ value }) => {
    let found = false
    eachExpression(value, (part) => {
      if (part.kind === 'each' && part.of === select) found = true
    })
    return found
  })

/** What is asked of a selection. */
function reducersOf({ definitions, fees }: Program, select: string): Reducer[] {
  const found: Reducer[] = []
  const visit = (expression: Expression): void =>
    eachReduce(expression, ({ of, reducer }) => {
      if (of === select) found.push(reducer)
    })
  for (const { value } of definitions) visit(value)
  for (const { monthly } of fees) visit(monthly)
  return found
}
