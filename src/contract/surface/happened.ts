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

export function happened(
  event: string,
  source: Source,
  { counted }: Pick<BaseContext, 'counted'>,
): Expression {
  const times = counted.in('month', { of: event, from: 'events', take: 'sum' }, source)
  const never = literal(ZERO, 'count')
  return compare(whenNothing(times, never), 'above', never, source)
}
