/**
 * PostgreSQL inside this process (PGlite), in a thread of its own: a statement blocks its thread
 * until it ends, and the program must go on answering meanwhile.
 *
 * The thread takes bytes of PostgreSQL's own protocol and answers with bytes, so that the usual
 * driver serves both an embedded database and a server. It is given as text, since a thread cannot
 * be started from TypeScript, and a bundle would have to find its file.
 *
 * PGlite turns `fsync` off, and its file system knows none: a power cut would lose what was
 * acknowledged. Here each commit is on the disk before it is answered.
 */
import { readFileSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { StoreFailure } from './refusal.ts'

/** The version of PostgreSQL that PGlite is: its files are read by no other. */
export const PGLITE_POSTGRES = 18

/** Where a module of PGlite is: asked when one is started, since most commands never do. */
const { resolve } = createRequire(import.meta.url)

export function pgliteVersion(): string {
  const manifest = join(dirname(resolve('@electric-sql/pglite')), '..', 'package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version
}

const THREAD = `
const { fsyncSync } = require('node:fs')
const { parentPort, workerData } = require('node:worker_threads')
const { PGlite } = require(workerData.pglite)
const { NodeFS } = require(workerData.nodefs)

class SyncedFolder extends NodeFS {
  async init(pglite, options) {
    const { emscriptenOpts } = await super.init(pglite, options)
    emscriptenOpts.preRun.push((module) => {
      module.NODEFS.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd)
        return 0
      }
    })
    return { emscriptenOpts }
  }
}

const { folder, image } = workerData
const inFolder = () => ({
  fs: new SyncedFolder(folder),
  startParams: [
    ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
    '-c', 'wal_sync_method=fsync',
  ],
})

const gestures = (pglite) => ({
  exchange: ({ bytes }) => pglite.execProtocolRawSync(bytes),
  dump: async () => new Uint8Array(await (await pglite.dumpDataDir('gzip')).arrayBuffer()),
  close: async () => {
    await pglite.close()
    return new Uint8Array(0)
  },
})

PGlite.create({
  ...(folder === undefined ? {} : inFolder()),
  ...(image === undefined ? {} : { loadDataDir: new Blob([image]) }),
}).then((pglite) => {
  const known = gestures(pglite)
  parentPort.on('message', async (message) => {
    const answer = known[message.gesture](message)
    // A copy to give away: some answers are parts of a buffer that PGlite writes again.
    const bytes = (answer instanceof Promise ? await answer : answer).slice()
    parentPort.postMessage(bytes, [bytes.buffer])
  })
  parentPort.postMessage(new Uint8Array(0))
})
`

type Gesture =
  | { readonly gesture: 'exchange'; readonly bytes: Uint8Array }
  | { readonly gesture: 'dump' | 'close' }

interface Waiting {
  readonly resolve: (answer: Uint8Array) => void
  readonly reject: (failure: Error) => void
}

/** The code of a disk that is full, as a field of an error. */
const DISK_FULL = 'C53100\0'

/** Whether an answer ends as all do: with the six bytes that say that the next may be asked. */
const isWhole = (answer: Uint8Array): boolean => answer.at(-6) === 'Z'.charCodeAt(0)

/** What a database writes ahead of its data comes in pieces of this size. */
const LOG_PIECE_BYTES = 16 * 1_048_576

/** Whether the disk of a folder has no room for what a database needs to begin. */
function isFull(folder: string | undefined): boolean {
  if (folder === undefined) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < LOG_PIECE_BYTES
}

/** A database in a thread. Gestures are answered in the order in which they are asked. */
export class PgliteThread {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  readonly #stopping = new AbortController()
  #failure: StoreFailure | undefined

  private constructor(start: { readonly folder?: string; readonly image?: Uint8Array }) {
    this.#worker = new Worker(THREAD, {
      eval: true,
      // Options of this process, such as a loader of TypeScript, are not the thread's business.
      execArgv: [],
      workerData: {
        pglite: resolve('@electric-sql/pglite'),
        nodefs: resolve('@electric-sql/pglite/nodefs'),
        ...start,
      },
    })
    this.#worker.on('message', (answer: Uint8Array) => this.#waiting.shift()?.resolve(answer))
    this.#worker.on('error', (cause) => this.#stop(stoppedBy(cause.message, cause)))
    this.#worker.on('exit', (code) => this.#stop(stoppedBy(`exit ${code}`)))
  }

  /** Starts the database of a folder (made from an image where given), or one in memory. */
  static async start(start: {
    readonly folder?: string
    readonly image?: Uint8Array
  }): Promise<PgliteThread> {
    const thread = new PgliteThread(start)
    try {
      await thread.#answer()
    } catch (failure) {
      // A database that finds no room as it starts dies without a word.
      throw isFull(start.folder) ? new StoreFailure('store-full') : failure
    }
    return thread
  }

  /** Aborted once the database has stopped by itself; the reason is a {@link StoreFailure}. */
  get stopped(): AbortSignal {
    return this.#stopping.signal
  }

  /**
   * Sends messages of the protocol, whole and ending in one that is answered. A panic is the last
   * thing that a database says: it is not asked again, and what it had written is found when its
   * folder is opened next.
   */
  async exchange(bytes: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#ask({ gesture: 'exchange', bytes })
    if (isWhole(answer)) return answer
    const isOfDisk = Buffer.from(answer).includes(DISK_FULL)
    const failure = isOfDisk ? new StoreFailure('store-full') : stoppedBy(readableOf(answer))
    this.#stop(failure)
    void this.#worker.terminate()
    throw failure
  }

  /** All files of the database, as a packed archive. */
  dump(): Promise<Uint8Array> {
    return this.#ask({ gesture: 'dump' })
  }

  /** Ends the database; what is asked afterwards fails. */
  async close(): Promise<void> {
    const closed = this.#ask({ gesture: 'close' })
    this.#failure ??= stoppedBy('closed')
    await closed.catch(() => undefined)
    await this.#worker.terminate()
  }

  #ask(gesture: Gesture): Promise<Uint8Array> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    this.#worker.postMessage(gesture)
    return this.#answer()
  }

  #answer(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
    })
  }

  #stop(failure: StoreFailure): void {
    if (this.#failure === undefined) {
      this.#failure = failure
      this.#stopping.abort(failure)
    }
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}

/** A database that has stopped, and what was heard of why. */
const stoppedBy = (heard: string, cause?: Error): StoreFailure =>
  Object.assign(new StoreFailure('store-stopped', { cause: heard }), { cause })

const MOST_HEARD = 300

/** The last words of an answer, without the bytes of the protocol. */
const readableOf = (answer: Uint8Array): string =>
  Buffer.from(answer)
    .toString('utf8')
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .trim()
    .slice(-MOST_HEARD)
