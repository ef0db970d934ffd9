/**
 * Runs calendar cases written by others: `npm run vectors -- FILE…` (by default, our copies).
 *
 * Prints each failed case with both answers, each skipped one with its reason, and ends with
 * `N passed, M failed, K skipped`. A file that cannot be read counts as one failure.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CalendarTables } from '../src/base/calendar/compile.ts'
import { judge } from '../tests/vectors/answer.ts'
import { isFields } from '../tests/vectors/read-case.ts'

const ROOT = new URL('../', import.meta.url)

export const loadTables = (): CalendarTables => ({
  zones: JSON.parse(readFileSync(new URL('catalogue/zones/zones.json', ROOT), 'utf8')),
  holidays: JSON.parse(readFileSync(new URL('catalogue/parameters/holidays.json', ROOT), 'utf8')),
})

export interface VectorCount {
  passed: number
  failed: number
  skipped: number
}

export function defaultFiles(): string[] {
  const folder = new URL('tests/vectors/', ROOT)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => fileURLToPath(new URL(name, folder)))
}

/** Runs every case of the files, saying what did not pass. */
export function runVectors(files: readonly string[], say: (line: string) => void): VectorCount {
  const tables = loadTables()
  const count: VectorCount = { passed: 0, failed: 0, skipped: 0 }
  for (const file of files) {
    const cases = readCases(file)
    if (typeof cases === 'string') {
      count.failed += 1
      say(`FAILED ${file}: ${cases}`)
      continue
    }
    cases.forEach((fields, index) => {
      const verdict = isFields(fields)
        ? judge(tables, fields)
        : ({ outcome: 'failed', said: 'a case is an object' } as const)
      count[verdict.outcome] += 1
      if (verdict.outcome === 'passed') return
      const id =
        isFields(fields) && typeof fields['id'] === 'string' ? fields['id'] : `#${index + 1}`
      const disputed = isFields(fields) && fields['dispute'] === true ? ' (disputed)' : ''
      say(`${verdict.outcome.toUpperCase()} ${id}${disputed}: ${verdict.said}`)
    })
  }
  return count
}

function readCases(file: string): readonly unknown[] | string {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (Array.isArray(parsed)) return parsed
    const cases = isFields(parsed) ? (parsed['cases'] ?? parsed['vectors']) : undefined
    return Array.isArray(cases) ? cases : 'there is no list of cases'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2)
  const { passed, failed, skipped } = runVectors(
    given.length > 0 ? given : defaultFiles(),
    console.log,
  )
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed > 0 ? 1 : 0
}
