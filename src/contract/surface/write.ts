/** Short ways to write core expressions, so that a rewriting reads like the clause it carries. */

import type { ClauseRef } from '../../base/because/graph.ts'
import type { Unit } from '../../base/because/value.ts'
import type { BoundWord } from '../../base/bound.ts'
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import { ZERO } from '../../base/ratio.ts'
import type { Clause } from '../chapters/identity.ts'
import type { Expression, LiteralUnit } from '../core/core.ts'
import type { ItemReading } from '../core/items.ts'
import type { Reducer, Source } from '../core/select.ts'

export const literal = (number: Ratio, unit: LiteralUnit, source?: Source): Expression => ({
  kind: 'literal',
  number,
  unit,
  ...(source === undefined ? {} : { source }),
})

export const noMoney = literal(ZERO, 'cents')
export const isFalse = literal(ZERO, 'truth')

export const reduce = (of: string, reducer: Reducer, forAmount = false): Expression => ({
  kind: 'reduce',
  of,
  reducer,
  forAmount,
})

/** The sum of an amount over the things that events of the period are about. */
export const eachThing = (of: Expression, value: Expression): Expression =>
  of.kind === 'reduce' ? { kind: 'each', items: 'things', of: of.of, unit: 'cents', value } : value

/** The sum of an expression over the late items of a selection. */
export const each = (of: string, unit: Unit, value: Expression): Expression => ({
  kind: 'each',
  of,
  unit,
  value,
})

export const item = (reads: ItemReading): Expression => ({ kind: 'item', reads })

export const outcome = (name: string): Expression => ({ kind: 'outcome', name })

export const compare = (
  left: Expression,
  word: BoundWord,
  right: Expression,
  source?: Source,
): Expression => ({
  kind: 'compare',
  left,
  word,
  right,
  ...(source === undefined ? {} : { source }),
})

export const not = (of: Expression): Expression => ({ kind: 'not', of })
export const all = (...of: Expression[]): Expression => ({ kind: 'all', of })

export const choose = (when: Expression, then: Expression, otherwise: Expression): Expression => ({
  kind: 'if',
  when,
  then,
  otherwise,
})

export const whenNothing = (of: Expression, instead: Expression): Expression => ({
  kind: 'when-nothing',
  of,
  instead,
})

export const sum = (...of: Expression[]): Expression => ({ kind: 'sum', of })
export const product = (...of: Expression[]): Expression => ({ kind: 'product', of })
export const difference = (a: Expression, b: Expression): Expression => ({
  kind: 'difference',
  of: [a, b],
})
export const quotient = (a: Expression, b: Expression): Expression => ({
  kind: 'quotient',
  of: [a, b],
})

/** Where a term stands, for the nodes that it becomes. */
export const sourceOf = (where: Place, clause?: Clause): Source => ({
  path: where.path ?? '',
  ...(clause === undefined ? {} : { clause: clause.text as ClauseRef }),
})
