/**
 * Writes a core program as text: what `vigie terms --core` prints, so that a rewriting can be read.
 *
 * Example: `outcome restore-p1.penalty per month = if restore-p1.missed then
 * table(restore-p1.figure-for-amount; ≥ 9/10 and < 19/20 → (2 % × fees(servers, in month)); …)`.
 */

import { formatMonth } from '../../base/calendar/date.ts'
import type { Ratio } from '../../base/ratio.ts'
import { formatDecimal, formatRatio, multiply, ratio } from '../../base/ratio.ts'
import type { BasisWindow, Expression, Fee, IndexMonth, LiteralUnit, Program, Row } from './core.ts'
import { formatMilliseconds } from './format-length.ts'
import { formatConclusion, formatProcedures } from './format-procedure.ts'
import { formatSelect } from './format-select.ts'
import type { ItemReading } from './items.ts'
import type { Reducer } from './select.ts'
import type { Stock } from './stock.ts'

/** Every line of a program, in order: selections, outcomes, bounds, effects, fees. */
export function formatProgram(program: Program): string[] {
  return [
    ...program.selects.map(formatSelect),
    '',
    ...program.definitions.map(
      ({ name, tile, value }) => `outcome ${name} per ${tile} = ${formatExpression(value)}`,
    ),
    '',
    ...program.bounds.map(
      (bound) =>
        `bound ${bound.id} ${formatWindow(bound.window)} ${bound.kind === 'cap' ? '≤' : '>'} ${formatExpression(bound.limit)}, ${bound.kind === 'cap' ? `take ${bound.take}, excess ${bound.excess}` : `once passed ${bound.oncePassed}`}`,
    ),
    ...program.stocks.map(formatStock),
    ...program.effects.map(
      (effect) =>
        `effect ${effect.id}: ${effect.nature}${effect.by === 'client' ? ' by the client' : ''} of ${effect.amount}, rounded ${effect.round.mode} ${formatDecimal(multiply(effect.round.step, ratio(1n, 100n)), 2)}, through ${effect.through.join(', ') || 'none'}${effect.onlyIf === undefined ? '' : `, only if ${effect.onlyIf.outcome}`}`,
    ),
    ...program.fees.map(
      (fee) => `fee ${fee.id} = ${formatExpression(fee.monthly)} a month${formatRevision(fee)}`,
    ),
    ...formatProcedures(program.procedures),
    ...formatConclusion(program.conclusion),
  ]
}

const formatStock = ({ id, filled, asked, take, lasts }: Stock): string =>
  `stock ${id}: ${filled} a month, less ${asked}, ${take}${lasts === undefined ? '' : `, each lot for ${lasts} months`}`

function formatRevision({ revision }: Fee): string {
  if (revision === undefined) return ''
  const { month, formula, most, round } = revision
  const text = formatExpression(formula)
  const rounded =
    round === undefined ? text : `round(${text}, ${round.mode} ${formatRatio(round.step)})`
  const top =
    most === undefined
      ? ''
      : `, at most ${formatExpression(most.share)} more, excess ${most.excess}`
  return `, × ${rounded} from month ${month} of each year${top}`
}

const PERCENT = ratio(100n)

function formatLiteral(number: Ratio, unit: LiteralUnit): string {
  switch (unit) {
    case 'share':
      return `${shortDecimal(multiply(number, PERCENT))} %`
    case 'cents':
      return formatMoney(number)
    case 'truth':
      return number.numerator === 1n ? 'true' : 'false'
    case 'ms':
      return formatMilliseconds(Number(number.numerator / number.denominator))
    case 'count':
    case 'points':
      return formatRatio(number)
  }
}

/** Two decimals, or all of them where a price is of less than a cent: `0.0125`. */
function formatMoney(cents: Ratio): string {
  const number = multiply(cents, ratio(1n, 100n))
  return cents.denominator === 1n ? formatDecimal(number, 2) : shortDecimal(number)
}

/** A decimal where it ends within six digits, else the fraction. */
function shortDecimal(number: Ratio): string {
  const text = formatDecimal(number, 6)
  const isExact = multiply(number, ratio(10n ** 6n)).denominator === 1n
  return isExact ? text.replace(/\.?0+$/, '') : formatRatio(number)
}

function formatWindow(window: BasisWindow): string {
  switch (window.kind) {
    case 'remaining-months':
      return 'in remaining months'
    case 'months-before':
      return `in ${window.count} months before`
    case 'tile':
      return `in ${window.tile}`
    case 'last':
      return `in last ${window.count} ${window.tile}s`
  }
}

function formatReducer(reducer: Reducer): string {
  switch (reducer.kind) {
    case 'percentile':
      return `percentile ${formatLiteral(reducer.rank, 'share')} ${reducer.method}`
    case 'late-parts':
      return `${reducer.policy} ${formatMilliseconds(reducer.step)} late`
    default:
      return reducer.kind
  }
}

