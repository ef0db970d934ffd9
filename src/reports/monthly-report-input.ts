/**
 * What a monthly report is composed of, and how its figures are said with their reasons.
 *
 * @fr matière du rapport mensuel
 */
import type { Zone } from '../base/calendar/zone.ts'
import type { Finding } from '../base/finding.ts'
import { ratio } from '../base/ratio.ts'
import { formatNumber } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { FindingTexts } from '../base/wording/say-finding.ts'
import type { Terms } from '../contract/terms.ts'
import type { RareFact } from '../facts/fact.ts'
import type { QualityReport } from '../facts/quality.ts'
import type { Story } from '../measures/story.ts'
import type { Remainder } from '../money/remainders.ts'
import type { Settlement } from '../money/settlement.ts'
import type { Envelope } from '../money/verify.ts'
import type { Cell, RichCell } from './document.ts'
import type { HolidayNames } from './drawing/closed-time.ts'
import { sayFigure, sayValue } from './figures.ts'

/** What reading the facts again gave. */
export interface FactsRead {
  readonly quality: readonly QualityReport[]
  readonly findings: readonly Finding[]
  readonly others: readonly RareFact[]
  /** By how many weeks the mapping moved every time that it read; 0 where it moved none. */
  readonly shiftWeeks: number
  /** Tickets that say of themselves that they are simulated. */
  readonly simulatedTickets: ReadonlySet<string>
  /** The worst ticket of a level, told again, by the level's id. */
  readonly stories: ReadonlyMap<string, Story>
  readonly holidays: HolidayNames
}

export interface ReportInput {
  readonly envelope: Envelope
  readonly terms: Terms
  /** Settlements of earlier months of the same contract, in any order. */
  readonly earlier: readonly Settlement[]
  readonly zone: Zone
  readonly speaker: Speaker
  readonly texts: FindingTexts
  /** Absent where the facts were not read again. */
  readonly facts?: FactsRead
}

/** A fact that says itself that it did not happen: by its source, or by its identifier `SIM-…`. */
export const isSimulated = (source: string, id: string): boolean =>
  /^simul/i.test(source) || id.startsWith('SIM-')

/** An item as the report shows it: marked where it is simulated. */
export function sayItem({ facts, speaker }: ReportInput, id: string): string {
  const isMarked =
    facts?.simulatedTickets.has(id) === true ||
    facts?.others.some((fact) => fact.externalId === id && isSimulated(fact.source, id)) === true
  return isMarked ? speaker.say('report-simulated-item', { id }) : id
}

/** What a figure is about, and the name that explains it. */
export interface About {
  readonly title: string
  /** The key of the word for the figure, such as `column-gross`. */
  readonly what: string
  readonly name?: string
  readonly clause?: string | undefined
}

/** A figure of the settlement with its reason. */
export function figureCell(input: ReportInput, node: number, about: About): RichCell {
  const { settlement } = input.envelope
  return reasoned(sayFigure(settlement, node, input.speaker), [node], input, about)
}

/** A sum or a difference of figures with its reason. */
export function remainderCell(input: ReportInput, remainder: Remainder, about: About): RichCell {
  const { currency } = input.envelope.settlement.contract
  const text = sayValue(remainder.value, currency, input.speaker)
  return reasoned(text, remainder.nodes, input, about)
}

function reasoned(
  text: string,
  nodes: readonly number[],
  { envelope, speaker: { say } }: ReportInput,
  { title, what, name, clause }: About,
): RichCell {
  const stored = nodes.length === 1 ? envelope.settlement.graph[nodes[0] ?? 0] : undefined
  const place = clause ?? stored?.clause ?? stored?.path
  return {
    text,
    reason: {
      title,
      what: say(what),
      nodes,
      ...(place === undefined ? {} : { clause: place }),
      ...(name === undefined ? {} : { name }),
    },
  }
}

/** A count of things, with the thousands of the language. */
export const sayCount = (count: number, { language }: Speaker): string =>
  formatNumber(ratio(count), 0, language)

/** `… and 12 more`. */
export const moreItems = ({ speaker }: ReportInput, count: number): string =>
  speaker.say('more-items', { count: sayCount(count, speaker) })

/** A title, with its period where that is not the month of the report. */
export const titled = (
  { envelope: { settlement }, speaker }: ReportInput,
  { title, period }: { readonly title: string; readonly period: string },
): string =>
  period === settlement.month ? title : speaker.say('report-with-period', { title, period })

/** A title with its clause below, where the contract gives it a number. */
export const withClause = (text: string, clause: string | undefined): Cell =>
  clause === undefined ? text : { text, note: clause }
