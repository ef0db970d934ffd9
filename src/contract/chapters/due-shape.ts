/**
 * How sums that are due, and the money that parties declare, are written.
 *
 * @fr sommes dues
 */
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Infer, Report, Shape } from '../../base/yaml/shape.ts'
import { choice, id, refine, text } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { readDueTerm } from '../phrases/due-term.ts'
import { amount, formula, limit, phrase, rate, share } from '../phrases/phrase-shape.ts'
import { TILES } from '../phrases/window.ts'
import { bandTable } from './band-shape.ts'
import { clause, countsIn, outcome } from './common-shape.ts'
import type { DeclaredMoney, Due, DueSymbol, DueWorth } from './due.ts'
import { reportSymbols, withSymbols } from './index-shape.ts'
import { baseShape } from './penalty-shape.ts'

export const dueTerm = phrase(
  'due-term',
  (words) => {
    const term = readDueTerm(words)
    return term && { term }
  },
  {
    pattern: String.raw`^(\d.*|[a-z][a-z0-9-]*( .+)?)$`,
    examples: ['30 %', '93000.00', 'fees in month', 'sum of transfer-days', 'months since notice'],
  },
)

const dueRecord = withSymbols(
  record(
    'due',
    {
      id: required(id),
      title: optional(text),
      clause: required(clause),
      who: required(choice(['client', 'provider'])),
      on: optional(outcome),
      per: optional(choice(TILES)),
      of: optional(baseShape),
      rate: optional(rate),
      amount: optional(amount),
      bands: optional(bandTable),
      formula: optional(formula),
      nature: required(choice(['price', 'price-reduction', 'indemnity'])),
      vat: optional(share),
      'at-most': optional(limit),
      minimum: optional(limit),
      'counts-in': required(countsIn),
    },
    {
      exactlyOne: [
        ['on', 'per'],
        ['rate', 'amount', 'bands', 'formula'],
      ],
    },
  ),
  'due',
  dueTerm,
)

type DueKeys = Infer<typeof dueRecord>

export const dueShape: Shape<Due> = refine(dueRecord, (keys, node, report): Due | undefined => {
  const { on, per, of, rate: part, amount: fixed, bands, formula: sum, symbols, ...rest } = keys
  const worth = worthOf(keys, node, report)
  if (sum === undefined && symbols.length > 0) {
    const [{ where, symbol }] = symbols as [DueSymbol]
    report('key-without-effect', where, { key: symbol, because: 'formula' })
  }
  if (keys.who === 'client' ? keys.nature === 'price-reduction' : keys.nature === 'price') {
    report('due-nature', keys.where, { who: keys.who, nature: keys.nature })
  }
  const when =
    on === undefined
      ? per && ({ kind: 'per', tile: per } as const)
      : on.id.includes('.')
        ? ({ kind: 'answer', of: on } as const)
        : ({ kind: 'on', event: on.id } as const)
  return worth === undefined || when === undefined ? undefined : { ...rest, when, worth }
})

function worthOf(keys: DueKeys, node: SourceNode, report: Report): DueWorth | undefined {
  const { of, rate: part, amount: fixed, bands, formula: sum, symbols, where } = keys
  if (of !== undefined && !hasKey(node, 'rate') && !hasKey(node, 'bands')) {
    report('key-without-effect', where, { key: 'of', because: 'rate' })
  }
  if (part !== undefined) {
    if (of === undefined) report('rate-without-base', where, {})
    return of && { kind: 'rate', rate: part, of }
  }
  if (bands !== undefined) {
    if (of === undefined) report('key-missing', where, { key: 'of', in: 'due' })
    return of && { kind: 'bands', table: bands, of }
  }
  if (fixed !== undefined) return { kind: 'amount', amount: fixed }
  if (sum === undefined) return undefined
  reportSymbols(sum, symbols, node, report)
  return { kind: 'formula', formula: sum, symbols }
}

export const declaredShape: Shape<DeclaredMoney> = record('declared', {
  id: required(id),
  title: optional(text),
  clause: optional(clause),
  take: required(choice(['sum', 'last', 'mean', 'median', 'highest', 'lowest'])),
})
