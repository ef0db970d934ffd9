import type { Duration, Instant } from '../../base/instant.ts'
import { duration, instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { isZero, ZERO } from '../../base/ratio.ts'
import { chosenFor, mapChoice, valuesOf } from '../../contract/core/choice.ts'
import type { Clock, Filter, TicketSelect } from '../../contract/core/select.ts'
import type { Ticket, TicketEventKind } from '../../facts/fact.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import type { Run } from '../clock.ts'
import { runInHours } from '../clock.ts'
import type { ServiceTime } from '../due.ts'
import { calendarOf, dueAt } from '../due.ts'
import { priced } from '../items.ts'
import type { JudgeRules } from '../judge.ts'
import { isJudgedLate, judgedTile, judgeRun, NO_VERDICT } from '../judge.ts'
import { passesFields } from '../passes.ts'
import { Tally } from '../tally.ts'
import { CodeFilter, CodeTable } from './code-filter.ts'
import { FastClock } from './fast-clock.ts'
import type { KernelContext } from './kernel-context.ts'
import { clockCalendars, isOpenTime, limitsOf, timeOf, Unjudged } from './kernel-context.ts'
import { RunSlots } from './run-slots.ts'

export class TicketKernel {
  readonly tally: Tally
  /** Hashes of the items judged in the closing period, in no order. */
  readonly selected: string[] = []
  readonly unjudged = new Unjudged()

  readonly #select: TicketSelect
  readonly #clock: Clock
  readonly #context: KernelContext
  readonly #clocks: ReadonlyMap<string, FastClock>
  readonly #earliest: number
  readonly #asOf: number
  readonly #rules: JudgeRules
  /** What cannot change in a ticket's life, asked before its clock runs. */
  readonly #where: CodeFilter
  /** The priority, where a change of it may decide: asked once the clock has run. */
  readonly #wherePriority: CodeFilter
  readonly #matching: CodeFilter
  readonly #limits: CodeTable<number>
  readonly #clockOf: CodeTable<FastClock>
  readonly #lateAtLimit: boolean
  /** Where a limit is a date, the plain clock counts every ticket. */
  readonly #isFast: boolean
  /** Indexes of the tickets of a batch that the filters accept. */
  #chosen = new Uint32Array(0)
  #batch: TicketBatch | undefined
  #index = 0
  #plainDue: { readonly at: Instant | undefined } | undefined
  /** The run being judged. */
  readonly #run: RunSlots

  constructor(select: TicketSelect, context: KernelContext) {
    const { clock } = select
    this.#select = select
    this.#clock = clock
    this.#context = context
    this.#asOf = context.asOf
    this.#clocks = new Map(
      clockCalendars(select, context).map(([id, c]) => [
        id,
        new FastClock(clock, timeOf(context, c), context.asOf),
      ]),
    )
    this.#earliest = Math.max(...clockCalendars(select, context).map(([, c]) => c.span.start))
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
    this.#limits = new CodeTable(limitsOf(select.within))
    this.#clockOf = new CodeTable(mapChoice(clock.calendar, (id) => this.#clocks.get(id)))
    this.#isFast =
      context.takenOut.length === 0 &&
      (select.within === undefined || valuesOf(select.within).every(isOpenTime))
    this.#lateAtLimit = select.onTheLimit === 'late'
    this.tally = new Tally(context.periods.labels.length, context.keepsValues, context.lateParts)
    this.#run = new RunSlots(() => this.#due())
  }

  /** Adds the tickets of a batch. */
  add(batch: TicketBatch, isExcluded?: (index: number) => boolean): void {
    for (const prepared of [this.#where, this.#wherePriority, this.#matching]) {
      prepared.prepare(batch)
    }
    this.#limits.prepare(batch)
    this.#clockOf.prepare(batch)
    for (const clock of this.#clocks.values()) clock.prepare(batch)
    this.#batch = batch
    if (this.#chosen.length < batch.count) this.#chosen = new Uint32Array(batch.count)
    const count = this.#where.select(batch.count, this.#chosen)
    for (let i = 0; i < count; i += 1) {
      const index = this.#chosen[i] as number
      if (isExcluded?.(index) !== true) this.#addTicket(batch, index)
    }
    this.#batch = undefined
  }

  #addTicket(batch: TicketBatch, index: number): void {
    const first = batch.eventAt[batch.eventStart[index] as number] as number
    // What has not happened yet is not known.
    if (first > this.#asOf) return
    if (first < this.#earliest) {
      this.unjudged.tooOld += 1
      return
    }
    const clock = this.#clockOf.of(index)
    const outcome = this.#isFast && clock !== undefined ? clock.run(batch, index) : 'rare'
    if (outcome === 'rare') this.#addRare(batch, index)
    else if (!this.#wherePriority.accepts(index)) return
    else if (outcome === 'unstarted') this.unjudged.unstarted += 1
    else this.#addFast(batch, index, clock as FastClock)
  }

  #addFast(batch: TicketBatch, index: number, fast: FastClock): void {
    const limit = this.#limits.of(index)
    if (limit === undefined) {
      this.unjudged.noteWithoutRow(this.#select.within, (f) => textAt(batch, f, index))
      return
    }
    const { elapsed } = fast
    const run = this.#run
    run.opened = Number.isNaN(fast.opened) ? fast.start : fast.opened
    run.stop = fast.stop
    run.closed = fast.closed
    run.resolved = Number.isNaN(fast.resolved) ? fast.closed : fast.resolved
    run.isOverdue = this.#lateAtLimit ? elapsed >= limit : elapsed > limit
    run.elapsed = elapsed
    run.limit = limit
    this.#index = index
    this.#plainDue = undefined
    this.#count(batch, index, this.#matching.accepts(index))
  }

  /**
   * The deadline of the ticket at hand. Where the fast clock counted it, the plain one knows when.
   */
  #due(): Instant | undefined {
    if (this.#plainDue !== undefined) return this.#plainDue.at
    if (this.#batch === undefined || this.#select.within === undefined) return undefined
    const simple = this.#clockOf.of(this.#index)?.dueAfter(this.#limits.of(this.#index))
    if (simple !== undefined) return simple
    const ticket = ticketAt(this.#batch, this.#index)
    const target = chosenFor(this.#select.within, ticket.fields)
    const { asOf } = this.#context
    const timed = runInHours(this.#clock, (id) => this.#timeIn(id), ticket, asOf)
    invariant(timed !== undefined && target !== undefined, 'a counted ticket has hours and a limit')
    const run = timed.runs[0]
    return run === undefined ? undefined : dueAt(timed.time, run.start, target, run.standstills)
  }

  #timeIn(calendar: string): ServiceTime {
    return timeOf(this.#context, calendarOf(this.#context.calendars, calendar))
  }

  #addRare(batch: TicketBatch, index: number): void {
    const { asOf } = this.#context
    const ticket = ticketAt(batch, index)
    const timed = runInHours(this.#clock, (id) => this.#timeIn(id), ticket, asOf)
    if (timed === undefined) {
      if (!this.#mayBeSelected(ticket)) return
      this.unjudged.noteWithoutRow(this.#clock.calendar, (field) => ticket.fields[field] ?? '')
      return
    }
    const { time, runs } = timed
    if (runs.length === 0 && this.#mayBeSelected(ticket)) this.unjudged.unstarted += 1
    for (const counted of runs) this.#addRun(batch, index, ticket, time, counted)
  }

  /** Whether a ticket that no clock counts is one of ours, by the priorities that it had. */
  #mayBeSelected(ticket: Ticket): boolean {
    const { where } = this.#select
    if (this.#clock.onPriorityChange === 'keep') return passesFields(where, ticket.fields)
    return ticket.events
      .filter((event) => event.kind === 'priority' && event.at <= this.#context.asOf)
      .map((event) => ({ ...ticket.fields, priority: event.value ?? '' }))
      .concat(ticket.fields as { priority: string })
      .some((fields) => passesFields(where, fields))
  }

  #addRun(
    batch: TicketBatch,
    index: number,
    ticket: Ticket,
    time: ServiceTime,
    counted: Run,
  ): void {
    const { within, where, matching } = this.#select
    if (!passesFields(where, counted.fields)) return
    const target = within === undefined ? undefined : chosenFor(within, counted.fields)
    if (within !== undefined && target === undefined) {
      this.unjudged.noteWithoutRow(within, (field) => counted.fields[field] ?? '')
      return
    }
    const due =
      target === undefined ? undefined : dueAt(time, counted.start, target, counted.standstills)
    const limit = target?.kind === 'open-time' ? target.length : undefined
    const { asOf } = this.#context
    const run = this.#run
    const known = ticket.events.filter(({ at }) => at <= asOf)
    run.opened = known.find(({ kind }) => kind === 'opened')?.at ?? counted.start
    run.stop = counted.stop ?? Number.NaN
    const lastOf = (kind: TicketEventKind): number =>
      known.findLast((event) => event.kind === kind)?.at ?? Number.NaN
    run.closed = lastOf('closed')
    run.resolved = lastOf('resolved')
    if (Number.isNaN(run.resolved)) run.resolved = run.closed
    run.isOverdue = this.#isLate(counted, limit, due)
    run.elapsed = counted.elapsed
    run.limit = limit ?? Number.POSITIVE_INFINITY
    this.#plainDue = { at: due }
    this.#count(batch, index, passesFields(matching, counted.fields))
  }

  #isLate(counted: Run, limit: Duration | undefined, due: Instant | undefined): boolean {
    const [value, bound] =
      limit === undefined ? [counted.stop ?? this.#context.asOf, due] : [counted.elapsed, limit]
    if (bound === undefined) return false
    return this.#lateAtLimit ? value >= bound : value > bound
  }

  #count(batch: TicketBatch, i: number, isMatching: boolean): void {
    const { periods, closing, namesAll, exemptions, hashOf } = this.#context
    const { tally } = this
    const run = this.#run
    const judged = judgeRun(this.#rules, periods, run)
    if (judged === NO_VERDICT) {
      if (Number.isNaN(run.stop)) tally.open += 1
      return
    }
    const tile = judgedTile(judged)
    const exemption = exemptions.size === 0 ? undefined : exemptions.get(batch.externalId(i))
    if (exemption?.takesOut === 'item') {
      tally.removed[tile] = (tally.removed[tile] as number) + 1
      return
    }
    const isLate = isJudgedLate(judged) && exemption?.takesOut !== 'miss'
    tally.next[0] = run.elapsed
    tally.next[1] = isLate && run.elapsed > run.limit ? run.elapsed - run.limit : 0
    tally.addNext(tile, isLate, isMatching)
    if (tile === closing && hashOf !== undefined) this.selected.push(hashOf(batch, i))
    const exempted = exemption?.fromAmount ?? ZERO
    const isNamed = tile === closing || namesAll || !isZero(exempted)
    if (isLate && isNamed) this.#name(batch, i, tile, exempted)
  }

  #name(batch: TicketBatch, index: number, tile: number, exempted: Ratio): void {
    const run = this.#run
    const due = run.due()
    this.tally.name(tile, {
      id: batch.externalId(index),
      elapsed: duration(run.elapsed),
      ...(Number.isFinite(run.limit) ? { limit: duration(run.limit) } : {}),
      ...(due === undefined ? {} : { due }),
      ...(Number.isNaN(run.stop) ? {} : { stop: instant(run.stop) }),
      ...priced(textAt(batch, 'price', index)),
      exempted,
    })
  }
}

const textAt = (batch: TicketBatch, field: string, index: number): string =>
  batch.dictionary.textOf(batch.fields.get(field)?.[index] ?? 0)
