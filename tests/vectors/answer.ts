/** Answers one case of a vector file through `src/base/calendar`, and compares. */
import { elapsed } from '../../src/base/calendar/calendar.ts'
import type { CalendarTables } from '../../src/base/calendar/compile.ts'
import { parseDate } from '../../src/base/calendar/date.ts'
import { askClause } from './clauses/clause.ts'
import { contextOf, pausesOf, said, seconds, zoneNamed } from './context.ts'
import type { Conventions } from './conventions.ts'
import { conventionsOf } from './conventions.ts'
import type { Answer } from './operations.ts'
import { dueAt, dueInDays, escalate, OPERATIONS } from './operations.ts'
import type { Fields } from './read-case.ts'
import {
  CaseError,
  isCaseHoliday,
  isFields,
  localText,
  offsetText,
  stampOf,
  textOf,
} from './read-case.ts'
import { askTopic } from './topics/topic.ts'

export interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Both answers, or the reason. */
  readonly said: string
}

/** Judges one case: never throws. */
export function judge(tables: CalendarTables, fields: Fields): Verdict {
  try {
    const source = fields['source']
    const repo = isFields(source) && typeof source['repo'] === 'string' ? source['repo'] : ''
    const expected = fields['expected']
    if (expected === undefined) throw new CaseError('failed', '"expected" is missing')
    const pairs = ask(tables, fields, repo)
    const wrong = pairs.filter((pair) => !agrees(pair.given, pair.expected))
    if (wrong.length === 0) return { outcome: 'passed', said: '' }
    const said = wrong.map(
      (w) => `${w.name}: expected ${JSON.stringify(w.expected)}, ours ${JSON.stringify(w.given)}`,
    )
    return { outcome: 'failed', said: said.join('; ') }
  } catch (error) {
    if (error instanceof CaseError) return { outcome: error.outcome, said: error.message }
    return { outcome: 'failed', said: error instanceof Error ? error.message : String(error) }
  }
}

/** What a case asks, by its shape: a topic, a clause, or an operation of a calendar. */
function ask(tables: CalendarTables, fields: Fields, repo: string): readonly Pair[] {
  if ('topic' in fields) return askTopic(tables, fields)
  return 'clause' in fields ? askClause(fields) : askOperation(tables, fields, repo)
}

/** The operation of a calendar that a case names, and what else it asks. */
function askOperation(tables: CalendarTables, fields: Fields, repo: string): Pair[] {
  const given = answer(tables, fields, conventionsOf(repo, fields))
  return [{ name: 'answer', given, expected: fields['expected'] }, ...extras(tables, fields, repo)]
}

/** Equal, at the precision of the expected text: a date only, minutes, or seconds. */
function agrees(given: unknown, expected: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(given)) {
    return expected.length === given.length && expected.every((e, i) => agrees(given[i], e))
  }
  if (typeof given === 'string' && typeof expected === 'string') {
    const same = expected.length < given.length ? given.slice(0, expected.length) : given
    return same === expected || same.replace(' ', 'T') === expected
  }
  if (isFields(given) && isFields(expected)) {
    return Object.keys(expected).every((key) => agrees(given[key], expected[key]))
  }
  return given === expected
}

function answer(tables: CalendarTables, fields: Fields, conventions: Conventions): Answer {
  const op = textOf(fields, 'op')
  if (op === 'is_holiday') return isHoliday(fields)
  if (op === 'local_to_instant' || op === 'normalise_local') {
    const zone = zoneNamed(tables, textOf(fields, 'timezone'))
    const at = stampOf(zone, textOf(fields, 'start'))
    return op === 'local_to_instant' ? offsetText(zone, at) : localText(zone, at)
  }
  const operation = Object.hasOwn(OPERATIONS, op) ? OPERATIONS[op] : undefined
  if (operation === undefined) {
    throw new CaseError('skipped', `"${op}" has no meaning for a calendar`)
  }
  return operation(contextOf(tables, fields, conventions))
}

function isHoliday(fields: Fields): boolean {
  const date = parseDate(textOf(fields, 'start').slice(0, 10))
  if (date === undefined) throw new CaseError('failed', '"start" is not a date')
  return isCaseHoliday(fields, date)
}

interface Pair {
  readonly name: string
  readonly given: unknown
  readonly expected: unknown
}

/** What else a case asks: the open time of the pauses, and the moment of an escalation. */
function extras(tables: CalendarTables, fields: Fields, repo: string): Pair[] {
  const waiting = fields['expected_waiting_seconds']
  const escalation = fields['expected_escalation']
  if (waiting === undefined && escalation === undefined) return []
  const context = contextOf(tables, fields, conventionsOf(repo, fields))
  const pairs: Pair[] = []
  if (typeof waiting === 'number') {
    const given = pausesOf(context).reduce(
      (sum, { start, end }) =>
        sum + elapsed(context.calendar, start, end ?? context.calendar.span.end),
      0,
    )
    pairs.push({ name: 'waiting', given: seconds(given), expected: waiting })
  }
  if (typeof escalation === 'string') {
    const due = textOf(fields, 'op') === 'due_days' ? dueInDays(context) : dueAt(context)
    const given = due === undefined ? undefined : escalate(context, due)
    pairs.push({ name: 'escalation', given: said(context, given), expected: escalation })
  }
  return pairs
}
