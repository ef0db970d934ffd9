/** Turns what was refused, and what failed, into the problem that the API answers with. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { failureOf, StoreFailure } from '../storage/refusal.ts'
import type { WorkspaceRefusal } from '../workspace/workspace.ts'
import { NotSettled, Refused } from '../workspace/workspace.ts'
import type { Served } from './answers.ts'
import type { Problem } from './schemas.ts'
import type { Voice } from './views.ts'
import { viewFinding } from './views.ts'

const STATUS: Readonly<Record<WorkspaceRefusal, ContentfulStatusCode>> = {
  'contract-unknown': 404,
  'month-unknown': 404,
  'import-unknown': 404,
  'ticket-unknown': 404,
  'figure-unknown': 404,
  'day-unknown': 422,
  'file-missing': 422,
  'mapping-unknown': 422,
  'report-unverified': 422,
  'report-other-facts': 422,
  'evidence-unverified': 422,
  'import-not-running': 409,
  'import-not-done': 409,
  'month-closed': 409,
  'month-changed': 409,
  'demonstration-only': 409,
}

/** A problem in the words of the catalogue; `name` is the key of its sentence. */
export function problem(
  context: Context,
  voice: Voice,
  status: ContentfulStatusCode,
  name: string,
  more: Pick<Problem, 'findings' | 'fields'> = {},
): Response {
  const body: Problem = {
    type: `/problems/${name}`,
    title: voice.speaker.say(`problem-${name}`),
    status,
    ...more,
  }
  return context.json(body, status, { 'content-type': 'application/problem+json' })
}

/** Routes that answer a request which does not fit their description with the parts that do not. */
export const createRoutes = (voiceOf: Served['voiceOf']): OpenAPIHono =>
  new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const fields = result.error.issues.map((issue) => issue.path.join('.'))
      return problem(context, voiceOf(context), 400, 'request', { fields })
    },
  })

/** What a refusal or a failure answers; a failure of ours is told without its insides. */
export function problemOf(context: Context, voice: Voice, failure: unknown): Response {
  if (failure instanceof Refused) {
    return problem(context, voice, STATUS[failure.refusal], failure.refusal)
  }
  if (failure instanceof NotSettled) {
    const findings = failure.findings.map((finding) => viewFinding(finding, voice))
    return problem(context, voice, 422, 'not-settled', { findings })
  }
  const known = failureOf(failure)
  if (known instanceof StoreFailure) {
    const status = known.finding.code === 'store-full' ? 507 : 503
    return problem(context, voice, status, 'store', {
      findings: [viewFinding(known.finding, voice)],
    })
  }
  return problem(context, voice, 500, 'failure')
}
