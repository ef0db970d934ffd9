/**
 * A settlement is what its contract makes of its measures: every golden life replays to itself,
 * and whatever is changed in one, then hashed again, is found without the facts.
 */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { caseFolders } from '../../scripts/cases/run-cases.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { Json } from './forging.ts'
import {
  CASES,
  changeAt,
  faultsOf,
  otherValues,
  placesIn,
  settledIn,
  valueAtPlace,
} from './forging.ts'

const FOLDERS = caseFolders(CASES).map((path) => [path.slice(CASES.length + 1), path] as const)

describe('every golden life replays to itself', () => {
  test.each(FOLDERS)('%s', (_, path) => {
    for (const settled of settledIn(path)) expect(faultsOf(settled)).toEqual([])
  })
})

/** What only the facts can tell: `verify` says that it takes it on trust. */
const ON_TRUST = [
  /^asOf$/,
  /^facts\./,
  /^levels\.\d+\.(selection|removed|open)$/,
  /^levels\.\d+\.(lateItems|outages|backlog)(\.|$)/,
  /^positions\.disputed\.\d+\.(ground|item|status)$/,
  /^findings(\.|$)/,
  // What closed months were is in their own settlements, and why they changed.
  /^closed\.\d+\.hash$/,
  /^adjustments\.\d+\.(causes|amendments)(\.|$)/,
]

/** A number of items judged that no other figure rests on. */
function isCount(root: Json, [first, node, last]: readonly string[]): boolean {
  const { graph, levels } = root as unknown as Settlement
  return (
    first === 'graph' &&
    last === 'value' &&
    levels.some((level) => level.judged === Number(node)) &&
    !graph.some(({ operands }) => operands.includes(Number(node)))
  )
}

/** The date of a fact, which is taken on trust where a later one hides it. */
function isToldDate(root: Json, [first, node, last]: readonly string[]): boolean {
  const stored = (root as unknown as Settlement).graph[Number(node)]
  const isDate = / (date|instant)$/.test(stored?.value ?? '')
  return first === 'graph' && last === 'value' && stored?.step === 'facts' && isDate
}

const FORGED = [
  'a-second-miss-within-three-months-costs-half-as-much-again',
  'a-cap-in-proportion-carries-what-it-cuts-line-by-line',
  'bands-hold-exactly-at-their-edges',
  'corpus/ccag09-postpone/the-day-after',
  'corpus/aq-minutes/one-working-day',
  'corpus/aq-vsr-1month/again-from-the-fix',
  'corpus/aq-insurance15/from-the-notification',
  'corpus/naic-3of6/three-of-six-months',
  'what-is-posted-for-a-closed-month-bears-the-vat-of-its-line',
  'corpus/aq-support-quota/excess-ordered',
  'a-cap-of-a-framework-serves-its-orders-by-rank',
  'a-contest-on-one-fact-leaves-the-rest-undisputed',
  'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
  'two-blind-statements-are-shown-once-both-are-published',
  'a-statement-that-its-author-approves-breaks-the-four-eyes',
]

describe('one place changed and hashed again is found without the facts', () => {
  test.each(FORGED)(
    '%s',
    (name) => {
      const settled = settledIn(join(CASES, name)).at(-1)
      if (settled === undefined) throw new Error(`${name} settles no month`)
      const root = settled.settlement as unknown as Json
      const unfound: string[] = []
      let tried = 0
      for (const path of placesIn(root)) {
        const place = path.join('.')
        if (ON_TRUST.some((trusted) => trusted.test(place))) continue
        if (isCount(root, path) || isToldDate(root, path)) continue
        const value = valueAtPlace(root, path)
        for (const other of otherValues(value, settled.settlement.graph.length)) {
          tried += 1
          const forged = changeAt(root, path, () => other) as unknown as Settlement
          if (faultsOf({ ...settled, settlement: forged }).length === 0) {
            unfound.push(`${place}: ${JSON.stringify(other)}`)
          }
        }
      }
      expect(unfound).toEqual([])
      expect(tried).toBeGreaterThan(70)
    },
    60_000,
  )
})
