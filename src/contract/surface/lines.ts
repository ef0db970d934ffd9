/**
 * Rewrites what an amount does to money: its nature, its one rounding, what it passes.
 *
 * @fr effet
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { Clause, Conventions, PenaltyNature, Reference } from '../chapters/identity.ts'
import type { Effect } from '../core/core.ts'
import type { BaseRef } from '../phrases/window.ts'
import type { BaseContext } from './bases.ts'
import { vatOf } from './vat.ts'
import { sourceOf } from './write.ts'

/** Who owes an amount, as the file writes it: a penalty, or a balance of points. */
interface Owing {
  readonly where: Place
  readonly clause: Clause
  readonly nature?: PenaltyNature
  readonly countsIn: readonly Reference[]
  readonly of?: BaseRef
  readonly vat?: { readonly value: Ratio; readonly where: Place }
}

/** The effect of the outcome `ID.penalty`. */
export function lineOf(
  id: string,
  owing: Owing,
  conventions: Conventions,
  context: Pick<BaseContext, 'costs' | 'vat' | 'report'>,
): Effect {
  const { where, clause, countsIn } = owing
  const { report } = context
  const nature = owing.nature ?? conventions.nature
  const vat = nature === 'price-reduction' ? vatOf(owing, context) : undefined
  if (nature === 'indemnity' && owing.vat !== undefined) {
    report.error('vat-of-an-indemnity', owing.vat.where, {})
  }
  const { money: round } = conventions.round
  if (round.per !== 'line') report.notComputed(round.where, round.text)
  return {
    id: `${id}.penalty`,
    level: id,
    amount: `${id}.penalty`,
    nature,
    ...(vat && { vat }),
    round: { mode: round.mode, step: round.step },
    through: countsIn.map((reference) => reference.id),
    source: sourceOf(where, clause),
  }
}
