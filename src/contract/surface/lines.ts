/**
 * Rewrites what an amount does to money: its nature, its one rounding, what it passes.
 *
 * @fr effet
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import type { Clause, Conventions, Reference } from '../chapters/identity.ts'
import type { Effect } from '../core/core.ts'
import type { BaseRef } from '../phrases/window.ts'
import type { BaseContext } from './bases.ts'
import { vatOf } from './vat.ts'
import { sourceOf } from './write.ts'

/** Who owes an amount, as the file writes it: a penalty, or a balance of points. */
interface Owing {
  readonly where: Place
  readonly clause: Clause
  readonly by?: Effect['by']
  readonly nature?: Effect['nature']
  readonly countsIn: readonly Reference[]
  readonly of?: BaseRef
  readonly vat?: { readonly value: Ratio; readonly where: Place }
}

/** The effect of the outcome of a name, such as `restore-p1.penalty`. */
export function lineOf(
  name: string,
  owing: Owing,
  conventions: Conventions,
  context: Pick<BaseContext, 'costs' | 'vat' | 'report'>,
): Effect {
  const { where, clause, countsIn, by = 'provider' } = owing
  const { report } = context
  const nature = owing.nature ?? conventions.nature
  const vat = nature === 'indemnity' ? undefined : vatOf(owing, context)
  if (nature === 'indemnity' && owing.vat !== undefined) {
    report.error('vat-of-an-indemnity', owing.vat.where, {})
  }
  const { money: round } = conventions.round
  if (round.per !== 'line') report.notComputed(round.where, round.text)
  return {
    id: name,
    level: name.slice(0, name.indexOf('.')),
    amount: name,
    by,
    nature,
    ...(vat && { vat }),
    round: { mode: round.mode, step: round.step },
    through: countsIn.map((reference) => reference.id),
    source: sourceOf(where, clause),
  }
}
