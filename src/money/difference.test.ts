/** Where two settlements differ, said by the path of the first place. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../tests/engine/forging.ts'
import { CASES, changeAt, placesIn, settledIn, valueAtPlace } from '../../tests/engine/forging.ts'
import { compareWithReplay, firstDifference } from './difference.ts'
import type { Settlement, StoredNode } from './settlement.ts'

describe('the first difference between two settlements', () => {
  test.each([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1 }, { a: 2 }, 'a'],
    [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] }, 'a.1.b'],
    [{ a: [1] }, { a: [1, 2] }, 'a.1'],
    [{ a: 1 }, {}, 'a'],
    [{}, { a: null }, 'a'],
    [{ a: [] }, { a: {} }, 'a'],
  ])('%j and %j: %s', (stored, computed, path) => {
    expect(firstDifference(stored, computed)?.path).toBe(path)
  })

  test('is told with what stands on both sides, as JSON', () => {
    expect(firstDifference({ a: ['x'] }, { a: [1] })).toEqual({
      path: 'a.0',
      stored: '"x"',
      computed: '1',
    })
    expect(firstDifference({ a: 1 }, {})).toEqual({ path: 'a', stored: '1', computed: '' })
    expect(firstDifference({}, { a: [] })).toEqual({ path: 'a', stored: '', computed: '[]' })
    expect(firstDifference('x', { a: 1 })).toEqual({ path: '', stored: '"x"', computed: '{"a":1}' })
  })
})

/** Golden lives that together have every part of a settlement. */
const WHOLE = [
  'a-cap-by-rank-serves-the-first-clause-first',
  'a-figure-in-a-hole-of-the-bands-is-undefined-and-the-month-closes',
  'half-of-one-outage-is-exempted-under-its-own-maximum',
  'what-is-posted-for-a-closed-month-bears-the-vat-of-its-line',
  'a-lot-that-was-used-up-is-no-more-in-the-months-after',
  'a-cap-of-a-framework-serves-its-orders-by-rank',
  'a-contest-on-one-fact-leaves-the-rest-undisputed',
  'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
  'a-statement-that-its-author-approves-breaks-the-four-eyes',
  'a-stretch-in-dispute-covers-a-part-of-an-outage',
]

/** What facts alone can tell: a replay, which has none, looks at nothing of it. */
const OF_FACTS = [
  /^facts/,
  /^levels\.\d+\.(selection|lateItems|outages|backlog|removed|open)/,
  /^adjustments\.\d+\.(causes|amendments)/,
]

/** Another value for a place: another figure for a number of a node, another text for a text. */
function other(value: Json | undefined, { graph }: Settlement): Json {
  if (typeof value !== 'number') return `${value}x`
  return graph.findIndex((node) => node.value !== graph[value]?.value)
}

describe('a settlement and its replay', () => {
  const lives = WHOLE.map((name) => {
    const settled = settledIn(join(CASES, name)).at(-1)?.settlement
    if (settled === undefined) throw new Error(`${name} settles no month`)
    return [name, JSON.parse(JSON.stringify(settled)) as Settlement] as const
  })

  test.each(lives)('that are the same do not differ: %s', (_, settlement) => {
    expect(compareWithReplay(settlement, settlement)).toEqual([])
  })

  test.each(lives)(
    'differ in whatever is changed, but for what facts alone can tell: %s',
    (_, settlement) => {
      const root = settlement as unknown as Json
      for (const keys of placesIn(root)) {
        const value = valueAtPlace(root, keys)
        const path = keys.join('.')
        if (keys[0] === 'graph' || typeof value === 'object') continue
        const forged = changeAt(root, keys, () => other(value, settlement)) as unknown as Settlement
        const [fault] = compareWithReplay(forged, settlement)
        const expected = OF_FACTS.some((pattern) => pattern.test(path)) ? undefined : keys[0]
        const found = fault?.kind === 'wrong-entry' ? fault.path.split('.')[0] : fault?.kind
        expect(`${path}: ${found}`).toBe(`${path}: ${expected}`)
      }
    },
  )

  test.each(lives)('differ where an entry of a list is told twice: %s', (_, settlement) => {
    const root = settlement as unknown as Json
    for (const [key, list] of Object.entries(root as object)) {
      if (!Array.isArray(list) || list.length === 0 || key === 'graph' || key === 'findings')
        continue
      const forged = { ...(root as object), [key]: [...list, list[0]] } as unknown as Settlement
      expect(compareWithReplay(forged, settlement)).toMatchObject([{ kind: 'wrong-entry' }])
      const fewer = { ...(root as object), [key]: list.slice(1) } as unknown as Settlement
      expect(compareWithReplay(fewer, settlement)).toMatchObject([{ kind: 'wrong-entry' }])
    }
  })

  const [[, first]] = lives as [readonly [string, Settlement]]

  test('differ in a node that the replay has not, which is named', () => {
    const node = first.graph.length - 1
    const last = { ...(first.graph[node] as StoredNode), name: 'forged' }
    const graph = [...first.graph.slice(0, -1), last]
    expect(compareWithReplay({ ...first, graph }, first)).toEqual([
      { kind: 'foreign-node', node, stored: last },
    ])
  })

  test('differ where one has a node more that means the same', () => {
    const graph = [...first.graph, first.graph[0] as StoredNode]
    expect(compareWithReplay({ ...first, graph }, first)).toEqual([
      {
        kind: 'wrong-entry',
        path: 'nodes',
        stored: `${graph.length}`,
        computed: `${first.graph.length}`,
      },
    ])
  })

  test('do not differ in a finding about facts, and do in one about lines', () => {
    const saying = (code: string): Settlement => ({ ...first, findings: [{ code, params: {} }] })
    expect(compareWithReplay(saying('fact-unmatched'), first)).toEqual([])
    expect(compareWithReplay(saying('line-undefined'), first)).toMatchObject([
      { kind: 'wrong-entry', path: 'findings.0' },
    ])
  })
})
