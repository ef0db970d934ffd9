/** A monthly report over a contract and facts of which only what matters is written. */
import type { Language } from '../../src/base/wording/format.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { Document } from '../../src/reports/document.ts'
import { composeMonthlyReport } from '../../src/reports/monthly-report.ts'
import type { FactsRead, ReportInput } from '../../src/reports/monthly-report-input.ts'
import { loadFindingTexts } from '../../src/shell/catalogue.ts'
import { closeText, sha256 } from '../engine/close-life.ts'
import type { Written } from '../engine/contract-text.ts'
import { written } from '../engine/contract-text.ts'
import { at } from '../engine/hours.ts'
import { factsIn, PARIS } from './months.ts'
import { strictSpeaker, termsOf } from './reading.ts'

const TEXTS = loadFindingTexts()

interface Closing {
  readonly month?: string
  readonly asOf?: string
  /** The text of the contract, where it is not the one written from what matters. */
  readonly text?: string
}

/** What a report of a month is composed of: April 2026 as it is known on 1 May. */
export function inputOf(
  about: Written,
  facts: string,
  { month = '2026-04', asOf = '2026-04-30T22:00:00Z', text = written(about) }: Closing = {},
): ReportInput {
  const { tickets, rare } = factsIn(facts)
  const settlement = closeText(text, { month, asOf: at(asOf), facts: rare, batches: [tickets] })
  const hash = sha256(settlementText(settlement))
  return {
    envelope: { settlement, hash, contract: { file: 'contract.yaml', text } },
    terms: termsOf(text),
    earlier: [],
    zone: PARIS,
    speaker: strictSpeaker('fr'),
    texts: TEXTS,
  }
}

/** Facts that were read again and have nothing to tell. */
export const readAgain = (about: Partial<FactsRead> = {}): FactsRead => ({
  quality: [],
  findings: [],
  others: [],
  shiftWeeks: 0,
  simulatedTickets: new Set(),
  stories: new Map(),
  holidays: () => undefined,
  ...about,
})

export const reportIn = (language: Language, input: ReportInput): Document =>
  composeMonthlyReport({ ...input, speaker: strictSpeaker(language) })
