/** `terms` reads back what was agreed, even where some of it cannot be computed yet. */
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
