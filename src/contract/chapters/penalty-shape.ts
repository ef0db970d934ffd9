/**
 * How penalties, exemptions and the accumulators of a chapter are written.
 *
 * @fr pénalité, exonération, plafond
 */
import { listOf, oneOrMore, scalarOr } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Infer, Report, Shape } from '../../base/yaml/shape.ts'
import { choice, flag, id, placed, refine, text, textForm } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import {
  amount,
  base,
  length,
  limit,
  need,
  quota,
  rate,
  share,
  slot,
} from '../phrases/phrase-shape.ts'
import type { BaseRef } from '../phrases/window.ts'
import { readWindow, TILES } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
import { readAll } from '../phrases/words.ts'
import { perOf } from './band-reading.ts'
import { bandTable } from './band-shape.ts'
import { capPeriod, clause, countsIn, reference } from './common-shape.ts'
import { conditionShape } from './condition-shape.ts'
import { included, nature, partUnits } from './conventions-shape.ts'
import type {
  Cap,
  Combination,
  Exemption,
  Grace,
  Minimum,
  PaidBy,
  Penalty,
  PointBalance,
  Worth,
} from './penalty.ts'
import { ITEM_WORDS } from './penalty.ts'
import { factor, repeatShape } from './repeat-shape.ts'

const PAID_BY = ['payment', 'agreed-set-off', 'credit-note', 'credit-note on next invoice'] as const

export const paidBy: Shape<PaidBy> = refine(
  choice(PAID_BY),
  (word): PaidBy => (word === 'credit-note on next invoice' ? 'credit-note-on-next-invoice' : word),
)

const windowText = textForm('window', (value) => readAll(value, readWindow), {
  examples: ['month', '12 months'],
})

/** `servers in month`, or the long form, which departs from the conventions. */
export const baseShape: Shape<Phrase<BaseRef>> = scalarOr(
  base,
  refine(
    record('base-long', {
      fees: required(id),
      in: optional(windowText),
      vat: optional(included),
      revised: optional(flag),
      'one-offs': optional(included),
    }),
    ({ fees, where, ...rest }): Phrase<BaseRef> => ({ of: fees, ...rest, text: fees, where }),
  ),
)

const exemptionRecord = record('exemption', {
  ground: required(id),
  needs: absentMeans(listOf(need), []),
  in: optional(slot),
  'at-most': optional(quota),
  excess: optional(choice(['counted', 'left-out'])),
  'takes-out': required(oneOrMore(choice(['outage', 'window', 'item', 'amount', 'miss']))),
  rate: optional(rate),
  when: optional(conditionShape),
})

export const exemption: Shape<Exemption> = refine(exemptionRecord, (value, node, report) => {
  if (value.atMost !== undefined && value.excess === undefined) {
    report('key-missing', node.where, { key: 'excess', in: 'exemption' })
    return undefined
  }
  if (value.atMost === undefined && value.excess !== undefined) {
    report('key-without-effect', node.where, { key: 'excess', because: 'at-most' })
  }
  return value
})

const penaltyRecord = record(
  'penalty',
  {
    of: optional(baseShape),
    rate: optional(rate),
    amount: optional(amount),
    bands: optional(bandTable),
    each: optional(choice(ITEM_WORDS)),
    'once-passed': optional(choice(['whole', 'excess'])),
    repeat: optional(repeatShape),
    multiply: optional(placed(factor)),
    nature: optional(nature),
    vat: optional(share),
    'part-units': optional(partUnits),
    calendar: optional(reference),
    'releases-from-damages': optional(flag),
    exemptions: absentMeans(listOf(exemption), []),
    'counts-in': required(countsIn),
    'paid-by': optional(paidBy),
    'at-most': optional(limit),
    minimum: optional(limit),
  },
  { exactlyOne: [['rate', 'amount', 'bands']] },
)

export const penaltyShape: Shape<Penalty> = refine(penaltyRecord, (value, node, report) => {
  const { rate: part, amount: fixed, bands, ...rest } = value
  const worth = worthOf({ part, fixed, bands })
  if (worth === undefined) return undefined
  if (value.calendar !== undefined && !hasHoursLate(worth)) {
    report('key-without-effect', node.where, { key: 'calendar', because: 'per … h late' })
  }
  return hasItsBase(value, node, report) ? { ...rest, worth } : undefined
})

type Worths = {
  readonly part: Infer<typeof rate> | undefined
  readonly fixed: Infer<typeof amount> | undefined
  readonly bands: Infer<typeof bandTable> | undefined
}

function worthOf({ part, fixed, bands }: Worths): Penalty['worth'] | undefined {
  if (part !== undefined) return { kind: 'rate', rate: part }
  if (fixed !== undefined) return { kind: 'amount', amount: fixed }
  return bands
}

/** Whether something is worth so much for each hour, or each 24 of them, of lateness. */
function hasHoursLate(worth: Penalty['worth']): boolean {
  if (worth.kind !== 'bands') return isPerHourLate(worth)
  return worth.rows.some(({ lower, upper, worth: own }) =>
    [lower, upper].some((bound) => bound?.side === 'late' && bound.limit.unit === 'ms')
      ? true
      : isPerHourLate(own),
  )
}

function isPerHourLate(worth: Worth): boolean {
  const per = perOf(worth)
  return per?.side === 'late' && per.step.unit === 'ms'
}

/** A rate is a share of something, and an amount is not. */
function hasItsBase(value: Infer<typeof penaltyRecord>, node: SourceNode, report: Report): boolean {
  const hasRate =
    value.rate !== undefined || value.bands?.rows.some((row) => row.worth.kind === 'rate') === true
  const writesBase = hasKey(node, 'of')
  if (hasRate && !writesBase) report('rate-without-base', node.where, {})
  if (!hasRate && writesBase)
    report('key-without-effect', node.where, { key: 'of', because: 'rate' })
  return writesBase || !hasRate
}

export const graceShape: Shape<Grace> = record('grace', {
  first: required(length),
  measured: required(flag),
  penalised: required(flag),
})

export const capShape: Shape<Cap> = record('cap', {
  id: required(id),
  title: optional(text),
  clause: required(clause),
  per: required(capPeriod),
  'at-most': required(limit),
  take: required(choice(['by-rank', 'pro-rata'])),
  excess: required(choice(['lost', 'carried'])),
})

export const minimumShape: Shape<Minimum> = record('minimum', {
  id: required(id),
  title: optional(text),
  clause: required(clause),
  per: required(capPeriod),
  above: required(limit),
  'once-passed': required(choice(['whole', 'excess'])),
})

export const combinationShape: Shape<Combination> = record('combination', {
  id: required(id),
  title: optional(text),
  clause: required(clause),
  of: required(listOf(reference, 2)),
  on: required(id),
  take: required(choice(['highest'])),
})

const balanceRecord = record(
  'balance',
  {
    id: required(id),
    clause: required(clause),
    per: required(choice(TILES)),
    of: required(baseShape),
    rate: optional(rate),
    bands: optional(bandTable),
    'at-most': optional(limit),
    nature: optional(nature),
    vat: optional(share),
    'counts-in': required(countsIn),
  },
  { exactlyOne: [['rate', 'bands']] },
)

export const balanceShape: Shape<PointBalance> = refine(
  balanceRecord,
  ({ rate: part, bands, ...rest }): PointBalance | undefined => {
    const worth = worthOf({ part, fixed: undefined, bands })
    return worth === undefined ? undefined : { ...rest, worth }
  },
)
