/** Each folder of `cases/` comes out to the cent. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runCase } from '../../scripts/cases/run-case.ts'
import { caseFolders } from '../../scripts/cases/run-cases.ts'

const CASES = fileURLToPath(new URL('../../cases', import.meta.url))

describe('the golden lives', () => {
  test.each(caseFolders(CASES).map((path) => [path.slice(CASES.length + 1), path]))(
    '%s',
    (_, path) => {
      const verdict = runCase(path)
      expect(verdict.outcome === 'failed' ? verdict.failures : []).toEqual([])
    },
  )
  test('half of them are refusals, but for those of real clauses', () => {
    const own = caseFolders(CASES).filter((path) => !path.startsWith(join(CASES, 'corpus')))
    const texts = own.map((path) => readFileSync(join(path, 'case.yaml'), 'utf8'))
    const refusals = texts.filter((text) => /^ {2}refused:/m.test(text))
    expect(refusals.length * 2).toBeGreaterThanOrEqual(texts.length)
    expect(texts.length).toBeGreaterThanOrEqual(30)
  })
})
