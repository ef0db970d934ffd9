/** Prints the hash of a monthly report in each form and language, for `typst.test.ts`. */
import { createHash } from 'node:crypto'
import { renderHtml } from '../../src/shell/render/html.ts'
import { renderPdf } from '../../src/shell/render/typst.ts'
import { aprilInput } from './april-report.ts'
import { reportIn } from './report-of.ts'

const input = aprilInput()

for (const [form, render] of [
  ['pdf', renderPdf],
  ['html', renderHtml],
] as const) {
  for (const language of ['fr', 'en'] as const) {
    const bytes = render(reportIn(language, input))
    console.log(`${form}-${language} ${createHash('sha256').update(bytes).digest('hex')}`)
  }
}
