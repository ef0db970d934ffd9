/** How routes describe what they take and answer, and what they need of the world. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor, Workspace } from '../workspace/workspace.ts'
import { Problem } from './schemas.ts'
import type { Voice } from './views.ts'

export interface Served {
  readonly workspace: Workspace
  readonly voiceOf: (context: Context) => Voice
  readonly actor: Actor
}

export const ById = z.object({ id: z.string() })
export const ByMonth = ById.extend({ month: z.string().regex(/^\d{4}-\d{2}$/) })
export const InLanguage = z.object({ lang: z.enum(['fr', 'en']).optional() })

export const answer = <Schema extends z.ZodType>(schema: Schema) => ({
  description: 'OK',
  content: { 'application/json': { schema } },
})

const asProblem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
})

/** What any route may answer instead. */
export const problemAnswers = {
  400: asProblem('Not understood'),
  401: asProblem('No session'),
  404: asProblem('Unknown'),
  409: asProblem('Not in this state'),
  422: asProblem('Cannot be settled'),
}
