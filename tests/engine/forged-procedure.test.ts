/**
 * How a month stands between the parties cannot be forged: whatever is changed in it, left out of
 * it or put into it, then hashed again, is found without the facts, and its place is named.
 */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettlement } from '../../src/money/read-settlement.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { Json, Settled } from './forging.ts'
import {
  CASES,
  changeAt,
  faultsOf,
  otherValues,
  placesIn,
  settledIn,
  valueAtPlace,
} from './forging.ts'

const CONTESTED = 'a-contest-on-one-fact-leaves-the-rest-undisputed'
const FORGED = [
  CONTESTED,
  'a-month-that-nobody-published-is-a-draft',
  'a-set-off-that-the-contract-forbids-is-a-breach',
  'a-set-off-waits-for-the-formal-notice-that-the-contract-requires',
  'a-statement-that-its-author-approves-breaks-the-four-eyes',
  'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
]

const settledOf = (name: string): Settled => {
  const settled = settledIn(join(CASES, name)).at(-1)
  if (settled?.settlement.procedure === undefined) throw new Error(`${name} has no procedure`)
  return settled
}

/** The paths of all records of a value, itself included. */
function recordsIn(value: Json | undefined, path: readonly string[]): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return []
  const inside = Object.entries(value).flatMap(([key, part]) => recordsIn(part, [...path, key]))
  return Array.isArray(value) ? inside : [path, ...inside]
}

const without = (value: Json, key: string): Json =>
  Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== key))

/** Every forgery of a procedure: a value changed, a key left out, a key of another one put in. */
function forgeriesOf({ settlement }: Settled, donor: Json): (readonly [string, Json])[] {
  const root = settlement as unknown as Json
  const own = valueAtPlace(root, ['procedure']) as Json
  const changed = placesIn(own, ['procedure']).flatMap((path) =>
    otherValues(valueAtPlace(root, path), settlement.graph.length).map(
      (other) => [path.join('.'), changeAt(root, path, () => other)] as const,
    ),
  )
  const leftOut = recordsIn(own, ['procedure']).flatMap((path) =>
    Object.keys(valueAtPlace(root, path) as object).map(
      (key) =>
        [[...path, key].join('.'), changeAt(root, path, (value) => without(value, key))] as const,
    ),
  )
  const putIn = Object.entries(donor as object)
    .filter(([key]) => !(key in (own as object)))
    .map(
      ([key, value]) =>
        [`procedure.${key}`, changeAt(root, ['procedure', key], () => value)] as const,
    )
  return [...changed, ...leftOut, ...putIn]
}

const donor = settledOf(CONTESTED).settlement.procedure as unknown as Json
const kinds = new Set<string>()

describe('a forged place of the procedure is named', () => {
  test.each(FORGED)(
    '%s',
    (name) => {
      const settled = settledOf(name)
      const wrong: string[] = []
      for (const [place, forged] of forgeriesOf(settled, donor)) {
        kinds.add(place.replace(/\.\d+/g, ''))
        const faults = namedIn(settled, forged)
        if (!faults.some((fault) => isAbout(fault, place))) wrong.push(`${place}: ${faults.join()}`)
      }
      expect(wrong).toEqual([])
    },
    60_000,
  )

  test('each kind of place was tried', () => {
    for (const kind of [
      ...['state', 'since', 'because.how', 'because.answer', 'preparedBy', 'clause'],
      ...['undisputed.indemnity', 'disputed.price-reduction', 'disputed.facts', 'frozen.client'],
      ...['setOff.rule', 'setOff.state', 'setOff.from', 'setOff.awaits', 'setOff.means'],
      ...['publications', 'publications.author', 'publications.fourEyes'],
      ...['accepted', 'accepted.how', 'accepted.at', 'next', 'next.until', 'next.silence'],
    ]) {
      expect(kinds).toContain(`procedure.${kind}`)
    }
  })
})

test('the warning on an approval that is left out is found', () => {
  const settled = settledOf('a-statement-that-its-author-approves-breaks-the-four-eyes')
  const { findings } = settled.settlement
  const silent = findings.filter(({ code }) => code !== 'four-eyes-broken')
  expect(silent).toHaveLength(findings.length - 1)
  const settlement = { ...settled.settlement, findings: silent }
  expect(faultsOf({ ...settled, settlement })).not.toEqual([])
})

/** What is not the form of a settlement is refused as it is read; the rest is settled again. */
function namedIn(settled: Settled, forged: Json): string[] {
  const { file, text } = settled.contract
  const read = readSettlement({ settlement: forged, hash: '', contract: { file, text } })
  return 'wrong' in read
    ? [`wrong-form ${read.wrong.replace('settlement.', '').replace(/\[(\d+)\]/g, '.$1')}`]
    : faultsOf({ ...settled, settlement: forged as unknown as Settlement })
}

/** Whether a fault names the place, or the list or the record that it is in. */
const isAbout = (fault: string, place: string): boolean => {
  const named = fault.split(' ')[1]
  return named !== undefined && (place.startsWith(named) || named.startsWith(place))
}
