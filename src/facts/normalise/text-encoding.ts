/**
 * Reads bytes as text, in UTF-8 or windows-1252, and tells which of the two a file is in.
 *
 * French exports come in both, and nothing in the file says which. UTF-8 is strict enough to be its
 * own proof: a text of windows-1252 with one accent is almost never valid UTF-8. So `detect` means
 * UTF-8 when the whole file is valid UTF-8, and windows-1252 otherwise.
 *
 * Example: `Priorité` is `… C3 A9` in UTF-8; the lone byte `E9` of windows-1252 is refused by it.
 *
 * @fr encodage
 */

export type Encoding = 'utf-8' | 'windows-1252'

/** What windows-1252 puts at 0x80–0x9F; the five holes keep their C1 control, as browsers do. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The text of a range of bytes, or nothing where the bytes are not in this encoding. */
export function decodeBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: 'windows-1252',
): string
export function decodeBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: Encoding,
): string | undefined
export function decodeBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: Encoding,
): string | undefined {
  return encoding === 'utf-8' ? decodeUtf8(bytes, start, end) : decode1252(bytes, start, end)
}

function decode1252(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i] as number
    text += byte >= 0x80 && byte <= 0x9f ? CP1252.charAt(byte - 0x80) : String.fromCharCode(byte)
  }
  return text
}

function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = ''
  let i = start
  while (i < end) {
    const byte = bytes[i] as number
    if (byte < 0x80) {
      text += String.fromCharCode(byte)
      i += 1
      continue
    }
    const length = sequenceLength(bytes, i, end)
    if (length <= 0) return undefined
    let point = byte & (0xff >> (length + 1))
    for (let k = 1; k < length; k += 1) point = (point << 6) | ((bytes[i + k] as number) & 0x3f)
    text += String.fromCodePoint(point)
    i += length
  }
  return text
}

/**
 * The length of the well-formed sequence of two to four bytes at `i`; 0 where it is ill-formed; −1
 * where it is well-formed so far and cut by `end`. Overlong forms and surrogates are ill-formed.
 */
function sequenceLength(bytes: Uint8Array, i: number, end: number): number {
  const first = bytes[i] as number
  if (first < 0xc2 || first > 0xf4) return 0
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  for (let k = 1; k < length; k += 1) {
    if (i + k >= end) return -1
    const next = bytes[i + k] as number
    if (next < 0x80 || next > 0xbf) return 0
    if (k > 1) continue
    if (first === 0xe0 && next < 0xa0) return 0
    if (first === 0xed && next > 0x9f) return 0
    if (first === 0xf0 && next < 0x90) return 0
    if (first === 0xf4 && next > 0x8f) return 0
  }
  return length
}

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) as number
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f))
    else if (point < 0x10000) {
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f))
    } else {
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f))
      bytes.push(0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f))
    }
  }
  return Uint8Array.from(bytes)
}

/** Whether none of four bytes is above 127. */
const isAscii = (four: number): boolean => (four & 0x80808080) === 0

/** Reads a whole file once, piece by piece, and says in which of the two encodings it is. */
export class EncodingProbe {
  #isUtf8 = true
  #hasAccents = false
  #cut = new Uint8Array(0)

  push(piece: Uint8Array): void {
    if (!this.#isUtf8) return
    let bytes = piece
    if (this.#cut.length > 0) {
      bytes = new Uint8Array(this.#cut.length + piece.length)
      bytes.set(this.#cut)
      bytes.set(piece, this.#cut.length)
      this.#cut = new Uint8Array(0)
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let i = 0; i < bytes.length; ) {
      // Nearly all is ASCII, and eight bytes at a time are seen to be.
      while (i + 8 <= bytes.length && isAscii(view.getInt32(i) | view.getInt32(i + 4))) i += 8
      if (i === bytes.length) return
      if ((bytes[i] as number) < 0x80) {
        i += 1
        continue
      }
      this.#hasAccents = true
      const length = sequenceLength(bytes, i, bytes.length)
      if (length === 0) {
        this.#isUtf8 = false
        return
      }
      if (length < 0) {
        this.#cut = bytes.slice(i)
        return
      }
      i += length
    }
  }

  /** `isPlain` where the file has only ASCII and both encodings read it alike. */
  finish(): { readonly encoding: Encoding; readonly isPlain: boolean } {
    const isUtf8 = this.#isUtf8 && this.#cut.length === 0
    return { encoding: isUtf8 ? 'utf-8' : 'windows-1252', isPlain: isUtf8 && !this.#hasAccents }
  }
}
