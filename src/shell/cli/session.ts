/**
 * What every command has at hand: the language, where to write, and how findings are said.
 *
 * Exit codes: 0 all is well; 1 something is wrong with what was given (a finding of severity
 * error); 2 the command was not understood; 3 a settlement does not verify; 4 the machine failed (a
 * file
 * that cannot be read, a full disk).
 */
import { readFileSync } from 'node:fs'
import type { Finding } from '../../base/finding.ts'
import type { Language } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { speakerOf } from '../../base/wording/say.ts'
import { formatFinding, sayFinding } from '../../base/wording/say-finding.ts'
import type { QualityReport } from '../../facts/quality.ts'
import { loadFindingTexts, loadSentences } from '../catalogue.ts'

export const EXIT = { right: 0, wrong: 1, usage: 2, unverified: 3, failed: 4 } as const

/**
 * A sentence of the catalogue that stops a command: said by `vigie.ts` in the reader's language.
 */
abstract class SaidError extends Error {
  readonly key: string
  readonly holes: Readonly<Record<string, string>>

  constructor(key: string, holes: Readonly<Record<string, string>>) {
    super(`${key} ${Object.values(holes).join(' ')}`)
    this.key = key
    this.holes = holes
  }
}

/** Something outside the program failed. */
export class OperatingFailure extends SaidError {
  override readonly name = 'OperatingFailure'
}

/** What the user typed cannot be understood. */
export class UsageError extends SaidError {
  override readonly name = 'UsageError'
}

const SAID_CODES: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'EACCES', 'ENOSPC'])

/** A failure of the machine on a file, by its code where it has one that we say. */
export function failureOf(file: string, failure: unknown): OperatingFailure {
  const code =
    failure instanceof Error && 'code' in failure && typeof failure.code === 'string'
      ? failure.code
      : ''
  return SAID_CODES.has(code)
    ? new OperatingFailure(`failure-${code}`, { file })
    : new OperatingFailure('failure-other', { file, reason: reasonOf(failure) })
}

export interface Output {
  out(text: string): void
  error(text: string): void
}

export interface Session extends Output {
  readonly speaker: Speaker
  readonly isJson: boolean
}

/** Everything that is said, in the language of the session. */
export const openSpeaker = (language: Language): Speaker => speakerOf(loadSentences(), language)

const FINDINGS_SHOWN = 60

/**
 * Prints findings with place, excerpt, reason and remedy. Facts files are not quoted: too large.
 */
export function printFindings(session: Session, findings: readonly Finding[]): void {
  const shown = findings.filter((finding) => finding.severity !== 'information')
  if (shown.length === 0) return
  const texts = loadFindingTexts()
  const { language } = session.speaker
  const sources = new Map<string, string | undefined>()
  for (const finding of shown.slice(0, FINDINGS_SHOWN)) {
    session.error(`${formatFinding(texts, finding, language, sourceOf(finding, sources))}\n\n`)
  }
  const hidden = shown.length - FINDINGS_SHOWN
  if (hidden > 0) session.error(`${session.speaker.say('more-items', { count: `${hidden}` })}\n`)
}

const LARGEST_QUOTED = 1_048_576

function sourceOf(
  { where }: Finding,
  sources: Map<string, string | undefined>,
): string | undefined {
  if (where === undefined || !/\.ya?ml$/i.test(where.file)) return undefined
  if (!sources.has(where.file)) sources.set(where.file, readIfSmall(where.file))
  return sources.get(where.file)
}

function readIfSmall(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    return text.length <= LARGEST_QUOTED ? text : undefined
  } catch {
    // The excerpt is a comfort: the finding has its place without it.
    return undefined
  }
}

/** A finding with its sentences, for those who read JSON. */
export function findingsAsJson(session: Session, findings: readonly Finding[]): unknown[] {
  if (findings.length === 0) return []
  const texts = loadFindingTexts()
  return findings.map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    ...(finding.where === undefined ? {} : { where: finding.where }),
    params: finding.params,
    ...sayFinding(texts, finding, session.speaker.language),
  }))
}

/** One line for each file that was read. */
export function printQuality(session: Session, quality: readonly QualityReport[]): void {
  for (const report of quality) {
    session.out(
      `${session.speaker.say('file-line', {
        file: report.file,
        mapping: report.mapping,
        rows: `${report.rowsRead}`,
        items: `${report.items}`,
        aside: `${report.rowsSetAside}`,
      })}\n`,
    )
  }
}

/** Reads a file that the user named; a failure says which file and why. */
export function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (failure) {
    throw failureOf(file, failure)
  }
}

export const reasonOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message : String(failure)
