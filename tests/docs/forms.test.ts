/** Every form of measure has its example and its core in the reference. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readForms, termsPage } from '../../scripts/terms-page.ts'
import { MEASURE_KINDS } from '../../src/contract/chapters/measure-shape.ts'

const TEXT = readFileSync(new URL('../../docs/reference/forms.yaml', import.meta.url), 'utf8')

test.each(MEASURE_KINDS)('%s has its example', (kind) => {
  const examples = readForms(TEXT).forms.filter(({ text }) => text.includes(` ${kind}: {`))
  const written = readForms(TEXT).forms.filter(({ text }) => text.includes(` ${kind}:\n`))
  expect([...examples, ...written]).not.toEqual([])
})

test('an example that the program refuses makes no page', () => {
  const wrong = TEXT.replace('share-in-time: at-least 95 %', 'share-in-time: at-least 195 %')
  expect(() => termsPage(wrong)).toThrow('the form response is refused')
})
