/**
 * Whether an event of the facts is of the month judged.
 *
 * Example: a termination told for 12 May is true of May, once, however often it is told.
 *
 * @fr fait générateur
 */
import { ZERO } from '../../base/ratio.ts'
import type { Expression } from '../core/core.ts'
import type { Source } from '../core/select.ts'
import type { BaseContext } from './bases.ts'
import { compare, literal, whenNothing } from './write.ts'

/** How often an event of the month judged is told. */
export const timesOf = (
  event: string,
  source: Source,
  { counted }: Pick<BaseContext, 'counted'>,
): Expression => counted.in('month', { of: event, from: 'events', take: 'sum' }, source)

export function happened(
  event: string,
  source: Source,
  { counted }: Pick<BaseContext, 'counted'>,
): Expression {
  const times = timesOf(event, source, { counted })
  const never = literal(ZERO, 'count')
  return compare(whenNothing(times, never), 'above', never, source)
}
