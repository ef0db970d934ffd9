/**
 * Files as pieces of bytes, one after the other, in one buffer that is used again.
 *
 * Only regular files are read: a folder has no bytes, a pipe may wait for ever and a device may
 * never end. A `.gz` file is unpacked on the way, so no file is ever in memory as a whole unless
 * `readWhole` is asked for it, with a limit.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { unpackedPieces } from './unpack.ts'
import { UnreadableFile } from './unreadable-file.ts'

const PIECE_BYTES = 262_144

/** Opens a file to read it, and gives its size in bytes. It must be closed. */
function openRegular(path: string): { readonly file: number; readonly size: number } {
  const file = telling(path, () =>
    // Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
    openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
  )
  const stat = fstatSync(file)
  if (stat.isFile()) return { file, size: stat.size }
  closeSync(file)
  throw new UnreadableFile(path, stat.isDirectory() ? 'EISDIR' : 'not-a-file')
}

/** A failure of the system while a file is read is told with the name of the file. */
function telling<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (failure) {
    const code = (failure as NodeJS.ErrnoException).code
    throw new UnreadableFile(path, code ?? 'EIO')
  }
}

/** The size of a file in bytes, as it lies on the disk. Throws where it cannot be read. */
export function sizeOf(path: string): number {
  const { file, size } = openRegular(path)
  closeSync(file)
  return size
}

function* plainPieces(path: string): Generator<Uint8Array> {
  const { file } = openRegular(path)
  const buffer = new Uint8Array(PIECE_BYTES)
  try {
    for (;;) {
      const count = telling(path, () => readSync(file, buffer, 0, PIECE_BYTES, null))
      if (count === 0) return
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(file)
  }
}

/** The file piece by piece; a piece is valid until the next is asked for. */
export const piecesOf = (path: string): Iterable<Uint8Array> =>
  path.toLowerCase().endsWith('.gz')
    ? unpackedPieces(path, sizeOf(path), PIECE_BYTES)
    : plainPieces(path)

/** Hands over the file piece by piece; a piece is valid only during the call. */
export function eachPiece(path: string, onPiece: (piece: Uint8Array) => void): void {
  for (const piece of piecesOf(path)) onPiece(piece)
}

/** The first bytes of a file. */
export function headOf(path: string, length: number): Uint8Array {
  const head = new Uint8Array(length)
  let count = 0
  for (const piece of piecesOf(path)) {
    const part = piece.subarray(0, length - count)
    head.set(part, count)
    count += part.length
    if (count === length) break
  }
  return head.subarray(0, count)
}

/**
 * All the bytes of a file that is small by nature. One that is larger is refused before it is read,
 * and while it is read if it says a size that it has not (`/proc`) or grows.
 */
export function readWhole(path: string, most: number): Buffer {
  const refuse = (size: number): never => {
    throw new UnreadableFile(path, 'too-large', { size: `${size}`, limit: `${most}` })
  }
  const size = sizeOf(path)
  if (size > most) refuse(size)
  const parts: Uint8Array[] = []
  let total = 0
  for (const piece of plainPieces(path)) {
    total += piece.length
    if (total > most) refuse(total)
    parts.push(piece.slice())
  }
  return Buffer.concat(parts)
}
