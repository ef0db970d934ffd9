/**
 * Evaluates the small notation in which the corpus of clauses states its arithmetic.
 *
 * Example: `evaluate('r2(V*days(a,b)/1000)', { V: 48000, a: '2026-03-10', b: '2026-03-26' })` is
 * 768. The notation looks like Python and holds what the corpus needs: choices, comparisons in a
 * chain, lists, tables, comprehensions, keyed extremes. Numbers are exact.
 */
import { FUNCTIONS } from './functions.ts'
import { Parser } from './parser.ts'
import { tokensOf } from './tokens.ts'
import type { Value } from './values.ts'
import { fromJson } from './values.ts'

const CONSTANTS: readonly (readonly [string, Value])[] = [
  ['None', null],
  ['True', true],
  ['False', false],
]

export function evaluate(expression: string, inputs: Readonly<Record<string, unknown>>): Value {
  const own = Object.entries(inputs).map(([name, json]) => [name, fromJson(json)] as const)
  const run = new Parser(tokensOf(expression)).whole()
  return run(new Map([...FUNCTIONS, ...CONSTANTS, ...own]))
}
