/**
 * The order in which facts are taken: by time, and at one time by their names, whatever file told
 * them first.
 *
 * Example: two values of an index on one day, `I-1` and `I-2`: the last one is `I-2`. Two facts
 * `I-1` of one day, of the sources `bulletin` and `hand`: the last one is that of `hand`.
 */
import { compareText } from '../base/order.ts'
import type { RareFact } from './fact.ts'

type Named = Pick<RareFact, 'externalId' | 'source'>

export const byName = (a: Named, b: Named): number =>
  compareText(a.externalId, b.externalId) || compareText(a.source, b.source)

export const byStart = (
  a: Named & { readonly start: number },
  b: Named & { readonly start: number },
): number => a.start - b.start || byName(a, b)

export const byTime = (
  a: Named & { readonly at: number },
  b: Named & { readonly at: number },
): number => a.at - b.at || byName(a, b)
