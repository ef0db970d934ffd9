/**
 * What every command has at hand: the language, where to write, and how findings are said.
 *
 * Exit codes: 0 all is well; 1 something is wrong with what was given (a finding of severity
 * error); 2 the command was not understood; 3 a settlement does not verify; 4 the machine failed (a
 * file that cannot be read, a full disk); 5 a month was closed although facts were set aside; 130
 * the command was stopped from the keyboard, as shells say it (128 and the number of the signal).
 */
import type { Finding } from '../../base/finding.ts'
import type { Language } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { speakerOf } from '../../base/wording/say.ts'
import { formatFinding, sayFinding } from '../../base/wording/say-finding.ts'
import type { QualityReport } from '../../facts/quality.ts'
import { loadFindingTexts, loadSentences } from '../catalogue.ts'
import { loadText } from '../importers/load-text.ts'
import { UnreadableFile } from '../importers/unreadable-file.ts'
import { visibleLine, visibleValues } from './visible.ts'

export const EXIT = {
  right: 0,
  wrong: 1,
  usage: 2,
  unverified: 3,
  failed: 4,
  incomplete: 5,
  stopped: 130,
} as const

export interface Output {
  out(text: string): void
  error(text: string): void
  /** Writes over the line of a terminal how far something has come; absent where there is none. */
  progress?(text: string): void
}

export interface Session extends Output {
  readonly speaker: Speaker
  readonly isJson: boolean
}

/** Everything that is said, in the language of the session. */
export const openSpeaker = (language: Language): Speaker => speakerOf(loadSentences(), language)

/** The same, where what fills the sentences may hold characters that a terminal obeys. */
export const forTerminal = (speaker: Speaker): Speaker => ({
  ...speaker,
  say: (key, holes = {}) => speaker.say(key, visibleValues(holes)),
})

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
    const source = sourceOf(finding, sources)
    session.error(`${formatFinding(texts, onOneLine(finding), language, source)}\n\n`)
  }
  const hidden = shown.length - FINDINGS_SHOWN
  if (hidden > 0) session.error(`${session.speaker.say('more-items', { count: `${hidden}` })}\n`)
}

function sourceOf(
  { where }: Finding,
  sources: Map<string, string | undefined>,
): string | undefined {
  if (where === undefined || !/\.ya?ml$/i.test(where.file)) return undefined
  if (!sources.has(where.file)) sources.set(where.file, quotedText(where.file))
  return sources.get(where.file)
}

function quotedText(file: string): string | undefined {
  try {
    return loadText(file).value
  } catch (failure) {
    // The excerpt is a comfort: the finding has its place without it.
    if (failure instanceof UnreadableFile) return undefined
    throw failure
  }
}

/** A finding whose names stay on one line of the terminal. */
const onOneLine = (finding: Finding): Finding => ({
  ...finding,
  params: visibleValues(finding.params),
  ...(finding.where === undefined
    ? {}
    : { where: { ...finding.where, file: visibleLine(finding.where.file) } }),
})

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
