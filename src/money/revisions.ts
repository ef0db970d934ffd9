/**
 * The coefficient by which revisions have moved a price, month by month.
 *
 * A revision takes effect on the first day of its month, each year after the contract began. Its
 * formula is computed on the values of indices known by their month, rounded, and held under what
 * one revision adds at most.
 *
 * Where a renewal begins the base again, the price in force on its day is the base from then on,
 * and the months that the formula fixes move by as many as the contract has lasted: 2025-11 of a
 * contract of April 2026 is 2026-11 from April 2027.
 *
 * Example: formula 1.0565 in 2026 and 1.0725 in 2027, at most 3 % a revision. `lost`: 1.03, then
 * 1.03 × 1.0725/1.0565 = 1.0456; `carried`: 1.03, then the lesser of 1.0725 and 1.0609, 1.0609.
 *
 * @fr coefficient de révision
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import {
  addDays,
  addToMonth,
  firstDayOf,
  formatDate,
  formatMonth,
  monthFields,
  monthOf,
} from '../base/calendar/date.ts'
import type { Finding } from '../base/finding.ts'
import { ONE } from '../base/ratio.ts'
import type { IndexMonth, Revision } from '../contract/core/core.ts'
import type { IndexValue, Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { IndexAsked } from '../measures/indices.ts'
import type { MeasuredValue } from '../measures/select-result.ts'
import { roundParams } from './fees.ts'
import { readingNothing } from './reading-nothing.ts'
import type { WindowContext } from './windows.ts'

export class Revisions {
  readonly #graph: GraphBuilder
  readonly #windows: Pick<WindowContext, 'life' | 'renewals'>
  readonly #indexOf: (series: string, asked: IndexAsked) => MeasuredValue
  readonly #findings: Finding[]
  readonly #formulas = new Map<Revision, Map<YearMonth, Derived>>()
  readonly #held = new Map<Revision, Map<YearMonth, Derived>>()
  readonly #coefficients = new Map<Revision, Map<YearMonth, Derived>>()

  constructor(
    graph: GraphBuilder,
    windows: Pick<WindowContext, 'life' | 'renewals'>,
    indexOf: (series: string, asked: IndexAsked) => MeasuredValue,
    findings: Finding[],
  ) {
    this.#graph = graph
    this.#windows = windows
    this.#indexOf = indexOf
    this.#findings = findings
  }

  /** The coefficient in force in a month; nothing before the first revision. */
  coefficient(revision: Revision, month: YearMonth): Derived | undefined {
    const date = lastRevision(revision, month)
    if (firstDayOf(date) <= this.#windows.life.first) return undefined
    const coefficients = monthsOf(this.#coefficients, revision)
    const computed = coefficients.get(date)
    if (computed !== undefined) return computed
    const about = { ...revision.source, name: `revision ${formatMonth(date)}` }
    const value = this.#graph.label(this.#onBase(revision, date), about)
    coefficients.set(date, value)
    return value
  }

  /** The coefficient on the price of the file, over that of the renewal that began its base. */
  #onBase(revision: Revision, date: YearMonth): Derived {
    const own = this.#heldOn(revision, date)
    const { day, months } = this.#baseOf(date)
    const before = months === 0 ? undefined : this.coefficient(revision, monthOf(day))
    if (before === undefined) return own
    return this.#rounded(revision, this.#graph.step('product', [before, own]))
  }

  /** The day on which the base of a revision began, and how many months into the contract. */
  #baseOf(date: YearMonth): { readonly day: CalendarDate; readonly months: number } {
    const { life, renewals } = this.#windows
    const before = renewals.days.filter((day) => day < firstDayOf(date))
    const day = renewals.indexBase === 'reset' ? before.at(-1) : undefined
    return day === undefined
      ? { day: life.first, months: 0 }
      : { day, months: monthOf(day) - monthOf(life.first) }
  }

  /** The formula of a revision, under what it adds at most. */
  #heldOn(revision: Revision, date: YearMonth): Derived {
    const held = monthsOf(this.#held, revision)
    const computed = held.get(date)
    if (computed !== undefined) return computed
    const value = this.#underMost(revision, date)
    held.set(date, value)
    return value
  }

  #underMost(revision: Revision, date: YearMonth): Derived {
    const graph = this.#graph
    const formula = this.#formula(revision, date)
    const { most } = revision
    if (most === undefined) return graph.step('product', [formula])
    const one = (): Derived => graph.leaf('earlier', known(ONE, 'count'))
    const yearBefore = addToMonth(date, -12)
    const isFirst = firstDayOf(yearBefore) <= this.#baseOf(date).day
    const before = isFirst ? one() : this.#beforeIt(revision, yearBefore)
    const share = evaluate(most.share, this.#scope(date))
    const top = graph.step('sum', [one(), share])
    if (most.excess === 'carried') {
      return graph.step('least', [formula, graph.step('product', [before, top])])
    }
    const formulaBefore = isFirst ? one() : this.#formula(revision, yearBefore)
    const growth = graph.step('as-unit', [graph.step('quotient', [formula, formulaBefore])], {
      unit: 'count',
    })
    return this.#rounded(
      revision,
      graph.step('product', [before, graph.step('least', [growth, top])]),
    )
  }

  /** What the revision of a year before came to, on the base that it shares with the next. */
  #beforeIt(revision: Revision, date: YearMonth): Derived {
    const isOfFile = this.#baseOf(date).months === 0
    return (isOfFile ? this.coefficient(revision, date) : undefined) ?? this.#heldOn(revision, date)
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
    return {
      ...readingNothing(this.#graph, formatMonth(date), 'a formula of revision reads indices only'),
      index: (index) => this.#index(index, date),
    }
  }

  #index({ series, at, source }: IndexValue, date: YearMonth): Derived {
    const asked = askedOf(at, date, this.#baseOf(date).months)
    const found = this.#indexOf(series, asked)
    if (found.value.state === 'nothing') {
      const { code, params } = missingIndex(found, asked)
      const said = { ...params, series, revision: formatMonth(date) }
      this.#findings.push({ code, severity: 'warning', params: said })
    }
    return this.#graph.leaf('facts', found.value, found.params, source)
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

/** `moved` is by how many months the base of the formula has moved since the contract began. */
function askedOf(at: IndexMonth, date: YearMonth, moved: number): IndexAsked {
  switch (at.kind) {
    case 'month':
      return { kind: 'of-month', month: addToMonth(at.month, moved) }
    case 'before':
      return { kind: 'of-month', month: addToMonth(date, -at.months) }
    case 'named-before': {
      const behind = (monthFields(date).month - at.name + 12) % 12
      return { kind: 'of-month', month: addToMonth(date, -(behind === 0 ? 12 : behind)) }
    }
    case 'published': {
      const day = firstDayOf(date)
      return { kind: 'published-by', day: at.isOnTheDayCounted ? day : addDays(day, -1) }
    }
  }
}

/** Why a value is not there. */
function missingIndex(
  { params }: MeasuredValue,
  asked: IndexAsked,
): Pick<Finding, 'code' | 'params'> {
  if (asked.kind === 'of-month') {
    return { code: 'index-missing', params: { month: formatMonth(asked.month) } }
  }
  const by = formatDate(asked.day)
  const { undated } = params
  return undated === undefined
    ? { code: 'index-unpublished', params: { by } }
    : { code: 'index-undated', params: { by, month: undated } }
}
