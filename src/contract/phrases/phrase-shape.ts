/**
 * The phrases as shapes: what a key that expects a length, a rate or a limit reads and describes.
 *
 * Example: the value of `within` is `length`; `4 hours` is refused with the suggestion `4 h`.
 *
 * @fr formules attendues
 */
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { scalarOf } from '../../base/yaml/shape.ts'
import type { SourceScalar } from '../../base/yaml/source.ts'
import { readAmount, readRate } from './amount.ts'
import { readBandLimit } from './band-limit.ts'
import { readDatePhrase, readNeed } from './date-phrase.ts'
import { parseFormula } from './formula.ts'
import { readLength } from './length.ts'
import { readBound, readQuantity, readShare } from './quantity.ts'
import { readMoneyRounding, readRounding } from './rounding.ts'
import { readHours, readSlot } from './slot.ts'
import { suggestPhrase } from './suggestion.ts'
import { readBase, readLimit, readQuota, readWindow } from './window.ts'
import type { Phrase, Reading, Words } from './words.ts'
import { readAll } from './words.ts'

interface PhraseForm {
  readonly pattern: string
  readonly examples: readonly [string, ...string[]]
  /** Hours of the week are quoted. */
  readonly isQuoted?: boolean
}

/** A shape that reads a whole phrase, keeps its text and place, and suggests when it cannot. */
export function phrase<T extends object>(
  name: string,
  reading: Reading<T>,
  form: PhraseForm,
): Shape<Phrase<T>> {
  return {
    about: { kind: 'text', name, pattern: form.pattern, examples: form.examples },
    decode: (node, report) => {
      const scalar = scalarOf(node, name, report)
      if (scalar === undefined) return undefined
      const value = readAll(scalar.text, reading)
      if (value === undefined) return refuse(scalar, name, reading, form, report)
      if (form.isQuoted === true && !scalar.isQuoted) {
        report('slot-not-quoted', scalar.where, { text: scalar.text })
      }
      return { ...value, text: scalar.text, where: scalar.where }
    },
  }
}

function refuse<T>(
  scalar: SourceScalar,
  name: string,
  reading: Reading<T>,
  form: PhraseForm,
  report: Report,
): undefined {
  const suggestion = suggestPhrase(scalar.text, reading)
  const params = { text: scalar.text, expected: name, example: form.examples.join(' · ') }
  if (suggestion === undefined) report('phrase-unreadable', scalar.where, params)
  else report('phrase-misspelt', scalar.where, { ...params, suggestion })
  return undefined
}

const NUMBER = String.raw`\d+(\.\d+)?`
const UNIT = 's|min|h|days|weeks|working-days|mon-sat-days|clear-days|open-days|months|years'
const LENGTH = `${NUMBER} (${UNIT})`
const QUANTITY = `${NUMBER}( (%|pt|points?|service-days?|km|${UNIT}))?`
const WORD = '[a-z][a-z0-9-]*'
const PER = ' per ((full|started|pro-rata) )?.+'

export const length = phrase('length', readLength, {
  pattern: `^${LENGTH}$`,
  examples: ['4 h', '30 min', '10 working-days', '3 months'],
})

export const quantity = phrase('quantity', readQuantity, {
  pattern: `^${QUANTITY}$`,
  examples: ['95 %', '4 h', '500.00', '3'],
})

export const bandLimit = phrase('band-limit', readBandLimit, {
  pattern: `^${QUANTITY}( late| below)?$`,
  examples: ['95 %', '8 h', '30 min late', '5 days late', '2 h below'],
})

export const share = phrase('share', (words) => shareValue(readShare(words)), {
  pattern: `^${NUMBER} %$`,
  examples: ['20 %', '99.9 %'],
})

const shareValue = <T>(value: T | undefined): { readonly value: T } | undefined =>
  value === undefined ? undefined : { value }

