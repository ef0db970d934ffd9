/** A price revised once, on 1 January 2027, by a formula over indices. */

import { closeWritten } from '../closing.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, fieldsOf, isFields, listOf, numberOf, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

export const answer: TopicAnswer = (_, input) => {
  const terms = listOf(input, 'terms')
  const parts = terms.map((term, i) => `${textOf(term, 'weight')} × ${quotientOf(input, i)}`)
  const symbols = terms.flatMap((_term, i) => [
    `    S${i}: index-${i} of 2025-11`,
    `    N${i}: index-${i} of November before`,
  ])
  const quantities = terms.flatMap((term, i) => [
    `  - { of: index-${i}, on: 2025-11-30, amount: ${textOf(term, 'S0')} }`,
    `  - { of: index-${i}, on: 2026-11-30, amount: ${textOf(term, 'S1')} }`,
  ])
  const cap =
    typeof input['cap'] === 'string'
      ? `\n    at-most: ${input['cap']} per revision\n    excess: lost`
      : ''
  const closed = closeWritten({
    costs: `  fees: [{ id: service, amount: ${textOf(input, 'P0')} per month }]
  revision:
    every: 1 January
    of: service
    formula: ${[textOf(input, 'fixed'), ...parts].join(' + ')}
${symbols.join('\n')}
    no-data: wait
    round: ${roundOf(input)}${cap}`,
    levels: [
      `count: { of: incidents }
       per: month
       target: { at-most: 0 }`,
    ],
    facts: `quantities:\n${quantities.join('\n')}`,
    month: '2027-01',
  })
  return { P1: closed.fee('service') }
}

const DIRECTIONS: Readonly<Record<string, (i: number, by: string) => string>> = {
  none: (i) => `N${i}/S${i}`,
  divide: (i, by) => `N${i}/(S${i} × ${by})`,
  multiply: (i, by) => `N${i} × ${by}/S${i}`,
}

/** The new value over the old one, joined by a coefficient where the series was replaced. */
function quotientOf(input: Fields, i: number): string {
  if (input['method'] !== undefined && input['method'] !== 'fixed-base') {
    throw new CaseError('skipped', `the method ${String(input['method'])} is not read`)
  }
  const splice = isFields(input['splice']) ? input['splice'] : { direction: 'none' }
  const direction = DIRECTIONS[textOf(splice, 'direction')]
  if (direction === undefined) throw new CaseError('failed', 'no such direction')
  return direction(i, 'coefficient' in splice ? textOf(splice, 'coefficient') : '')
}

function roundOf(input: Fields): string {
  if (!('coefficient' in input)) return 'none'
  const coefficient = fieldsOf(input, 'coefficient')
  const step = (10 ** -numberOf(coefficient, 'decimals')).toFixed(numberOf(coefficient, 'decimals'))
  return `${textOf(coefficient, 'round')} ${step}`
}
