/**
 * Rewrites a quantity that the facts tell into the figure of a level.
 *
 * Example: `value: { of: packet-loss, take: mean }`, `target: { at-most: 0.1 % }`: three samples of
 * 0.2 %, 0.1 % and 0.3 % are 0.2 %, and the level is missed.
 *
 * @fr valeur relevée
 */
import type { ServiceLevel, ValueOf } from '../chapters/level.ts'
import type { QuantitySelect } from '../core/quantities.ts'
import { lookOf, valuedIntervals } from './looks.ts'
import type { FormContext } from './measure-forms.ts'
import { sourceOf } from './write.ts'

export function quantity(
  level: ServiceLevel,
  form: ValueOf,
  { report, tile }: FormContext,
): QuantitySelect {
  // No item is exempted from one number: what does not count is not told. The amount may be lifted
  // where outcomes say so, which asks nothing of the number.
  const ofPenalty = level.penalty?.exemptions.filter(({ when }) => when === undefined) ?? []
  for (const { where, ground } of [...level.exemptions, ...ofPenalty]) {
    report.notComputed(where, `${ground} (value)`)
  }
  return {
    kind: 'quantities',
    id: level.id,
    of: form.of,
    from: 'quantities',
    take: form.take,
    ...valuedIntervals(form, report),
    ...lookOf(form.over, report),
    tile,
    source: sourceOf(level.where, level.clause),
  }
}
