/** Walks over expressions: the one place that knows where each kind keeps its parts. */
import type { Expression } from './core.ts'
import type { DateRule, Procedure } from './procedure.ts'
import type { Reduce, Source } from './select.ts'

/** The expressions that an expression is directly made of. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'nothing':
    case 'reduce':
    case 'basis':
    case 'outcome':
    case 'history':
    case 'answered':
    case 'in-first-months':
    case 'begins':
    case 'stock':
    case 'item':
    case 'index':
    case 'tile-time':
      return []
    case 'sum':
    case 'difference':
    case 'product':
    case 'quotient':
    case 'least':
    case 'greatest':
    case 'all':
    case 'any':
      return expression.of
    case 'not':
    case 'round':
    case 'parts':
    case 'as-unit':
      return [expression.of]
    case 'compare':
      return [expression.left, expression.right]
    case 'each':
      return [expression.value]
    case 'if':
      return [expression.when, expression.then, expression.otherwise]
    case 'when-nothing':
      return [expression.of, expression.instead]
    case 'piecewise':
      return [expression.of, ...expression.rows.map((row) => row.value)]
  }
}

/** Every rule of a date that a procedure has, and what each counts from. */
export function dateRulesOf({ recurrence, steps }: Procedure): readonly DateRule[] {
  const rules = steps.flatMap(({ due, opens }) => [...(due === undefined ? [] : [due]), ...opens])
  const all = recurrence?.kind === 'every' ? [...rules, recurrence.from] : rules
  const withBase = (rule: DateRule): DateRule[] =>
    rule.kind === 'after' ? [rule, ...withBase(rule.from)] : [rule]
  return all.flatMap(withBase)
}

/** The calendars on which the dates of a procedure are counted. */
export const calendarsOf = (procedure: Procedure): readonly string[] => [
  ...dateRulesOf(procedure).flatMap((rule) => (rule.kind === 'after' ? [rule.calendar] : [])),
  ...procedure.steps.map(({ calendar }) => calendar),
]

/** Every place of the contract that a procedure comes from. */
export function sourcesOf(procedure: Procedure): readonly Source[] {
  const { recurrence, steps } = procedure
  return [
    ...(recurrence !== undefined && 'source' in recurrence ? [recurrence.source] : []),
    ...steps.flatMap(({ source, interruption, when }) => [
      source,
      ...(interruption === undefined ? [] : [interruption.source]),
      ...when.flatMap((trigger) => ('source' in trigger ? [trigger.source] : [])),
    ]),
    ...dateRulesOf(procedure).flatMap((rule) => (rule.kind === 'after' ? [rule.source] : [])),
  ]
}

/** Visits an expression and all that it is made of. */
export function eachExpression(
  expression: Expression,
  visit: (expression: Expression) => void,
): void {
  visit(expression)
  for (const part of partsOf(expression)) eachExpression(part, visit)
}

export function eachReduce(expression: Expression, visit: (reduce: Reduce) => void): void {
  eachExpression(expression, (part) => {
    if (part.kind === 'reduce') visit(part)
  })
}
