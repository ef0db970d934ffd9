/**
 * Writes a settlement or a report to a file: whole or not at all, and never over what it was made
 * from.
 *
 * What can be known before the computation is said before it: the folder is not there, the file is
 * a device, the command reads it. The text is written beside its place and then takes it, so that
 * a full disk or a stop in the middle leaves the earlier file as it was.
 */
import { randomUUID } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import {
  accessSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { failureOf, OperatingFailure, UsageError } from './failure.ts'

/** Refuses a file that could not be written, or that the command reads under any name. */
export function assertWritable(output: string, inputs: readonly string[]): void {
  saying(output, () => {
    const there = statOf(output)
    if (there === undefined) return assertFolder(dirname(resolve(output)))
    if (inputs.some((input) => isSame(there, statOf(input)))) {
      throw new UsageError('usage-output', { detail: output })
    }
    if (there.isDirectory()) throw new OperatingFailure('failure-EISDIR', { file: output })
    if (!there.isFile()) throw new OperatingFailure('failure-not-a-file', { file: output })
    accessSync(output, constants.W_OK)
    assertFolder(dirname(realpathSync(output)))
  })
}

/** Replaces a file, or makes it. */
export function storeWhole(output: string, content: string | Uint8Array): void {
  const there = statOf(output)
  const target = there === undefined ? resolve(output) : realpathSync(output)
  const draft = join(dirname(target), `.vigie-${randomUUID()}`)
  saying(output, () => {
    try {
      const mode = there === undefined ? {} : { mode: Number(there.mode) }
      writeFileSync(draft, content, { flag: 'wx', flush: true, ...mode })
      renameSync(draft, target)
    } catch (failure) {
      rmSync(draft, { force: true })
      throw failure
    }
  })
}

const statOf = (file: string): BigIntStats | undefined =>
  statSync(file, { bigint: true, throwIfNoEntry: false })

/** One file has one number on its disk, whatever names and links lead to it. */
const isSame = (file: BigIntStats, other: BigIntStats | undefined): boolean =>
  file.ino === other?.ino && file.dev === other.dev

function assertFolder(folder: string): void {
  const there = statOf(folder)
  if (there === undefined) throw new OperatingFailure('failure-no-folder', { file: folder })
  if (!there.isDirectory()) throw new OperatingFailure('failure-ENOTDIR', { file: folder })
  accessSync(folder, constants.W_OK)
}

/** A failure of the disk is told with the name that the user gave, not with that of the draft. */
function saying(output: string, step: () => void): void {
  try {
    step()
  } catch (failure) {
    throw failureOf(failure, output) ?? failure
  }
}
