/**
 * Puts a settlement into the words and the shapes that the API gives. No figure is computed here.
 */
import type { Zone } from '../../base/calendar/zone.ts'
import type { Finding as EngineFinding } from '../../base/finding.ts'
import type { Speaker } from '../../base/wording/say.ts'
import type { FindingTexts } from '../../base/wording/say-finding.ts'
import { sayFinding } from '../../base/wording/say-finding.ts'
import { isForfeited } from '../../money/remainders.ts'
import type { Settlement, StoredLevel, StoredLine } from '../../money/settlement.ts'
import type { StoredStep } from '../../money/stored-procedure.ts'
import { adjustmentBlocks } from '../../reports/adjustments-table.ts'
import { pairs } from '../../reports/document.ts'
import {
  natureWord,
  sayAmendments,
  sayFigure,
  sayInstant,
  sayMonth,
  sayTarget,
} from '../../reports/figures.ts'
import { orderBlocks } from '../../reports/orders-table.ts'
import { aboutOf } from '../../reports/positions.ts'
import { procedureFigures, procedureRows, sayProcedure } from '../../reports/procedure.ts'
import {
  nameOfStep,
  sayAbout,
  sayLateness,
  sayState,
  stepsTold,
  titleOfStep,
} from '../../reports/steps-table.ts'
import { stockBlocks } from '../../reports/stocks-table.ts'
import type { Verdict } from '../../reports/verdict.ts'
import { verdictOf } from '../../reports/verdict.ts'
import { viewBlocks } from './blocks.ts'
import type { Figure, Positions } from './figure-schemas.ts'
import type { Cap, Finding, Level, Line, Month, MonthState, Step } from './schemas.ts'

/** The language of an answer, and the texts of findings in it. */
export interface Voice {
  readonly speaker: Speaker
  readonly texts: FindingTexts
}

export function viewFinding(finding: EngineFinding, { texts, speaker }: Voice): Finding {
  const { where } = finding
  const place =
    where === undefined
      ? undefined
      : [where.file, where.line, where.column].filter((part) => part !== undefined).join(':')
  return {
    code: finding.code,
    severity: finding.severity,
    ...(place === undefined ? {} : { place }),
    ...sayFinding(texts, finding, speaker.language),
  }
}

/** A settled month as the page shows it. */
export function viewMonth(
  settlement: Settlement,
  about: { readonly hash: string; readonly state: MonthState; readonly zone: Zone },
  voice: Voice,
): Month {
  const { speaker } = voice
  const figure = (node: number): Figure => figureOf(settlement, node, speaker)
  return {
    month: settlement.month,
    title: sayMonth(settlement.month, speaker),
    state: about.state,
    hash: about.hash,
    asOf: settlement.asOf,
    asOfText: sayInstant(settlement.asOf, about.zone, speaker),
    facts: { ...settlement.facts },
    ...countVerdicts(settlement),
    levels: settlement.levels.map((level) => viewLevel(settlement, level, speaker)),
    lines: settlement.lines.map((line) => viewLine(settlement, line, speaker)),
    caps: settlement.caps.map(
      ({ id, title, clause, limit, used, kept }): Cap => ({
        id,
        title,
        ...(clause === undefined ? {} : { clause }),
        limit: figure(limit),
        used: figure(used),
        kept: figure(kept),
      }),
    ),
    fees: settlement.fees.map(({ id, title, amount }) => ({
      id,
      title,
      amount: figure(amount),
    })),
    ...viewPositions(settlement, about.zone, speaker),
    ...amendmentsOf(settlement, speaker),
    ...viewProcedure(settlement, speaker),
    adjustments: viewBlocks(adjustmentBlocks(settlement, speaker)),
    orders: viewBlocks(orderBlocks(settlement, speaker)),
    stocks: viewBlocks(stockBlocks(settlement, speaker)),
    steps: stepsTold(settlement).map((step) => viewStep(settlement, step, speaker)),
    totals: viewTotals(settlement.totals, figure),
    ...(settlement.posted && { posted: viewTotals(settlement.posted.totals, figure) }),
    findings: settlement.findings.map(({ code, params }) =>
      viewFinding({ code, params, severity: 'warning' }, voice),
    ),
  }
}

function viewTotals(
  totals: Settlement['totals'],
  figure: (node: number) => Figure,
): Month['totals'] {
  const { price, 'indemnity-of-client': indemnityOfClient } = totals
  return {
    indemnity: figure(totals.indemnity),
    priceReduction: figure(totals['price-reduction']),
    ...(price === undefined ? {} : { price: figure(price) }),
    ...(indemnityOfClient === undefined ? {} : { indemnityOfClient: figure(indemnityOfClient) }),
  }
}

