/** The phrases by name, and how their tables are read: shared by two tests. */
import type { Ratio } from '../../src/base/ratio.ts'
import { formatRatio } from '../../src/base/ratio.ts'
import type { Shape } from '../../src/base/yaml/shape.ts'
import { countedQuantity } from '../../src/contract/chapters/costs-shape.ts'
import { dueTerm } from '../../src/contract/chapters/due-shape.ts'
import { indexValue } from '../../src/contract/chapters/index-shape.ts'
import * as shapes from '../../src/contract/phrases/phrase-shape.ts'

export const SHAPES: Readonly<Record<string, Shape<unknown>>> = {
  length: shapes.length,
  bound: shapes.bound,
  amount: shapes.amount,
  rate: shapes.rate,
  base: shapes.base,
  window: shapes.window,
  limit: shapes.limit,
  quota: shapes.quota,
  'date-phrase': shapes.datePhrase,
  need: shapes.need,
  rounding: shapes.rounding,
  'money-rounding': shapes.moneyRounding,
  slot: shapes.slot,
  hours: shapes.hours,
  formula: shapes.formula,
  'due-term': dueTerm,
  'index-value': indexValue,
  'counted-quantity': countedQuantity,
}

export const rowsOf = (table: string): [string, string][] =>
  table
    .split('\n')
    .filter((row) => row.includes('|'))
    .map((row) => [row.slice(0, row.indexOf('|')).trim(), row.slice(row.indexOf('|') + 1).trim()])

/** What a shape makes of a text: the value, or the suggestion of its first finding. */
export function readBy(name: string, text: string): { value: unknown; suggestion: string } {
  let suggestion = '-'
  const where = { file: 'table', line: 1, column: 1 }
  const value = SHAPES[name]?.decode(
    { kind: 'scalar', text, isQuoted: true, where },
    (_code, _where, params) => {
      suggestion = params?.['suggestion'] ?? '-'
    },
  )
  return { value, suggestion }
}

export function sketch(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${value}`
  if (Array.isArray(value)) return `[${value.map(sketch).join(' ')}]`
  if ('numerator' in value) return formatRatio(value as Ratio)
  const entries = Object.entries(value).filter(([key]) => key !== 'text' && key !== 'where')
  return `{${entries.map(([key, part]) => `${key}: ${sketch(part)}`).join(', ')}}`
}
