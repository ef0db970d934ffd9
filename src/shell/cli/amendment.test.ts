/** What an amendment changes, in words and in euros. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { runVigie } from '../../../tests/shell/run-vigie.ts'
import { findWrongNodes } from '../../base/because/graph.ts'
import { restoreGraph } from '../../money/settlement.ts'

const CASE = fileURLToPath(
  new URL(
    '../../../cases/what-is-posted-for-a-closed-month-bears-the-vat-of-its-line',
    import.meta.url,
  ),
)
const CONTRACT = join(CASE, 'contract.yaml')
const FACTS = ['--facts', join(CASE, 'facts.yaml')]
const folder = mkdtempSync(join(tmpdir(), 'vigie-amendment-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: readonly string[]): ReturnType<typeof runVigie> =>
  runVigie(['amendment', ...args], { VIGIE_LANG: 'en' })

test('what changes is said on both sides, and nothing else is', () => {
  const { code, out } = run(CONTRACT, 'av-1')
  expect(code).toBe(0)
  expect(out).toMatch(/restore-p1 +Penalty +€100\.00 per late ticket +€110\.03 per late ticket/)
  expect(out).not.toContain('Target')
  expect(out).not.toContain('worth')
})

test('its worth is the months with it less the months without it', () => {
  const { out } = run(CONTRACT, 'av-1', ...FACTS, '--month', '2026-02', '2026-03', '2026-04')
  expect(out).toMatch(/March 2026 +restore-p2\.penalty +€100\.00 +€110\.03 +€10\.03/)
  // Two tickets of March and one of April, 10.03 each.
  expect(out).toMatch(/in all .* −€30\.09/)
})

test('every figure is a sound step over what the two settlements say', () => {
  const { out } = run(CONTRACT, 'av-1', '--json', ...FACTS, '--month', '2026-03')
  const { graph, worth } = JSON.parse(out)
  expect(findWrongNodes(restoreGraph(graph) ?? [])).toEqual([])
  expect(graph[worth].value).toBe('-2006 cents')
})

test('an amendment on which another rests has no worth of its own', () => {
  const file = join(folder, 'contract.yaml')
  const more = `  - id: av-2
    signed: 2026-06-20
    effective: 2026-07-01
    changes: [{ set: costs.fees.support.amount, to: 20.00 per month }]
`
  const text = readFileSync(CONTRACT, 'utf8').replace(
    '    changes:\n',
    '    changes:\n      - { in: costs.fees, add: { id: support, clause: sla §9, amount: 10.00 per month, vat: 20 % } }\n',
  )
  writeFileSync(file, text + more)
  const { code, err } = run(file, 'av-1')
  expect(code).toBe(1)
  expect(err).toContain('has no worth of its own')
  expect(run(file, 'av-2').out).toMatch(/€10\.00 each month .* €20\.00 each month/)
})

test.each([
  [[CONTRACT, 'av-9'], 1, /has no amendment `av-9`. It has: av-1/],
  [[CONTRACT, 'av-1', ...FACTS], 2, /--month/],
  [[CONTRACT, 'av-1', '--month', '2026-03'], 2, /--facts/],
  [[CONTRACT, 'av-1', ...FACTS, '--month', '2025-03'], 1, /month-before-contract/],
])('%s is refused', (args, code, said) => {
  const result = run(...args)
  expect(result.code).toBe(code)
  expect(result.err).toMatch(said)
})
