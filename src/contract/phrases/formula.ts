/**
 * The arithmetic of a price revision: numbers, symbols, four operations and brackets.
 *
 * It is the only place of the language with signs. A number is written with a point; a symbol in
 * capital letters and digits; `×` and `*` are the same sign.
 *
 * Example: `0.15 + 0.85 × S1/S0` is add(0.15, divide(multiply(0.85, S1), S0)).
 *
 * @fr formule de révision
 */
import type { Ratio } from '../../base/ratio.ts'
import { parseDecimal } from '../../base/ratio.ts'

/** @fr formule de révision */
export type Formula =
  | { readonly kind: 'number'; readonly value: Ratio }
  | { readonly kind: 'symbol'; readonly name: string }
  | {
      readonly kind: 'add' | 'subtract' | 'multiply' | 'divide'
      readonly left: Formula
      readonly right: Formula
    }

const TOKEN = /\s*(?:(\d{1,9}(?:\.\d{1,9})?)|([A-Z][A-Z0-9]{0,7})|([-+×*/()]))/uy
const SUMS = { '+': 'add', '-': 'subtract' } as const
const PRODUCTS = { '×': 'multiply', '*': 'multiply', '/': 'divide' } as const

/** Reads a formula of at most sixty parts; anything else gives nothing. */
export function parseFormula(text: string): Formula | undefined {
  const tokens = tokensOf(text.trim())
  if (tokens === undefined || tokens.length === 0 || tokens.length > 60) return undefined
  const reader = new FormulaReader(tokens)
  const formula = reader.sum()
  return reader.isAtEnd ? formula : undefined
}

/** The symbols of a formula, each once. */
export function symbolsIn(formula: Formula): ReadonlySet<string> {
  if (formula.kind === 'number') return new Set()
  if (formula.kind === 'symbol') return new Set([formula.name])
  return new Set([...symbolsIn(formula.left), ...symbolsIn(formula.right)])
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (match === null) return undefined
    tokens.push(match[0].trim())
  }
  return tokens
}

class FormulaReader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  sum(): Formula | undefined {
    return this.#chain(SUMS, () => this.#product())
  }

  #product(): Formula | undefined {
    return this.#chain(PRODUCTS, () => this.#part())
  }

  #chain(
    signs: Readonly<Record<string, Exclude<Formula['kind'], 'number' | 'symbol'>>>,
    operand: () => Formula | undefined,
  ): Formula | undefined {
    let left = operand()
    while (left !== undefined) {
      const kind = signs[this.#tokens[this.#at] ?? '']
      if (kind === undefined) return left
      this.#at += 1
      const right = operand()
      left = right === undefined ? undefined : { kind, left, right }
    }
    return undefined
  }

  #part(): Formula | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined) return undefined
    this.#at += 1
    if (token === '(') {
      const inside = this.sum()
      if (this.#tokens[this.#at] !== ')') return undefined
      this.#at += 1
      return inside
    }
    const value = parseDecimal(token)
    if (value !== undefined) return { kind: 'number', value }
    return /^[A-Z]/.test(token) ? { kind: 'symbol', name: token } : undefined
  }
}
