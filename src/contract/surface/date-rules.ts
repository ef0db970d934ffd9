/**
 * Rewrites the date phrases of steps: `15 days after check`, `3 months before term-end`.
 *
 * The event is an earlier step of the procedure, a date of the occurrence, `opening`, or a fact.
 *
 * @fr échéances
 */
import type { DateSpan } from '../../base/calendar/days.ts'
import type { Clause, Conventions, Reference } from '../chapters/identity.ts'
import type { DateRule } from '../core/procedure.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Phrase } from '../phrases/words.ts'
import { dateRules, spanOf } from './lengths.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

/** What a date phrase may refer to. @fr contexte d'une échéance */
export interface DateContext {
  readonly conventions: Conventions
  /** The rules on days of the procedure. */
  readonly days: Pick<Conventions['days'], 'eventDay' | 'closedDay'>
  /** The steps before this one, in order. */
  readonly earlier: readonly string[]
  /** The dates that an occurrence has. */
  readonly occurrence: readonly string[]
  readonly report: Report
}

/** The clause of a term, and the calendar of its hours where it names one. */
interface Own {
  readonly clause?: Clause
  readonly calendar?: Reference
}

/** The rule of a date; nothing where the text sets no date, or where the term is refused. */
export function dateRuleOf(
  phrase: Phrase<DatePhrase>,
  context: DateContext,
  own: Own,
): DateRule | undefined {
  if (phrase.kind === 'open') return undefined
  if (phrase.kind === 'at') return baseOf(phrase.event, context)
  const event = phrase.event ?? context.earlier.at(-1)
  if (event === undefined) {
    context.report.notComputed(phrase.where, phrase.text)
    return undefined
  }
  const from = baseOf(event, context)
  const source = sourceOf(phrase.where, own.clause)
  const move = phrase.move === undefined ? {} : { move: phrase.move }
  const { length } = phrase
  if (length.unit === 'ms') {
    const { calendar } = own
    if (phrase.side === 'before' || phrase.move !== undefined || calendar === undefined) {
      context.report.notComputed(phrase.where, phrase.text)
      return undefined
    }
    const target = { kind: 'open-time', length: length.value } as const
    return { kind: 'after', from, length: target, calendar: calendar.id, source }
  }
  const span = spanOf(length)
  if (span === undefined) {
    context.report.notComputed(phrase.where, phrase.text)
    return undefined
  }
  const calendar = context.conventions.days.working.id
  const rules = dateRules(context.days)
  const target = { kind: 'date', span: sided(span, phrase.side), rules, calendar } as const
  return { kind: 'after', from, length: target, calendar, ...move, source }
}

/**
 * The dates from which acts count, where the contract writes none: that from which the latest date
 * counts. A decision `within: 7 days after check` is none before the check.
 */
export function openedBy(due: DateRule | undefined): readonly DateRule[] {
  if (due?.kind !== 'after') return []
  const { from, length } = due
  return length.kind === 'date' && length.span.count < 0 ? [] : [from]
}

/** Before an event is a count below zero. */
const sided = (span: DateSpan, side: 'before' | 'after'): DateSpan =>
  side === 'after' ? span : ({ unit: span.unit, count: -span.count } as DateSpan)

const WHICH = /^(first|last)-(.+)$/

function baseOf(name: string, { earlier, occurrence }: DateContext): DateRule {
  if (name === 'opening') return { kind: 'opening' }
  if (earlier.includes(name)) return { kind: 'outcome', step: name }
  if (occurrence.includes(name)) return { kind: 'occurrence', name }
  const [, which, event] = WHICH.exec(name) ?? []
  return event === undefined
    ? { kind: 'event', name, which: 'first' }
    : { kind: 'event', name: event, which: which === 'last' ? 'last' : 'first' }
}