function amendmentsOf(settlement: Settlement, speaker: Speaker): Pick<Month, 'amendments'> {
  const [amendments] = sayAmendments(settlement, speaker)
  return amendments === undefined ? {} : { amendments }
}

export const figureOf = (settlement: Settlement, node: number, speaker: Speaker): Figure => ({
  node,
  value: settlement.graph[node]?.value ?? 'nothing',
  text: sayFigure(settlement, node, speaker),
})

/** How many levels were met and missed; one that the contract leaves undefined is not measured. */
export function countVerdicts(
  settlement: Settlement,
): Pick<Month, 'met' | 'missed' | 'unmeasured'> {
  const verdicts = settlement.levels.map((level) => verdictOf(settlement, level))
  const count = (verdict: Verdict): number => verdicts.filter((one) => one === verdict).length
  return {
    met: count('met'),
    missed: count('missed'),
    unmeasured: count('unmeasured') + count('undefined'),
  }
}

function viewLevel(settlement: Settlement, level: StoredLevel, speaker: Speaker): Level {
  const figure = (node: number): Figure => figureOf(settlement, node, speaker)
  return {
    id: level.id,
    title: level.title,
    ...(level.clause === undefined ? {} : { clause: level.clause }),
    period: level.period,
    target: sayTarget(level.target, settlement.contract.currency, speaker),
    figure: figure(level.figure),
    judged: figure(level.judged),
    late: figure(level.late),
    verdict: verdictOf(settlement, level),
    removed: level.removed,
    open: level.open,
  }
}

function viewLine(settlement: Settlement, line: StoredLine, speaker: Speaker): Line {
  const figure = (node: number): Figure => figureOf(settlement, node, speaker)
  return {
    id: line.id,
    level: line.level,
    ...(line.clause === undefined ? {} : { clause: line.clause }),
    nature: line.nature as Line['nature'],
    natureText: speaker.say(natureWord(line)),
    period: line.period,
    gross: figure(line.gross),
    cut: figure(line.cut),
    isForfeited: isForfeited(settlement, line),
    owed: figure(line.owed),
    cuts: line.cuts.map(({ cap, before, after }) => ({
      cap,
      before: figure(before),
      after: figure(after),
    })),
    readings: line.readings.map(({ reading, gross }) => ({
      reading: speaker.say(`reading-${reading}`),
      gross: figure(gross),
    })),
  }
}

function viewStep(settlement: Settlement, step: StoredStep, speaker: Speaker): Step {
  const figure = (node: number): Figure => figureOf(settlement, node, speaker)
  return {
    name: nameOfStep(step),
    title: titleOfStep(step, settlement, speaker),
    ...(step.about === undefined ? {} : { about: sayAbout(step.about, speaker) }),
    ...(step.clause === undefined ? {} : { clause: step.clause }),
    partyText: speaker.say(`party-${step.who}`),
    stateText: sayState(step, speaker),
    ...(step.due === undefined ? {} : { due: figure(step.due) }),
    ...(step.date === undefined ? {} : { date: figure(step.date) }),
    latenessText: sayLateness(settlement, step, speaker),
  }
}

function viewProcedure(settlement: Settlement, speaker: Speaker): Pick<Month, 'procedure'> {
  const { procedure } = settlement
  const text = sayProcedure(settlement, speaker)
  if (procedure === undefined || text === undefined) return {}
  const amounts = procedureFigures(settlement, speaker).map(({ node, ...amount }) => ({
    ...amount,
    figure: figureOf(settlement, node, speaker),
  }))
  const blocks = viewBlocks([pairs(procedureRows(settlement, procedure, speaker))])
  return { procedure: { text, amounts, blocks } }
}

function viewPositions(
  settlement: Settlement,
  zone: Zone,
  speaker: Speaker,
): { readonly positions?: Positions } {
  const { positions } = settlement
  if (positions === undefined) return {}
  const figure = (node: number): Figure => figureOf(settlement, node, speaker)
  const position = (party: 'client' | 'provider' | 'agreed'): Positions['client'] => ({
    indemnity: figure(positions[party].indemnity),
    priceReduction: figure(positions[party]['price-reduction']),
    total: figure(positions[party].total),
  })
  return {
    positions: {
      client: position('client'),
      provider: position('provider'),
      agreed: position('agreed'),
      disputed: positions.disputed.map((dispute) => ({
        id: dispute.id,
        ground: dispute.ground,
        about: aboutOf(dispute, zone, speaker),
        partyText: speaker.say(`party-${dispute.by}`),
        statusText: speaker.say(`claim-status-${dispute.status}`),
        ...(dispute.evidence === undefined ? {} : { evidence: dispute.evidence }),
        worth: figure(dispute.worth),
      })),
      inDiscussion: figure(positions.inDiscussion),
      jointEffect: figure(positions.jointEffect),
    },
  }
}
