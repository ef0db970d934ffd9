/** The evidence file of a month: an archive from which anyone can compute it again. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { parseMonth } from '../../base/calendar/date.ts'
import { Refused } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import { ByMonth, InLanguage, problemAnswers } from './answers.ts'
import { createRoutes } from './problems.ts'

const readEvidence = createRoute({
  method: 'get',
  path: '/contracts/{id}/months/{month}/evidence',
  request: { params: ByMonth, query: InLanguage },
  responses: {
    200: {
      description: 'The evidence file, the same for every language',
      content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problemAnswers,
  },
})

export function evidenceRoutes({ workspace, voiceOf }: Served): OpenAPIHono {
  const routes = createRoutes(voiceOf)
  routes.openapi(readEvidence, async (context) => {
    const { id, month: text } = context.req.valid('param')
    const month = parseMonth(text)
    if (month === undefined) throw new Refused('month-unknown')
    const archive = new Uint8Array(await workspace.evidence(id, month))
    return context.body(archive, 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="vigie-${id.slice(0, 8)}-${text}.zip"`,
    })
  })
  return routes
}
