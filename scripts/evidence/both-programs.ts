/** What the product and the independent checker say of evidence files. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EvidenceFault } from '../../src/shell/evidence/evidence-fault.ts'
import { verifyEvidence } from '../../src/shell/evidence/verify-evidence.ts'

const CHECKER = fileURLToPath(new URL('../check-evidence.mjs', import.meta.url))

/** What is wrong with one file; nothing where a program finds it right. */
export interface Said {
  readonly product: readonly EvidenceFault[]
  readonly checker: readonly string[]
}

/** Runs both programs on each file. */
export function runBoth(archives: readonly Buffer[]): readonly Said[] {
  const checked = runChecker(archives)
  return archives.map((archive, i) => ({
    product: verifyEvidence(archive).faults,
    checker: checked[i] ?? [],
  }))
}

/** Runs the checker as its users do, in a process of its own; it has to say something of each. */
export function runChecker(archives: readonly Buffer[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-evidence-'))
  try {
    const files = archives.map((archive, i) => {
      const file = join(folder, `${i}.zip`)
      writeFileSync(file, archive)
      return file
    })
    const { status, stdout, stderr } = spawnSync(process.execPath, [CHECKER, ...files], {
      encoding: 'utf8',
      maxBuffer: 268_435_456,
    })
    const [right, wrong] = [stdout, stderr].map((text) => (text ?? '').split('\n'))
    const said = files.map((file) => saidOf(file, right ?? [], wrong ?? []))
    if ((status === 0) === said.every((lines) => lines.length === 0)) return said
    throw new Error(`the checker ended with ${status}: ${stderr}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function saidOf(
  file: string,
  right: readonly string[],
  wrong: readonly string[],
): readonly string[] {
  const head = `${file}: `
  const faults = wrong
    .filter((line) => line.startsWith(head))
    .map((line) => line.slice(head.length))
  const isChecked = right.some((line) => line.startsWith(head))
  return isChecked || faults.length > 0 ? faults : ['the checker says nothing of it']
}
