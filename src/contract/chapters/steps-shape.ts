/**
 * How steps and rights are written.
 *
 * @fr étapes, droits
 */
import { listOf, oneOrMore, scalarOr } from '../../base/yaml/collections.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { choice, id, refine, text } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { MOVES } from '../phrases/date-phrase.ts'
import { readLength } from '../phrases/length.ts'
import { bound, datePhrase, phrase, window } from '../phrases/phrase-shape.ts'
import { TILES } from '../phrases/window.ts'
import type { Words } from '../phrases/words.ts'
import { takeId } from '../phrases/words.ts'
import { clause, countBound, filter, outcome, reference } from './common-shape.ts'
import type {
  ContractStep,
  Every,
  Right,
  Silence,
  StepChain,
  StepCondition,
  StepWhen,
} from './steps.ts'

const silence = phrase('silence', readSilence, {
  pattern: `^[a-z][a-z0-9-]*( then (${MOVES.join('|')}))?$`,
  examples: ['acceptance', 'reject then next-day'],
})

function readSilence(words: Words): Silence | undefined {
  const answer = takeId(words)
  if (answer === undefined || words.isAtEnd) return answer === undefined ? undefined : { answer }
  const move = words.takeIf('then') ? words.takeOneOf(MOVES) : undefined
  return move === undefined ? undefined : { answer, move }
}

const every = phrase('every', readEvery, {
  pattern: `^(month|quarter|half-year|year|contract-year|\\d+ (days|weeks|months|years) after [a-z][a-z0-9-]*)$`,
  examples: ['quarter', '6 months after notification'],
})

function readEvery(words: Words): Every | undefined {
  const tile = words.takeOneOf(TILES)
  if (tile !== undefined) return tile === 'contract' ? undefined : { kind: 'tile', tile }
  const length = readLength(words)
  const event = length !== undefined && words.takeIf('after') ? takeId(words) : undefined
  if (length === undefined || event === undefined) return undefined
  return length.unit === 'days' || length.unit === 'months'
    ? { kind: 'length', length, event }
    : undefined
}

const conditionFields = {
  of: optional(outcome),
  where: optional(filter),
  times: optional(refine(bound, (value, _, report) => countBound(value, report))),
  'in-a-row': optional(refine(bound, (value, _, report) => countBound(value, report))),
  sum: optional(bound),
  lasts: optional(bound),
  in: optional(window),
} as const
const REDUCERS = ['times', 'in-a-row', 'sum', 'lasts'] as const

const conditionRecord = record('step-condition', conditionFields, { exactlyOne: [REDUCERS] })

const condition: Shape<StepCondition> = refine(conditionRecord, (value, node, report) => {
  const { where, of, filter: only, times, inARow, sum, lasts, in: within } = value
  const written = { times, 'in-a-row': inARow, sum, lasts }
  const reducer = REDUCERS.find((name) => written[name] !== undefined)
  const limit = reducer === undefined ? undefined : written[reducer]
  if (!hasKey(node, 'of')) report('condition-without-subject', where, {})
  if (of === undefined || reducer === undefined || limit === undefined) return undefined
  const needsWindow = reducer === 'times' || reducer === 'sum'
  if (needsWindow && within === undefined)
    report('key-missing', where, { key: 'in', in: 'condition' })
  if (!needsWindow && within !== undefined) {
    report('key-without-effect', where, { key: 'in', because: reducer })
  }
  const base = { where, of, reducer, bound: limit }
  return { ...base, ...(only && { filter: only }), ...(within && { in: within }) }
})

const anyOf: Shape<StepWhen> = refine(
  record('step-when', { any: required(listOf(condition, 1)) }),
  ({ any }) => ({ kind: 'any', of: any }) as const,
)

/** One condition, or `any` of several; the key `any` tells them apart. */
const conditions: Shape<StepWhen> = {
  about: { kind: 'either', options: [anyOf.about, condition.about] },
  decode: (node, report) => {
    if (hasKey(node, 'any')) return anyOf.decode(node, report)
    const one = condition.decode(node, report)
    return one === undefined ? undefined : { kind: 'any', of: [one] }
  },
}

const when: Shape<StepWhen> = scalarOr(
  refine(outcome, (of) => ({ kind: 'answer', of }) as const),
  conditions,
)

const interrupted = refine(
  record('interrupted', {
    of: required(id),
    where: optional(filter),
    effect: required(choice(['extended', 'restarted-at-end', 'restarted-at-start'])),
    'last-day': optional(choice(['counted', 'left-out'])),
  }),
  (value, _, report) => {
    const isExtended = value.effect === 'extended'
    if (isExtended && value.lastDay === undefined) {
      report('key-missing', value.where, { key: 'last-day', in: 'interrupted' })
    }
    if (!isExtended && value.lastDay !== undefined) {
      report('key-without-effect', value.where, { key: 'last-day', because: value.effect })
    }
    return value
  },
)

const stepFields = {
  id: required(id),
  title: optional(text),
  who: required(choice(['client', 'provider', 'either'])),
  may: optional(oneOrMore(id)),
  must: optional(id),
  'must-not': optional(oneOrMore(id)),
  when: optional(when),
  opens: optional(oneOrMore(datePhrase)),
  within: required(datePhrase),
  calendar: optional(reference),
  interrupted: optional(interrupted),
  dated: required(choice(['sent', 'presented', 'received'])),
  silence: optional(silence),
} as const
const ONE_KIND = { exactlyOne: [['may', 'must', 'must-not']] } as const

/** Why silence amounts to nothing at a step, where it does not. */
function silentBecause({ may, must, within }: ContractStep): string | undefined {
  if (may !== undefined) return within.kind === 'open' ? 'within: open' : undefined
  return must === undefined ? 'must-not' : 'must'
}

/**
 * A choice that nobody makes in time must amount to something; a duty that is not done is not done,
 * and nothing falls silent where the text sets no date.
 */
function reportSilence<T extends ContractStep>(value: T, node: SourceNode, report: Report): T {
  const because = silentBecause(value)
  const isWritten = hasKey(node, 'silence')
  if (because === undefined && !isWritten) {
    report('key-missing', value.where, { key: 'silence', in: 'step' })
  }
  if (because !== undefined && value.silence !== undefined) {
    report('key-without-effect', value.silence.where, { key: 'silence', because })
  }
  return value
}

const step: Shape<ContractStep> = refine(
  record('step', { ...stepFields, clause: optional(clause) }, ONE_KIND),
  reportSilence,
)

export const right: Shape<Right> = refine(
  record('right', { ...stepFields, clause: required(clause) }, ONE_KIND),
  reportSilence,
)

export const stepChain: Shape<StepChain> = refine(
  record('step-chain', {
    id: required(id),
    clause: required(clause),
    days: optional(
      record('day-rules', {
        'event-day': optional(choice(['left-out', 'counted'])),
        'closed-day': optional(choice(['stays', 'next-open'])),
      }),
    ),
    every: optional(every),
    'next-from': optional(choice(['due', 'act'])),
    steps: required(listOf(step, 1)),
  }),
  (value, node, report) => {
    if (value.every === undefined && hasKey(node, 'every')) return value
    const isLength = value.every?.kind === 'length'
    if (isLength && value.nextFrom === undefined) {
      report('key-missing', value.where, { key: 'next-from', in: 'step-chain' })
    }
    if (!isLength && value.nextFrom !== undefined) {
      const because = value.every?.text ?? 'every'
      report('key-without-effect', value.where, { key: 'next-from', because })
    }
    return value
  },
)
