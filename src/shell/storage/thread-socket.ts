/**
 * What the driver takes for a socket to a server: its other end is a database in a thread.
 *
 * The driver holds its messages back until a whole request is written (`cork`), so each write is a
 * request with one answer. A session outlives its socket here: what a connection leaves open is
 * undone when it goes.
 */
import { Duplex } from 'node:stream'
import type { PgliteThread } from './pglite-thread.ts'

/** The other end: takes a request of the protocol, and answers it. */
export type Exchanging = Pick<PgliteThread, 'exchange'>

const TERMINATE = 'X'.charCodeAt(0)

/** A simple query in the protocol of PostgreSQL: `Q`, the length, the text, NUL. */
function simpleQuery(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`)
  const head = Buffer.from([81, 0, 0, 0, 0])
  head.writeInt32BE(text.length + 4, 1)
  return new Uint8Array(Buffer.concat([head, text]))
}

export class ThreadSocket extends Duplex {
  readonly #thread: Exchanging

  constructor(thread: Exchanging) {
    super()
    this.#thread = thread
  }

  /** There is nothing to dial; the driver waits for the event. */
  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    // Answers come when they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#send(chunk, done)
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error) => void,
  ): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: (error?: Error) => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // `discard all` is refused inside a transaction, hence two requests.
    for (const sql of ['rollback', 'discard all']) {
      this.#thread.exchange(simpleQuery(sql)).catch(() => undefined)
    }
    done(error)
  }

  #send(bytes: Buffer, done: (error?: Error) => void): void {
    done()
    if (bytes[0] === TERMINATE) return
    // A copy: the driver's buffers are parts of larger ones.
    this.#thread.exchange(Uint8Array.from(bytes)).then(
      (answer) => {
        if (!this.destroyed) this.push(Buffer.from(answer.buffer))
      },
      (failure: Error) => this.destroy(failure),
    )
  }
}
