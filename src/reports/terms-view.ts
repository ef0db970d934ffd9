/**
 * Composes the contract as it is understood: every term that a figure depends on, said again in the
 * reader's language from what was read, so that whoever wrote the file sees what it came to mean.
 *
 * Example: `penalty: { amount: 40.00 per started 24 h late, counts-in: [month-cap] }` is said as
 * `40,00 € par tranche entamée de 24 h de retard`, and `month-cap` among the caps.
 *
 * @fr relecture des stipulations
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Conventions, Grace, Performance, ServiceLevel, Terms } from '../contract/terms.ts'
import type { Block } from './document.ts'
import { heading, pairs, sentence } from './document.ts'
import { componentBlocks } from './terms/components.ts'
import { calendarRows, contractRows, conventionRows } from './terms/frame.ts'
import { clockRows, measureRows } from './terms/measures.ts'
import { orderBlocks } from './terms/orders.ts'
import { capBlocks, claimRows, exemptionRows, penaltyRows, sayGrace } from './terms/penalties.ts'
import type { Row, TermSpeaker } from './terms/phrases.ts'
import { priceBlocks } from './terms/prices.ts'

export function composeTerms(terms: Terms, speaker: Speaker): Block[] {
  const { contract, parties, conventions, calendars, performance, costs } = terms
  const words: TermSpeaker = { ...speaker, currency: contract.currency }
  const { say } = words
  return [
    heading(`${contract.title} (${contract.id})`, 1),
    sentence(
      say('terms-parties', { client: parties.client.name, provider: parties.provider.name }),
    ),
    pairs(contractRows(terms, words)),
    heading(say('conventions-heading')),
    pairs(conventionRows(conventions, words)),
    heading(say('calendars-heading')),
    pairs(calendarRows(calendars, words)),
    ...(performance === undefined ? [] : performanceBlocks(performance, conventions, words)),
    ...(costs === undefined ? [] : priceBlocks(costs, conventions, words)),
    ...orderBlocks(terms, words),
    ...leftOut(terms, words),
  ]
}

function performanceBlocks(
  performance: Performance,
  conventions: Conventions,
  words: TermSpeaker,
): Block[] {
  const { say } = words
  const { clocks, levels } = performance
  return [
    ...clocks.flatMap((clock) => [
      heading(say('clock-heading', { clock: clock.id })),
      pairs(clockRows(clock, words)),
    ]),
    ...componentBlocks(performance, words),
    ...levels.flatMap((level) => levelBlocks(level, conventions, words)),
    ...commonBlocks(performance, words),
    ...capBlocks(performance, words),
  ]
}

/** What holds for every level that does not say otherwise. */
function commonBlocks({ grace, exemptions }: Performance, words: TermSpeaker): Block[] {
  const rows = [
    ...graceRows(grace, words),
    ...exemptions.flatMap((exemption) => exemptionRows(exemption, words)),
  ]
  if (rows.length === 0) return []
  return [heading(words.say('all-levels-heading')), pairs(rows)]
}

const graceRows = (grace: Grace | undefined, words: TermSpeaker): Row[] =>
  grace === undefined ? [] : [[words.say('terms-grace'), sayGrace(grace, words)]]

function levelBlocks(level: ServiceLevel, conventions: Conventions, words: TermSpeaker): Block[] {
  const { say } = words
  const own = [...level.exemptions, ...(level.penalty?.exemptions ?? [])]
  const rows: Row[] = [
    ...measureRows(level, words),
    ...graceRows(level.grace, words),
    ...penaltyRows(level, conventions, words),
    ...claimRows(level, words),
    ...own.flatMap((exemption) => exemptionRows(exemption, words)),
  ]
  const title = level.title === undefined ? level.id : `${level.title} (${level.id})`
  return [heading(say('level-heading', { level: title })), pairs(rows)]
}

const CHAPTERS = ['scope', 'security', 'management', 'liability'] as const

/** The chapters that no figure depends on are named, so that nobody looks for them. */
function leftOut(terms: Terms, { say }: TermSpeaker): Block[] {
  const chapters = [
    ...CHAPTERS.filter((chapter) => terms[chapter] !== undefined),
    ...(terms.performance?.procedure === undefined ? [] : (['procedure'] as const)),
    ...(terms.term.termination === undefined && terms.term.reversibility === undefined
      ? []
      : (['exit'] as const)),
    ...(terms.costs?.payment === undefined && terms.costs?.invoices === undefined
      ? []
      : (['payment'] as const)),
    ...((terms.costs?.gainSharing.length ?? 0) > 0 ? (['gain-sharing'] as const) : []),
  ]
  if (chapters.length === 0) return []
  const named = chapters.map((chapter) => say(`chapter-${chapter}`)).join(', ')
  return [
    heading(say('other-chapters-heading')),
    sentence(say('terms-left-out', { chapters: named })),
  ]
}
