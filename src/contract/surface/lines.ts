/**
 * Rewrites what an amount does to money: its nature, its one rounding, what it passes.
 *
 * @fr effet
 */
import type { Place } from '../../base/finding.ts'
import type { Clause, Conventions, PenaltyNature, Reference } from '../chapters/identity.ts'
import type { Effect } from '../core/core.ts'
import type { Report } from './report.ts'
import { sourceOf } from './write.ts'

/** Who owes an amount, as the file writes it: a penalty, or a balance of points. */
interface Owing {
  readonly where: Place
  readonly clause: Clause
  readonly nature?: PenaltyNature
  readonly countsIn: readonly Reference[]
}

/** The effect of the outcome `ID.penalty`. */
export function lineOf(
  id: string,
  { where, clause, nature, countsIn }: Owing,
  conventions: Conventions,
  report: Report,
): Effect {
  const { money: round } = conventions.round
  if (round.per !== 'line') report.notComputed(round.where, round.text)
  return {
    id: `${id}.penalty`,
    level: id,
    amount: `${id}.penalty`,
    nature: nature ?? conventions.nature,
    round: { mode: round.mode, step: round.step },
    through: countsIn.map((reference) => reference.id),
    source: sourceOf(where, clause),
  }
}
