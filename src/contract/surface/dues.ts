/**
 * Rewrites what a party owes besides fees and penalties: an outcome of each month, and its effect.
 *
 * | form | core |
 * |---|---|
 * | `on: termination` | the amount of each thing that an event of the month is about, else zero |
 * | `on: leave.terminate` | the amount where the step was answered so in the month |
 * | `per: year` | the amount at the end of each year |
 * | `of: spend in month`, `bands` | the row of a table that holds the base |
 * | `formula: S × (G - C)` | arithmetic over money and numbers; the result is money |
 *
 * Example: `S: 30 %`, `G: saving in month`, `C: cost in month`; 180 000.00 and 40 000.00 declared
 * in May owe 42 000.00.
 *
 * @fr sommes dues
 */
import { invariant } from '../../base/invariant.ts'
import type { Due, DueSymbol } from '../chapters/due.ts'
import type { Clause, Conventions, Reference } from '../chapters/identity.ts'
import type { Worth } from '../chapters/penalty.ts'
import type { Definition, Effect, Expression } from '../core/core.ts'
import type { Procedure } from '../core/procedure.ts'
import type { Tile } from '../core/select.ts'
import type { DueTerm } from '../phrases/due-term.ts'
import type { Formula } from '../phrases/formula.ts'
import type { Terms } from '../terms.ts'
import { tableOf } from './bands.ts'
import type { BaseContext } from './bases.ts'
import { basisOf, limitOf } from './bases.ts'
import { happened, timesOf } from './happened.ts'
import { lineOf } from './lines.ts'
import type { Report } from './report.ts'
import {
  choose,
  difference,
  eachThing,
  literal,
  noMoney,
  outcome,
  product,
  quotient,
  sourceOf,
  sum,
} from './write.ts'

/** The steps of a contract, and the outcomes that open some of them. @fr étapes et conditions */
export interface OpenedSteps {
  readonly procedures: readonly Procedure[]
  readonly conditions: readonly Definition[]
}

export interface RewrittenDues {
  readonly definitions: readonly Definition[]
  readonly effects: readonly Effect[]
}

export function rewriteDues(terms: Terms, context: BaseContext, steps: OpenedSteps): RewrittenDues {
  const { costs, conventions } = terms
  const dues = costs?.dues ?? []
  const { base } = conventions
  if (dues.length > 0 && base.oneOffs === 'included') {
    context.report.notComputed(base.where, 'one-offs: included')
  }
  return {
    definitions: dues.map((due) => definitionOf(due, conventions, context, steps)),
    effects: dues.map((due) => effectOf(due, conventions, context)),
  }
}

function effectOf(due: Due, conventions: Conventions, context: BaseContext): Effect {
  const of = 'of' in due.worth ? due.worth.of : undefined
  return lineOf(`${due.id}.due`, { ...due, by: due.who, ...(of && { of }) }, conventions, context)
}

function definitionOf(
  due: Due,
  conventions: Conventions,
  given: BaseContext,
  steps: OpenedSteps,
): Definition {
  const source = sourceOf(due.where, due.clause)
  const { when } = due
  const tile: Tile = when.kind === 'per' ? when.tile : 'month'
  const { proration } = conventions.days
  const context = when.kind === 'on' ? { ...given, after: { event: when.event, proration } } : given
  const amount = bounded(due, worthOf(due, tile, context), tile, context)
  const value =
    when.kind === 'per'
      ? amount
      : choose(
          when.kind === 'on'
            ? happened(when.event, source, context)
            : answeredSo(when.of, steps, context),
          when.kind === 'on' ? eachThing(timesOf(when.event, source, context), amount) : amount,
          noMoney,
        )
  return { name: `${due.id}.due`, unit: 'cents', tile, value, source }
}

/**
 * Whether a step was answered so in the month. What opens it is known before the amounts pass any
 * cap; a procedure that comes again has an answer of each time, and none of its own.
 */
function answeredSo(
  { id, where }: Reference,
  { procedures, conditions }: OpenedSteps,
  { report }: BaseContext,
): Expression {
  const [step = '', answer = ''] = id.split('.')
  const procedure = procedures.find(({ steps }) => steps.some((one) => one.id === step))
  invariant(procedure !== undefined, 'an answer that was read is of a step')
  const reads = procedure.steps.flatMap(({ when }) =>
    when.flatMap((trigger) => (trigger.kind === 'outcome' ? [trigger.name] : [])),
  )
  const isLate = conditions.some((one) => reads.includes(one.name) && one.isLate === true)
  if (procedure.recurrence !== undefined || isLate) {
    report.notComputed(where, `on: ${id}`)
  }
  return { kind: 'answered', procedure: procedure.id, act: { step, answer, reads } }
}

function bounded(due: Due, amount: Expression, tile: Tile, context: BaseContext): Expression {
  const { atMost, minimum } = due
  const least: Expression =
    atMost === undefined
      ? amount
      : { kind: 'least', of: [amount, limitOf(atMost, atMost.where, context, tile)] }
  return minimum === undefined
    ? least
    : { kind: 'greatest', of: [least, limitOf(minimum, minimum.where, context, tile)] }
}