export const bound = phrase('bound', readBound, {
  pattern: `^(at-least|at-most|above|under) ${QUANTITY}$`,
  examples: ['at-least 95 %', 'at-most 4 h', 'above 3'],
})

export const amount = phrase('amount', readAmount, {
  pattern: String.raw`^(\d+\.\d{2,6}|${NUMBER} (points?|service-days?))(${PER})?$`,
  examples: [
    '500.00',
    '150.00 per late ticket',
    '50.00 per started 1 h late',
    '500.00 per started week late',
    '48000.00 per month',
    '1 point',
  ],
})

export const rate = phrase('rate', readRate, {
  pattern: String.raw`^(${NUMBER} %|\d+/\d+)(${PER})?$`,
  examples: [
    '2 %',
    '1 % per started 0.1 pt below',
    '5 % per started 1 h below',
    '1/30 per started 10 h late',
    '0.5 % per working-day late',
    '0.5 % per minute down',
  ],
})

export const base = phrase('base', readBase, {
  pattern: `^${WORD}( in .+)?$`,
  examples: ['servers in month', 'fees in 12 months'],
})

export const window = phrase('window', readWindow, {
  pattern: `^(next ${LENGTH}|${LENGTH}( (before|after) ${WORD})?|remaining (months|days)|${WORD}( of ${WORD})?)$`,
  examples: ['month', '3 months', 'next 3 months', '12 months before event'],
})

export const limit = phrase('limit', readLimit, {
  pattern: `^(${NUMBER} % of ${WORD}( in .+)?|${QUANTITY})$`,
  examples: ['12 % of fees in month', '5000.00', '4 points'],
})

export const quota = phrase('quota', readQuota, {
  pattern: `^${QUANTITY} per (month|quarter|half-year|year|contract-year|contract)$`,
  examples: ['6 h per month', '20000.00 per year'],
})

export const datePhrase = phrase('date-phrase', readDatePhrase, {
  pattern: `^(open|${WORD}|${LENGTH}( (before|after)( ${WORD}){0,2})?( then ${WORD})?)$`,
  examples: ['10 working-days after month-end', '45 days after invoice then month-end', 'open'],
})

export const need = phrase('need', readNeed, {
  pattern: `^${WORD}( (at-least|at-most|above|under) ${LENGTH} (before|after) ${WORD})?$`,
  examples: ['notice at-least 48 h before start', 'acceptance'],
})

export const rounding = phrase('rounding', readRounding, {
  pattern: `^(none|(half-up|half-even|up|down|ceiling|floor) ${NUMBER}( (%|s|min|h))?)$`,
  examples: ['none', 'half-up 0.01 %', 'up 0.0001'],
})

export const moneyRounding = phrase('money-rounding', readMoneyRounding, {
  pattern: `^(half-up|half-even|up|down|ceiling|floor) ${NUMBER} per (line|total)$`,
  examples: ['half-up 0.01 per line'],
})

const HOURS = String.raw`\d{2}:\d{2}-\d{2}:\d{2}( \d{2}:\d{2}-\d{2}:\d{2})*`
const DAY = '(mon|tue|wed|thu|fri|sat|sun)'

export const slot = phrase('slot', readSlot, {
  pattern: `^${DAY}(-${DAY})? ${HOURS}$`,
  examples: ['sun 02:00-06:00'],
  isQuoted: true,
})

export const hours = phrase('hours', (words) => hoursValue(readHours(words)), {
  pattern: `^${HOURS}$`,
  examples: ['08:00-12:30 13:30-18:00', '22:00-06:00'],
  isQuoted: true,
})

const hoursValue = <T>(ranges: T | undefined): { readonly ranges: T } | undefined =>
  ranges === undefined ? undefined : { ranges }

export const formula = phrase('formula', readFormula, {
  pattern: '^[A-Z0-9 .()+*/×-]+$',
  examples: ['0.15 + 0.85 × S1/S0'],
})

function readFormula(words: Words): ReturnType<typeof parseFormula> {
  return parseFormula(words.takeAll().join(' '))
}
