/**
 * A connection that breaks is found broken by whoever asks it next. The driver says it as an event
 * too, at once, and Node ends a process in which nobody listens for an error: so somebody does, for
 * connections that wait and for those in the middle of a transaction.
 */
import type pg from 'pg'

const ignore = (): void => undefined

/** The same pool, whose connections may break. */
export function survivingBreaks(pool: pg.Pool): pg.Pool {
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
