/**
 * Settles a month: what was measured, what is owed, and why.
 *
 * Every month from the first is gone through in order, because caps, streaks and repetitions
 * remember. In each, definitions are computed in order of rank, effects give gross amounts, each is
 * rounded once, and caps cut them. The result is read from one explanation graph.
 *
 * Example: March and April with a yearly cap of 10 000.00 €. March takes 7 000.00 €, so April's
 * 5 000.00 € are cut to 3 000.00 €.
 *
 * @fr décompte du mois
 */
import type { Derived, NodeId } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { known, NOTHING } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import {
  addDays,
  addMonths,
  addToMonth,
  firstDayOf,
  formatMonth,
  lastDayOf,
  monthOf,
} from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { dateAt } from '../base/calendar/zone.ts'
import type { Finding } from '../base/finding.ts'
import { instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio, RoundingMode } from '../base/ratio.ts'
import type { Basis, Bound, Definition, Expression, Program } from '../contract/core/core.ts'
import type { Window } from '../contract/core/select.ts'
import type { HoleReading, Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { Measured, MeasuredValue } from '../measures/measured.ts'
import type { Periods } from '../measures/periods.ts'
import { tileAt, tilesJudgedIn } from '../measures/periods.ts'
import type { BoundUse, CapLine, CappedLine } from './caps.ts'
import { applyCaps, CapMemory } from './caps.ts'
import type { DateRange, FeeContext, Proration } from './fees.ts'
import { basisOver, roundParams } from './fees.ts'

export interface SettleContext {
  readonly zone: Zone
  readonly life: { readonly first: CalendarDate; readonly last?: CalendarDate }
  readonly closing: YearMonth
  readonly proration: Proration
  readonly round: { readonly mode: RoundingMode; readonly step: Ratio }
}

/** One effect in one period, before and after the caps. */
export interface SettledLine extends CappedLine {
  readonly period: string
  /** The exact amount before its rounding. */
  readonly exact: Derived
  readonly gross: Derived
  /** What the caps took in all. */
  readonly cut: Derived
  /** What an undefined line would be under each reading of the hole that it fell into. */
  readonly readings: readonly { readonly reading: HoleReading; readonly gross: Derived }[]
}

/** A level's outcomes in a period that was judged. */
export interface SettledLevel {
  readonly level: string
  readonly period: string
  readonly tile: number
  readonly figure: Derived
  readonly missed: Derived
  readonly judged: Derived
  readonly late: Derived
}

export interface SettledMonth {
  readonly graph: GraphBuilder
  readonly levels: readonly SettledLevel[]
  readonly lines: readonly SettledLine[]
  readonly uses: readonly BoundUse[]
  readonly findings: readonly Finding[]
  /** Fees of the month, the base that most rates are a share of. */
  readonly fees: readonly { readonly fee: string; readonly amount: Derived }[]
}

/** Settles the closing month of a context. */
export function settleMonth(
  program: Program,
  measured: Measured,
  context: SettleContext,
): SettledMonth {
  const settling = new Settling(program, measured, context)
  let settled = settling.month(monthOf(context.life.first))
  for (let month = addToMonth(monthOf(context.life.first), 1); month <= context.closing; ) {
    settled = settling.month(month)
    month = addToMonth(month, 1)
  }
  return settled
}

class Settling {
  readonly #program: Program
  readonly #measured: Measured
  readonly #context: SettleContext
  readonly #graph = new GraphBuilder()
  readonly #outcomes = new Map<string, Map<number, Derived>>()
  readonly #definitions: ReadonlyMap<string, Definition>
  readonly #memory = new CapMemory()
  readonly #fees = new Map<string, Derived>()
  readonly #findings: Finding[] = []

  constructor(program: Program, measured: Measured, context: SettleContext) {
    this.#program = program
    this.#measured = measured
    this.#context = context
    this.#definitions = new Map(program.definitions.map((d) => [d.name, d]))
  }

  month(month: YearMonth): SettledMonth {
    for (const definition of this.#program.definitions) {
      const periods = this.#measured.periods(definition.tile)
      for (const tile of tilesJudgedIn(periods, month)) this.#compute(definition, periods, tile)
    }
    const lines = this.#grossLines(month)
    const capLines: CapLine[] = lines.map(({ effect, gross, through }) => ({
      effect,
      through,
      amount: gross,
    }))
    const capped = applyCaps(this.#program.bounds, capLines, {
      graph: this.#graph,
      memory: this.#memory,
      month,
      limitOf: (bound) => this.#limit(bound, month),
      monthsBefore: (bound) => this.#monthsBefore(bound, month),
    })
    return {
      graph: this.#graph,
      levels: this.#levels(month),
      lines: lines.map(({ through: _, ...line }, i) => ({
        ...line,
        ...this.#withCut(line.gross, capped.lines[i] as CappedLine),
      })),
      uses: capped.uses,
      findings: this.#findings,
      fees: this.#program.fees.map((fee) => ({
        fee: fee.id,
        amount: this.#basis({ kind: 'basis', of: [fee.id], window: MONTH }, lastDayOf(month)),
      })),
    }
  }

  #withCut(gross: Derived, line: CappedLine): CappedLine & Pick<SettledLine, 'cut'> {
    return { ...line, cut: this.#graph.step('difference', [gross, line.owed]) }
  }

  #compute(definition: Definition, periods: Periods, tile: number): Derived {
    const value = evaluate(definition.value, this.#scope(definition, periods, tile))
    const { path, clause } = definition.source
    this.#graph.label(value, {
      name: definition.name,
      period: periods.labels[tile] ?? '',
      path,
      ...(clause === undefined ? {} : { clause }),
    })
    const tiles = this.#outcomes.get(definition.name)
    if (tiles === undefined) this.#outcomes.set(definition.name, new Map([[tile, value]]))
    else tiles.set(tile, value)
    return value
  }

  #scope(definition: Definition, periods: Periods, tile: number, holeReading?: HoleReading): Scope {
    const end = this.#lastDayOf(periods, tile)
    return {
      graph: this.#graph,
      period: periods.labels[tile] ?? '',
      reduce: (reduce) => this.#measured.reduce(reduce, tile),
      basis: (basis) => this.#basis(basis, end),
      outcome: (name) => this.#outcome(name, tile),
      earlier: (name, window) => this.#earlier(name, window, tile),
      isInFirstMonths: (months) =>
        end < addMonths(this.#context.life.first, months) && definition.tile !== 'contract',
      ...(holeReading === undefined ? {} : { holeReading }),
    }
  }

  #outcome(name: string, tile: number): Derived {
    const value = this.#outcomes.get(name)?.get(tile)
    invariant(value !== undefined, `the outcome ${name} has a lower rank than its reader`)
    return value
  }

  /** Outcomes of the tiles before this one, in a window that counts this one as its last. */
  #earlier(name: string, window: Window, tile: number): Derived[] {
    const known = this.#outcomes.get(name)
    const first =
      window.kind === 'last' ? tile - window.count + 1 : this.#firstOf(name, window, tile)
    const found: Derived[] = []
    for (let earlier = Math.max(0, first); earlier < tile; earlier += 1) {
      const value = known?.get(earlier)
      if (value !== undefined) found.push(value)
    }
    return found
  }

  /** The first tile of an outcome that lies in the same larger tile as this one. */
  #firstOf(name: string, window: Extract<Window, { kind: 'tile' }>, tile: number): number {
    const definition = this.#definitions.get(name)
    invariant(definition !== undefined, `the outcome ${name} is defined`)
    const own = this.#measured.periods(definition.tile)
    const larger = this.#measured.periods(window.tile)
    const at = tileAt(larger, (own.edges[tile + 1] as number) - 1)
    return own.labels.findIndex((_, i) => tileAt(larger, (own.edges[i + 1] as number) - 1) === at)
  }

  #lastDayOf(periods: Periods, tile: number): CalendarDate {
    return addDays(dateAt(this.#context.zone, instant(periods.edges[tile + 1] as number)), -1)
  }

  #basis(basis: Basis, end: CalendarDate): Derived {
    return basisOver(this.#feeContext(), basis, this.#daysOf(basis.window, end))
  }

  /** The days of a window that is judged on `end`. */
  #daysOf(window: Window, end: CalendarDate): DateRange {
    const { first, last } = this.#context.life
    if (window.tile === 'contract') return { first, last: last ?? end }
    if (window.kind === 'last' && window.tile === 'month') {
      return { first: firstDayOf(addToMonth(monthOf(end), 1 - window.count)), last: end }
    }
    const periods = this.#measured.periods(window.tile)
    const count = window.kind === 'last' ? window.count : 1
    const tile = this.#tileOfDay(periods, end)
    const from = Math.max(0, tile - count + 1)
    return {
      first: dateAt(this.#context.zone, instant(periods.edges[from] as number)),
      last: this.#lastDayOf(periods, tile),
    }
  }

  #tileOfDay(periods: Periods, day: CalendarDate): number {
    const tile = periods.labels.findIndex((_, i) => day <= this.#lastDayOf(periods, i))
    invariant(tile >= 0, 'the days that are settled lie in the life of the contract')
    return tile
  }

  #feeContext(): FeeContext {
    const { life, proration, round } = this.#context
    return {
      graph: this.#graph,
      fees: this.#program.fees,
      life,
      proration,
      round,
      monthlyPrice: (monthly, month) => this.#monthlyPrice(monthly, month),
    }
  }

  /** The price of a month is computed once, however many bases ask for it. */
  #monthlyPrice(monthly: Expression, month: YearMonth): Derived {
    const key = `${monthly.source?.path ?? ''} ${month}`
    const known = this.#fees.get(key)
    if (known !== undefined) return known
    const periods = this.#measured.periods('month')
    const tile = periods.judgedIn.indexOf(month)
    const definition: Definition = {
      name: key,
      unit: 'cents',
      tile: 'month',
      value: monthly,
      source: monthly.source ?? { path: '' },
    }
    const scope = this.#scope(definition, periods, Math.max(0, tile))
    const value = evaluate(monthly, {
      ...scope,
      period: formatMonth(month),
      reduce: (reduce) => {
        const counted = tile < 0 ? undefined : scope.reduce(reduce)
        if (counted !== undefined && counted.value.state !== 'nothing') return counted
        return this.#expectedQuantity(reduce.of, month, tile)
      },
    })
    this.#fees.set(key, value)
    return value
  }

  /**
   * The baseline of a fee stands for a quantity that is not known: always in a month that has not
   * come, and with a finding in one that has. Without a baseline there is no amount.
   */
  #expectedQuantity(selection: string, month: YearMonth, tile: number): MeasuredValue {
    const select = this.#program.selects.find((candidate) => candidate.id === selection)
    const expected = select?.kind === 'quantities' ? select.expected : undefined
    if (tile >= 0) {
      const params = { selection, month: formatMonth(month), path: select?.source.path ?? '' }
      const code = expected === undefined ? 'quantity-missing' : 'quantity-at-baseline'
      this.#findings.push({ code, severity: 'warning', params })
    }
    return expected === undefined
      ? { value: NOTHING, params: { selection } }
      : { value: known(expected, 'count'), params: { selection, reducer: 'baseline' } }
  }

  #limit(bound: Bound, month: YearMonth): Derived {
    const periods = this.#measured.periods('month')
    const tile = periods.judgedIn.indexOf(month)
    const definition: Definition = {
      name: bound.id,
      unit: 'cents',
      tile: 'month',
      value: bound.limit,
      source: bound.source,
    }
    const exact = evaluate(bound.limit, this.#scope(definition, periods, tile))
    return this.#graph.step('round', [exact], roundParams(this.#context.round), {
      path: bound.source.path,
      period: formatMonth(month),
    })
  }

  /** Months before this one that the cap's window holds together with it. */
  #monthsBefore(bound: Bound, month: YearMonth): number[] {
    const first = monthOf(this.#context.life.first)
    const { window } = bound
    const isInside = (earlier: YearMonth): boolean => {
      if (window.tile === 'contract') return true
      if (window.kind === 'last') return month - earlier < window.count * MONTHS_IN[window.tile]
      const periods = this.#measured.periods(window.tile)
      return (
        this.#tileOfDay(periods, lastDayOf(earlier)) === this.#tileOfDay(periods, lastDayOf(month))
      )
    }
    const months: number[] = []
    for (let earlier = first; earlier < month; earlier = addToMonth(earlier, 1)) {
      if (isInside(earlier)) months.push(earlier)
    }
    return months
  }

  #grossLines(month: YearMonth): (Omit<SettledLine, 'owed' | 'cuts' | 'cut'> & {
    readonly through: readonly string[]
  })[] {
    return this.#program.effects.flatMap((effect) => {
      const definition = this.#definitions.get(effect.amount)
      invariant(definition !== undefined, `the effect ${effect.id} has its amount`)
      const periods = this.#measured.periods(definition.tile)
      return tilesJudgedIn(periods, month).map((tile) => {
        const exact = this.#outcome(effect.amount, tile)
        return {
          effect: effect.id,
          period: periods.labels[tile] ?? '',
          through: effect.through,
          exact,
          gross: this.#rounded(effect.round, exact),
          readings: this.#readings(effect.round, definition, periods, tile, exact),
        }
      })
    })
  }

  #rounded(round: { readonly mode: RoundingMode; readonly step: Ratio }, exact: Derived): Derived {
    return this.#graph.step('round', [exact], roundParams(round))
  }

  #readings(
    round: { readonly mode: RoundingMode; readonly step: Ratio },
    definition: Definition,
    periods: Periods,
    tile: number,
    exact: Derived,
  ): SettledLine['readings'] {
    if (exact.value.state !== 'undefined') return []
    return (['row-above', 'row-below'] as const).flatMap((reading) => {
      const scope = this.#scope(definition, periods, tile, reading)
      const gross = this.#rounded(round, evaluate(definition.value, scope))
      return gross.value.state === 'known' ? [{ reading, gross }] : []
    })
  }

  #levels(month: YearMonth): SettledLevel[] {
    return this.#program.levels.flatMap((level) => {
      const periods = this.#measured.periods(level.tile)
      return tilesJudgedIn(periods, month).map((tile) => ({
        level: level.id,
        period: periods.labels[tile] ?? '',
        tile,
        figure: this.#outcome(level.figure, tile),
        missed: this.#outcome(level.missed, tile),
        judged: this.#outcome(level.judged, tile),
        late: this.#outcome(level.late, tile),
      }))
    })
  }
}

const MONTH: Window = { kind: 'tile', tile: 'month' }

const MONTHS_IN = { month: 1, quarter: 3, 'half-year': 6, year: 12, 'contract-year': 12 } as const

/** Every node that a settled month shows, the roots of its explanation. */
export function rootsOf(settled: SettledMonth): NodeId[] {
  const derived = [
    ...settled.levels.flatMap((l) => [l.figure, l.missed, l.judged, l.late]),
    ...settled.lines.flatMap((l) => [
      l.exact,
      l.gross,
      l.owed,
      l.cut,
      ...l.cuts.flatMap((c) => [c.before, c.after]),
      ...l.readings.map((r) => r.gross),
    ]),
    ...settled.uses.flatMap((u) => [u.limit, u.used, u.kept]),
    ...settled.fees.map((f) => f.amount),
  ]
  return derived.map((d) => d.node)
}
