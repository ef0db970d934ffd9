/** Contracts and their months: what was agreed, what was measured, what is owed, and why. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute, z } from '@hono/zod-openapi'
import { formatDate, formatMonth } from '../../base/calendar/date.ts'
import { invariant } from '../../base/invariant.ts'
import { formatDay } from '../../base/wording/format.ts'
import { sayMonth, totalsOwed } from '../../reports/figures.ts'
import type { ContractRecord, MonthRecord, Workspace } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import { answer, ById, InLanguage, problemAnswers } from './answers.ts'
import { createRoutes } from './problems.ts'
import type { MonthSummary } from './schemas.ts'
import { Contract } from './schemas.ts'
import type { Voice } from './views.ts'
import { countVerdicts, figureOf } from './views.ts'

const listContracts = createRoute({
  method: 'get',
  path: '/contracts',
  request: { query: InLanguage },
  responses: { 200: answer(z.array(Contract)), ...problemAnswers },
})

const readContract = createRoute({
  method: 'get',
  path: '/contracts/{id}',
  request: { params: ById, query: InLanguage },
  responses: { 200: answer(Contract), ...problemAnswers },
})

const readText = createRoute({
  method: 'get',
  path: '/contracts/{id}/text',
  request: { params: ById },
  responses: {
    200: answer(z.object({ file: z.string(), text: z.string(), hash: z.string() })),
    ...problemAnswers,
  },
})

export function contractRoutes({ workspace, voiceOf }: Served): OpenAPIHono {
  const routes = createRoutes(voiceOf)
  routes.openapi(listContracts, async (context) => {
    const voice = voiceOf(context)
    const records = await workspace.contracts()
    const views = await Promise.all(records.map((record) => viewOf(workspace, record, voice)))
    return context.json(views, 200)
  })
  routes.openapi(readContract, async (context) => {
    const record = await workspace.contract(context.req.valid('param').id)
    return context.json(await viewOf(workspace, record, voiceOf(context)), 200)
  })
  routes.openapi(readText, async (context) => {
    const { contract, hash } = await workspace.contract(context.req.valid('param').id)
    return context.json({ file: contract.file, text: contract.text, hash }, 200)
  })
  return routes
}

/** A contract with the list of its months, the latest first. */
async function viewOf(
  workspace: Workspace,
  { id, contract, isDemonstration }: ContractRecord,
  voice: Voice,
): Promise<Contract> {
  const { terms } = contract
  invariant(terms !== undefined, 'a contract is kept once it is right')
  const months = await workspace.months(id)
  return {
    id,
    reference: terms.contract.id,
    title: terms.contract.title,
    client: terms.parties.client.name,
    provider: terms.parties.provider.name,
    currency: terms.contract.currency,
    zone: terms.contract.zone.name,
    starts: formatDate(terms.term.starts),
    startsText: formatDay(terms.term.starts, voice.speaker.language),
    isDemonstration,
    months: months.map((record) => summaryOf(record, voice)).reverse(),
  }
}

function summaryOf({ month, state, envelope }: MonthRecord, { speaker }: Voice): MonthSummary {
  const name = formatMonth(month)
  const head = { month: name, title: sayMonth(name, speaker), state }
  if (envelope === undefined) return head
  const { settlement, hash } = envelope
  const owed = totalsOwed(settlement)
  return {
    ...head,
    hash,
    ...countVerdicts(settlement),
    indemnity: figureOf(settlement, owed.indemnity, speaker),
    priceReduction: figureOf(settlement, owed['price-reduction'], speaker),
  }
}
