/**
 * `vigie serve`: opens the page on this machine, and stays until it is stopped.
 *
 * The server and the store are loaded here only: the other commands start without them.
 */
import { once } from 'node:events'
import { join } from 'node:path'
import type { Running } from '../../server/start.ts'
import type { StoreFailure } from '../../storage/refusal.ts'
import type { DataOptions } from '../data-place.ts'
import { dataPlaceOf } from '../data-place.ts'
import { OperatingFailure, UsageError } from '../failure.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'
import { listenForStop } from '../stop-signal.ts'

export interface ServeOptions extends DataOptions {
  readonly port?: string
}

type Environment = Readonly<Record<string, string | undefined>>

const PORT = 4800

/** Serves until the process is asked to stop; gives the exit code. */
export async function serve(
  session: Session,
  options: ServeOptions,
  environment: Environment,
): Promise<number> {
  const port = portOf(options.port ?? environment['VIGIE_PORT'])
  const { place, folder, name } = dataPlaceOf(options, environment)
  const { say } = session.speaker
  // Who asks to stop while the data are being opened is heard as well.
  const stop = listenForStop()
  session.out(`${say('serve-opening', { place: name })}\n`)
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
  running.ready?.then(
    (loaded) => {
      if (loaded.value === undefined) printFindings(session, loaded.findings)
      else session.out(`${say('serve-ready')}\n`)
    },
    (failure: unknown) => session.error(`${say('serve-not-ready', { cause: `${failure}` })}\n`),
  )
  return await untilStopped(session, running, stop.signal)
}

/** Serves until somebody asks to stop, or until the database has stopped by itself. */
async function untilStopped(
  session: Session,
  running: Running,
  asked: AbortSignal,
): Promise<number> {
  const end = AbortSignal.any([asked, running.stopped])
  if (!end.aborted) await once(end, 'abort')
  session.out(`${session.speaker.say('serve-stopping')}\n`)
  await running.stop()
  if (!running.stopped.aborted) return EXIT.right
  printFindings(session, [(running.stopped.reason as StoreFailure).finding])
  return EXIT.failed
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return PORT
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError('usage-port', { detail: text })
  return port
}
