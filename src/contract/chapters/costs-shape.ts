/**
 * How the chapter on prices is written.
 *
 * @fr volet financier
 */
import { listOf, oneOrMore } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Infer, Report, Shape } from '../../base/yaml/shape.ts'
import { choice, date, flag, id, refine, text, textForm } from '../../base/yaml/shape.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { readNumber } from '../phrases/length.ts'
import {
  amount,
  datePhrase,
  formula,
  limit,
  phrase,
  quota,
  rate,
  rounding,
  share,
} from '../phrases/phrase-shape.ts'
import { readShare } from '../phrases/quantity.ts'
import type { Tile } from '../phrases/window.ts'
import { TILES } from '../phrases/window.ts'
import { readAll, takeId, type Words } from '../phrases/words.ts'
import { clause, money, reference } from './common-shape.ts'
import { partUnits } from './conventions-shape.ts'
import type {
  Costs,
  CountedQuantity,
  Fee,
  GainShare,
  NamedBase,
  Payment,
  PriceRevision,
} from './costs.ts'
import { declaredShape, dueShape } from './due-shape.ts'
import { dayOfYear, indexValue, reportSymbols, withSymbols } from './index-shape.ts'
import { baseShape } from './penalty-shape.ts'
import { advanceShape, stockShape } from './stock-shape.ts'

export const countedQuantity = phrase('counted-quantity', readCounted, {
  pattern: '^([a-z][a-z0-9-]* on (first|last)-day|(sum|mean|highest) of [a-z][a-z0-9-]*)$',
  examples: ['users on last-day', 'sum of work-units'],
})

function readCounted(words: Words): CountedQuantity | undefined {
  const reducer = words.peek(1) === 'of' ? words.takeOneOf(['sum', 'mean', 'highest']) : undefined
  if (reducer !== undefined) {
    words.take()
    const of = takeId(words)
    return of === undefined ? undefined : { of, taken: reducer }
  }
  const of = takeId(words)
  const day = words.takeIf('on') ? words.takeOneOf(['first-day', 'last-day']) : undefined
  return of === undefined || day === undefined ? undefined : { of, taken: `on-${day}` }
}

const plainNumber = textForm('number', readNumber, {
  pattern: String.raw`^\d+(\.\d+)?$`,
  examples: ['650'],
})

const feeRecord = record('fee', {
  id: required(id),
  title: optional(text),
  clause: optional(clause),
  amount: required(amount),
  vat: optional(share),
  from: optional(date),
  until: optional(date),
  of: optional(countedQuantity),
  per: optional(choice(TILES)),
  baseline: optional(plainNumber),
  'dead-band': optional(
    record('dead-band', {
      'at-most': required(limit),
      'once-passed': required(choice(['whole', 'excess'])),
    }),
  ),
  'part-units': optional(partUnits),
})

type FeeKeys = Infer<typeof feeRecord>

export const feeShape: Shape<Fee> = refine(feeRecord, (keys, node, report): Fee | undefined => {
  const { of, per, baseline, deadBand, partUnits: parts, vat, ...rest } = keys
  if (keys.from !== undefined && keys.until !== undefined && keys.until < keys.from) {
    report('dates-reversed', keys.where, { from: 'from', until: 'until' })
  }
  const common = { ...rest, ...(vat && { vat: vat.value }) }
  if (of === undefined) {
    if (hasKey(node, 'of')) return undefined
    const every = fixedTile(keys, report)
    return every === undefined ? undefined : { ...common, kind: 'fixed', every }
  }
  if (per === undefined) {
    report('key-missing', keys.where, { key: 'per', in: 'fee' })
    return undefined
  }
  if (deadBand !== undefined && baseline === undefined) {
    report('key-missing', keys.where, { key: 'baseline', in: 'fee' })
  }
  if (keys.amount.per === undefined) {
    report('fee-without-unit', keys.amount.where, { text: keys.amount.text })
    return undefined
  }
  const extra = {
    ...(baseline && { baseline }),
    ...(deadBand && { deadBand }),
    ...(parts && { partUnits: parts }),
  }
  return { ...common, ...extra, kind: 'unit', of, per }
})

/** The tile of a fixed fee stands in its amount: `48000.00 per month`. */
function fixedTile(keys: FeeKeys, report: Report): Tile | undefined {
  for (const key of ['per', 'baseline', 'deadBand'] as const) {
    const name = key === 'deadBand' ? 'dead-band' : key
    if (keys[key] !== undefined) {
      report('key-without-effect', keys.where, { key: name, because: 'of' })
    }
  }
  const step = keys.amount.per?.step
  const name = step?.unit === 'named' ? step.name : undefined
  const tile = TILES.find((candidate) => candidate === name)
  if (tile === undefined)
    report('fee-without-period', keys.amount.where, { text: keys.amount.text })
  return tile
}

const revisionRecord = withSymbols(
  record('revision', {
    clause: optional(clause),
    every: required(dayOfYear),
    of: required(oneOrMore(reference)),
    formula: required(formula),
    'no-data': required(choice(['wait', 'provisional'])),
    round: required(rounding),
    'at-most': optional(rate),
    excess: optional(choice(['lost', 'carried'])),
  }),
  'revision',
  indexValue,
)

const revisionShape: Shape<PriceRevision> = refine(revisionRecord, (value, node, report) => {
  reportSymbols(value.formula, value.symbols, node, report)
  for (const { series, value: said, where } of value.symbols) {
    if (said.kind !== 'last-published' || said.word !== undefined) continue
    report('index-day-unsaid', where, { series })
  }
  if (value.atMost !== undefined && value.excess === undefined) {
    report('key-missing', node.where, { key: 'excess', in: 'revision' })
  }
  return value
})

const lateRate = textForm('late-rate', readLateRate, {
  pattern: String.raw`^(statutory|\d+(\.\d+)? %)$`,
  examples: ['statutory', '12 %'],
})

function readLateRate(value: string): Payment['lateRate'] | undefined {
  if (value === 'statutory') return { kind: 'statutory' }
  const yearly = readAll(value, readShare)
  return yearly === undefined ? undefined : { kind: 'yearly', rate: yearly }
}

const paymentShape: Shape<Payment> = record('payment', {
  within: required(datePhrase),
  'late-rate': required(lateRate),
  indemnity: optional(money),
})

const namedBase: Shape<NamedBase> = record('named-base', {
  id: required(id),
  clause: optional(clause),
  of: required(baseShape),
  rate: required(rate),
})

const gainShare: Shape<GainShare> = refine(
  record('gain-share', {
    on: required(id),
    share: required(share),
    'corrected-for-volume': required(flag),
    'at-most': optional(quota),
  }),
  (value) => ({ ...value, share: value.share.value }),
)

export const costsShape: Shape<Costs> = record('costs', {
  fees: required(listOf(feeShape)),
  bases: absentMeans(listOf(namedBase), []),
  declared: absentMeans(listOf(declaredShape), []),
  dues: absentMeans(listOf(dueShape), []),
  stocks: absentMeans(listOf(stockShape), []),
  advances: absentMeans(listOf(advanceShape), []),
  revision: optional(revisionShape),
  invoices: optional(
    record('invoices', {
      every: required(choice(['month', 'quarter', 'year'])),
      issued: required(choice(['first-day', 'last-day'])),
      formats: absentMeans(listOf(text), []),
    }),
  ),
  payment: optional(paymentShape),
  'gain-sharing': absentMeans(oneOrMore(gainShare), []),
})
