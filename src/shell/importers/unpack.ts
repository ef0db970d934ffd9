/**
 * Unpacks a `.gz` file piece by piece, for a reader that does not come back later.
 *
 * The library unpacks at once, into memory that a small file can exhaust (1 MB of gzip may hold
 * 1 GB), or in pieces for asynchronous code, which the pure stages are not. So a thread unpacks and
 * hands its pieces over in one shared buffer: the reader sleeps while it is empty, the thread while
 * it is full. Memory is that of the buffer, and one core unpacks while another reads.
 *
 * A file that unpacks to more than 200 times its size is refused: tables make 5 to 50 times, a bomb
 * 1000. So the work is in proportion to what lies on the disk.
 */
import { Worker } from 'node:worker_threads'
import { UnreadableFile } from './unreadable-file.ts'

const MOST_TIMES = 200

/** A short file may be very repetitive without harm, and is told apart only beyond this size. */
const ALWAYS_ALLOWED = 67_108_864

/** What the first number of the shared state says; the second is the length of the piece. */
const STATE = { empty: 0, full: 1, ended: 2, damaged: 3 } as const

/** A disk that gives nothing for so long, or a thread that could not begin, is given up. */
const PATIENCE_MS = 60_000

const UNPACKER = `
const { createReadStream } = require('node:fs')
const { pipeline } = require('node:stream/promises')
const { workerData } = require('node:worker_threads')
const { createGunzip } = require('node:zlib')
const { path, state, bytes, STATE } = workerData
const tell = (what) => {
  Atomics.store(state, 0, what)
  Atomics.notify(state, 0)
}
pipeline(createReadStream(path), createGunzip({ chunkSize: bytes.length }), async (pieces) => {
  for await (const piece of pieces) {
    bytes.set(piece)
    state[1] = piece.length
    tell(STATE.full)
    Atomics.wait(state, 0, STATE.full)
  }
}).then(
  () => tell(STATE.ended),
  () => tell(STATE.damaged),
)
`

/** The unpacked pieces of a file of `size` bytes; a piece is valid until the next one is asked. */
export function* unpackedPieces(
  path: string,
  size: number,
  pieceBytes: number,
): Generator<Uint8Array> {
  const state = new Int32Array(new SharedArrayBuffer(8))
  const shared = new Uint8Array(new SharedArrayBuffer(pieceBytes))
  const thread = new Worker(UNPACKER, {
    eval: true,
    // Options of this process, such as a loader of TypeScript, are not the thread's business.
    execArgv: [],
    workerData: { path, state, bytes: shared, STATE },
  })
  thread.unref()
  // Said by the state; without a listener, it would end the program.
  thread.on('error', () => undefined)
  // Text decoders refuse shared memory.
  const piece = new Uint8Array(pieceBytes)
  let total = 0
  try {
    for (;;) {
      const isLate = Atomics.wait(state, 0, STATE.empty, PATIENCE_MS) === 'timed-out'
      const now = Atomics.load(state, 0)
      if (isLate || now === STATE.damaged) throw new UnreadableFile(path, 'gz-damaged')
      if (now === STATE.ended) return
      const length = state[1] ?? 0
      piece.set(shared.subarray(0, length))
      Atomics.store(state, 0, STATE.empty)
      Atomics.notify(state, 0)
      total += length
      if (total > ALWAYS_ALLOWED && total > MOST_TIMES * size) {
        throw new UnreadableFile(path, 'gz-too-large', { times: `${MOST_TIMES}` })
      }
      yield piece.subarray(0, length)
    }
  } finally {
    void thread.terminate()
  }
}
