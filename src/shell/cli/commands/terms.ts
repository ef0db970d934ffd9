/**
 * `vigie terms FILE [--on DAY] [--known-on DAY]`: what was agreed, as it is in force on a day.
 *
 * Without a day it is today's: the amendments that are signed and have taken effect.
 */
import type { CalendarDate } from '../../../base/calendar/date.ts'
import { monthOf, parseDate } from '../../../base/calendar/date.ts'
import { dateAt, zoneOf } from '../../../base/calendar/zone.ts'
import { hasError } from '../../../base/finding.ts'
import { instant } from '../../../base/instant.ts'
import { invariant } from '../../../base/invariant.ts'
import { consolidate } from '../../../contract/amendments/consolidate.ts'
import { formatProgram } from '../../../contract/core/format-core.ts'
import type { TermsReading } from '../../../reports/amended-terms.ts'
import { composeAmendedTerms } from '../../../reports/amended-terms.ts'
import { composeTerms } from '../../../reports/terms-view.ts'
import { loadTables } from '../../catalogue.ts'
import type { OpenedContract } from '../../close-month.ts'
import { UsageError } from '../failure.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'
import { openNamed } from './close.ts'

export interface TermsOptions {
  readonly core?: boolean
  /** The contract file itself, its amendments written into it. */
  readonly text?: boolean
  readonly on?: string
  readonly knownOn?: string
}

/** What was agreed can be read back even where some of it cannot be computed. */
export function terms(session: Session, file: string, options: TermsOptions): number {
  const contract = openNamed(file)
  const { terms: agreed, amended, findings, text: written } = contract
  printFindings(session, findings)
  const reading = readingOf(contract, options)
  const history =
    reading === undefined ? undefined : amended?.historyOf(monthOf(reading.on), reading.knownOn)
  if (options.text === true) {
    const version = history?.at(-1)
    if (version === undefined) return EXIT.wrong
    const text = consolidate(written, version.amendments)
    session.out(session.isJson ? `${JSON.stringify({ file, text }, null, 2)}\n` : text)
  } else if (session.isJson || options.core === true) {
    const program = history?.at(-1)?.program
    if (program === undefined) return EXIT.wrong
    const lines = formatProgram(program)
    const text = session.isJson ? JSON.stringify({ file, core: lines }, null, 2) : lines.join('\n')
    session.out(`${text}\n`)
  } else if (history !== undefined && reading !== undefined) {
    session.out(printBlocks(composeAmendedTerms(history, reading, session.speaker)))
  } else if (agreed !== undefined) {
    session.out(printBlocks(composeTerms(agreed, session.speaker)))
  }
  return hasError(findings) ? EXIT.wrong : EXIT.right
}

/** The days that were asked for, today where none was; nothing of a contract that is refused. */
function readingOf(
  { amended }: OpenedContract,
  { on, knownOn }: TermsOptions,
): TermsReading | undefined {
  const asked = { on: dayIn('--on', on), knownOn: dayIn('--known-on', knownOn) }
  if (amended === undefined) return undefined
  const zone = zoneOf(loadTables().zones, amended.original.terms.contract.zone.name)
  invariant(zone !== undefined, 'a contract that was read has a known zone')
  const today = dateAt(zone, instant(Date.now()))
  return { on: asked.on ?? today, knownOn: asked.knownOn ?? today }
}

function dayIn(option: string, text: string | undefined): CalendarDate | undefined {
  const day = text === undefined ? undefined : parseDate(text)
  if (text !== undefined && day === undefined) {
    throw new UsageError('usage-day', { option, detail: text })
  }
  return day
}
