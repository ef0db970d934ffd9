/**
 * Composes the monthly report of a settlement: what a steering committee reads, from the three
 * sentences that matter to the step behind each figure.
 *
 * Nothing is computed here. Each figure is read from the settlement and carries its reason; what is
 * not known is said, and what is simulated is marked.
 *
 * Example: April closed with 8 400.00 € under a cap. The report says how many levels were missed,
 * shows what the caps held back of 21 720.00 €, quotes the clause of each missed level, draws the
 * clock of its worst ticket, and ends with an index: `restore-p1.penalty`, 7 200.00 €, step 300.
 *
 * @fr rapport mensuel
 */
import { parseInstant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import { isZero } from '../base/ratio.ts'
import type { Remainder } from '../money/remainders.ts'
import { grossAndCut } from '../money/remainders.ts'
import { adjustmentBlocks } from './adjustments-table.ts'
import type { Block, Document, RichCell } from './document.ts'
import { code, heading, pairs, sentence, warning } from './document.ts'
import { sayAmendments, sayInstant, sayMonth, totalsIn, valueAt } from './figures.ts'
import type { ReportInput } from './monthly-report-input.ts'
import { figureCell, remainderCell } from './monthly-report-input.ts'
import { explainedLevelBlocks, levelBlocks } from './monthly-report-levels.ts'
import { capBlocks, feeBlocks, lineBlocks } from './monthly-report-money.ts'
import {
  factBlocks,
  hasSimulated,
  indexBlocks,
  simulatedBlocks,
  trustBlocks,
  verifyBlocks,
} from './monthly-report-trust.ts'
import { orderBlocks } from './orders-table.ts'
import { positionBlocks } from './positions.ts'
import { procedureBlocks } from './procedure.ts'
import { stepsBlocks } from './steps-table.ts'
import { verdictOf } from './verdict.ts'

/** How much of a hash is at the foot of each page. */
const SHORT_HASH = 16
const NAMES_SHOWN = 5

export function composeMonthlyReport(input: ReportInput): Document {
  const { envelope, terms, speaker } = input
  const { settlement, hash } = envelope
  const at = parseInstant(settlement.asOf)
  invariant(at !== undefined, 'a settlement says when it was known')
  const month = sayMonth(settlement.month, speaker)
  const blocks = [
    ...headBlocks(input),
    ...summaryBlocks(input),
    ...procedureBlocks(settlement, speaker),
    ...levelBlocks(input),
    ...lineBlocks(input),
    ...capBlocks(input),
    ...feeBlocks(input),
    ...orderBlocks(settlement, speaker),
    ...positionBlocks(settlement, input.zone, speaker),
    ...adjustmentBlocks(settlement, speaker),
    ...stepsBlocks(settlement, speaker),
    ...explainedLevelBlocks(input),
    ...factBlocks(input),
    ...simulatedBlocks(input),
    ...trustBlocks(input),
    ...verifyBlocks(input),
  ]
  return {
    language: speaker.language,
    title: speaker.say('report-title', { month }),
    author: terms.parties.provider.name,
    at,
    running: speaker.say('report-running', { title: settlement.contract.title, month }),
    foot: speaker.say('report-foot', { hash: hash.slice(0, SHORT_HASH) }),
    blocks: [...blocks, ...indexBlocks(blocks, input)],
  }
}

function headBlocks(input: ReportInput): Block[] {
  const { envelope, terms, zone, speaker } = input
  const { settlement, hash } = envelope
  const { say } = speaker
  const { title, id } = settlement.contract
  const setAside = settlement.facts.setAside
  return [
    heading(say('report-title', { month: sayMonth(settlement.month, speaker) }), 1),
    pairs([
      [say('report-contract'), say('contract-line', { title, id })],
      ...sayAmendments(settlement, speaker).map((text) => [say('judged-under'), text] as const),
      [say('report-client'), terms.parties.client.name],
      [say('report-provider'), terms.parties.provider.name],
      [say('report-known-at'), sayInstant(settlement.asOf, zone, speaker)],
      [say('report-hash'), code(hash)],
    ]),
    ...(hasSimulated(input) ? [warning(say('report-simulated-warning'))] : []),
    ...(setAside === 0 ? [] : [warning(say('report-set-aside-warning', { count: `${setAside}` }))]),
    ...verdictsOf(input)
      .filter(({ verdict }) => verdict === 'undefined')
      .map(({ level }) => warning(say('report-undefined-level', { title: level.title }))),
    ...settlement.lines
      .filter((line) => valueAt(settlement, line.owed).state === 'undefined')
      .map((line) => warning(say('report-undefined-line', { title: line.id }))),
  ]
}

/** Three sentences, then the figures in them, large. */
function summaryBlocks(input: ReportInput): Block[] {
  const { settlement } = input.envelope
  const { say } = input.speaker
  const { cut, forfeited } = grossAndCut(settlement)
  const measured = verdictsOf(input).filter(({ verdict }) => verdict !== 'unmeasured')
  const met = measured.filter(({ verdict }) => verdict === 'met')
  const counts = { met: `${met.length}`, count: `${measured.length}` }
  return [
    heading(say('report-summary-heading')),
    sentence(
      [
        levelsSentence(input),
        owedSentence(input),
        capsSentence(input),
        ...lostSentences(input),
      ].join(' '),
    ),
    {
      kind: 'figures',
      figures: [
        [say('report-figure-met'), say('report-figure-of', counts)],
        ...totalFigures(input),
        ...(settlement.caps.length === 0
          ? []
          : [[say('report-figure-cut'), remainder(input, cut, 'held')] as const]),
        ...(isNil(forfeited)
          ? []
          : [[say('column-forfeited'), remainder(input, forfeited, 'forfeited')] as const]),
      ],
    },
  ]
}

/** What the provider owes by nature; what the client owes, where there is any. */
const totalFigures = (input: ReportInput): (readonly [string, RichCell])[] => {
  const { settlement } = input.envelope
  const { say } = input.speaker
  return totalsIn(settlement)
    .filter(([name, node]) => OF_PROVIDER.has(name) || !isNil({ value: valueAt(settlement, node) }))
    .map(([name, node]) => {
      const about = { title: say(`total-${name}`), what: 'column-owed', name: `total.${name}` }
      return [say(`report-figure-${name}`), figureCell(input, node, about)] as const
    })
}

const OF_PROVIDER: ReadonlySet<string> = new Set(['indemnity', 'price-reduction'])

/** What caps hold back, or what is lost for want of a claim. */
const remainder = (input: ReportInput, figure: Remainder, what: 'held' | 'forfeited'): RichCell =>
  remainderCell(input, figure, {
    title: input.speaker.say(what === 'held' ? 'caps-heading' : 'lines-heading'),
    what: `column-${what}`,
  })

const isNil = ({ value }: Pick<Remainder, 'value'>): boolean =>
  value.state === 'known' && isZero(value.number)

const verdictsOf = ({ envelope: { settlement } }: ReportInput) =>
  settlement.levels.map((level) => ({ level, verdict: verdictOf(settlement, level) }))

function levelsSentence(input: ReportInput): string {
  const { say } = input.speaker
  const verdicts = verdictsOf(input)
  const missed = verdicts.filter(({ verdict }) => verdict === 'missed')
  const count = `${verdicts.filter(({ verdict }) => verdict !== 'unmeasured').length}`
  if (count === '0') return say('report-levels-none')
  if (missed.length === 0) return say('report-levels-met', { count })
  const titles = missed.map(({ level }) => level.title)
  const names = [...titles.slice(0, NAMES_SHOWN), ...(titles.length > NAMES_SHOWN ? ['…'] : [])]
  return say(missed.length === 1 ? 'report-levels-missed-one' : 'report-levels-missed', {
    missed: `${missed.length}`,
    count,
    names: names.join(', '),
  })
}

function owedSentence(input: ReportInput): string {
  const { settlement } = input.envelope
  const { say } = input.speaker
  const { indemnity, 'price-reduction': reduction } = settlement.totals
  const isNothing = [indemnity, reduction].every((node) =>
    isNil({ value: valueAt(settlement, node) }),
  )
  const about = { title: '', what: 'column-owed' }
  return isNothing
    ? say('report-nothing-owed')
    : say('report-owed', {
        indemnity: figureCell(input, indemnity, about).text,
        reduction: figureCell(input, reduction, about).text,
      })
}

function capsSentence(input: ReportInput): string {
  const { settlement } = input.envelope
  const { say } = input.speaker
  if (settlement.caps.length === 0) return say('report-no-caps')
  const { gross, cut } = grossAndCut(settlement)
  if (isNil(cut)) return say('report-nothing-cut')
  const about = { title: '', what: 'column-held' }
  return say('report-cut', {
    gross: remainderCell(input, gross, about).text,
    cut: remainderCell(input, cut, about).text,
  })
}

function lostSentences(input: ReportInput): string[] {
  const { forfeited } = grossAndCut(input.envelope.settlement)
  if (isNil(forfeited)) return []
  const { text } = remainder(input, forfeited, 'forfeited')
  return [input.speaker.say('report-forfeited', { forfeited: text })]
}
