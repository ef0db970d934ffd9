/** The terms of a contract on a day that the reader chooses, and what each amendment changes. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute, z } from '@hono/zod-openapi'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { formatDate, monthOf, parseDate } from '../../base/calendar/date.ts'
import { dateAt, zoneOf } from '../../base/calendar/zone.ts'
import { invariant } from '../../base/invariant.ts'
import { effectOf } from '../../contract/amendments/effect.ts'
import type { AmendedContract } from '../../contract/amendments/versions.ts'
import type { Amendment } from '../../contract/terms.ts'
import { composeAmendedTerms } from '../../reports/amended-terms.ts'
import { composeAmendment } from '../../reports/amendment-view.ts'
import { sentence } from '../../reports/document.ts'
import { loadTables } from '../catalogue.ts'
import { Refused } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import { answer, ById, InLanguage, problemAnswers } from './answers.ts'
import { viewBlocks } from './blocks.ts'
import { createRoutes } from './problems.ts'
import { Terms } from './schemas.ts'
import type { Voice } from './views.ts'

const readTerms = createRoute({
  method: 'get',
  path: '/contracts/{id}/terms',
  request: {
    params: ById,
    query: InLanguage.extend({
      on: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
    }),
  },
  responses: { 200: answer(Terms), ...problemAnswers },
})

export function termsRoutes({ workspace, voiceOf }: Served): OpenAPIHono {
  const routes = createRoutes(voiceOf)
  routes.openapi(readTerms, async (context) => {
    const { contract } = await workspace.contract(context.req.valid('param').id)
    const { amended } = contract
    invariant(amended !== undefined, 'a contract is kept once it is right')
    const zone = zoneOf(loadTables().zones, amended.original.terms.contract.zone.name)
    invariant(zone !== undefined, 'a contract that was read has a known zone')
    const today = dateAt(zone, workspace.now())
    const { on } = context.req.valid('query')
    const day = on === undefined ? today : parseDate(on)
    if (day === undefined) throw new Refused('day-unknown')
    return context.json(viewTerms(amended, { on: day, knownOn: today }, voiceOf(context)), 200)
  })
  return routes
}

function viewTerms(
  contract: AmendedContract,
  reading: { readonly on: CalendarDate; readonly knownOn: CalendarDate },
  { speaker }: Voice,
): Terms {
  const history = contract.historyOf(monthOf(reading.on), reading.knownOn)
  const { amendments } = contract.original.terms
  return {
    on: formatDate(reading.on),
    blocks: viewBlocks(composeAmendedTerms(history, reading, speaker)),
    amendments: amendments.map((amendment) => viewAmendment(contract, amendment, speaker)),
  }
}

/** An amendment on which others rest is not shown by itself: that is said. */
function viewAmendment(
  contract: AmendedContract,
  amendment: Amendment,
  speaker: Voice['speaker'],
): Terms['amendments'][number] {
  const { id, title } = amendment
  const { value: effect } = effectOf(contract, id)
  const blocks =
    effect === undefined
      ? [sentence(speaker.say('amendment-is-needed', { id }))]
      : composeAmendment(amendment, effect, speaker).slice(1)
  return { id, ...(title === undefined ? {} : { title }), blocks: viewBlocks(blocks) }
}
