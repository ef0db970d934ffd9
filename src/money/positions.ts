/**
 * What each party says is owed, what each fact in dispute is worth, and what they make together.
 *
 * The month is settled as agreed, as each party sees it, and with each claim in dispute accepted
 * alone. The worth of a claim is what its acceptance alone would take from what is owed. Worths do
 * not add up where two claims together change a band or a cap: the joint effect closes the sum, and
 * nothing is shared out.
 *
 * Example: 5 % of 48 000.00 € are owed, 2 % if both of two outages are exempted, and 5 % still if
 * only one is. In discussion: 2 400.00 − 960.00 = 1 440.00 €; each claim is worth 0.00 €, and the
 * joint effect is 1 440.00 €.
 *
 * @fr positions des parties, montant en discussion
 */
import type { Derived, ExplanationNode, GraphBuilder } from '../base/because/graph.ts'
import type { Value } from '../base/because/value.ts'
import { formatValue, sameValue, undefinedBecause } from '../base/because/value.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import { isZero } from '../base/ratio.ts'
import type { Measured } from '../measures/measured.ts'
import type { ToldClaim } from '../measures/procedures/answer-claims.ts'
import type { Supposition } from '../measures/suppositions.ts'
import { isOfSupposition, markOf, measuredUnder } from '../measures/suppositions.ts'
import type { InForce } from './in-force.ts'
import { Versions } from './in-force.ts'
import type { SettleContext, SettledMonth } from './settle.ts'
import { settleMonths } from './settle.ts'
import type { StoredDispute } from './settlement.ts'
import type { ByNature } from './totals.ts'
import { byNature } from './totals.ts'

/** A claim in dispute, as it was told. */
export type DisputedFact = Omit<StoredDispute, 'worth'>

/** What was measured, once a version: as agreed, and under each supposition. */
export interface Measures {
  readonly agreed: readonly Measured[]
  readonly supposed: readonly {
    readonly supposition: Supposition
    readonly measured: readonly Measured[]
  }[]
  readonly disputed: readonly DisputedFact[]
  /** Claims that nobody has answered, and that a procedure may. */
  readonly claims: readonly ToldClaim[]
}

/** What one party says, or both: by nature, and in all. */
export interface Position extends ByNature {
  readonly total: Derived
}

/** @fr positions des parties */
export interface Positions {
  readonly client: Position
  readonly provider: Position
  readonly agreed: Position
  readonly disputed: readonly { readonly fact: DisputedFact; readonly worth: Derived }[]
  /** What the client claims above what the provider admits. */
  readonly inDiscussion: Derived
  /** What remains of it once the worths are taken off. */
  readonly jointEffect: Derived
  readonly findings: readonly Finding[]
  /** The months that were settled for it: their figures are kept, known or not. */
  readonly months: readonly SettledMonth[]
  /** Outcomes that have no value in a position: no figure rests on them. */
  readonly passedOver: readonly Derived[]
  /** The lines of the month as each party sees them. */
  readonly linesOf: Readonly<Record<'client' | 'provider', SettledMonth['lines']>>
}

/** What a replay takes for a measure of which a settlement keeps nothing: no figure rests on it. */
export const NOT_KEPT: Value = undefinedBecause('not-kept')

interface Settling {
  readonly versions: readonly InForce[]
  readonly measures: Measures
  readonly context: SettleContext
  readonly settled: SettledMonth
}

/** Nothing where no claim in dispute changes the month. */
export function settlePositions(settling: Settling): Positions | undefined {
  const { measures, settled } = settling
  const { graph } = settled
  if (measures.disputed.length === 0) return undefined
  const under = (supposition: Supposition): SettledMonth => settleUnder(settling, supposition)
  const ofParty = (party: 'client' | 'provider'): SettledMonth => under({ kind: 'position', party })
  const [client, provider] = [ofParty('client'), ofParty('provider')]
  const agreed = positionOf(settled, 'agreed')
  const positions = {
    client: positionOf(client, 'client'),
    provider: positionOf(provider, 'provider'),
    agreed,
  }
  const about = { name: 'in-discussion' }
  const [high, low] = [positions.client.total, positions.provider.total]
  const inDiscussion = graph.step('difference', [high, low], {}, about)
  const alone = measures.disputed.map((fact) => {
    const month = under({ kind: 'accepting', claim: fact.id })
    const worth = worthOf(fact, agreed.total, positionOf(month, fact.id).total, graph)
    return { fact, worth, month, changes: outlineOf(month) !== outlineOf(settled) }
  })
  const changing = alone.filter(({ changes }) => changes)
  // Facts that change nothing alone may do so together: then each of them is in dispute.
  const isJoint = changing.length < 2 && !isNothing(restOf(inDiscussion, changing, graph))
  const disputed = isJoint ? alone : changing
  if (disputed.length === 0) return undefined
  const jointEffect = graph.label(restOf(inDiscussion, disputed, graph), { name: 'joint-effect' })
  const findings = [
    ...unknownUnder('client', client, settled),
    ...unknownUnder('provider', provider, settled),
  ]
  const months = [client, provider, ...disputed.map(({ month }) => month)]
  const passedOver = outcomesPassedOver(settling.versions, months)
  const linesOf = { client: client.lines, provider: provider.lines }
  return {
    ...positions,
    disputed,
    inDiscussion,
    jointEffect,
    findings,
    months,
    passedOver,
    linesOf,
  }
}

