/** Closes the month of a case whose files tell other inputs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeFiles } from '../../scripts/cases/close-case.ts'
import { showFinding } from '../../scripts/cases/compare-refusal.ts'
import { parseMonth } from '../../src/base/calendar/date.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { Edit } from './entry.ts'
import { Settled } from './settled.ts'

const CASES = fileURLToPath(new URL('../../cases/corpus/', import.meta.url))

/** Replaces each text, which must be there exactly once. */
export function editText(text: string, edits: readonly Edit[]): string {
  let edited = text
  for (const { file, from, to } of edits) {
    const count = edited.split(from).length - 1
    if (count !== 1) throw new Error(`\`${from}\` is ${count} times in the ${file}`)
    edited = edited.replace(from, () => to)
  }
  return edited
}

export interface Asked {
  /** The case, as `tpl-carry30/excess-lost`. */
  readonly name: string
  readonly edits: readonly Edit[]
  readonly month: string
  readonly asOf?: string
}

/** Closes with the product; aborts with the findings where it refuses. */
export function closeEntry({ name, edits, month, asOf }: Asked): Settled {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-corpus-'))
  try {
    for (const file of ['contract', 'facts'] as const) {
      const text = readFileSync(join(CASES, name, `${file}.yaml`), 'utf8')
      const own = edits.filter((edit) => edit.file === file)
      writeFileSync(join(folder, `${file}.yaml`), editText(text, own))
    }
    const at = asOf === undefined ? undefined : parseInstant(asOf)
    const closing = parseMonth(month)
    if (closing === undefined) throw new Error(`${month} is no month`)
    const golden = {
      folder,
      name,
      sentence: name,
      contract: 'contract.yaml',
      facts: ['facts.yaml'],
    }
    const closed = closeFiles({ ...golden, months: [], ...(at && { asOf: at }) }, closing)
    if ('refused' in closed)
      throw new Error(`refused: ${closed.refused.map(showFinding).join('; ')}`)
    return new Settled(closed.settlement)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
