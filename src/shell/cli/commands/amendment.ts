/**
 * `vigie amendment FILE ID [--facts FILES --month MONTHS]`: what an amendment changes, in words
 * and, on the facts of some months, in euros.
 *
 * Each month is settled with the amendment and without it, on the same facts, known at the same
 * instant.
 */
import { GraphBuilder } from '../../../base/because/graph.ts'
import { formatValue } from '../../../base/because/value.ts'
import { parseInstant } from '../../../base/instant.ts'
import type { AmendmentEffect } from '../../../contract/amendments/effect.ts'
import { effectOf } from '../../../contract/amendments/effect.ts'
import type { AmendedContract } from '../../../contract/amendments/versions.ts'
import type { Amendment } from '../../../contract/terms.ts'
import type { ComparedMonth } from '../../../money/compare-months.ts'
import { compareMonth, worthOf } from '../../../money/compare-months.ts'
import { composeAmendment, composeWorth } from '../../../reports/amendment-view.ts'
import type { CloseRequest, OpenedContract } from '../../close-month.ts'
import { closeMonth } from '../../close-month.ts'
import { UsageError } from '../failure.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'
import type { CloseOptions } from './close.ts'
import { openNamed, readRequest } from './close.ts'

export type AmendmentOptions = Pick<CloseOptions, 'mapping' | 'zone'> & {
  readonly facts?: readonly string[]
  readonly month?: readonly string[]
}

/** A contract with an amendment and without it. */
interface BothSides {
  readonly amendment: Amendment
  readonly contract: AmendedContract
  readonly effect: AmendmentEffect
}

export function amendment(
  session: Session,
  file: string,
  id: string,
  options: AmendmentOptions,
): number {
  const contract = openNamed(file)
  const sides = bothSides(session, contract, id)
  if (sides === undefined) return EXIT.wrong
  const graph = new GraphBuilder()
  const months: ComparedMonth[] = []
  for (const month of monthsOf(options)) {
    const request = readRequest(session, file, { ...options, facts: options.facts ?? [], month })
    const compared = request && compareIn(session, graph, sides, request)
    if (compared === undefined) return EXIT.wrong
    months.push(compared)
  }
  if (session.isJson) printJson(session, sides, months, graph)
  else print(session, sides, months, graph)
  return EXIT.right
}

/** Facts and months go together: one without the other is not understood. */
function monthsOf({ facts, month }: AmendmentOptions): readonly string[] {
  if ((facts === undefined) === (month === undefined)) return month ?? []
  const detail = facts === undefined ? '--facts <files...>' : '--month <months...>'
  throw new UsageError('usage-missing-mandatory-option-value', { detail })
}

function bothSides(
  session: Session,
  { amended: contract, findings }: OpenedContract,
  id: string,
): BothSides | undefined {
  printFindings(session, findings)
  if (contract === undefined) return undefined
  const { amendments } = contract.original.terms
  const amendment = amendments.find((candidate) => candidate.id === id)
  const { say } = session.speaker
  if (amendment === undefined) {
    const known = amendments.map((candidate) => candidate.id).join(', ')
    session.error(`${say('amendment-not-there', { id, known })}\n`)
    return undefined
  }
  const { value: effect, findings: wrong } = effectOf(contract, id)
  if (effect === undefined) {
    session.error(`${say('amendment-is-needed', { id })}\n`)
    printFindings(session, wrong)
    return undefined
  }
  return { amendment, contract, effect }
}

/** The month with the amendment, then without it, as known at the same instant. */
function compareIn(
  session: Session,
  graph: GraphBuilder,
  { contract, effect }: BothSides,
  request: CloseRequest,
): ComparedMonth | undefined {
  const withIt = settled(session, contract, request)
  const asOf = withIt === undefined ? undefined : parseInstant(withIt.settlement.asOf)
  if (withIt === undefined || asOf === undefined) return undefined
  const withoutIt = settled(session, effect.without, { ...request, asOf })
  return withoutIt === undefined ? undefined : compareMonth(graph, withoutIt, withIt)
}

function settled(session: Session, amended: AmendedContract, request: CloseRequest) {
  const { envelope, findings } = closeMonth({
    ...request,
    contract: { ...request.contract, amended },
  })
  if (envelope === undefined) printFindings(session, findings)
  return envelope
}

function print(
  session: Session,
  sides: BothSides,
  months: readonly ComparedMonth[],
  graph: GraphBuilder,
): void {
  const { speaker } = session
  const { amendment: own, contract, effect } = sides
  const { currency } = contract.original.terms.contract
  const worth =
    months.length === 0
      ? []
      : composeWorth(months, worthOf(graph, months), { ...speaker, currency })
  session.out(printBlocks([...composeAmendment(own, effect, speaker), ...worth]))
}

/** The figures with the graph that each is a node of. */
function printJson(
  session: Session,
  sides: BothSides,
  months: readonly ComparedMonth[],
  graph: GraphBuilder,
): void {
  const worth = worthOf(graph, months).node
  const value = {
    amendment: sides.amendment.id,
    months: months.map(({ month, before, after, figures, worth: own }) => ({
      month,
      before: before.hash,
      after: after.hash,
      figures: figures.map((figure) => ({
        kind: figure.kind,
        name: figure.name,
        before: figure.before.node,
        after: figure.after.node,
        difference: figure.difference.node,
      })),
      worth: own.node,
    })),
    worth,
    graph: graph.nodes.map((node) => ({ ...node, value: formatValue(node.value) })),
  }
  session.out(`${JSON.stringify(value)}\n`)
}
