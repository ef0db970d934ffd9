/**
 * Adds up one selection of tickets, batch by batch, in any order.
 *
 * For each ticket: is it selected, what does its clock say, which period does it belong to, is it
 * late, is it exempted. The answer goes into a {@link Tally}; nothing else is kept, except the
 * items that the settlement of the closing period names.
 *
 * @fr agrégation des tickets
 */
import type { Calendar } from '../../base/calendar/calendar.ts'
import type { Duration, Instant } from '../../base/instant.ts'
import { duration, instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { isZero, ZERO } from '../../base/ratio.ts'
import type { Clock, Filter, Target, TicketSelect, Within } from '../../contract/core/core.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import type { Run } from '../clock.ts'
import { runClock, targetFor } from '../clock.ts'
import { dueAt } from '../due.ts'
import type { JudgeRules, RunDates } from '../judge.ts'
import { judgeRun } from '../judge.ts'
import type { Periods } from '../periods.ts'
import type { LatePartsReducer, Tally as TallyType } from '../tally.ts'
import { Tally } from '../tally.ts'
import { CodeFilter } from './code-filter.ts'
import { FastClock } from './fast-clock.ts'

/** What accepted exemptions say of one ticket, by its identifier. */
export interface TicketExemption {
  /** Taken out of the selection altogether, or counted as in time. */
  readonly takesOut?: 'item' | 'miss'
  /** The part of it that is taken out of the amount only. */
  readonly fromAmount: Ratio
}

/** What a kernel needs beside its selection. */
export interface KernelContext {
  readonly calendar: Calendar
  readonly periods: Periods
  /** The period whose items are named, or −1. */
  readonly closing: number
  readonly asOf: Instant
  readonly keepsValues: boolean
  readonly lateParts: readonly LatePartsReducer[]
  /** Empty where no exemption concerns a ticket, which then needs no identifier. */
  readonly exemptions: ReadonlyMap<string, TicketExemption>
  /** The hash of a whole item, for the closing period; absent where nobody stores the result. */
  readonly hashOf?: (batch: TicketBatch, index: number) => string
}

/** A kernel under way. */
export class TicketKernel {
  readonly tally: TallyType
  /** Hashes of the items judged in the closing period, in no order. */
  readonly selected: string[] = []
  /** Items that carry a value of the `within` table that has no row. */
  readonly withoutLimit = new Map<string, number>()

  readonly #select: TicketSelect
  readonly #clock: Clock
  readonly #context: KernelContext
  readonly #fast: FastClock
  readonly #rules: JudgeRules
  /** What cannot change in a ticket's life, asked before its clock runs. */
  readonly #where: CodeFilter
  /** The priority, where a change of it may decide: asked once the clock has run. */
  readonly #wherePriority: CodeFilter
  readonly #matching: CodeFilter
  readonly #lateAtLimit: boolean
  #batch: TicketBatch | undefined
  #index = 0
  #plainDue: { readonly at: Instant | undefined } | undefined
  /** The run being judged, in the shape that `judgeRun` reads. One object, made once. */
  readonly #run: { -readonly [K in keyof RunDates]: RunDates[K] }

  constructor(select: TicketSelect, context: KernelContext) {
    const { clock } = select
    invariant(clock !== undefined, 'a selection of tickets has a clock')
    this.#select = select
    this.#clock = clock
    this.#context = context
    this.#fast = new FastClock(clock, context.calendar, context.asOf)
    this.#rules = {
      belongsTo: select.belongsTo,
      openAtEnd: select.openAtEnd,
      hasLimit: select.within !== undefined,
    }
    const mayChange = ({ field }: Filter): boolean =>
      field === 'priority' && clock.onPriorityChange !== 'keep'
    this.#where = new CodeFilter(select.where.filter((filter) => !mayChange(filter)))
    this.#wherePriority = new CodeFilter(select.where.filter(mayChange))
    this.#matching = new CodeFilter(select.matching)
    this.#lateAtLimit = select.onTheLimit === 'late'
    this.tally = new Tally(context.periods.labels.length, context.keepsValues, context.lateParts)
    this.#run = {
      opened: 0,
      stop: undefined,
      closed: undefined,
      isOverdue: false,
      due: () => this.#due(),
    }
  }

  /** Fields that the selection asks for and that no ticket carries. */
  get unseenFields(): readonly string[] {
    return [...this.#where.unseen, ...this.#wherePriority.unseen]
  }

  /** Adds the tickets of a batch. */
  add(batch: TicketBatch): void {
    this.#where.prepare(batch)
    this.#wherePriority.prepare(batch)
    this.#matching.prepare(batch)
    this.#fast.prepare(batch)
    const limits = this.#openTimeLimits(batch)
    this.#batch = batch
    for (let i = 0; i < batch.count; i += 1) {
      if (!this.#where.accepts(i)) continue
      const outcome = limits === undefined ? 'rare' : this.#fast.run(batch, i)
      if (outcome === 'rare') this.#addRare(batch, i)
      else if (outcome !== 'unstarted' && this.#wherePriority.accepts(i)) {
        this.#addFast(batch, i, (limits as OpenTimeLimits).of(i), outcome === 'stopped')
      }
    }
    this.#batch = undefined
  }

  /** The limit of each ticket where all limits are open times; nothing where some are dates. */
  #openTimeLimits(batch: TicketBatch): OpenTimeLimits | undefined {
    const { within } = this.#select
    return within === undefined || isOpenTime(within)
      ? new OpenTimeLimits(within, batch)
      : undefined
  }

  #addFast(batch: TicketBatch, index: number, limit: number, isStopped: boolean): void {
    if (Number.isNaN(limit)) {
      this.#countWithoutLimit(batch, index)
      return
    }
    const fast = this.#fast
    const run = this.#run
    run.opened = fast.opened
    run.stop = isStopped ? fast.stop : undefined
    run.closed = Number.isNaN(fast.closed) ? undefined : fast.closed
    run.isOverdue = this.#lateAtLimit ? fast.elapsed >= limit : fast.elapsed > limit
    this.#index = index
    this.#plainDue = undefined
    this.#count(batch, index, fast.elapsed, limit, this.#matching.accepts(index))
  }

  /** The deadline of the ticket at hand. Where the fast clock counted it, the plain one knows when. */
  #due(): Instant | undefined {
    if (this.#plainDue !== undefined) return this.#plainDue.at
    if (this.#batch === undefined || this.#select.within === undefined) return undefined
    const ticket = ticketAt(this.#batch, this.#index)
    const run = runClock(this.#clock, this.#context.calendar, ticket, this.#context.asOf)[0]
    const target = targetFor(this.#select.within, ticket.fields)
    return run === undefined || target === undefined ? undefined : this.#dueOfRun(run, target)
  }

  #dueOfRun(run: Run, target: Target): Instant | undefined {
    return dueAt(this.#context.calendar, run.start, target, run.standstills)
  }

  #addRare(batch: TicketBatch, index: number): void {
    const { calendar, asOf } = this.#context
    const ticket = ticketAt(batch, index)
    const opened = ticket.events.find((event) => event.kind === 'opened')?.at
    const closed = ticket.events.findLast((e) => e.kind === 'closed' && e.at <= asOf)?.at
    for (const counted of runClock(this.#clock, calendar, ticket, asOf)) {
      if (!matches(this.#select.where, counted.fields)) continue
      const target =
        this.#select.within === undefined
          ? undefined
          : targetFor(this.#select.within, counted.fields)
      if (this.#select.within !== undefined && target === undefined) {
        this.#countWithoutLimit(batch, index)
        continue
      }
      const due = target === undefined ? undefined : this.#dueOfRun(counted, target)
      const limit = target?.kind === 'open-time' ? target.length : undefined
      const run = this.#run
      run.opened = opened ?? counted.start
      run.stop = counted.stop
      run.closed = closed
      run.isOverdue = this.#isLate(counted, limit, due)
      this.#plainDue = { at: due }
      const isMatching = matches(this.#select.matching, counted.fields)
      this.#count(batch, index, counted.elapsed, limit ?? Number.POSITIVE_INFINITY, isMatching)
    }
  }

  #isLate(counted: Run, limit: Duration | undefined, due: Instant | undefined): boolean {
    const [value, bound] =
      limit === undefined ? [counted.stop ?? this.#context.asOf, due] : [counted.elapsed, limit]
    if (bound === undefined) return false
    return this.#lateAtLimit ? value >= bound : value > bound
  }

  #count(batch: TicketBatch, i: number, elapsed: number, limit: number, matching: boolean): void {
    const { periods, closing, exemptions } = this.#context
    const judged = judgeRun(this.#rules, periods, this.#run)
    if (judged === undefined) {
      if (this.#run.stop === undefined) this.tally.open += 1
      return
    }
    const { tile } = judged
    const exemption = exemptions.size === 0 ? undefined : exemptions.get(batch.externalId(i))
    if (exemption?.takesOut === 'item') {
      this.tally.removed[tile] = (this.tally.removed[tile] as number) + 1
      return
    }
    const isLate = judged.verdict === 'late' && exemption?.takesOut !== 'miss'
    const lateBy = isLate && elapsed > limit ? elapsed - limit : 0
    this.tally.add(tile, elapsed, isLate, lateBy, matching)
    if (tile === closing) this.#keepHash(batch, i)
    const exempted = exemption?.fromAmount ?? ZERO
    if (isLate && (tile === closing || !isZero(exempted))) {
      this.#name(batch, i, tile, elapsed, limit, exempted)
    }
  }

  #keepHash(batch: TicketBatch, index: number): void {
    const { hashOf } = this.#context
    if (hashOf !== undefined) this.selected.push(hashOf(batch, index))
  }

  #name(
    batch: TicketBatch,
    index: number,
    tile: number,
    elapsed: number,
    limit: number,
    exempted: Ratio,
  ): void {
    const due = this.#run.due()
    this.tally.name(tile, {
      id: batch.externalId(index),
      elapsed: duration(elapsed),
      ...(Number.isFinite(limit) ? { limit: duration(limit) } : {}),
      ...(due === undefined ? {} : { due }),
      ...(this.#run.stop === undefined ? {} : { stop: instant(this.#run.stop) }),
      exempted,
    })
  }

  #countWithoutLimit(batch: TicketBatch, index: number): void {
    const field = this.#select.within?.kind === 'by' ? this.#select.within.field : ''
    const value = batch.dictionary.textOf(batch.fields.get(field)?.[index] ?? 0)
    this.withoutLimit.set(value, (this.withoutLimit.get(value) ?? 0) + 1)
  }
}

const matches = (
  filters: TicketSelect['where'],
  fields: Readonly<Record<string, string>>,
): boolean => filters.every(({ field, values }) => values.includes(fields[field] ?? ''))

const isOpenTime = (within: Within): boolean =>
  within.kind === 'one'
    ? within.target.kind === 'open-time'
    : [...within.rows.map((row) => row.target), within.otherwise].every(
        (target) => target === undefined || target.kind === 'open-time',
      )

const openTimeOf = (target: Target | undefined): number =>
  target?.kind === 'open-time' ? target.length : Number.NaN

/** The limits of a batch's tickets in open milliseconds; not a number where there is none. */
class OpenTimeLimits {
  readonly #one: number
  readonly #codes: Uint32Array | undefined
  readonly #byCode: Float64Array | undefined

  constructor(within: Within | undefined, batch: TicketBatch) {
    if (within?.kind !== 'by') {
      this.#one = within === undefined ? Number.POSITIVE_INFINITY : openTimeOf(within.target)
      return
    }
    this.#one = openTimeOf(within.otherwise)
    this.#codes = batch.fields.get(within.field)
    if (this.#codes === undefined) return
    this.#byCode = new Float64Array(batch.dictionary.size).fill(this.#one)
    for (const row of within.rows) {
      const code = batch.dictionary.find(row.value)
      if (code !== undefined) this.#byCode[code] = openTimeOf(row.target)
    }
  }

  of(index: number): number {
    if (this.#codes === undefined || this.#byCode === undefined) return this.#one
    return this.#byCode[this.#codes[index] as number] as number
  }
}
