/** Where the balances of the time before are put: as outcomes, or into the memory of a bound. */
import { describe, expect, test } from 'vitest'
import type { Derived } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import { parseMonth } from '../base/calendar/date.ts'
import { ratio } from '../base/ratio.ts'
import type { Balance } from './balances.ts'
import { CapMemory } from './bound-memory.ts'
import type { InForce } from './in-force.ts'
import type { Outcomes } from './outcomes.ts'
import { takeOver } from './take-over.ts'

const MISSED = {
  name: 'late.missed',
  tile: 'quarter',
  source: { path: 'levels[0]', clause: 'sla §1' },
}
const CAPS = [
  { id: 'year-cap', source: { path: 'caps[0]', clause: 'sla §9' } },
  { id: 'month-cap.extra', source: { path: 'caps[1]' } },
]

/** What a balance of 7 leaves behind, under a first version and an amended one. */
function taken(balance: Partial<Balance>) {
  const graph = new GraphBuilder()
  const memory = new CapMemory()
  const kept: string[] = []
  const program = (definition: object) => ({ program: { definitions: [definition], bounds: CAPS } })
  takeOver(
    {
      balances: [
        {
          name: 'late.missed',
          period: '2026-03',
          value: known(ratio(7), 'cents'),
          params: { opening: 'B-1' },
          ...balance,
        },
      ],
    },
    {
      versions: [
        program({ ...MISSED, tile: 'month', source: { path: 'old' } }),
        program(MISSED),
      ] as unknown as InForce[],
      graph,
      memory,
      outcomes: {
        keep: ({ tile, name }, index, value) =>
          kept.push(`${name} of ${tile} ${index}: ${formatValue(value.value)}`),
      } as Pick<Outcomes, 'keep'> as Outcomes,
      periods: (tile) =>
        ({ labels: tile === 'month' ? ['2026-02', '2026-03'] : ['2026-Q1', '2026-Q2'] }) as never,
    },
  )
  const month = parseMonth('2026-03') ?? 0
  const number = (derived: Derived | undefined) => derived && formatValue(derived.value)
  const remembered = {
    used: number(memory.keptIn('year-cap', month)),
    carried: number(memory.carriedTo('year-cap', 'late.penalty')),
    held: number(memory.heldIn('year-cap', 'late.penalty', month)),
  }
  return { kept, remembered, nodes: graph.nodes }
}

const NOTHING = { used: undefined, carried: undefined, held: undefined }

describe('an opening balance', () => {
  test.each([
    // The tile is that of the version in force last.
    [{ period: '2026-Q1' }, ['late.missed of quarter 0: 7 cents']],
    [{ period: '2026-Q2' }, ['late.missed of quarter 1: 7 cents']],
    [{ period: '2026-03' }, []],
    // What accumulators tell of a month is kept by months.
    [{ name: 'year-cap.passed' }, ['year-cap.passed of month 1: 7 cents']],
    [{ name: 'year-cap.passed', period: '2026-02' }, ['year-cap.passed of month 0: 7 cents']],
    [{ name: 'year-cap.passed', period: '2026-Q1' }, []],
  ])('%j is an outcome: %j', (balance, expected) => {
    const { kept, remembered } = taken(balance)
    expect(kept).toEqual(expected)
    expect(remembered).toEqual(NOTHING)
  })

  test.each([
    [{ name: 'year-cap.used' }, { used: '7 cents' }],
    [{ name: 'year-cap.carried', line: 'late.penalty' }, { carried: '7 cents' }],
    [{ name: 'year-cap.held', line: 'late.penalty' }, { held: '7 cents' }],
    [{ name: 'year-cap.carried', line: 'other.penalty' }, {}],
    [{ name: 'year-cap.carried' }, {}],
    [{ name: 'year-cap.used', period: '2026-02' }, {}],
    // A period that is no month, and a bound that there is not any more.
    [{ name: 'year-cap.used', period: '2026-Q1' }, {}],
    [{ name: 'gone.used' }, {}],
  ])('%j is remembered by its bound: %j', (balance, expected) => {
    const { kept, remembered } = taken(balance)
    expect(kept).toEqual([])
    expect(remembered).toEqual({ ...NOTHING, ...expected })
  })

  test('is a leaf that says of what, when, and by which clause', () => {
    const leaf = (balance: Partial<Balance>) => taken(balance).nodes
    const own = {
      step: 'facts',
      operands: [],
      params: { opening: 'B-1' },
      value: known(ratio(7), 'cents'),
    }
    expect(leaf({ period: '2026-Q1' })).toStrictEqual([
      { ...own, name: 'late.missed', period: '2026-Q1', path: 'levels[0]', clause: 'sla §1' },
    ])
    expect(leaf({ name: 'month-cap.extra.used' })).toStrictEqual([
      { ...own, name: 'month-cap.extra.used', period: '2026-03', path: 'caps[1]' },
    ])
    expect(leaf({ name: 'year-cap.passed' })).toStrictEqual([
      { ...own, name: 'year-cap.passed', period: '2026-03' },
    ])
    expect(leaf({ name: 'gone.used' })).toEqual([])
  })
})
