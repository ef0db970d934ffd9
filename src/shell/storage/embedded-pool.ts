/**
 * The connections to a database in a thread: one, since it knows no more, and a queue before it.
 */
import pg from 'pg'
import { survivingBreaks } from './broken-connections.ts'
import type { Exchanging } from './thread-socket.ts'
import { ThreadSocket } from './thread-socket.ts'

export function poolOf(thread: Exchanging): pg.Pool {
  return survivingBreaks(
    new pg.Pool({
      max: 1,
      // Said here, so that no variable of the environment says otherwise.
      user: 'postgres',
      database: 'postgres',
      ssl: false,
      stream: () => new ThreadSocket(thread),
    }),
  )
}