function worthOf({ worth, clause }: Due, tile: Tile, context: BaseContext): Expression {
  const { report } = context
  if (worth.kind === 'amount') return plainWorth(worth, noMoney, clause, report)
  if (worth.kind !== 'formula') {
    const base = basisOf(worth.of, worth.of.where, context, tile)
    return worth.kind === 'rate'
      ? plainWorth(worth, base, clause, report)
      : tableOf(worth.table, base, (row) => plainWorth(row, base, clause, report), clause)
  }
  const symbols = new Map(
    worth.symbols.map((symbol) => [symbol.symbol, meaningOf(symbol, tile, context)]),
  )
  const found = typed(worth.formula, symbols)
  if (found?.unit === 'cents') return found.value
  const isWhole = [...symbols.values()].every((meaning) => meaning !== undefined)
  if (isWhole) {
    report.error('formula-not-money', worth.formula.where, { formula: worth.formula.text })
  }
  return noMoney
}

/** An amount, or a share of a base; so much for each of something is of a penalty. */
function plainWorth(worth: Worth, base: Expression, clause: Clause, report: Report): Expression {
  const { where, text, per } = worth.kind === 'amount' ? worth.amount : worth.rate
  if (per !== undefined) report.notComputed(where, text)
  const source = sourceOf(where, clause)
  if (worth.kind === 'rate') return product(literal(worth.rate.share, 'share', source), base)
  const { quantity } = worth.amount
  if (quantity.unit !== 'cents') report.notComputed(where, text)
  return literal(quantity.value, 'cents', source)
}

/** An expression with its unit: money, or a plain number. */
interface Typed {
  readonly value: Expression
  readonly unit: 'cents' | 'count'
}

function meaningOf(
  { term, where, text }: DueSymbol,
  tile: Tile,
  context: BaseContext,
): Typed | undefined {
  const { report, counted } = context
  const source = sourceOf(where)
  switch (term.kind) {
    case 'quantity': {
      const { unit, value } = term.quantity
      if (unit === 'cents') return { value: literal(value, 'cents', source), unit }
      if (unit !== 'share' && unit !== 'count') {
        report.notComputed(where, text)
        return undefined
      }
      return { value: literal(value, 'count', source), unit: 'count' }
    }
    case 'counted':
      return { value: counted.in(tile, { ...term, from: 'quantities' }, source), unit: 'count' }
    case 'months-since': {
      const what = { of: term.event, from: 'events', take: 'months-since' } as const
      return { value: counted.in(tile, what, source), unit: 'count' }
    }
    case 'days-between': {
      const dateOf = (of: string): Expression =>
        counted.in(tile, { of, from: 'events', take: 'date' }, source)
      return { value: difference(dateOf(term.to), dateOf(term.from)), unit: 'count' }
    }
    case 'stock':
      return ofStock(term, tile, { where, text }, context)
    case 'base':
      return { value: basisOf(term.base, where, context, tile), unit: 'cents' }
  }
}

/** What a reserve comes to in the month: a number, or money of an advance. */
function ofStock(
  { of, reads }: Extract<DueTerm, { kind: 'stock' }>,
  tile: Tile,
  { where, text }: Pick<DueSymbol, 'where' | 'text'>,
  { costs, report }: BaseContext,
): Typed | undefined {
  if (tile !== 'month') {
    report.notComputed(where, `${text}, per: ${tile}`)
    return undefined
  }
  const isMoney = costs?.advances.some(({ id }) => id === of) === true
  return { value: outcome(`${of}.${reads}`), unit: isMoney ? 'cents' : 'count' }
}

/** Nothing where money and numbers are mixed: a sum of both, or money times money. */
function typed(
  formula: Formula,
  symbols: ReadonlyMap<string, Typed | undefined>,
): Typed | undefined {
  if (formula.kind === 'number') return { value: literal(formula.value, 'count'), unit: 'count' }
  if (formula.kind === 'symbol') return symbols.get(formula.name)
  const left = typed(formula.left, symbols)
  const right = typed(formula.right, symbols)
  if (left === undefined || right === undefined) return undefined
  switch (formula.kind) {
    case 'add':
      return left.unit === right.unit ? { ...left, value: sum(left.value, right.value) } : undefined
    case 'subtract':
      return left.unit === right.unit
        ? { ...left, value: difference(left.value, right.value) }
        : undefined
    case 'multiply': {
      if (left.unit === 'cents' && right.unit === 'cents') return undefined
      const unit = left.unit === 'cents' ? left.unit : right.unit
      return { value: product(left.value, right.value), unit }
    }
    case 'divide':
      return dividedBy(left, right)
  }
}

function dividedBy(left: Typed, right: Typed): Typed | undefined {
  const value = quotient(left.value, right.value)
  if (left.unit === 'cents' && right.unit === 'count') return { value, unit: 'cents' }
  return left.unit === right.unit
    ? { value: { kind: 'as-unit', of: value, unit: 'count' }, unit: 'count' }
    : undefined
}