const SIGNS = {
  sum: ' + ',
  difference: ' − ',
  product: ' × ',
  quotient: ' ÷ ',
  all: ' and ',
  any: ' or ',
} as const

const WORDS = { 'at-least': '≥', 'at-most': '≤', above: '>', under: '<' } as const

type LeafKind =
  | 'literal'
  | 'nothing'
  | 'reduce'
  | 'basis'
  | 'outcome'
  | 'history'
  | 'answered'
  | 'in-first-months'
  | 'begins'
  | 'stock'
  | 'item'
  | 'index'
  | 'tile-time'

/** An expression that is made of no other. */
function formatLeaf(expression: Extract<Expression, { kind: LeafKind }>): string {
  switch (expression.kind) {
    case 'literal':
      return formatLiteral(expression.number, expression.unit)
    case 'nothing':
      return 'nothing'
    case 'reduce':
      return `${formatReducer(expression.reducer)}(${expression.of}${expression.forAmount ? ', for the amount' : ''})`
    case 'basis':
      return `fees(${expression.of === 'fees' ? 'all' : expression.of.join(', ')}, ${formatWindow(expression.window)})`
    case 'outcome':
      return expression.name
    case 'history':
      return `${expression.how}(${expression.name}, ${formatWindow(expression.window)}${expression.of === undefined ? '' : ` by ${expression.of}`}${expression.present ? ', this one included' : ''})`
    case 'answered':
      return `done(${[expression.act?.step ?? expression.procedure, expression.act?.answer ?? []].flat().join('.')})`
    case 'in-first-months':
      return `in the first ${expression.months} months`
    case 'begins':
      return `a ${expression.tile} begins`
    case 'stock':
      return `${expression.reads} of ${expression.of}`
    case 'item':
      return formatReading(expression.reads)
    case 'tile-time':
      return `time of the ${expression.tile}`
    case 'index':
      return `${expression.series} ${formatIndexMonth(expression.at)}`
  }
}

/** An expression as arithmetic. */
function formatExpression(expression: Expression): string {
  const write = formatExpression
  switch (expression.kind) {
    case 'sum':
    case 'difference':
    case 'product':
    case 'quotient':
    case 'all':
    case 'any':
      return `(${expression.of.map(write).join(SIGNS[expression.kind])})`
    case 'least':
    case 'greatest':
      return `${expression.kind}(${expression.of.map(write).join(', ')})`
    case 'not':
      return `not ${write(expression.of)}`
    case 'compare':
      return `${write(expression.left)} ${WORDS[expression.word]} ${write(expression.right)}`
    case 'if':
      return `if ${write(expression.when)} then ${write(expression.then)} else ${write(expression.otherwise)}`
    case 'when-nothing':
      return `(${write(expression.of)}, or ${write(expression.instead)} of nothing)`
    case 'piecewise':
      return `table(${write(expression.of)}; ${expression.rows.map(formatRow).join('; ')}; otherwise ${expression.hole})`
    case 'round':
      return `round(${write(expression.of)}, ${expression.mode} ${formatRatio(expression.step)})`
    case 'parts':
      return `${expression.policy} parts(${write(expression.of)}, ${formatRatio(expression.step)})`
    case 'as-unit':
      return write(expression.of)
    case 'each':
      return `sum over ${expression.items ?? 'late'} ${expression.of}(${write(expression.value)})`
    default:
      return formatLeaf(expression)
  }
}

/** The month of an index: `of 2025-11`, `of the last month 11`, `2 months before`. */
function formatIndexMonth(at: IndexMonth): string {
  switch (at.kind) {
    case 'month':
      return `of ${formatMonth(at.month)}`
    case 'named-before':
      return `of the last month ${at.name}`
    case 'before':
      return `${at.months} months before`
    case 'published':
      return `last published ${at.isOnTheDayCounted ? 'by' : 'before'} the day of revision`
  }
}

/** What an item says: `its price`, `its late worked-days on office`. */
function formatReading(reading: ItemReading): string {
  if (reading.kind === 'late-days') return `its late ${reading.unit} on ${reading.calendar}`
  const { kind } = reading
  const calendar = kind === 'lateness' ? reading.calendar : undefined
  return calendar === undefined ? `its ${kind}` : `its ${kind} on ${calendar}`
}

function formatRow(row: Row): string {
  const bounds = [
    row.from === undefined ? '' : `${WORDS[row.from.word]} ${formatRatio(row.from.value)}`,
    row.to === undefined ? '' : `${WORDS[row.to.word]} ${formatRatio(row.to.value)}`,
  ]
  return `${bounds.filter((bound) => bound !== '').join(' and ')} → ${formatExpression(row.value)}`
}
