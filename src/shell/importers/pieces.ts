/**
 * Files as pieces of bytes, one after the other, in one buffer that is used again.
 *
 * A `.gz` file is unpacked whole: it is read into memory, so a table of more than a few hundred
 * megabytes is better given unpacked.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const PIECE_BYTES = 262_144

const isPacked = (path: string): boolean => path.toLowerCase().endsWith('.gz')

/** Hands over the file piece by piece; a piece is valid only during the call. */
export function eachPiece(path: string, onPiece: (piece: Uint8Array) => void): void {
  if (isPacked(path)) {
    const whole = unpacked(path)
    for (let from = 0; from < whole.length; from += PIECE_BYTES) {
      onPiece(whole.subarray(from, Math.min(whole.length, from + PIECE_BYTES)))
    }
    return
  }
  const file = openSync(path, 'r')
  const buffer = new Uint8Array(PIECE_BYTES)
  try {
    for (;;) {
      const count = readSync(file, buffer, 0, PIECE_BYTES, null)
      if (count === 0) return
      onPiece(buffer.subarray(0, count))
    }
  } finally {
    closeSync(file)
  }
}

/** The first bytes of a file. */
export function headOf(path: string, length: number): Uint8Array {
  if (isPacked(path)) return unpacked(path).subarray(0, length)
  const file = openSync(path, 'r')
  try {
    const head = new Uint8Array(length)
    return head.subarray(0, readSync(file, head, 0, length, 0))
  } finally {
    closeSync(file)
  }
}

/** A plain view: a `Buffer` is another shape of object, and would slow the scanner down. */
function unpacked(path: string): Uint8Array {
  const packed = readFileSync(path)
  const whole = gunzipSync(new Uint8Array(packed.buffer, packed.byteOffset, packed.length))
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.length)
}
