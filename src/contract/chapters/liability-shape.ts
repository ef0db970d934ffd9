/**
 * How the chapter on liability is written.
 *
 * @fr volet responsabilité
 */

import type { Cents } from '../../base/cents.ts'
import { cents } from '../../base/cents.ts'
import { listOf, oneOrMore, scalarOr, wordOr } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, id, refine } from '../../base/yaml/shape.ts'
import { limit, phrase } from '../phrases/phrase-shape.ts'
import { readMoney } from '../phrases/quantity.ts'
import type { Words } from '../phrases/words.ts'
import { clause, countsIn } from './common-shape.ts'
import type { Liability, LiabilityCap, LimitOfLiability, LossRow } from './liability.ts'
import { recurrence } from './security-shape.ts'

/** A limit, or the highest or lowest of several. */
const anyLimit: Shape<LimitOfLiability> = scalarOr(
  limit,
  refine(
    record(
      'limit-of-several',
      { highest: optional(listOf(limit, 2)), lowest: optional(listOf(limit, 2)) },
      { exactlyOne: [['highest', 'lowest']] },
    ),
    ({ highest, lowest }): LimitOfLiability | undefined => {
      if (highest !== undefined) return { kind: 'highest', of: highest }
      return lowest && { kind: 'lowest', of: lowest }
    },
  ),
)

const cap: Shape<LiabilityCap> = record('liability-cap', {
  id: required(id),
  clause: required(clause),
  per: required(choice(['contract', 'contract-year', 'event'])),
  'at-most': required(anyLimit),
})

const loss: Shape<LossRow> = refine(
  record('loss', {
    where: required(record('loss-heads', { head: required(wordOr('otherwise', oneOrMore(id))) })),
    'counts-in': required(countsIn),
  }),
  ({ where, filter, countsIn: caps }) => ({
    where,
    heads: filter.head === 'otherwise' ? [] : filter.head,
    countsIn: caps,
  }),
)

interface Cover {
  readonly amount: Cents
  readonly per: 'claim' | 'year'
}

const cover = phrase('cover', readCover, {
  pattern: String.raw`^\d+\.\d{2} per (claim|year)$`,
  examples: ['1000000.00 per claim'],
})

function readCover(words: Words): Cover | undefined {
  const amount = readMoney(words)
  const per = words.takeIf('per') ? words.takeOneOf(['claim', 'year']) : undefined
  if (amount === undefined || per === undefined) return undefined
  return { amount: cents(amount.value.numerator), per }
}

const insurance = refine(
  record('insurance', { professional: required(cover), certificate: optional(recurrence) }),
  ({ where, professional, certificate }) => ({
    where,
    professional: professional.amount,
    per: professional.per,
    ...(certificate && { certificate }),
  }),
)

export const liabilityShape: Shape<Liability> = record('liability', {
  caps: absentMeans(listOf(cap), []),
  losses: absentMeans(listOf(loss), []),
  insurance: optional(insurance),
})
