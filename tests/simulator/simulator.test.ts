/** Lives go through the real store and nothing breaks; whatever is broken on purpose is named. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { traitsOf } from './coverage.ts'
import { drawPlan } from './draw-plan.ts'
import { FAULTS } from './faults.ts'
import { INVARIANTS } from './invariants.ts'
import { livePlan } from './live-seed.ts'
import type { Plan } from './plan.ts'
import { shrinkPlan, tellPlan } from './shrink-plan.ts'
import { CutStore } from './wire.ts'

let stores: CutStore

beforeAll(async () => {
  stores = await CutStore.open()
}, 120_000)

afterAll(() => stores.close())

const SEEDS = Array.from({ length: 10 }, (_, i) => i + 1)

test('ten lives, cut anywhere, break nothing', async () => {
  const seen = new Set<string>()
  for (const seed of SEEDS) {
    const { broken, record } = await livePlan(stores, drawPlan(seed))
    expect({ seed, broken }).toEqual({ seed, broken: [] })
    for (const trait of record === undefined ? [] : traitsOf(record)) seen.add(trait)
  }
  const drawn = [
    'binding cap',
    'pause',
    'crash',
    'late fact',
    'duplicate delivery',
    'import undone',
  ]
  expect([...seen]).toEqual(expect.arrayContaining(drawn))
}, 300_000)

test('a seed is one life, to the byte, whatever process lives it', async () => {
  const plan = drawPlan(4)
  expect(drawPlan(4)).toEqual(plan)
  const lived = [
    await livePlan(stores, plan, undefined, 1),
    await livePlan(stores, plan, undefined, 2),
  ]
  const [one, two] = lived.map(({ record }) => ({
    cuts: record?.cuts,
    closed: [...(record?.closed.values() ?? [])].map(({ hash }) => hash),
    traits: record && traitsOf(record),
  }))
  expect(one).toEqual(two)
  expect(one?.closed.length).toBeGreaterThan(0)
}, 60_000)

/** A life in which every fault has something to break. */
function telling({ steps, months, life }: Plan): boolean {
  const has = (kind: string): boolean => steps.some((step) => step.kind === kind)
  const imports = new Set(steps.flatMap((step) => (step.kind === 'import' ? step.key : [])))
  const again = steps.some((step) => step.kind === 'again' && imports.has(step.key))
  const paths = life.levels.map(({ penalty }) => penalty.countsIn)
  const caps = life.bounds.filter((bound) => 'take' in bound && 'cents' in bound.limit)
  const isHeld = caps.some(
    ({ id }) =>
      paths.some((path) => path.includes(id)) &&
      [...paths, ...life.balances.map(({ countsIn }) => countsIn)].every(
        (path) => !path.includes(id) || path.at(-1) === id,
      ),
  )
  return again && has('withdraw') && has('close-again') && months.length > 1 && isHeld
}

describe('a store that breaks something', () => {
  const seed = Array.from({ length: 500 }, (_, i) => i + 1).find((one) => telling(drawPlan(one)))
  const plan = drawPlan(seed ?? 0)
  const uncut = { ...plan, steps: plan.steps.map(({ cut: _cut, ...step }) => step) }

  test.each(FAULTS)(
    '$name: is named',
    async ({ port, breaks }) => {
      const { broken } = await livePlan(
        stores,
        uncut,
        port,
        3 + FAULTS.findIndex((fault) => fault.port === port),
      )
      const named = new Set(broken.map(({ invariant }) => invariant))
      for (const invariant of breaks) expect([...named]).toContain(invariant)
    },
    60_000,
  )

  test('every invariant has a fault that it names', () => {
    const named = new Set(FAULTS.flatMap(({ breaks }) => breaks))
    expect([...named].sort()).toEqual(Object.keys(INVARIANTS).sort())
  })

  test('a life that breaks is shortened to what it needs, and told', async () => {
    const [loses] = FAULTS
    const [invariant] = loses?.breaks ?? []
    if (loses === undefined || invariant === undefined) throw new Error('there are faults')
    const smallest = await shrinkPlan(stores, uncut, invariant, loses.port)
    expect(smallest.steps.length).toBeLessThan(uncut.steps.length)
    expect(tellPlan(smallest)[0]).toMatch(/^20\d\d-\d\d-01T.* add add$/)
    const { broken } = await livePlan(stores, smallest, loses.port, 100)
    expect(broken.map((one) => one.invariant)).toContain(invariant)
  }, 120_000)

  test('a life without a fault, uncut, breaks nothing', async () => {
    expect((await livePlan(stores, uncut, undefined, 2)).broken).toEqual([])
  }, 60_000)
})
