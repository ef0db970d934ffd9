/** Each folder of `cases/`, closed once: the golden lives as judges of mutants, which are many. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runCase } from '../../scripts/cases/run-case.ts'
import { caseFolders } from '../../scripts/cases/run-cases.ts'

const CASES = fileURLToPath(new URL('../../cases', import.meta.url))

test.each(caseFolders(CASES).map((path) => [path.slice(CASES.length + 1), path]))(
  '%s',
  (_, path) => {
    const verdict = runCase(path, { inOtherOrders: false })
    expect(verdict.outcome === 'failed' ? verdict.failures : []).toEqual([])
  },
)
