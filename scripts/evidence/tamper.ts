/** Changes one byte of an evidence file at a time, by chance: the same seed, the same bytes. */
import { createHash } from 'node:crypto'
import type { Part } from '../../src/shell/evidence/archive.ts'
import { packArchive, unpackArchive } from '../../src/shell/evidence/archive.ts'
import { CHECKPOINTS, CLAUSES, CONTRACT, SETTLEMENT } from '../../src/shell/evidence/evidence.ts'
import { FACTS } from '../../src/shell/evidence/fact-lines.ts'
import { runBoth } from './both-programs.ts'

interface Tampered {
  readonly archive: Buffer
  /** Where the byte is, for whoever is told that nobody found it. */
  readonly what: string
  /** Whether the checker can see it, which takes tables and facts as given. */
  readonly isSeenByBoth: boolean
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function partsIn(archive: Buffer): readonly Part[] {
  const unpacked = unpackArchive(archive)
  if ('damage' in unpacked) throw new Error(JSON.stringify(unpacked.damage))
  return unpacked.parts
}

/** The same parts with a manifest that tells their hashes. */
export function withItsManifest(parts: readonly Part[]): Part[] {
  const others = parts.filter(({ name }) => name !== 'manifest.sha256')
  const text = others.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('')
  return [{ name: 'manifest.sha256', bytes: Buffer.from(text) }, ...others]
}

/** Whole numbers below a limit, drawn one after the other. */
type Draw = (limit: number) => number

function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * limit)
  }
}

function flipped(bytes: Uint8Array, draw: Draw): { readonly bytes: Buffer; readonly at: number } {
  const [at, changed] = [draw(bytes.length), Buffer.from(bytes)]
  changed[at] = (changed[at] ?? 0) ^ (1 + draw(255))
  return { bytes: changed, at }
}

/** One byte of the archive, wherever it stands. */
function flipAnywhere(archive: Buffer, draw: Draw): Tampered {
  const { bytes, at } = flipped(archive, draw)
  return { archive: bytes, what: `byte ${at}`, isSeenByBoth: true }
}

const SEEN_BY_BOTH = [CONTRACT, SETTLEMENT, CLAUSES, CHECKPOINTS]

/**
 * One byte of a part, in an archive whose checksums and manifest are right again. A fact that no
 * figure depends on may be another without any figure being another: facts are left alone.
 */
function flipInPart(archive: Buffer, draw: Draw): Tampered {
  const parts = partsIn(archive)
  const open = parts.filter(({ name }) => name !== 'manifest.sha256' && name !== FACTS)
  const chosen = open[draw(open.length)] as Part
  const { bytes, at } = flipped(chosen.bytes, draw)
  const changed = parts.map((part) => (part === chosen ? { ...part, bytes } : part))
  const { name } = chosen
  return {
    archive: packArchive(withItsManifest(changed)),
    what: `${name}, byte ${at}, with a manifest that tells it`,
    isSeenByBoth: SEEN_BY_BOTH.includes(name) || name.startsWith('closed/'),
  }
}

/** What was changed in `count` files, half of them with their manifest, and nobody said. */
export function unseenAmong(archive: Buffer, count: number, seed: number): readonly string[] {
  if (count === 0) return []
  const draw = drawFrom(seed)
  const drawn = Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? flipAnywhere(archive, draw) : flipInPart(archive, draw),
  )
  const said = runBoth(drawn.map((one) => one.archive))
  return drawn.flatMap(({ what, isSeenByBoth }, i) => {
    const { product = [], checker = [] } = said[i] ?? {}
    return [
      ...(product.length === 0 ? [`${what}: vigie finds nothing`] : []),
      ...(isSeenByBoth && checker.length === 0 ? [`${what}: the checker finds nothing`] : []),
    ]
  })
}
