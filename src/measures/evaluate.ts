/**
 * Computes an expression of the core language, writing every step into the explanation.
 *
 * What needs facts is asked from a {@link Scope}, what needs money as well: this stage evaluates
 * Expression, Reduce and the reading of outcomes, and leaves Basis to the next one.
 *
 * Example: `if(missed, 2 % × base, 0)` of a month in which the level was met writes the comparison
 * and the chosen branch, 0, and never computes the base.
 *
 * @fr évaluation
 */
import type { Params } from '../base/because/formula.ts'
import type { About, Derived, GraphBuilder } from '../base/because/graph.ts'
import { isTrue, known, NOTHING, truth } from '../base/because/value.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio } from '../base/ratio.ts'
import { equals, formatRatio, ONE, ratio, ZERO } from '../base/ratio.ts'
import type { Basis, Expression } from '../contract/core/core.ts'
import type { ItemReading } from '../contract/core/items.ts'
import type { Reduce, Tile, Window } from '../contract/core/select.ts'
import type { StockReading } from '../contract/core/stock.ts'
import { eachExpression } from '../contract/core/walk.ts'
import { evaluateHistory } from './history.ts'
import { holdsIn, nearestRow } from './piecewise.ts'
import type { MeasuredValue } from './select-result.ts'
import type { Thing } from './things.ts'
import { isNamed } from './things.ts'

/** A value of an index, as a formula asks for it. */
export type IndexValue = Extract<Expression, { kind: 'index' }>
export type Answered = Extract<Expression, { kind: 'answered' }>
export type Piecewise = Extract<Expression, { kind: 'piecewise' }>

/** What an expression may read, for one period. */
export interface Scope {
  readonly graph: GraphBuilder
  /** The label of the period, such as `2026-04`. */
  readonly period: string
  reduce(reduce: Reduce, thing?: Thing): MeasuredValue
  basis(basis: Basis): Derived
  /** An outcome of this period. */
  outcome(name: string): Derived
  /** Whether a procedure of this period ended in an act in time, or a step in an act of it. */
  answered(answered: Answered): Derived
  /** An outcome over a window of periods that ends before this one, the oldest first. */
  earlier(name: string, window: Window, of?: Tile): readonly Derived[]
  /** The real time of the whole tile that holds the end of this period, in milliseconds. */
  tileTime(tile: Exclude<Tile, 'contract'>): number
  /** The value of an index, where a formula of revision is computed. */
  index?(index: IndexValue): Derived
  /** Whether this period ends within so many months of the start. */
  isInFirstMonths(months: number): boolean
  /** Whether a period of that tile begins in the month of this one. */
  begins(tile: Tile): boolean
  /** What a stock comes to in the month of this period. */
  stock(id: string, reads: StockReading): Derived
  /** The late items of a selection in this period, in an order that facts alone decide. */
  items(select: string): ItemList
  /** The item that an `each` is at. */
  readonly item?: ItemScope
  /** How a figure that no row holds is read, where one of the readings is asked for. */
  readonly holeReading?: HoleReading
}

/** What one item says, ready to be a leaf. */
export interface ItemScope {
  /** What an event is about, where the item is one; all that is counted is then of it. */
  readonly thing?: Thing
  read(reading: ItemReading): MeasuredValue
}

/** Late items, and what a leaf says that is of a list without any. */
export interface ItemList {
  readonly items: readonly ItemScope[]
  readonly params: Params
}

/** The two readings of a hole in a table: the row with the better figure, or with the worse. */
export type HoleReading = 'row-above' | 'row-below'

