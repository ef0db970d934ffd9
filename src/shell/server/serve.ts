/**
 * Listens on this machine, and says where.
 */
import { createAdaptorServer } from '@hono/node-server'
import type { OpenAPIHono } from '@hono/zod-openapi'

/** A port that cannot be listened to; `cause` is the code of the system. */
export class PortRefused extends Error {
  readonly port: number

  constructor(port: number, cause: string) {
    super(cause)
    this.port = port
  }
}

export interface Listening {
  readonly url: string
  /** Answers what was asked, then stops. */
  stop(): Promise<void>
}

/** Listens on the loopback address only. Throws {@link PortRefused}. */
export function listen(app: OpenAPIHono, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' })
  return new Promise((resolve, reject) => {
    server.once('error', (failure: NodeJS.ErrnoException) => {
      reject(new PortRefused(port, failure.code ?? failure.message))
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const actual = typeof address === 'object' && address !== null ? address.port : port
      resolve({
        url: `http://localhost:${actual}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
  })
}
