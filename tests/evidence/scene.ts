/** Evidence files of golden lives, and what a forger does with them. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { archivesOf } from '../../scripts/evidence/case-archives.ts'
import { partsIn, withItsManifest } from '../../scripts/evidence/tamper.ts'
import { packArchive } from '../../src/shell/evidence/archive.ts'

/** The evidence file of the last month that a golden life closes. */
export function archiveOf(name: string): Buffer {
  const last = archivesOf(fileURLToPath(new URL(`../../cases/${name}`, import.meta.url))).at(-1)
  if (last === undefined) throw new Error(`${name} closes no month`)
  return last.archive
}

export const textOf = (archive: Buffer, name: string): string =>
  Buffer.from(partsIn(archive).find((part) => part.name === name)?.bytes ?? []).toString('utf8')

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An archive with parts of another text, and a manifest that is right again where asked. */
export function forged(
  archive: Buffer,
  changes: Readonly<Record<string, (text: string) => string>>,
  withManifest = true,
): Buffer {
  const parts = partsIn(archive).map((part) => {
    const change = changes[part.name]
    return change === undefined
      ? part
      : { ...part, bytes: Buffer.from(change(Buffer.from(part.bytes).toString('utf8'))) }
  })
  return packArchive(withManifest ? withItsManifest(parts) : parts)
}

/** One that a forger changes with its hashes: the checkpoint of the month is right again too. */
export function withItsHashes(archive: Buffer, change: (settlement: string) => string): Buffer {
  const before = sha256(Buffer.from(textOf(archive, 'settlement.json')))
  const changed = change(textOf(archive, 'settlement.json'))
  const after = sha256(Buffer.from(changed))
  return forged(archive, {
    'settlement.json': () => changed,
    'checkpoints.txt': (text) => {
      const lines = text.trimEnd().split('\n')
      const earlier = lines.at(-2)?.split(' ')[2]
      const [month = ''] = lines.at(-1)?.split(' ') ?? []
      const { contract } = JSON.parse(changed) as { contract: { id: string } }
      const last = earlier ?? sha256(Buffer.from(contract.id))
      const checkpoint = sha256(Buffer.from(`${last} ${month} ${after}`))
      return text.includes(before)
        ? [...lines.slice(0, -1), `${month} ${after} ${checkpoint}`, ''].join('\n')
        : text
    },
  })
}
