/** The monthly report of a month, as a PDF or a page to keep. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute, z } from '@hono/zod-openapi'
import { parseMonth } from '../../base/calendar/date.ts'
import type { Document } from '../../reports/document.ts'
import { renderHtml } from '../render/html.ts'
import { renderPdf } from '../render/typst.ts'
import { Refused } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import { ByMonth, InLanguage, problemAnswers } from './answers.ts'
import { createRoutes } from './problems.ts'

const FORMS = {
  pdf: { type: 'application/pdf', render: renderPdf },
  html: { type: 'text/html; charset=utf-8', render: renderHtml },
} as const satisfies Record<
  string,
  { readonly type: string; render(document: Document): string | Uint8Array }
>

const readReport = createRoute({
  method: 'get',
  path: '/contracts/{id}/months/{month}/report/{form}',
  request: { params: ByMonth.extend({ form: z.enum(['pdf', 'html']) }), query: InLanguage },
  responses: {
    200: {
      description: 'The report as a file',
      content: {
        'application/pdf': { schema: { type: 'string', format: 'binary' } },
        'text/html': { schema: { type: 'string' } },
      },
    },
    ...problemAnswers,
  },
})

export function reportRoutes({ workspace, voiceOf }: Served): OpenAPIHono {
  const routes = createRoutes(voiceOf)
  routes.openapi(readReport, async (context) => {
    const { id, month: text, form } = context.req.valid('param')
    const month = parseMonth(text)
    if (month === undefined) throw new Refused('month-unknown')
    const document = await workspace.report(id, month, voiceOf(context).speaker)
    const { type, render } = FORMS[form]
    const name = `${id.slice(0, 8)}-${text}.${form}`
    // A file to keep: shown in the page's own origin, it would be a page of this server.
    return context.body(bytesOf(render(document)), 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="vigie-${name}"`,
    })
  })
  return routes
}

const bytesOf = (rendered: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(typeof rendered === 'string' ? Buffer.from(rendered) : rendered)