/** The value of an expression in a period, with its explanation. */
export function evaluate(expression: Expression, scope: Scope): Derived {
  const { graph } = scope
  const about: About = expression.source ?? {}
  switch (expression.kind) {
    case 'literal':
      return graph.leaf('term', known(expression.number, expression.unit), {}, about)
    case 'nothing':
      return graph.leaf('term', NOTHING, {}, about)
    case 'reduce': {
      const { value, params } = scope.reduce(expression, scope.item?.thing)
      return graph.leaf('facts', value, params, { period: scope.period, ...about })
    }
    case 'basis':
      return scope.basis(expression)
    case 'outcome':
      return scope.outcome(expression.name)
    case 'answered':
      return scope.answered(expression)
    case 'history':
      // Money that is declared over many months, like what a stock holds, is told of no thing.
      if (scope.item?.thing?.isAlone === false) return graph.leaf('earlier', NOTHING, {}, about)
      return evaluateHistory(expression, scope, about)
    case 'stock':
      if (scope.item?.thing?.isAlone === false) return graph.leaf('facts', NOTHING, {}, about)
      return scope.stock(expression.of, expression.reads)
    case 'in-first-months':
    case 'begins':
    case 'tile-time': {
      const { value, params } = valueOfTime(expression, scope)
      return graph.leaf('term', value, params, { period: scope.period, ...about })
    }
    case 'index':
      invariant(scope.index !== undefined, 'an index is read by the formula of a revision')
      return scope.index(expression)
    case 'each':
      return evaluateEach(expression, scope, about)
    case 'item':
      return evaluateItem(expression.reads, scope, about)
    case 'if':
      return evaluateIf(expression, scope, about)
    case 'piecewise':
      return evaluatePiecewise(expression, scope, about)
    default:
      return evaluateStep(expression, scope, about)
  }
}

type Step = Exclude<
  Expression,
  | { kind: 'literal' | 'nothing' | 'reduce' | 'basis' | 'outcome' | 'history' | 'answered' }
  | { kind: 'if' | 'piecewise' | 'each' | 'item' | 'index' | 'stock' }
  | OfTime
>

/** What the calendar alone decides, of the period judged. */
type OfTime = Extract<Expression, { kind: 'in-first-months' | 'begins' | 'tile-time' }>

function valueOfTime(expression: OfTime, scope: Scope): MeasuredValue {
  switch (expression.kind) {
    case 'in-first-months': {
      const { months } = expression
      return { value: truth(scope.isInFirstMonths(months)), params: { months: `${months}` } }
    }
    case 'begins': {
      const { tile } = expression
      return { value: truth(scope.begins(tile)), params: { begins: tile } }
    }
    case 'tile-time': {
      const { tile } = expression
      return { value: known(ratio(scope.tileTime(tile)), 'ms'), params: { tile } }
    }
  }
}

/** The expressions that are one step over parts which are all computed. */
function evaluateStep(expression: Step, scope: Scope, about: About): Derived {
  const { graph } = scope
  const of = (part: Expression): Derived => evaluate(part, scope)
  switch (expression.kind) {
    case 'compare':
      return graph.step(
        'compare',
        [of(expression.left), of(expression.right)],
        { word: expression.word },
        about,
      )
    case 'not':
      return graph.step('not', [of(expression.of)], {}, about)
    case 'when-nothing':
      return graph.step('when-nothing', [of(expression.of), of(expression.instead)], {}, about)
    case 'round':
    case 'parts':
    case 'as-unit':
      return graph.step(expression.kind, [of(expression.of)], paramsOf(expression), about)
    case 'sum':
    case 'difference':
    case 'product':
    case 'quotient':
    case 'least':
    case 'greatest':
    case 'all':
    case 'any':
      return graph.step(expression.kind, expression.of.map(of), {}, about)
  }
}

function paramsOf(
  expression: Extract<Expression, { kind: 'round' | 'parts' | 'as-unit' }>,
): Params {
  switch (expression.kind) {
    case 'round':
      return { mode: expression.mode, step: formatRatio(expression.step) }
    case 'parts':
      return { policy: expression.policy, step: formatRatio(expression.step) }
    case 'as-unit':
      return { unit: expression.unit }
  }
}

function evaluateItem(reads: ItemReading, scope: Scope, about: About): Derived {
  invariant(scope.item !== undefined, 'an item is read inside the sum over its selection')
  const { value, params } = scope.item.read(reads)
  return scope.graph.leaf('facts', value, params, { period: scope.period, ...about })
}

