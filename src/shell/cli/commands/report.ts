/**
 * `vigie report SETTLEMENT -o FILE.pdf`: the monthly report of a settlement, as PDF or HTML.
 *
 * Only a settlement that verifies is reported on. With the facts, the month is computed again and
 * has to be the same; the report then tells their quality and draws the worst tickets.
 */
import { parseMonth } from '../../../base/calendar/date.ts'
import { instant, parseInstant } from '../../../base/instant.ts'
import { invariant } from '../../../base/invariant.ts'
import { settlementDifference } from '../../../money/difference.ts'
import type { Settlement } from '../../../money/settlement.ts'
import type { Envelope } from '../../../money/verify.ts'
import type { Document } from '../../../reports/document.ts'
import { composeMonthlyReport } from '../../../reports/monthly-report.ts'
import type { FactsRead } from '../../../reports/monthly-report-input.ts'
import { loadFindingTexts } from '../../catalogue.ts'
import { closeMonth, openContractText, openFacts } from '../../close-month.ts'
import type { Settled } from '../../open-settled.ts'
import { openSettled } from '../../open-settled.ts'
import { renderHtml } from '../../render/html.ts'
import { NoCompiler, renderPdf } from '../../render/typst.ts'
import { readReportFacts } from '../../report-facts.ts'
import { OperatingFailure, UsageError } from '../failure.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'
import { assertWritable, storeWhole } from '../settlement-file.ts'
import { assertReadable, findMapping } from './close.ts'
import type { ExplainOptions } from './explain.ts'
import { isAsWritten, readEnvelope } from './stored.ts'

export interface ReportOptions extends ExplainOptions {
  readonly output: string
  /** Settlements of earlier months, for the trends. */
  readonly earlier?: readonly string[]
}

export function report(session: Session, file: string, options: ReportOptions): number {
  const { output, facts, earlier = [] } = options
  const render = rendererOf(output)
  for (const name of facts ?? []) assertReadable(name)
  assertWritable(output, [file, ...(facts ?? []), ...earlier])
  const envelope = readEnvelope(file)
  const settled = openSettled(envelope)
  if (settled === undefined) return refuseReport(session, 'report-unverified', file)
  const before = earlier.map((name) => readEarlier(name, envelope.settlement))
  const read = facts === undefined ? undefined : readFacts(session, envelope, settled, options)
  if (read === 'unusable') return EXIT.wrong
  if (read === 'other') return refuseReport(session, 'report-other-facts', file)
  return writeReport(session, { envelope, settled, earlier: before, facts: read }, render, output)
}

/** What a report is made of. */
interface Reported {
  readonly envelope: Envelope
  readonly settled: Settled
  readonly earlier: readonly Settlement[]
  /** Absent where the facts were not read again. */
  readonly facts: FactsRead | undefined
}

/** Composes a report and writes it to a file. */
function writeReport(
  session: Session,
  { envelope, settled, earlier, facts }: Reported,
  render: Render,
  output: string,
): number {
  const document = composeMonthlyReport({
    envelope,
    terms: settled.terms,
    earlier,
    zone: settled.zone,
    speaker: session.speaker,
    texts: loadFindingTexts(),
    ...(facts === undefined ? {} : { facts }),
  })
  return storeReport(session, document, render, { output, hash: envelope.hash })
}

/** Writes a report to its file, and says so. */
export function storeReport(
  session: Session,
  document: Document,
  render: Render,
  written: { readonly output: string; readonly hash: string },
): number {
  storeWhole(written.output, rendered(render, document))
  if (session.isJson) session.out(`${JSON.stringify(written)}\n`)
  else session.error(`${session.speaker.say('report-written-to', { file: written.output })}\n`)
  return EXIT.right
}

/** Says why nothing is reported on. */
export function refuseReport(session: Session, key: string, file: string): number {
  session.error(`${session.speaker.say(key, { file })}\n`)
  return EXIT.unverified
}

/** A document as the bytes of a file. */
type Render = (document: Document) => string | Uint8Array

/** What writes a file of this name. */
export function rendererOf(output: string): Render {
  if (/\.pdf$/i.test(output)) return renderPdf
  if (/\.html?$/i.test(output)) return renderHtml
  throw new UsageError('usage-report-output', { detail: output })
}

function rendered(render: Render, document: Document): string | Uint8Array {
  try {
    return render(document)
  } catch (failure) {
    if (failure instanceof NoCompiler) throw new OperatingFailure('failure-no-compiler', {})
    throw failure
  }
}

/** An earlier month of the same contract, as it was written. */
function readEarlier(file: string, { contract, month }: Settlement): Settlement {
  const envelope = readEnvelope(file)
  const { settlement } = envelope
  if (!isAsWritten(envelope)) throw new OperatingFailure('failure-earlier-changed', { file })
  if (settlement.contract.id !== contract.id || settlement.month >= month) {
    throw new UsageError('usage-earlier', { detail: file })
  }
  return settlement
}

/** The facts, where they give this very settlement. */
function readFacts(
  session: Session,
  { settlement, contract }: Envelope,
  settled: Settled,
  options: ReportOptions,
): FactsRead | 'other' | 'unusable' {
  const month = parseMonth(settlement.month)
  const asOf = parseInstant(settlement.asOf)
  invariant(month !== undefined && asOf !== undefined, 'a settlement has its month and its time')
  const mapping = options.mapping === undefined ? undefined : findMapping(session, options.mapping)
  const source = {
    facts: options.facts ?? [],
    ...(mapping === undefined ? {} : { mapping }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  }
  const closed = closeMonth({
    contract: openContractText(contract.file, contract.text),
    ...source,
    month,
    asOf,
    now: instant(Date.now()),
  })
  if (closed.envelope === undefined) {
    printFindings(session, closed.findings)
    return 'unusable'
  }
  if (settlementDifference(settlement, closed.envelope.settlement) !== undefined) return 'other'
  const shiftWeeks = mapping?.shiftWeeks ?? 0
  return readReportFacts(settled, openFacts(source), closed, shiftWeeks)
}