/**
 * Outcomes without a value under a supposition, where it is the supposition that takes it away.
 * Counts and caps pass over them, so no figure rests on them; but a replay that did not find them
 * would read the agreed ones in their place.
 */
function outcomesPassedOver(
  versions: readonly InForce[],
  months: readonly SettledMonth[],
): Derived[] {
  const { nodes } = (months[0] as SettledMonth).graph
  const isSupposed = restingOnMarked(nodes)
  const definitions = versions.flatMap(({ program }) => program.definitions)
  const outcomes = months.flatMap((month) =>
    definitions.flatMap((definition) => [...month.outcomes.periodsOf(definition).values()]),
  )
  return outcomes.filter(
    ({ node, value }) =>
      value.state !== 'known' && isSupposed[node] === true && !sameValue(value, NOT_KEPT),
  )
}

/** Of each node of a graph, whether it rests on a fact that holds under a supposition only. */
function restingOnMarked(nodes: readonly ExplanationNode[]): readonly boolean[] {
  const rests: boolean[] = []
  for (const { step, params, operands } of nodes) {
    const isMarked = step === 'facts' && isOfSupposition(params)
    rests.push(isMarked || operands.some((operand) => rests[operand] === true))
  }
  return rests
}

function settleUnder(
  { versions, measures, context, settled }: Settling,
  supposition: Supposition,
): SettledMonth {
  const mark = markOf(supposition)
  const text = JSON.stringify(mark)
  const own = measures.supposed.find((one) => JSON.stringify(markOf(one.supposition)) === text)
  invariant(own !== undefined, 'what a claim in dispute changes was measured')
  const supposed = versions.map((version, i) => ({
    ...version,
    measured: measuredUnder(mark, version.measured, own.measured[i] as Measured),
  }))
  const month = settleMonths(new Versions(supposed), context, settled.graph).at(-1)
  invariant(month !== undefined, 'the month of a closing lies in the contract')
  return month
}

function positionOf(month: SettledMonth, name: string): Position {
  const totals = byNature(month, `position.${name}`)
  const parts = [totals.indemnity, totals.priceReduction]
  return { ...totals, total: month.graph.step('sum', parts, {}, { name: `position.${name}` }) }
}

/** What the acceptance of a claim takes off; of a claim of the client, what it adds. */
function worthOf(
  { id, by }: DisputedFact,
  agreed: Derived,
  accepted: Derived,
  graph: GraphBuilder,
): Derived {
  const operands = by === 'provider' ? [agreed, accepted] : [accepted, agreed]
  return graph.step('difference', operands, {}, { name: `dispute.${id}` })
}

const restOf = (
  inDiscussion: Derived,
  disputed: readonly { readonly worth: Derived }[],
  graph: GraphBuilder,
): Derived => graph.step('difference', [inDiscussion, ...disputed.map(({ worth }) => worth)])

const isNothing = ({ value }: Derived): boolean => value.state === 'known' && isZero(value.number)

/** All the figures of a month, as one text: where two differ, something changed. */
function outlineOf({ levels, lines, uses }: SettledMonth): string {
  const figures = [
    ...levels.flatMap(({ figure, missed, judged, late }) => [figure, missed, judged, late]),
    ...lines.flatMap(({ exact, gross, owed }) => [exact, gross, owed]),
    ...uses.flatMap(({ limit, used, kept }) => [limit, used, kept]),
  ]
  return figures.map(({ value }) => formatValue(value)).join('\n')
}

/** A line without an amount in one position only is in no total there: it is said. */
function unknownUnder(
  position: 'client' | 'provider',
  month: SettledMonth,
  settled: SettledMonth,
): Finding[] {
  const known = new Set(linesKnown(settled))
  const here = new Set(linesKnown(month))
  const lines = [...known, ...here].filter((line) => known.has(line) !== here.has(line))
  return lines.map((line) => ({
    code: 'position-without-amount',
    severity: 'warning',
    params: { line, position },
  }))
}

const linesKnown = ({ lines }: SettledMonth): string[] =>
  lines.flatMap(({ effect, period, owed }) =>
    owed.value.state === 'known' ? [`${effect} ${period}`] : [],
  )
