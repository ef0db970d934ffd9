/**
 * What stops a command, as a sentence of the catalogue and an exit code.
 *
 * Failures of the system have a code, and each code that a user may meet has its sentence
 * `failure-<code>`; the others are told by their code. No text of the runtime is ever shown.
 */
import { UnreadableFile } from '../importers/unreadable-file.ts'
import { EXIT } from './session.ts'

/** A sentence of the catalogue that stops a command; `vigie.ts` says it. */
export abstract class SaidError extends Error {
  abstract readonly exitCode: number
  readonly key: string
  readonly holes: Readonly<Record<string, string>>

  constructor(key: string, holes: Readonly<Record<string, string>>) {
    super(`${key} ${Object.values(holes).join(' ')}`)
    this.key = key
    this.holes = holes
  }
}

/** Something outside the program failed, or a file is not what the command reads. */
export class OperatingFailure extends SaidError {
  override readonly name = 'OperatingFailure'
  readonly exitCode = EXIT.failed
}

/** What the user typed cannot be understood. */
export class UsageError extends SaidError {
  override readonly name = 'UsageError'
  readonly exitCode = EXIT.usage
}

/** What was named is not there. */
export class WrongName extends SaidError {
  override readonly name = 'WrongName'
  readonly exitCode = EXIT.wrong
}

/** The codes that have a sentence; `tests` hold the catalogue to them. */
export const SAID_CODES = [
  ...['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES', 'EPERM', 'ENAMETOOLONG', 'ELOOP', 'EMFILE'],
  ...['EIO', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EBUSY', 'ETXTBSY', 'ENOMEM'],
  ...['not-a-file', 'too-large', 'gz-damaged', 'gz-too-large'],
] as const

const isSaid = (code: string): boolean => SAID_CODES.some((said) => said === code)

/**
 * A failure of the machine as a sentence; nothing for what is said already, or is our own mistake.
 * `named` is what the user calls the file, where the failure does not know it.
 */
export function failureOf(failure: unknown, named?: string): OperatingFailure | undefined {
  if (failure instanceof UnreadableFile) {
    return sentenceOf(failure.code, { ...failure.holes, file: failure.file })
  }
  if (!(failure instanceof Error)) return undefined
  const { code, path } = failure as NodeJS.ErrnoException
  return code !== undefined && /^E[A-Z0-9]+$/.test(code)
    ? sentenceOf(code, { file: named ?? path ?? '' })
    : undefined
}

const sentenceOf = (code: string, holes: Readonly<Record<string, string>>): OperatingFailure =>
  isSaid(code)
    ? new OperatingFailure(`failure-${code}`, holes)
    : new OperatingFailure('failure-other', { ...holes, code })
