/**
 * How the chapter on the contract's life is written.
 *
 * @fr volet durée, résiliation, réversibilité
 */

import { cents } from '../../base/cents.ts'
import { listOf, oneOrMore, scalarOr } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { choice, date, flag, integer, month, placed, refine } from '../../base/yaml/shape.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { readLength } from '../phrases/length.ts'
import { datePhrase, length, phrase } from '../phrases/phrase-shape.ts'
import { readMoney } from '../phrases/quantity.ts'
import type { Words } from '../phrases/words.ts'
import { clause, money } from './common-shape.ts'
import { conditionShape } from './condition-shape.ts'
import type { Convenience, Renewal, Reversibility, Term, Termination } from './lifetime.ts'
import { recurrence } from './security-shape.ts'
import { right } from './steps-shape.ts'

const renewal: Shape<Renewal> = refine(
  record('renewal', {
    tacit: required(flag),
    for: required(length),
    'at-most': optional(integer(0, 99)),
    notice: required(
      record('notice', {
        within: required(datePhrase),
        dated: required(choice(['sent', 'presented', 'received'])),
      }),
    ),
  }),
  (value, _, report) => {
    reportWholeMonths(value.for, report)
    return value
  },
)

/** The life of a contract is counted in months: 1095 days and 3 years end on different days. */
function reportWholeMonths(span: Renewal['for'], report: Report): void {
  if (span.unit !== 'months') report('months-expected', span.where, { text: span.text })
}

const declining = phrase('declining-fee', readDeclining, {
  pattern: String.raw`^\d+\.\d{2} over \d+ months$`,
  examples: ['360000.00 over 36 months'],
})

function readDeclining(words: Words): { amount: bigint; months: number } | undefined {
  const amount = readMoney(words)
  const over = amount !== undefined && words.takeIf('over') ? readLength(words) : undefined
  if (amount === undefined || over?.unit !== 'months' || over.count === 0) return undefined
  return { amount: amount.value.numerator, months: over.count }
}

const fee: Shape<NonNullable<Convenience['fee']>> = scalarOr(
  refine(placed(money), ({ value, where }) => ({ kind: 'fixed', amount: value, where }) as const),
  refine(record('exit-fee', { declining: required(declining) }), (value) => ({
    kind: 'declining' as const,
    amount: cents(value.declining.amount),
    months: value.declining.months,
    where: value.where,
  })),
)

const convenience: Shape<Convenience> = record('convenience', {
  notice: required(length),
  fee: optional(fee),
})

/** Outside a level, a condition says what it looks at. */
const conditionOnOutcome = refine(conditionShape, (value, node, report) => {
  if (!hasKey(node, 'of')) report('condition-without-subject', value.where, {})
  return value
})

const termination: Shape<Termination> = record('termination', {
  'for-fault': optional(
    record('for-fault', {
      clause: optional(clause),
      'formal-notice': required(length),
      when: required(oneOrMore(conditionOnOutcome)),
    }),
  ),
  'for-convenience': optional(
    record('for-convenience', { client: optional(convenience), provider: optional(convenience) }),
  ),
})

const reversibility: Shape<Reversibility> = record('reversibility', {
  clause: optional(clause),
  'plan-due': required(datePhrase),
  lasts: required(length),
  price: required(choice(['included', 'charged'])),
  test: optional(recurrence),
})

export const termShape: Shape<Term> = refine(
  record('term', {
    clause: optional(clause),
    starts: required(date),
    signed: optional(date),
    'taken-over': optional(placed(month)),
    initial: required(length),
    renewal: optional(renewal),
    termination: optional(termination),
    reversibility: optional(reversibility),
    rights: absentMeans(listOf(right), []),
  }),
  (value, _, report) => {
    reportWholeMonths(value.initial, report)
    return value
  },
)
