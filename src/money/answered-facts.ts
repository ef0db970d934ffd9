/**
 * The facts as the procedures of the months leave them: a claim that one of them has accepted is an
 * accepted claim, before anything is measured.
 *
 * Steps of the month wait for dates and acts, and for no figure: so they are run once beforehand,
 * outside the explanation, and once more in it when the month is settled.
 *
 * @fr exonérations acceptées par la procédure
 */
import { GraphBuilder } from '../base/because/graph.ts'
import type { Calendar } from '../base/calendar/calendar.ts'
import type { Zone } from '../base/calendar/zone.ts'
import type { Instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Program } from '../contract/core/core.ts'
import type { RareFact } from '../facts/fact.ts'
import { answerClaims, isToldBy, toldClaim } from '../measures/procedures/answer-claims.ts'
import { standingOf } from '../measures/procedures/conclude.ts'
import { FactsHappened } from '../measures/procedures/happened.ts'
import { runProcedures } from '../measures/procedures/run-procedures.ts'
import type { StepScope } from '../measures/procedures/step-result.ts'

interface Known {
  readonly zone: Zone
  readonly asOf: Instant
  readonly calendars: ReadonlyMap<string, Calendar>
}

export function answeredFacts(
  { conclusion, procedures }: Program,
  facts: readonly RareFact[],
  { zone, asOf, calendars }: Known,
): readonly RareFact[] {
  if (conclusion === undefined) return facts
  const graph = new GraphBuilder()
  const scope: StepScope = {
    graph,
    zone,
    asOf,
    calendars,
    happened: new FactsHappened(facts, zone, asOf),
    firstTrue: () => undefined,
    settled: () => [],
  }
  const own = procedures.find(({ id }) => id === conclusion.procedure)
  invariant(own?.recurrence?.kind === 'tiles', 'the procedure of the month comes each month')
  const { all } = runProcedures([own], own.recurrence.from, scope)
  return facts.map((fact) => {
    if (fact.kind !== 'exemption' || !isToldBy(fact, asOf)) return fact
    const standing = standingOf(conclusion, fact.month, all, scope)
    const { accepted } = answerClaims(conclusion, standing, [toldClaim(fact, zone)], scope)
    return accepted.length === 0 ? fact : { ...fact, status: 'accepted' }
  })
}
