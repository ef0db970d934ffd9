/**
 * Runs the real clauses on other inputs: `npm run corpus -- [--seed N] [--count 20] [ID…]`.
 *
 * Prints each difference between the product and the arithmetic of the clause with its inputs and
 * the command that repeats it, how many draws were left out and why, and ends with
 * `N passed, M failed, K skipped`. The exit code is 1 where one failed.
 */
import { parseArgs } from 'node:util'
import { ENTRIES } from '../tests/corpus/entries.ts'
import { loadClauses, runEntry } from '../tests/corpus/run-entry.ts'

const wholeIn = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`)
  return Number(text)
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '20' },
    },
  })
  const [seed, count] = [wholeIn(values.seed), wholeIn(values.count)]
  const clauses = new Map(loadClauses().map((clause) => [clause.id, clause]))
  const stranger = positionals.find((id) => !clauses.has(id))
  if (stranger !== undefined) throw new Error(`no clause is called ${stranger}`)
  const isAsked = (id: string) => positionals.length === 0 || positionals.includes(id)
  const skipped: string[] = []
  let passed = 0
  let failed = 0
  for (const entry of ENTRIES.filter(({ id }) => isAsked(id))) {
    const clause = clauses.get(entry.id)
    if (clause === undefined) throw new Error(`${entry.id} is in no clause`)
    const outcome = runEntry(clause, entry, seed, count)
    passed += outcome.passed
    skipped.push(...outcome.skipped)
    failed += outcome.differences.length
    for (const { name, inputs, check, product, repeat } of outcome.differences) {
      console.log(`FAILED ${name}: the check says ${check}, the product ${product}`)
      console.log(`  ${JSON.stringify(inputs)}\n  ${repeat}`)
    }
  }
  for (const why of new Set(skipped)) {
    const count = skipped.filter((one) => one === why).length
    console.log(`SKIPPED ${count} of ${why}`)
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  return failed > 0 ? 1 : 0
}

try {
  process.exitCode = main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
