/**
 * Finds the VAT of a price reduction: the rate of the price that it reduces.
 *
 * The penalty says it (`vat: 20 %`), or the fees of its base do where they all have the same; a
 * fixed amount reduces the price as a whole. An amount that is a share of a base with VAT holds it
 * already. Without one rate the VAT is not computed, and that is said.
 *
 * Example: `of: servers in month` of a fee `vat: 20 %` is a reduction at 20 %.
 *
 * @fr TVA d'une réduction de prix
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import { equals } from '../../base/ratio.ts'
import type { Costs, Fee } from '../chapters/costs.ts'
import type { Clause } from '../chapters/identity.ts'
import type { Effect } from '../core/core.ts'
import type { BaseRef } from '../phrases/window.ts'
import type { BaseContext } from './bases.ts'
import { sourceOf } from './write.ts'

/** What reduces a price, as the file writes it. */
interface Reduction {
  readonly where: Place
  readonly clause: Clause
  /** What it is a share of; absent: an amount. */
  readonly of?: BaseRef
  readonly vat?: { readonly value: Ratio; readonly where: Place }
  readonly nature?: Effect['nature']
}

export function vatOf(
  { where, clause, of, vat, nature }: Reduction,
  { costs, vat: convention, report }: Pick<BaseContext, 'costs' | 'vat' | 'report'>,
): Effect['vat'] {
  const isIncluded = of !== undefined && vatOfBase(of, costs, convention) === 'included'
  if (vat !== undefined) return { rate: vat.value, isIncluded, source: sourceOf(vat.where, clause) }
  // A price of its own is of no fee, so none can say its rate.
  const fees = nature === 'price' && of === undefined ? [] : feesOf(of, costs)
  const [first] = fees
  const rate = first?.vat
  const isOne = fees.every((fee) => fee.vat && rate && equals(fee.vat, rate))
  if (first === undefined || rate === undefined || !isOne) {
    report.warning('reduction-without-vat', where, {})
    return undefined
  }
  return { rate, isIncluded, source: sourceOf(first.where, first.clause) }
}

const namedBase = (of: BaseRef, costs: Costs | undefined): BaseRef | undefined =>
  costs?.bases.find(({ id }) => id === of.of)?.of

/** The fees that a base is made of; those of the contract where there is none. */
function feesOf(of: BaseRef | undefined, costs: Costs | undefined): readonly Fee[] {
  const fees = costs?.fees ?? []
  if (of === undefined || of.of === 'fees') return fees
  const inner = namedBase(of, costs)
  return inner === undefined ? fees.filter(({ id }) => id === of.of) : feesOf(inner, costs)
}

function vatOfBase(
  of: BaseRef,
  costs: Costs | undefined,
  convention: BaseContext['vat'],
): 'included' | 'excluded' {
  const inner = namedBase(of, costs)
  return inner === undefined ? (of.vat ?? convention) : vatOfBase(inner, costs, convention)
}
