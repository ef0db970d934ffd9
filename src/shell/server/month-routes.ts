/** Months of a contract: settled, explained down to the ticket, closed. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute, z } from '@hono/zod-openapi'
import type { YearMonth } from '../../base/calendar/date.ts'
import { parseMonth } from '../../base/calendar/date.ts'
import type { Zone } from '../../base/calendar/zone.ts'
import { zoneOf } from '../../base/calendar/zone.ts'
import { invariant } from '../../base/invariant.ts'
import type { Envelope } from '../../money/verify.ts'
import { loadTables } from '../catalogue.ts'
import type { MonthSettled } from '../workspace/workspace.ts'
import { Refused } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import { answer, ByMonth, InLanguage, problemAnswers } from './answers.ts'
import { explanationOf } from './explanations.ts'
import { overrunsOf } from './overruns.ts'
import { createRoutes } from './problems.ts'
import { Explanation, Month, Overruns, TicketStory } from './schemas.ts'
import { storiesOfTicket } from './stories.ts'
import type { Voice } from './views.ts'
import { viewFinding, viewMonth } from './views.ts'

const readMonth = createRoute({
  method: 'get',
  path: '/contracts/{id}/months/{month}',
  request: { params: ByMonth, query: InLanguage },
  responses: { 200: answer(Month), ...problemAnswers },
})

const closeMonth = createRoute({
  method: 'post',
  path: '/contracts/{id}/months/{month}/close',
  request: {
    params: ByMonth,
    query: InLanguage.extend({ hash: z.string().length(64).optional() }),
  },
  responses: { 200: answer(Month), ...problemAnswers },
})

const explain = createRoute({
  method: 'get',
  path: '/contracts/{id}/months/{month}/explanations/{name}',
  request: { params: ByMonth.extend({ name: z.string() }), query: InLanguage },
  responses: { 200: answer(Explanation), ...problemAnswers },
})

const readOverruns = createRoute({
  method: 'get',
  path: '/contracts/{id}/months/{month}/levels/{level}/overruns',
  request: { params: ByMonth.extend({ level: z.string() }), query: InLanguage },
  responses: { 200: answer(Overruns), ...problemAnswers },
})

const readTicket = createRoute({
  method: 'get',
  path: '/contracts/{id}/months/{month}/tickets/{ticket}',
  request: { params: ByMonth.extend({ ticket: z.string() }), query: InLanguage },
  responses: { 200: answer(z.array(TicketStory)), ...problemAnswers },
})

export function monthRoutes({ workspace, voiceOf, actor }: Served): OpenAPIHono {
  const routes = createRoutes(voiceOf)
  routes.openapi(readMonth, async (context) => {
    const { id, month } = context.req.valid('param')
    const settled = await workspace.settle(id, monthNamed(month))
    return context.json(viewOf(settled, voiceOf(context)), 200)
  })
  routes.openapi(closeMonth, async (context) => {
    const { id, month } = context.req.valid('param')
    const { hash } = context.req.valid('query')
    const settled = await workspace.close(actor, id, monthNamed(month), hash)
    return context.json(viewOf(settled, voiceOf(context)), 200)
  })
  routes.openapi(explain, async (context) => {
    const { id, month, name } = context.req.valid('param')
    const { envelope } = await workspace.settle(id, monthNamed(month))
    const explained = explanationOf(envelope, name, zoneOfMonth(envelope), voiceOf(context))
    if (explained === undefined) throw new Refused('figure-unknown')
    return context.json(explained, 200)
  })
  routes.openapi(readOverruns, async (context) => {
    const { id, month, level } = context.req.valid('param')
    const { envelope } = await workspace.settle(id, monthNamed(month))
    const { speaker } = voiceOf(context)
    const found = overrunsOf(envelope.settlement, level, zoneOfMonth(envelope), speaker)
    if (found === undefined) throw new Refused('figure-unknown')
    return context.json(found, 200)
  })
  routes.openapi(readTicket, async (context) => {
    const { id, month, ticket } = context.req.valid('param')
    const { envelope } = await workspace.settle(id, monthNamed(month))
    const known = await workspace.ticket(id, ticket)
    const zone = zoneOfMonth(envelope)
    const stories = storiesOfTicket(envelope, known, zone, voiceOf(context))
    return context.json(stories, 200)
  })
  return routes
}

function monthNamed(text: string): YearMonth {
  const month = parseMonth(text)
  if (month === undefined) throw new Refused('month-unknown')
  return month
}

function zoneOfMonth({ settlement }: Envelope): Zone {
  const zone = zoneOf(loadTables().zones, settlement.contract.zone)
  invariant(zone !== undefined, 'a settlement is in a zone of the table')
  return zone
}

function viewOf({ envelope, state, findings }: MonthSettled, voice: Voice): Month {
  const { settlement, hash } = envelope
  const view = viewMonth(settlement, { hash, state, zone: zoneOfMonth(envelope) }, voice)
  const said = findings.map((finding) => viewFinding(finding, voice))
  return { ...view, findings: [...view.findings, ...said] }
}