/** Whether an amount says which item it is of: a plain amount is the same for all. */
function readsItem(value: Expression): boolean {
  let found = false
  eachExpression(value, ({ kind }) => {
    if (kind === 'item') found = true
  })
  return found
}

/**
 * Adds up what each item makes, less the part of it that is exempted from the amount. That part is
 * also what names the item where nothing else does: 41.80 for each of three tickets is the sum of
 * three amounts, each of a ticket.
 */
function evaluateEach(
  expression: Extract<Expression, { kind: 'each' }>,
  scope: Scope,
  about: About,
): Derived {
  const { graph, period } = scope
  const isRead = readsItem(expression.value)
  const { items, params } = scope.items(expression.of)
  if (expression.items === 'things') return evaluateThings(expression.value, items, scope, about)
  const parts = items.map((item) => {
    const own: Scope = { ...scope, item }
    const value = evaluate(expression.value, own)
    const share = item.read({ kind: 'owed-share' }).value
    if (isRead && share.state === 'known' && equals(share.number, ONE)) return value
    const owed = graph.step('product', [value, evaluateItem({ kind: 'owed-share' }, own, {})])
    // A share of a count is a share: among counts it is a part of one.
    return graph.step('as-unit', [owed], { unit: expression.unit })
  })
  if (parts.length > 0) return graph.step('sum', parts, {}, about)
  return graph.leaf('facts', known(ZERO, expression.unit), params, { period, ...about })
}

/** Adds up what each thing makes, by its name; the only one may have none. */
function evaluateThings(value: Expression, items: ItemList['items'], scope: Scope, about: About) {
  const [first, ...others] = items.map((item) => {
    const own: Scope = { ...scope, item }
    const amount = evaluate(value, own)
    return isNamed(item.thing)
      ? scope.graph.step('product', [amount, evaluateItem({ kind: 'owed-share' }, own, {})])
      : amount
  })
  if (first === undefined) return evaluate(value, scope)
  return others.length === 0 ? first : scope.graph.step('sum', [first, ...others], {}, about)
}

/** Computes the branch that the condition chooses, and only that one. */
function evaluateIf(
  expression: Extract<Expression, { kind: 'if' }>,
  scope: Scope,
  about: About,
): Derived {
  const condition = evaluate(expression.when, scope)
  const branch = isTrue(condition.value) ? 'then' : 'otherwise'
  return scope.graph.step(
    'choose',
    [condition, evaluate(expression[branch], scope)],
    { branch },
    about,
  )
}

/** Looks the figure up in the rows of a table. */
function evaluatePiecewise(expression: Piecewise, scope: Scope, about: About): Derived {
  const { graph } = scope
  const figure = evaluate(expression.of, scope)
  const { value } = figure
  if (value.state !== 'known') return graph.step('row', [figure, figure], {}, about)
  const row = expression.rows.find((candidate) => holdsIn(candidate, value.number))
  if (row === undefined) return inHole(expression, figure, value.number, scope, about)
  const params: Params = {
    ...(row.from === undefined ? {} : { [row.from.word]: formatRatio(row.from.value) }),
    ...(row.to === undefined ? {} : { [row.to.word]: formatRatio(row.to.value) }),
  }
  return graph.step('row', [figure, evaluate(row.value, scope)], params, about)
}

/** A figure that no row holds: read as the contract says, or undefined, never zero. */
function inHole(
  expression: Piecewise,
  figure: Derived,
  value: Ratio,
  scope: Scope,
  about: About,
): Derived {
  const reading = expression.hole === 'undefined' ? scope.holeReading : expression.hole
  const row = nearestRow(expression, value, reading)
  return row === undefined || reading === undefined
    ? scope.graph.step('row', [figure, figure], { hole: 'band-hole' }, about)
    : scope.graph.step('row', [figure, evaluate(row.value, scope)], { reading }, about)
}
