/**
 * The prices of the months of a contract, and the bases that are asked of them.
 *
 * @fr prix mensuels
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatMonth, monthOf } from '../base/calendar/date.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import type { Basis, Fee } from '../contract/core/core.ts'
import type { Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { IndexAsked } from '../measures/indices.ts'
import type { MeasuredValue } from '../measures/select-result.ts'
import type { FeeContext } from './fees.ts'
import { basisOver } from './fees.ts'
import type { Versions } from './in-force.ts'
import { readingNothing } from './reading-nothing.ts'
import { Revisions } from './revisions.ts'
import type { WindowContext } from './windows.ts'
import { daysOfWindow } from './windows.ts'

export class MonthlyPrices {
  /** Quantities that were not known. */
  readonly findings: Finding[] = []
  readonly #versions: Versions
  readonly #graph: GraphBuilder
  readonly #windows: WindowContext
  readonly #scopeOf: (month: YearMonth) => Scope | undefined
  readonly #prices = new Map<string, Derived>()
  readonly #revisions: Revisions

  constructor(
    versions: Versions,
    graph: GraphBuilder,
    windows: WindowContext,
    scopeOf: (month: YearMonth) => Scope | undefined,
    indexOf: (series: string, asked: IndexAsked) => MeasuredValue,
  ) {
    this.#revisions = new Revisions(graph, windows, indexOf, this.findings)
    this.#versions = versions
    this.#graph = graph
    this.#windows = windows
    this.#scopeOf = scopeOf
  }

  /** The money of a base, over its window judged on `end`. */
  basis(basis: Basis, end: CalendarDate): Derived {
    const context: FeeContext = {
      graph: this.#graph,
      tariffOf: (month) => {
        const { program, proration, round } = this.#versions.at(month)
        return { fees: program.fees, proration, round }
      },
      life: this.#windows.life,
      monthlyPrice: (fee, month) =>
        basis.revised
          ? this.#revisedPrice(fee, month, monthOf(end))
          : this.#monthlyPrice(fee, month),
    }
    return basisOver(context, basis, daysOfWindow(this.#windows, basis.window, end))
  }

  /** The price of a month is computed once, however many bases ask for it. */
  #monthlyPrice({ id, monthly }: Fee, month: YearMonth): Derived {
    const key = `${id} ${month}`
    const computed = this.#prices.get(key)
    if (computed !== undefined) return computed
    const value = evaluate(monthly, this.#scopeFor(month))
    this.#prices.set(key, value)
    return value
  }

  /** The price that revisions have made of it by the month in which the base is judged. */
  #revisedPrice(fee: Fee, month: YearMonth, judged: YearMonth): Derived {
    const price = this.#monthlyPrice(fee, month)
    const inForce = Math.min(month, judged) as YearMonth
    const coefficient =
      fee.revision === undefined ? undefined : this.#revisions.coefficient(fee.revision, inForce)
    return coefficient === undefined ? price : this.#graph.step('product', [price, coefficient])
  }

  /** A month that has not come has no facts: only what was agreed is known of it. */
  #scopeFor(month: YearMonth): Scope {
    const scope = this.#scopeOf(month)
    return {
      ...readingNothing(this.#graph, formatMonth(month), 'a price reads quantities only'),
      reduce: (reduce) => {
        const counted = scope?.reduce(reduce)
        if (counted !== undefined && counted.value.state !== 'nothing') return counted
        return this.#expectedQuantity(reduce.of, month, scope !== undefined)
      },
    }
  }

  /**
   * The baseline of a fee stands for a quantity that is not known: always in a month that has not
   * come, and with a finding in one that has. Without a baseline there is no amount.
   */
  #expectedQuantity(selection: string, month: YearMonth, hasCome: boolean): MeasuredValue {
    const { selects } = this.#versions.at(month).program
    const select = selects.find((candidate) => candidate.id === selection)
    invariant(select?.kind === 'quantities', 'a price counts quantities')
    const { expected, source } = select
    if (hasCome) {
      const params = { selection, month: formatMonth(month), path: source.path }
      const code = expected === undefined ? 'quantity-missing' : 'quantity-at-baseline'
      this.findings.push({ code, severity: 'warning', params })
    }
    return expected === undefined
      ? { value: NOTHING, params: { selection } }
      : { value: known(expected, 'count'), params: { selection, reducer: 'baseline' } }
  }
}
