/** `terms` reads back what was agreed, even where some of it cannot be computed yet. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runVigie } from '../../../tests/shell/run-vigie.ts'

const CONTRACT = fileURLToPath(
  new URL('../../../tests/contracts/good/infrastructure.yaml', import.meta.url),
)

test('a term that is not computed is said, and the rest is still read back', () => {
  const { code, out, err } = runVigie(['terms', CONTRACT], { VIGIE_LANG: 'en' })
  expect(code).toBe(1)
  expect(err).toContain('not-computed')
  expect(out).toContain('CT-2026-014')
})

test('its core form is not given: it would be another contract', () => {
  const { code, out } = runVigie(['terms', CONTRACT, '--core'], { VIGIE_LANG: 'en' })
  expect({ code, out }).toEqual({ code: 1, out: '' })
})

const CASE = (name: string): string =>
  fileURLToPath(new URL(`../../../cases/${name}/contract.yaml`, import.meta.url))
const RAISED = CASE('a-retroactive-amendment-is-posted-in-the-open-month')
const REMOVED = CASE('an-amendment-that-takes-a-level-away-gives-its-penalty-back')

const read = (...args: readonly string[]): string =>
  runVigie(['terms', ...args], { VIGIE_LANG: 'en' }).out

test.each([
  ['2026-05-20', '2026-05-20', /€300\.00 per late ticket \(av-1\)/, /in force$/m],
  ['2026-02-28', '2026-05-20', /€240\.00 per late ticket$/m, /not yet in force$/m],
  ['2026-05-20', '2026-05-19', /€240\.00 per late ticket$/m, /not yet signed$/m],
])('the terms of %s, as known on %s', (on, known, penalty, state) => {
  const out = read(RAISED, '--on', on, '--known-on', known)
  expect(out).toMatch(penalty)
  expect(out).toMatch(state)
})

test('a length is read back as it was agreed, to the thousandth of a second', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-'))
  const path = join(folder, 'contract.yaml')
  const text = readFileSync(RAISED, 'utf8')
  expect(text).toContain('within: 4 h')
  writeFileSync(path, text.replaceAll('within: 4 h', 'within: 300.001 s'))
  expect(read(path)).toContain('300.001 s')
  rmSync(folder, { recursive: true })
})

test('the core is that of the day', () => {
  const core = (on: string): string =>
    read(RAISED, '--core', '--on', on, '--known-on', '2026-06-01')
  expect(core('2026-02-28')).toContain('240.00')
  expect(core('2026-03-01')).toContain('300.00')
  expect(core('2026-03-01')).not.toContain('240.00')
})

test('terms that an amendment took away are listed with it', () => {
  const out = read(REMOVED, '--on', '2026-06-01', '--known-on', '2026-06-01')
  expect(out).toMatch(/Level: restore-p1 +Target +.*at least 95.00%.* av-1$/m)
})

test('the consolidated text is a contract of its own', () => {
  const text = read(RAISED, '--text', '--on', '2026-06-01', '--known-on', '2026-06-01')
  expect(text).toContain('penalty: { amount: 300.00 per late ticket, counts-in: [year-cap] }')
  expect(text).not.toContain('amendments')
  const before = read(RAISED, '--text', '--on', '2026-02-01', '--known-on', '2026-06-01')
  expect(before).toContain('penalty: { amount: 240.00 per late ticket, counts-in: [year-cap] }')
})

test('without amendments nothing depends on the day', () => {
  const plain = CASE('bands-hold-exactly-at-their-edges')
  expect(read(plain)).toBe(read(plain, '--on', '2026-05-01'))
  expect(read(plain)).not.toContain('Amendments')
})

test('a day that does not exist is not understood', () => {
  expect(runVigie(['terms', RAISED, '--on', '2026-02-30'], {}).code).toBe(2)
})
