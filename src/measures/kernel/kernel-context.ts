/**
 * What a kernel of tickets is given beside its selection, and what it could not judge.
 */
import type { Calendar } from '../../base/calendar/calendar.ts'
import type { Instant } from '../../base/instant.ts'
import type { Interval } from '../../base/interval.ts'
import type { Ratio } from '../../base/ratio.ts'
import { mapChoice, valuesOf } from '../../contract/core/choice.ts'
import type { Choice, Target, TicketSelect } from '../../contract/core/select.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import type { ServiceTime } from '../due.ts'
import { calendarOf } from '../due.ts'
import type { Periods } from '../periods.ts'
import type { LatePartsReducer } from '../tally.ts'

/** What accepted exemptions say of one ticket, by its identifier. */
export interface TicketExemption {
  /** Taken out of the selection altogether, or counted as in time. */
  readonly takesOut?: 'item' | 'miss'
  /** The part of it that is taken out of the amount only. */
  readonly fromAmount: Ratio
}

/** What a kernel needs beside its selection. */
export interface KernelContext {
  readonly calendars: ReadonlyMap<string, Calendar>
  readonly periods: Periods
  /** The period whose items are named, or −1. */
  readonly closing: number
  readonly asOf: Instant
  readonly keepsValues: boolean
  /** Whether late items are named in every period: a penalty looks at each of them. */
  readonly namesAll: boolean
  readonly lateParts: readonly LatePartsReducer[]
  /** Empty where no exemption concerns a ticket, which then needs no identifier. */
  readonly exemptions: ReadonlyMap<string, TicketExemption>
  /** Stretches that exemptions take out of every clock of the selection: a tidy list. */
  readonly takenOut: readonly Interval[]
  /** The hash of a whole item, for the closing period; absent where nobody stores the result. */
  readonly hashOf?: (batch: TicketBatch, index: number) => string
}

/** Selected tickets that have no verdict and never will, by cause. @fr tickets non jugés */
export class Unjudged {
  /** By the value of the field of a table that no row is for. */
  readonly withoutRow = new Map<string, number>()
  /** Opened before the calendars begin. */
  tooOld = 0
  /** Without the event that starts the clock. */
  unstarted = 0

  noteWithoutRow<T>(choice: Choice<T> | undefined, textOf: (field: string) => string): void {
    const value = choice?.kind === 'by' ? textOf(choice.field) : ''
    this.withoutRow.set(value, (this.withoutRow.get(value) ?? 0) + 1)
  }
}

export const timeOf = ({ calendars, takenOut }: KernelContext, open: Calendar): ServiceTime => ({
  open,
  calendars,
  takenOut,
})

/** The calendars that the clock itself can count in. */
export const clockCalendars = (
  select: TicketSelect,
  context: KernelContext,
): [string, Calendar][] =>
  valuesOf(select.clock.calendar).map((id) => [id, calendarOf(context.calendars, id)])

export const isOpenTime = (target: Target): boolean => target.kind === 'open-time'

/** The limits in open milliseconds; without a limit, one that nothing passes. */
export const limitsOf = (within: Choice<Target> | undefined): Choice<number> =>
  within === undefined
    ? { kind: 'one', value: Number.POSITIVE_INFINITY }
    : mapChoice(within, (target) => (target.kind === 'open-time' ? target.length : undefined))
