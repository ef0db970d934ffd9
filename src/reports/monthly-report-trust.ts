/**
 * The part of a monthly report that says how far to believe it: the facts and their quality, what
 * is taken on trust, what is simulated, how to do it all again, and where each figure comes from.
 *
 * @fr confiance dans le rapport mensuel
 */
import { parseMonth } from '../base/calendar/date.ts'
import type { Finding } from '../base/finding.ts'
import { sayFinding } from '../base/wording/say-finding.ts'
import { renewalsOf } from '../money/life.ts'
import type { Block, Cell, Reason } from './document.ts'
import {
  cellsOf,
  code,
  heading,
  left,
  list,
  pairs,
  quote,
  reasonKey,
  right,
  sentence,
  table,
  wide,
} from './document.ts'
import type { FactsRead, ReportInput } from './monthly-report-input.ts'
import { isSimulated, moreItems, sayCount } from './monthly-report-input.ts'

const FINDINGS_SHOWN = 60
const IDS_SHOWN = 6

/** What was read, what could not be used, and what was noted on the way. */
export function factBlocks(input: ReportInput): Block[] {
  const { envelope, facts, speaker } = input
  const { say } = speaker
  const { tickets, others, setAside } = envelope.settlement.facts
  const stored = envelope.settlement.findings.map(
    ({ code, params }): Finding => ({ code, params, severity: 'warning' }),
  )
  const read = (facts?.findings ?? []).filter(({ severity }) => severity !== 'information')
  return [
    heading(say('report-facts-heading')),
    pairs([
      [say('report-facts-tickets'), sayCount(tickets, speaker)],
      [say('report-facts-others'), sayCount(others, speaker)],
      [say('report-facts-aside'), sayCount(setAside, speaker)],
    ]),
    ...(facts === undefined || facts.quality.length === 0 ? [] : [filesTable(input, facts)]),
    ...findingBlocks(input, [...stored, ...read]),
  ]
}

const filesTable = ({ speaker }: ReportInput, { quality }: FactsRead): Block => {
  const { say } = speaker
  return table(
    [
      wide(say('column-file')),
      left(say('column-mapping')),
      right(say('column-rows')),
      right(say('column-rows-used')),
      right(say('column-aside')),
      right(say('column-repeated')),
      right(say('column-items')),
    ],
    quality.map((report) => [
      report.file,
      report.mapping,
      sayCount(report.rowsRead, speaker),
      sayCount(report.rowsUsed, speaker),
      sayCount(report.rowsSetAside, speaker),
      sayCount(report.rowsRepeated, speaker),
      sayCount(report.items, speaker),
    ]),
    say('report-files-caption'),
  )
}

function findingBlocks(input: ReportInput, findings: readonly Finding[]): Block[] {
  const { texts, speaker } = input
  const { say, language } = speaker
  if (findings.length === 0) return [sentence(say('report-no-findings'))]
  const rows = findings.slice(0, FINDINGS_SHOWN).map((finding): Cell[] => {
    const { message, reason, remedy } = sayFinding(texts, finding, language)
    return [[message, reason].filter((text) => text !== '').join(' '), remedy]
  })
  const more = findings.length - rows.length
  return [
    table(
      [wide(say('column-point')), wide(say('column-remedy'))],
      rows,
      say('report-findings-caption'),
    ),
    ...(more > 0 ? [sentence(moreItems(input, more))] : []),
  ]
}

/** What no computation can show. */
export function trustBlocks({ envelope, terms, facts, speaker: { say } }: ReportInput): Block[] {
  const month = parseMonth(envelope.settlement.month)
  const shift = facts?.shiftWeeks ?? 0
  const isRenewed = month !== undefined && renewalsOf(terms, month).days.length > 0
  return [
    heading(say('report-trust-heading')),
    list([
      say(facts === undefined ? 'report-trust-unseen' : 'report-trust-seen'),
      say('report-trust-facts'),
      ...(shift === 0 ? [] : [say('report-trust-shift', { weeks: `${shift}` })]),
      say('report-trust-text'),
      ...(isRenewed ? [say('report-trust-renewal')] : []),
      say('report-trust-hash'),
    ]),
  ]
}

