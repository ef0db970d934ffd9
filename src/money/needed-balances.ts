/**
 * Which balances a contract taken over in mid-life needs: what its clauses read of the time before.
 *
 * Each history over a window, and each cap or minimum over a period, reaches back to periods that
 * are not computed here. What they were there is asked for, period by period: never supposed.
 *
 * Example: taken over in April 2026, a cap of 12 months that slide needs what it had let pass in
 * each month from May 2025 on; a cap of the civil year, one sum of January to March.
 *
 * @fr soldes d'ouverture nécessaires
 */
import type { Unit } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { addToMonth, formatMonth } from '../base/calendar/date.ts'
import type { Ratio } from '../base/ratio.ts'
import { roundToStep } from '../base/ratio.ts'
import { versionIn } from '../contract/amendments/versions.ts'
import type { Bound, Definition, Expression, Program } from '../contract/core/core.ts'
import { eachExpression } from '../contract/core/walk.ts'
import type { TermsFrom } from './closing.ts'
import type { WindowContext } from './windows.ts'
import { monthsSharing, tilesBefore } from './windows.ts'

type History = Extract<Expression, { kind: 'history' }>

/** What is asked of the time before. @fr solde d'ouverture nécessaire */
export interface Need {
  readonly name: string
  readonly unit: Unit
  readonly line?: string
  /** The labels of its periods, the oldest first. */
  readonly periods: readonly string[]
  /**
   * How far back it is asked for: each period, those of a row of truths and the one that ends it,
   * the last one that had a value, or the one in which it became true, if it did.
   */
  readonly reach: 'each' | 'row' | 'last' | 'once'
  /** Whether a period of it may have been left out; what was paid or opened always has a value. */
  readonly mayBeNothing: boolean
  /** The outcome that it stands for, where people call it by another name. */
  readonly outcome?: string
  /** The most that its periods can come to together, of a cap whose limit is a sum of money. */
  readonly most?: Ratio | undefined
}

export interface NeedContext {
  readonly windows: WindowContext
  /** The first month that is computed, and the one that is closed. */
  readonly from: YearMonth
  readonly closing: YearMonth
}

/** All that is needed until the closing month. */
export function neededBalances(versions: readonly TermsFrom[], context: NeedContext): Need[] {
  const { from, closing } = context
  const inForce = new Set<TermsFrom>()
  for (let month = from; month <= closing; month = addToMonth(month, 1)) {
    inForce.add(versionIn(versions, month))
  }
  const before = versionIn(versions, addToMonth(from, -1))
  return [...inForce].flatMap((version) => [
    ...outcomesRead(version, context),
    ...inBounds(version, before, context),
    ...rightsOpened(version, context),
  ])
}

function outcomesRead({ program, from }: TermsFrom, context: NeedContext): Need[] {
  return program.definitions.flatMap((definition) => {
    const found: Need[] = []
    eachExpression(definition.value, (part) => {
      if (part.kind === 'history')
        found.push(...earlierOf(part, definition, program, from, context))
    })
    return found
  })
}

/** What a history reads of the time before the takeover, from its first period after it. */
function earlierOf(
  { name, how, window, of }: History,
  definition: Definition,
  { definitions }: Program,
  inForceFrom: YearMonth,
  { windows, from, closing }: NeedContext,
): Need[] {
  // What is no definition is what accumulators tell of a month: money.
  const read = definitions.find((candidate) => candidate.name === name)
  const periods = windows.periods(of ?? definition.tile)
  const first = periods.judgedIn.findIndex((judged) => judged >= from && judged >= inForceFrom)
  if (first < 0 || closing < (periods.judgedIn[first] as YearMonth)) return []
  const before = tilesBefore(windows, window, periods, first).filter(
    (index) => from > (periods.judgedIn[index] as YearMonth),
  )
  if (before.length === 0) return []
  const reach = how === 'streak' ? 'row' : how === 'last' ? 'last' : 'each'
  return [
    {
      name,
      unit: read?.unit ?? 'cents',
      periods: before.map((index) => periods.labels[index] as string),
      reach,
      mayBeNothing: read !== undefined,
    },
  ]
}

/** What caps and minimums remember of the months before. */
function inBounds(version: TermsFrom, before: TermsFrom, context: NeedContext): Need[] {
  const { windows, from } = context
  const first = Math.max(version.from, from) as YearMonth
  const last = formatMonth(addToMonth(from, -1))
  const { bounds, effects } = version.program
  return bounds.flatMap((bound): Need[] => {
    const lines = effects.filter(({ through }) => through.includes(bound.id))
    const shared = monthsSharing(windows, bound.window, first).filter((month) => month < from)
    // What a whole period has used is one sum; the months of a sliding one leave it one by one.
    const periods = bound.window.kind === 'tile' ? [last] : shared.map(formatMonth)
    const needs = (what: string, of: readonly string[]): Need[] =>
      lines.map(({ id: line }) => ({
        name: `${bound.id}.${what}`,
        unit: 'cents',
        line,
        periods: of,
        reach: 'each',
        mayBeNothing: false,
      }))
    const used: Need = {
      name: `${bound.id}.used`,
      unit: 'cents',
      periods,
      reach: 'each',
      mayBeNothing: false,
      most: limitIn(before, bound),
    }
    return [
      ...(shared.length === 0 ? [] : [used]),
      ...(bound.kind === 'cap' && bound.excess === 'carried' ? needs('carried', [last]) : []),
      ...(bound.kind === 'minimum' && bound.oncePassed === 'whole' && shared.length > 0
        ? needs('held', periods)
        : []),
    ]
  })
}

/** Whether a right on outcomes opened before: it opens once, the first time that they hold. */
function rightsOpened({ program }: TermsFrom, { windows, from }: NeedContext): Need[] {
  return program.procedures.flatMap(({ steps }) =>
    steps.flatMap(({ id, when }) => {
      const trigger = when.find((one) => one.kind === 'outcome')
      const definition = program.definitions.find(
        ({ name }) => trigger?.kind === 'outcome' && name === trigger.name,
      )
      if (definition === undefined) return []
      const { labels, judgedIn } = windows.periods(definition.tile)
      const periods = labels.filter((_, tile) => from > (judgedIn[tile] as YearMonth))
      if (periods.length === 0) return []
      const need = {
        name: `${id}.opened`,
        unit: 'truth',
        reach: 'once',
        mayBeNothing: false,
      } as const
      return [{ ...need, outcome: definition.name, periods }]
    }),
  )
}

/** The limit of a cap as it stood before the takeover, where it is a sum of money. */
function limitIn({ program, terms }: TermsFrom, { id, kind }: Bound): Ratio | undefined {
  const limit = program.bounds.find((candidate) => candidate.id === id)?.limit
  const { mode, step } = terms.conventions.round.money
  return kind === 'cap' && limit?.kind === 'literal' && limit.unit === 'cents'
    ? roundToStep(limit.number, step, mode)
    : undefined
}
