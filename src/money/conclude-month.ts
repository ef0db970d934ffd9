/**
 * Concludes a month between the parties: its state, what is undisputed, and what stays in dispute.
 *
 * Once a month is agreed, or decided, what it owes is what its lines say, and no fact is in dispute
 * any more. Closed with reservations, the least of both positions is undisputed, and what the
 * client claims above it is the dispute. A contest that names no fact disputes all that the
 * preparing party claims; of its own statement, a provider disputes nothing.
 *
 * Example: the client claims 2 400.00 € and the provider admits 960.00 €: 960.00 € are undisputed,
 * and 1 440.00 € are in dispute for the facts E-1 and E-2. Contested without any fact, 2 400.00 €
 * are in dispute.
 *
 * @fr arrêté du mois
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import { formatMonth } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import type { Sha256 } from '../base/canonical.ts'
import { canonicalText } from '../base/canonical.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import { isZero, ZERO } from '../base/ratio.ts'
import type { Conclusion, ConclusionState } from '../contract/core/conclusion.ts'
import type { Step } from '../contract/core/procedure.ts'
import type { AcceptedClaim, ToldClaim } from '../measures/procedures/answer-claims.ts'
import { answerClaims } from '../measures/procedures/answer-claims.ts'
import type { Standing } from '../measures/procedures/conclude.ts'
import { standingOf } from '../measures/procedures/conclude.ts'
import type { RunSteps } from '../measures/procedures/step-result.ts'
import type { Positions } from './positions.ts'
import type { SettledLine, SettledMonth } from './settle.ts'
import type { ByNature, NamedTotals } from './totals.ts'

/** How a month stands, before its amounts are looked at. @fr état du mois */
export interface Concluded {
  readonly conclusion: Conclusion
  readonly standing: Standing
  readonly accepted: readonly AcceptedClaim[]
  readonly findings: readonly Finding[]
}

const SETTLED: ReadonlySet<ConclusionState> = new Set(['agreed', 'agreed-tacitly', 'decided'])

/** Nothing where the contract does not run the procedure of its months. */
export function concludeMonth(
  { version, graph, month }: SettledMonth,
  { all }: RunSteps,
  claims: readonly ToldClaim[],
  zone: Zone,
): Concluded | undefined {
  const { conclusion } = version.program
  if (conclusion === undefined) return undefined
  const about = formatMonth(month)
  const standing = standingOf(conclusion, about, all, { zone })
  const own = claims.filter((claim) => claim.about === about)
  return { conclusion, standing, ...answerClaims(conclusion, standing, own, { graph, zone }) }
}

/** Whether facts may be in dispute: not once it is settled, nor while two statements are blind. */
export const isDisputable = (concluded: Concluded | undefined): boolean =>
  concluded === undefined || !(SETTLED.has(concluded.standing.state) || isStillBlind(concluded))

const isStillBlind = ({ conclusion, standing }: Concluded): boolean =>
  conclusion.statements.length > 1 && standing.state === 'draft'

/** @fr mois arrêté */
export interface ConcludedAmounts {
  readonly state: ConclusionState
  readonly undisputed?: ByNature
  readonly disputed?: ByNature & { readonly facts: readonly string[] }
  readonly frozen?: Readonly<Record<'client' | 'provider', string>>
  readonly findings: readonly Finding[]
}

/** What the month owes, and what closed months add to it. */
export interface OwedAmounts {
  readonly totals: ByNature
  readonly posted: { readonly adjustments: NamedTotals; readonly totals: NamedTotals } | undefined
  readonly positions: Positions | undefined
}

export function concludeAmounts(
  concluded: Concluded,
  owed: OwedAmounts,
  settled: SettledMonth,
  sha256: Sha256,
): ConcludedAmounts {
  const { standing, findings } = concluded
  const { state } = standing
  if (state === 'draft') return { state, findings }
  const { positions } = owed
  const isReserved = state === 'closed-with-reservations'
  const isWhole = isReserved && positions === undefined && isOfTheClient(concluded)
  const split = isWhole
    ? wholeInDispute(concluded, owed, settled)
    : splitOf(owed, positions, settled.graph)
  return {
    state: state === 'published' && positions !== undefined ? 'under-discussion' : state,
    ...split,
    ...(isReserved && { frozen: frozenPositions(concluded, positions, settled, isWhole, sha256) }),
    findings: [...findings, ...contestedWithoutFact(concluded, positions, owed)],
  }
}