/** Whether anything that was read calls itself simulated. */
export const hasSimulated = ({ facts }: ReportInput): boolean =>
  facts !== undefined &&
  (facts.simulatedTickets.size > 0 ||
    facts.others.some((fact) => isSimulated(fact.source, fact.externalId)))

/** The facts that did not happen, by kind. */
export function simulatedBlocks(input: ReportInput): Block[] {
  const { facts, speaker } = input
  if (facts === undefined || !hasSimulated(input)) return []
  const { say } = speaker
  const kinds = new Map<string, string[]>()
  const add = (kind: string, id: string): void => {
    kinds.set(kind, [...(kinds.get(kind) ?? []), id])
  }
  for (const { kind, externalId, source } of facts.others) {
    if (isSimulated(source, externalId)) add(kind, externalId)
  }
  const tickets = [...facts.simulatedTickets].sort()
  const rows = [...kinds, ...(tickets.length === 0 ? [] : [['ticket', tickets] as const])]
  return [
    heading(say('report-simulated-heading')),
    sentence(say('report-simulated-sentence')),
    table(
      [left(say('column-kind')), right(say('column-items')), wide(say('column-ids'))],
      rows.map(([kind, ids]) => [
        say(`fact-${kind}`),
        sayCount(ids.length, speaker),
        ids.length > IDS_SHOWN
          ? `${ids.slice(0, IDS_SHOWN).join(', ')} ${moreItems(input, ids.length - IDS_SHOWN)}`
          : ids.join(', '),
      ]),
    ),
  ]
}

/** The hash, the commands, and the versions that the figures depend on. */
export function verifyBlocks({ envelope, speaker: { say } }: ReportInput): Block[] {
  const { settlement, hash } = envelope
  const file = `${settlement.contract.id}-${settlement.month}.json`
  return [
    heading(say('report-verify-heading')),
    sentence(say('report-verify-sentence')),
    pairs([
      [say('report-hash'), code(hash)],
      [say('report-contract-hash'), code(settlement.contract.hash)],
      [say('report-engine'), settlement.engine],
      [say('report-zones'), settlement.data.zones],
      [say('report-holidays'), settlement.data.holidays],
    ]),
    quote(`vigie verify ${file}\nvigie verify ${file} --facts …`, say('report-verify-source')),
  ]
}

/** Where the figures of the blocks come from: their clause, their name, their steps. */
export function indexBlocks(blocks: readonly Block[], input: ReportInput): Block[] {
  const { say } = input.speaker
  const bySubject = new Map<string, Reason[]>()
  const seen = new Set<string>()
  for (const { reason } of blocks.flatMap(cellsOf)) {
    if (reason === undefined || seen.has(reasonKey(reason))) continue
    seen.add(reasonKey(reason))
    const subject = reason.name ?? reason.title
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), reason])
  }
  const rows = [...bySubject.values()].map((reasons): Cell[] => [
    reasons[0]?.title ?? '',
    reasons[0]?.clause ?? '',
    code(reasons[0]?.name ?? ''),
    { text: reasons.map((reason) => sayReason(input, reason)).join(', '), explains: reasons },
  ])
  return [
    heading(say('report-index-heading')),
    sentence(say('report-index-sentence')),
    table(
      [
        wide(say('report-index-subject')),
        left(say('column-clause')),
        left(say('column-name')),
        wide(say('column-steps')),
      ],
      rows,
    ),
  ]
}

const sayReason = ({ speaker }: ReportInput, { what, nodes }: Reason): string =>
  speaker.say('report-index-figure', { what, steps: sayRuns(nodes) })

/** `12, 15–18`: numbers that follow one another are told by the first and the last. */
function sayRuns(nodes: readonly number[]): string {
  const runs: [number, number][] = []
  for (const node of nodes) {
    const last = runs.at(-1)
    if (last !== undefined && node === last[1] + 1) last[1] = node
    else runs.push([node, node])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(' ')
}
