/**
 * Checks what a contract means, once each of its chapters has been read as far as it could be.
 *
 * A chapter that could not be read is not checked; the others are, and ids that stand in it count
 * as declared all the same.
 *
 * @fr contrôle de cohérence
 */
import type { Finding, Place } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { Costs, Grace, Penalty, Performance } from '../terms.ts'
import { checkCombinations } from './check-combinations.ts'
import { checkComponents } from './check-components.ts'
import { checkCycles } from './check-cycles.ts'
import { checkBalances, checkDues } from './check-dues.ts'
import { checkIdentity } from './check-identity.ts'
import { checkLevels } from './check-levels.ts'
import { checkReferences } from './check-references.ts'
import { checkStepCycles } from './check-step-cycles.ts'
import { checkSteps } from './check-steps.ts'
import type { DeclaredNames } from './declared-names.ts'
import { collectNames } from './declared-names.ts'
import type { PartialTerms } from './partial-terms.ts'
import type { KnownNames } from './read-contract.ts'

export function checkTerms(terms: PartialTerms, root: SourceNode, known: KnownNames): Finding[] {
  const { names, findings } = collectNames(root)
  const { performance } = terms
  return [
    ...findings,
    ...checkIdentity(terms, known),
    ...checkReferences(terms, names),
    ...(performance ? checkLevels(performance.levels, terms.conventions) : []),
    ...(performance ? checkCycles(performance) : []),
    ...(performance ? checkComponents(performance) : []),
    ...(performance ? checkCombinations(performance) : []),
    ...(performance ? checkPauses(performance, known) : []),
    ...(performance ? checkPoints(performance, names) : []),
    ...(performance ? checkDays(performance, terms.costs, names) : []),
    ...(performance ? checkBalances(performance) : []),
    ...(performance?.grace ? checkGrace(performance.grace) : []),
    ...(terms.costs ? checkDues(terms.costs) : []),
    ...checkOrder(terms, names),
  ]
}

/** A step that points to none, or to a later one, is told as that and not as a circle as well. */
function checkOrder(terms: PartialTerms, names: DeclaredNames): Finding[] {
  const findings = checkSteps(terms, names)
  return findings.length > 0 ? findings : checkStepCycles(terms)
}

/**
 * A pause in a status that no ticket ever has holds nothing. A list cannot tell for sure, since the
 * facts of a tool may carry its own words: so it is a warning.
 */
const checkPauses = ({ clocks }: Performance, { statuses }: KnownNames): Finding[] =>
  clocks.flatMap(({ pauses }) =>
    pauses.flatMap(({ status, where }): Finding[] => {
      if (statuses.includes(status)) return []
      const suggestion = nearest(status, statuses)
      return suggestion === undefined
        ? [warning('pause-status-unlisted', where, { status, known: statuses.join(', ') })]
        : [warning('pause-status-misspelt', where, { status, suggestion })]
    }),
  )

/** What was not measured cannot be penalised. */
const checkGrace = (grace: Grace): Finding[] =>
  !grace.measured && grace.penalised ? [error('grace-contradiction', grace.where)] : []

/** Days of service are kept in a reserve that levels fill, which holds nothing else. */
function checkDays(
  { levels }: Performance,
  costs: Costs | undefined,
  { stocks }: DeclaredNames,
): Finding[] {
  const filled = new Map((costs?.stocks ?? []).map(({ id, filled: { kind } }) => [id, kind]))
  return levels.flatMap(({ penalty }) => {
    if (penalty === undefined) return []
    const units = unitsOf(penalty)
    const reserve = penalty.countsIn.find(({ id }) => filled.has(id))
    const isDays = units.includes('service-days')
    if (reserve === undefined) {
      // A reserve that could not be read is one all the same.
      const isNamed = penalty.countsIn.some(({ id }) => stocks.has(id))
      return isDays && !isNamed ? [error('days-without-reserve', penalty.where)] : []
    }
    const isFit = filled.get(reserve.id) === 'levels' && units.every((u) => u === 'service-days')
    return isFit
      ? []
      : [{ ...error('not-days-in-reserve', reserve.where), params: { id: reserve.id } }]
  })
}

/** Points are worth something only in a balance, and money never is a number of points. */
function checkPoints({ levels }: Performance, { balances }: DeclaredNames): Finding[] {
  return levels.flatMap(({ penalty }) => {
    if (penalty === undefined) return []
    const isPoints = unitsOf(penalty).includes('points')
    const balance = penalty.countsIn.find(({ id }) => balances.has(id))
    if (isPoints && balance === undefined) return [error('points-without-balance', penalty.where)]
    return !isPoints && balance !== undefined ? [error('money-in-balance', balance.where)] : []
  })
}

function unitsOf({ worth }: Penalty): readonly string[] {
  const worths = worth.kind === 'bands' ? worth.rows.map((row) => row.worth) : [worth]
  return worths.map((part) => (part.kind === 'amount' ? part.amount.quantity.unit : 'share'))
}

const warning = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'warning',
  where,
  params,
})

const error = (code: string, where: Place): Finding => ({
  code,
  severity: 'error',
  where,
  params: {},
})
