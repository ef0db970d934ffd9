/**
 * `vigie serve`: opens the page on this machine, and stays until it is stopped.
 *
 * The server and the store are loaded here only: the other commands start without them.
 */
import { join, resolve } from 'node:path'
import type { Place } from '../../storage/store.ts'
import { OperatingFailure, UsageError } from '../failure.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'

export interface ServeOptions {
  readonly port?: string
  readonly data?: string
}

type Environment = Readonly<Record<string, string | undefined>>

const PORT = 4800
const FOLDER = 'vigie-data'

/** Serves until the process is asked to stop; gives the exit code. */
export async function serve(
  session: Session,
  options: ServeOptions,
  environment: Environment,
): Promise<number> {
  const port = portOf(options.port ?? environment['VIGIE_PORT'])
  const folder = resolve(options.data ?? environment['VIGIE_DATA'] ?? FOLDER)
  const url = environment['DATABASE_URL']
  const place: Place = url === undefined || url === '' ? { folder } : { url }
  const { say } = session.speaker
  session.out(`${say('serve-opening', { place: 'folder' in place ? folder : 'PostgreSQL' })}\n`)
  const { PortRefused, start } = await import('../../server/start.ts')
  const key = environment['VIGIE_KEY']
  const { value: running, findings } = await start({
    place,
    port,
    uploads: join(folder, 'uploads'),
    ...(key === undefined || key === '' ? {} : { key }),
  }).catch((failure: unknown) => {
    if (!(failure instanceof PortRefused)) throw failure
    throw new OperatingFailure('failure-port', { port: `${port}`, cause: failure.message })
  })
  printFindings(session, findings)
  if (running === undefined) return EXIT.failed
  session.out(`\n${say('serve-open', { url: `${running.url}/enter?key=${running.key}` })}\n`)
  session.out(`${say('serve-stop')}\n`)
  running.ready.then(
    () => session.out(`${say('serve-ready')}\n`),
    (failure: unknown) => session.error(`${say('serve-not-ready', { cause: `${failure}` })}\n`),
  )
  await untilStopped()
  session.out(`${say('serve-stopping')}\n`)
  await running.stop()
  return EXIT.right
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return PORT
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError('usage-port', { detail: text })
  return port
}

/** Ends at the first request to stop: from the keyboard, or from whoever started the process. */
const untilStopped = (): Promise<void> =>
  new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped())
  })
