/**
 * The coefficient by which revisions have moved a price, month by month.
 *
 * A revision takes effect on the first day of its month, each year after the contract began. Its
 * formula is computed on the values of indices known by their month, rounded, and held under what
 * one revision adds at most.
 *
 * Example: formula 1.0565 in 2026 and 1.0725 in 2027, at most 3 % a revision. `lost`: 1.03, then
 * 1.03 × 1.0725/1.0565 = 1.0456; `carried`: 1.03, then the lesser of 1.0725 and 1.0609, 1.0609.
 *
 * @fr coefficient de révision
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addToMonth, firstDayOf, formatMonth, monthFields } from '../base/calendar/date.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import { ONE } from '../base/ratio.ts'
import type { IndexMonth, Revision } from '../contract/core/core.ts'
import type { IndexValue, Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { MeasuredValue } from '../measures/select-result.ts'
import { roundParams } from './fees.ts'

export class Revisions {
  readonly #graph: GraphBuilder
  readonly #first: CalendarDate
  readonly #indexOf: (series: string, month: YearMonth) => MeasuredValue
  readonly #findings: Finding[]
  readonly #formulas = new Map<Revision, Map<YearMonth, Derived>>()
  readonly #coefficients = new Map<Revision, Map<YearMonth, Derived>>()

  constructor(
    graph: GraphBuilder,
    first: CalendarDate,
    indexOf: (series: string, month: YearMonth) => MeasuredValue,
    findings: Finding[],
  ) {
    this.#graph = graph
    this.#first = first
    this.#indexOf = indexOf
    this.#findings = findings
  }

  /** The coefficient in force in a month; nothing before the first revision. */
  coefficient(revision: Revision, month: YearMonth): Derived | undefined {
    const date = lastRevision(revision, month)
    if (firstDayOf(date) <= this.#first) return undefined
    const coefficients = monthsOf(this.#coefficients, revision)
    const computed = coefficients.get(date)
    if (computed !== undefined) return computed
    const { path, clause } = revision.source
    const about = { path, name: `revision ${formatMonth(date)}`, ...(clause && { clause }) }
    const value = this.#graph.label(this.#held(revision, date), about)
    coefficients.set(date, value)
    return value
  }

  /** The formula of a revision, under what it adds at most. */
  #held(revision: Revision, date: YearMonth): Derived {
    const graph = this.#graph
    const formula = this.#formula(revision, date)
    const { most } = revision
    if (most === undefined) return graph.step('product', [formula])
    const one = (): Derived => graph.leaf('earlier', known(ONE, 'count'))
    const yearBefore = addToMonth(date, -12)
    const before = this.coefficient(revision, yearBefore) ?? one()
    const share = evaluate(most.share, this.#scope(date))
    const top = graph.step('sum', [one(), share])
    if (most.excess === 'carried') {
      return graph.step('least', [formula, graph.step('product', [before, top])])
    }
    const isFirst = firstDayOf(yearBefore) <= this.#first
    const formulaBefore = isFirst ? one() : this.#formula(revision, yearBefore)
    const growth = graph.step('as-unit', [graph.step('quotient', [formula, formulaBefore])], {
      unit: 'count',
    })
    return this.#rounded(
      revision,
      graph.step('product', [before, graph.step('least', [growth, top])]),
    )
  }

  #formula(revision: Revision, date: YearMonth): Derived {
    const formulas = monthsOf(this.#formulas, revision)
    const computed = formulas.get(date)
    if (computed !== undefined) return computed
    const value = this.#rounded(revision, evaluate(revision.formula, this.#scope(date)))
    formulas.set(date, value)
    return value
  }

  #rounded({ round }: Revision, value: Derived): Derived {
    return round === undefined ? value : this.#graph.step('round', [value], roundParams(round))
  }

  #scope(date: YearMonth): Scope {
    const refuse = (): never =>
      invariant(false, 'a formula of revision reads indices only') as never
    return {
      graph: this.#graph,
      period: formatMonth(date),
      index: (index) => this.#index(index, date),
      reduce: refuse,
      basis: refuse,
      outcome: refuse,
      answered: refuse,
      earlier: refuse,
      items: refuse,
      tileTime: refuse,
      isInFirstMonths: refuse,
      begins: refuse,
      stock: refuse,
    }
  }

  #index({ series, at, source }: IndexValue, date: YearMonth): Derived {
    const month = monthOfIndex(at, date)
    const { value, params } = this.#indexOf(series, month)
    if (value.state === 'nothing') {
      const said = { series, month: formatMonth(month), revision: formatMonth(date) }
      this.#findings.push({ code: 'index-missing', severity: 'warning', params: said })
    }
    return this.#graph.leaf(
      'facts',
      value,
      params,
      source === undefined ? {} : { path: source.path },
    )
  }
}

function monthsOf<K, V>(all: Map<K, Map<YearMonth, V>>, key: K): Map<YearMonth, V> {
  const found = all.get(key) ?? new Map<YearMonth, V>()
  all.set(key, found)
  return found
}

/** The last month of revision up to a month. */
function lastRevision({ month: name }: Revision, month: YearMonth): YearMonth {
  const behind = (monthFields(month).month - name + 12) % 12
  return addToMonth(month, -behind)
}

function monthOfIndex(at: IndexMonth, date: YearMonth): YearMonth {
  switch (at.kind) {
    case 'month':
      return at.month
    case 'before':
      return addToMonth(date, -at.months)
    case 'named-before': {
      const behind = (monthFields(date).month - at.name + 12) % 12
      return addToMonth(date, -(behind === 0 ? 12 : behind))
    }
  }
}
