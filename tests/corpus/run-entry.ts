/** Draws the inputs of an entry again and again, and compares the product with the check. */
import { readFileSync } from 'node:fs'
import { evaluate } from '../oracles/check/evaluate.ts'
import type { Value } from '../oracles/check/values.ts'
import { isNumber, show, toCents } from '../oracles/check/values.ts'
import { over } from '../oracles/naive-fraction.ts'
import { chanceFrom } from './chance.ts'
import { closeEntry } from './close-entry.ts'
import type { Entry, Reading } from './entry.ts'

export interface Clause {
  readonly id: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly expected: { readonly value: unknown; readonly check: string }
}

export const loadClauses = (): readonly Clause[] =>
  readFileSync(new URL('clauses.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

export interface Difference {
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly check: string
  readonly product: string
  /** The command that repeats it. */
  readonly repeat: string
}

export interface Outcome {
  readonly passed: number
  readonly differences: readonly Difference[]
  /** Draws left out, each as `entry/reading: why`. */
  readonly skipped: readonly string[]
}

/** An amount to the cent, as a line owes it; days and truths as they are. */
export const comparable = (value: Value): string =>
  show(isNumber(value) ? over(toCents(value), 100n) : value)

export const checkOf = (clause: Clause, reading: Reading<never>): string =>
  reading.check ?? clause.expected.check

/** The seed of one draw depends on the entry, so that one entry alone repeats what all do. */
function seedOf(seed: number, id: string, index: number): number {
  let mixed = seed
  for (const letter of id) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0
  return (Math.imul(mixed, 1_000_003) + index) | 0
}

/** The first draw is the inputs of the source; the others are drawn. */
export function runEntry(clause: Clause, entry: Entry, seed: number, count: number): Outcome {
  const differences: Difference[] = []
  const skipped: string[] = []
  let passed = 0
  for (let index = 0; index < count; index += 1) {
    const drawn = index === 0 ? {} : entry.draw(chanceFrom(seedOf(seed, clause.id, index)))
    const inputs = { ...clause.inputs, ...entry.assumed, ...drawn }
    for (const reading of entry.readings) {
      const why = reading.leftOut?.(inputs)
      if (why !== undefined) {
        skipped.push(`${clause.id}/${reading.folder}: ${why}`)
        continue
      }
      const check = said(() => comparable(evaluate(checkOf(clause, reading), inputs)))
      const product = said(() => comparable(answerOf(entry, reading, inputs, check)))
      if (check === product) passed += 1
      else {
        const name = `${clause.id}/${reading.folder}`
        const repeat = `npm run corpus -- --seed ${seed} --count ${index + 1} ${clause.id}`
        differences.push({ name, inputs, check, product, repeat })
      }
    }
  }
  return { passed, differences, skipped }
}

function answerOf(
  entry: Entry,
  reading: Entry['readings'][number],
  inputs: Clause['inputs'],
  awaited: string,
): Value {
  const settled = closeEntry({
    name: `${entry.id}/${reading.folder}`,
    edits: [...entry.edits(inputs), ...(reading.edits?.(inputs) ?? [])],
    month: reading.month?.(inputs) ?? entry.month(inputs, awaited),
    ...(entry.asOf === undefined ? {} : { asOf: entry.asOf(inputs) }),
  })
  return (reading.answer ?? entry.answer)(settled, inputs)
}

function said(compute: () => string): string {
  try {
    return compute()
  } catch (error) {
    return `broke: ${error instanceof Error ? error.message : String(error)}`
  }
}