/** Whether the client alone has said what is owed: a statement that never came says nothing. */
const isOfTheClient = ({ conclusion: { statements }, standing: { steps } }: Concluded): boolean =>
  statements
    .filter(({ step }) => steps.find((result) => result.step.id === step)?.state !== 'silent')
    .every(({ by }) => by === 'client')

const NATURES = [
  ['indemnity', 'indemnity'],
  ['priceReduction', 'price-reduction'],
] as const

const byEach = (make: (nature: (typeof NATURES)[number]) => Derived): ByNature => ({
  indemnity: make(NATURES[0]),
  priceReduction: make(NATURES[1]),
})

/** What is owed in all, with what is posted for closed months. */
const owedOf = ({ totals, posted }: OwedAmounts): ByNature =>
  byEach(([key, name]) => posted?.totals.get(name) ?? totals[key])

type Split = Pick<ConcludedAmounts, 'undisputed' | 'disputed'>

/** The least of both positions, and what the client claims above it. */
function splitOf(owed: OwedAmounts, positions: Positions | undefined, graph: GraphBuilder): Split {
  if (positions === undefined) return { undisputed: owedOf(owed) }
  const withPosted = (position: ByNature): ByNature =>
    byEach(([key, name]) => {
      const adjusted = owed.posted?.adjustments.get(name)
      return adjusted === undefined ? position[key] : graph.step('sum', [position[key], adjusted])
    })
  const [claimed, admitted] = [withPosted(positions.client), withPosted(positions.provider)]
  const undisputed = byEach(([key, name]) =>
    graph.step('least', [claimed[key], admitted[key]], {}, { name: `undisputed.${name}` }),
  )
  const facts = positions.disputed.map(({ fact }) => fact.id)
  return { undisputed, disputed: { ...above(claimed, undisputed, graph), facts } }
}

const above = (claimed: ByNature, undisputed: ByNature, graph: GraphBuilder): ByNature =>
  byEach(([key, name]) =>
    graph.step('difference', [claimed[key], undisputed[key]], {}, { name: `disputed.${name}` }),
  )

/** The step by which a month is closed with reservations. */
function stepOf({ because }: Standing): Step {
  invariant(because !== undefined, 'a month is closed with reservations by a step')
  return because.step
}

/** Of a statement that is contested without a fact nothing is admitted. */
function wholeInDispute({ standing }: Concluded, owed: OwedAmounts, settled: SettledMonth): Split {
  const { graph, month } = settled
  const params = { reducer: 'admitted', act: stepOf(standing).id }
  const undisputed = byEach(([, name]) =>
    graph.leaf('facts', known(ZERO, 'cents'), params, {
      name: `undisputed.${name}`,
      period: formatMonth(month),
    }),
  )
  return { undisputed, disputed: { ...above(owedOf(owed), undisputed, graph), facts: [] } }
}

/** A contest says on which facts; where none is told, nobody knows how much of it is disputed. */
function contestedWithoutFact(
  { standing }: Concluded,
  positions: Positions | undefined,
  owed: OwedAmounts,
): Finding[] {
  const { state } = standing
  const { indemnity, priceReduction } = owedOf(owed)
  const isNothing = [indemnity, priceReduction].every(
    ({ value }) => value.state === 'known' && isZero(value.number),
  )
  if (state !== 'closed-with-reservations' || positions !== undefined || isNothing) return []
  const { id: step, who } = stepOf(standing)
  const params = { step, who }
  return [{ code: 'contest-without-fact', severity: 'warning', params }]
}

/** Each position as a hash of its lines and of the claims that it counts. */
function frozenPositions(
  { conclusion }: Concluded,
  positions: Positions | undefined,
  { lines, month }: SettledMonth,
  isWhole: boolean,
  sha256: Sha256,
): Readonly<Record<'client' | 'provider', string>> {
  const hashOf = (party: 'client' | 'provider', own: readonly SettledLine[]): string => {
    const claims = (positions?.disputed ?? []).filter(({ fact }) => fact.by === party)
    return sha256(
      canonicalText({
        procedure: conclusion.procedure,
        month: formatMonth(month),
        party,
        lines: own.map(({ effect, period, owed }) => [effect, period, formatValue(owed.value)]),
        claims: claims.map(({ fact }) => fact.id),
      }),
    )
  }
  return {
    client: hashOf('client', positions?.linesOf.client ?? lines),
    provider: hashOf('provider', positions?.linesOf.provider ?? (isWhole ? [] : lines)),
  }
}
