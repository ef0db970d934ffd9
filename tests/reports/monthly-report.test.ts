/**
 * A whole monthly report as it is read, in both languages, kept beside this test. It changes by
 * `vitest run tests/reports -u` only, and the difference is read.
 */
import { expect, test } from 'vitest'
import { aprilInput } from './april-report.ts'
import { wordsOf } from './reading.ts'
import { reportIn } from './report-of.ts'

/** The words but the versions and the numbers of steps, which are nobody's reading. */
function read(language: 'fr' | 'en'): string {
  const input = aprilInput()
  const { blocks } = reportIn(language, input)
  const headings = blocks.flatMap((b, i) => (b.kind === 'heading' && b.level === 2 ? [i] : []))
  const untilVerification = blocks.slice(0, headings.at(-2))
  return wordsOf(untilVerification).replaceAll(input.envelope.hash, '<hash>')
}

test.each(['fr', 'en'] as const)('the report of April in %s', async (language) => {
  await expect(read(language)).toMatchFileSnapshot(`monthly-report.${language}.txt`)
})
