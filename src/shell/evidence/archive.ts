/**
 * An archive with one way to be written: the same parts give the same bytes on any machine.
 *
 * It is a ZIP that any tool opens, its parts stored as they are, in order, dated 1 January 1980.
 * Nothing is compressed: two versions of a compressor write different bytes, and what was never
 * compressed cannot unpack into more than it is. So whoever reads one writes it again from what was
 * found and compares: a byte that is not where it belongs is a damaged archive, wherever it stands.
 *
 * Example: one part `a.txt` of 2 bytes makes 30 + 5 + 2 bytes, 46 + 5 in the list of parts, 22 at
 * the end: 110 bytes.
 */
import { crc32 } from 'node:zlib'

export interface Part {
  /** Such as `settlement.json`. */
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const LISTED = 0x02014b50
const END = 0x06054b50
const LOCAL_BYTES = 30
const LISTED_BYTES = 46
const END_BYTES = 22

/** ZIP 1.0: stored, without a flag. */
const VERSION = 10
/** 1 January 1980, the first day that the format can write. */
const FIRST_DAY = 0x21

/** Where bytes stop being those of an archive, and in which part. */
export interface Damage {
  /** Counted from 0. */
  readonly at: number
  /** Empty: outside the parts. */
  readonly part: string
}

/** What begins as a ZIP does. */
export const isArchive = (head: Uint8Array): boolean =>
  head.length >= 4 && Buffer.from(head).readUInt32LE(0) === LOCAL

/** Writes parts in their order. */
export function packArchive(parts: readonly Part[]): Buffer {
  const stored: Buffer[] = []
  const listed: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of parts) {
    const title = Buffer.from(name, 'ascii')
    const about = aboutOf(title, bytes)
    const local = Buffer.alloc(LOCAL_BYTES)
    local.writeUInt32LE(LOCAL, 0)
    about.copy(local, 4)
    const entry = Buffer.alloc(LISTED_BYTES)
    entry.writeUInt32LE(LISTED, 0)
    entry.writeUInt16LE(VERSION, 4)
    about.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    stored.push(local, title, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    listed.push(entry, title)
    offset += LOCAL_BYTES + title.length + bytes.length
  }
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...stored, list, end])
}

/** The 26 bytes that a part and its line in the list have in common. */
function aboutOf(title: Buffer, bytes: Uint8Array): Buffer {
  const about = Buffer.alloc(26)
  about.writeUInt16LE(VERSION, 0)
  about.writeUInt16LE(FIRST_DAY, 8)
  about.writeUInt32LE(crc32(bytes), 10)
  about.writeUInt32LE(bytes.length, 14)
  about.writeUInt32LE(bytes.length, 18)
  about.writeUInt16LE(title.length, 22)
  return about
}

/** The parts of an archive as it was written, or where it is damaged. */
export function unpackArchive(
  archive: Buffer,
): { readonly parts: readonly Part[] } | { readonly damage: Damage } {
  const parts: Part[] = []
  let at = 0
  while (at + LOCAL_BYTES <= archive.length && archive.readUInt32LE(at) === LOCAL) {
    const from = at + LOCAL_BYTES + archive.readUInt16LE(at + 26)
    const to = from + archive.readUInt32LE(at + 22)
    const name = archive.toString('latin1', at + LOCAL_BYTES, Math.min(from, archive.length))
    if (to > archive.length) return { damage: { at, part: name } }
    parts.push({ name, bytes: archive.subarray(from, to) })
    at = to
  }
  const written = packArchive(parts)
  const wrong = firstOther(archive, written)
  return wrong === undefined ? { parts } : { damage: { at: wrong, part: partAt(parts, wrong) } }
}

/** The first byte that differs; the end of the shorter where one goes on. */
function firstOther(archive: Buffer, written: Buffer): number | undefined {
  if (archive.equals(written)) return undefined
  const length = Math.min(archive.length, written.length)
  for (let at = 0; at < length; at += 1) if (archive[at] !== written[at]) return at
  return length
}

function partAt(parts: readonly Part[], at: number): string {
  let end = 0
  for (const { name, bytes } of parts) {
    end += LOCAL_BYTES + name.length + bytes.length
    if (at < end) return name
  }
  return ''
}
