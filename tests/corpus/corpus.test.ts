/** Real clauses on a few other inputs each, and the judge of that comparison. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../oracles/check/evaluate.ts'
import { editText } from './close-entry.ts'
import { ENTRIES } from './entries.ts'
import { inFacts } from './entry.ts'
import { checkOf, comparable, loadClauses, runEntry } from './run-entry.ts'

const clauses = new Map(loadClauses().map((clause) => [clause.id, clause]))
const clauseOf = (id: string) => {
  const clause = clauses.get(id)
  if (clause === undefined) throw new Error(`no clause is called ${id}`)
  return clause
}

describe('a clause on other inputs', () => {
  test.each(ENTRIES.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
    expect(runEntry(clauseOf(id), entry, 1, 5).differences).toEqual([])
  })
})

describe('a check that is stated again', () => {
  const stated = ENTRIES.flatMap((entry) => entry.readings.map((reading) => ({ entry, reading })))
  const named = stated.map((one) => [`${one.entry.id}/${one.reading.folder}`, one] as const)
  test.each(named)('gives the value of its source: %s', (name, { entry, reading }) => {
    const clause = clauseOf(entry.id)
    const inputs = { ...clause.inputs, ...entry.assumed }
    const given = reading.given ?? comparable(evaluate('given', { given: clause.expected.value }))
    expect(comparable(evaluate(checkOf(clause, reading), inputs))).toBe(given)
    expect(existsSync(new URL(`../../cases/corpus/${name}/case.yaml`, import.meta.url))).toBe(true)
  })
})

test('each clause is run', () => {
  const run = new Set(ENTRIES.map(({ id }) => id))
  expect([...clauses.keys()].filter((id) => !run.has(id))).toEqual([])
})

describe('the judge', () => {
  const [entry] = ENTRIES.filter(({ id }) => id === 'ccag09-tacit')
  test('says a difference with both answers and the command that repeats it', () => {
    if (entry === undefined) throw new Error('the clause is there')
    const wrong = { ...entry, readings: [{ folder: 'as-written', check: 'str(addd(vsr_end,8))' }] }
    const { passed, differences } = runEntry(clauseOf(entry.id), wrong, 7, 1)
    expect(passed).toBe(0)
    expect(differences).toEqual([
      {
        name: 'ccag09-tacit/as-written',
        inputs: { vsr_end: '2026-07-01', decision: null },
        check: '2026-07-09',
        product: '2026-07-08',
        repeat: 'npm run corpus -- --seed 7 --count 1 ccag09-tacit',
      },
    ])
  })
  test.each([
    ['is not there', 'b', /0 times in the facts/],
    ['is there twice', 'a', /2 times in the facts/],
  ])('refuses a text that %s', (_, from, said) => {
    expect(() => editText('a a', [inFacts(from, 'c')])).toThrow(said)
  })
})
