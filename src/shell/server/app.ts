/**
 * The server's application: the door, the API under `/api`, and the page for every other path.
 *
 * It knows the world by its {@link Workspace} only, so that a test may serve any.
 */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { Served } from './answers.ts'
import { answer, problemAnswers } from './answers.ts'
import { contractRoutes } from './contract-routes.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import type { Door } from './guard.ts'
import { headers, ownHostOnly, ownOriginOnly } from './guard.ts'
import { importRoutes } from './import-routes.ts'
import { monthRoutes } from './month-routes.ts'
import { createRoutes, problem, problemOf } from './problems.ts'
import { reportRoutes } from './report-routes.ts'
import { Session } from './schemas.ts'
import { termsRoutes } from './terms-routes.ts'

const readSession = createRoute({
  method: 'get',
  path: '/session',
  responses: { 200: answer(Session), ...problemAnswers },
})

/** What describes the API as a whole. */
export const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Vigie',
    version: '0.1.0',
    description: 'Contracts, facts, months and their explanations.',
  },
  servers: [{ url: '/api' }],
}

/** The routes of the API, without the door. */
export function apiOf(served: Served & { readonly folder: string }): OpenAPIHono {
  const api = createRoutes(served.voiceOf)
  api.openapi(readSession, (context) =>
    context.json({ name: served.actor.name, version: ABOUT.info.version }, 200),
  )
  api.route('/', contractRoutes(served))
  api.route('/', termsRoutes(served))
  api.route('/', monthRoutes(served))
  api.route('/', reportRoutes(served))
  api.route('/', evidenceRoutes(served))
  api.route('/', importRoutes(served))
  api.doc31('/openapi.json', ABOUT)
  return api
}

/** The whole application; `page` serves the files of the page, where it was built. */
export function appOf(
  served: Served & {
    readonly folder: string
    readonly door: Door
    readonly page: MiddlewareHandler | undefined
  },
): OpenAPIHono {
  const { door, page, voiceOf } = served
  const app = new OpenAPIHono()
  app.use(ownHostOnly())
  app.use(headers())
  app.use(ownOriginOnly)
  app.get('/enter', door.enter)
  app.use('/api/*', door.guard)
  app.route('/api', apiOf(served))
  app.all('/api/*', (context) => problem(context, voiceOf(context), 404, 'route-unknown'))
  app.get('*', page ?? ((context) => problem(context, voiceOf(context), 503, 'page-not-built')))
  app.onError((failure, context) => problemOf(context, voiceOf(context), failure))
  return app
}
