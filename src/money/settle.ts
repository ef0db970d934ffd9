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
import type { Derived } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addMonths, addToMonth, formatMonth, lastDayOf, monthOf } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio, RoundingMode } from '../base/ratio.ts'
import type { Bound, Definition, Fee, Program } from '../contract/core/core.ts'
import type { Tile, Window } from '../contract/core/select.ts'
import type { HoleReading, Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { Measured } from '../measures/measured.ts'
import type { Periods } from '../measures/periods.ts'
import { tileAt, tilesJudgedIn } from '../measures/periods.ts'
import type { BoundUse, CapLine, CappedLine } from './caps.ts'
import { applyCaps, CapMemory } from './caps.ts'
import type { Proration } from './fees.ts'
import { roundParams } from './fees.ts'
import { MonthlyPrices } from './monthly-prices.ts'
import type { Renewals, WindowContext } from './windows.ts'
import { isRenewedBetween, lastDayOfTile, MONTH, monthsSharing } from './windows.ts'

export interface SettleContext {
  readonly zone: Zone
  readonly life: { readonly first: CalendarDate; readonly last?: CalendarDate }
  readonly renewals: Renewals
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
  /** Every outcome of the months so far, by the number of its tile. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<number, Derived>>
  readonly levels: readonly SettledLevel[]
  readonly lines: readonly SettledLine[]
  readonly uses: readonly BoundUse[]
  readonly findings: readonly Finding[]
  /** Fees of the month, the base that most rates are a share of. */
  readonly fees: readonly { readonly fee: Fee; readonly amount: Derived }[]
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
  readonly #windows: WindowContext
  readonly #prices: MonthlyPrices

  constructor(program: Program, measured: Measured, context: SettleContext) {
    this.#program = program
    this.#measured = measured
    this.#context = context
    this.#definitions = new Map(program.definitions.map((d) => [d.name, d]))
    this.#windows = { ...context, periods: (tile) => measured.periods(tile) }
    this.#prices = new MonthlyPrices(program, this.#graph, this.#windows, context, (month) =>
      this.#monthScope(month),
    )
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
      monthsBefore: (bound) => monthsSharing(this.#windows, bound.window, month),
    })
    return {
      graph: this.#graph,
      outcomes: this.#outcomes,
      levels: this.#levels(month),
      lines: lines.map(({ through: _, ...line }, i) => ({
        ...line,
        ...this.#withCut(line.gross, capped.lines[i] as CappedLine),
      })),
      uses: capped.uses,
      findings: this.#prices.findings,
      fees: this.#program.fees.map((fee) => ({
        fee,
        amount: this.#prices.basis(
          { kind: 'basis', of: [fee.id], window: MONTH, vat: 'excluded' },
          lastDayOf(month),
        ),
      })),
    }
  }

  #withCut(gross: Derived, line: CappedLine): CappedLine & Pick<SettledLine, 'cut'> {
    return { ...line, cut: this.#graph.step('difference', [gross, line.owed]) }
  }

  #compute(definition: Definition, periods: Periods, tile: number): Derived {
    const value = evaluate(definition.value, this.#scope(definition.tile, periods, tile))
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

  #scope(ownTile: Tile, periods: Periods, tile: number, holeReading?: HoleReading): Scope {
    const end = lastDayOfTile(this.#context, periods, tile)
    return {
      graph: this.#graph,
      period: periods.labels[tile] ?? '',
      reduce: (reduce) => this.#measured.reduce(reduce, tile),
      basis: (basis) => this.#prices.basis(basis, end),
      outcome: (name) => this.#outcome(name, tile),
      earlier: (name, window) => this.#earlier(name, window, tile),
      isInFirstMonths: (months) =>
        end < addMonths(this.#context.life.first, months) && ownTile !== 'contract',
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
      if (value !== undefined && !this.#isForgotten(name, earlier, tile)) found.push(value)
    }
    return found
  }

  /** Whether a renewal lies between two tiles, where the contract begins its counts again. */
  #isForgotten(name: string, earlier: number, tile: number): boolean {
    const { renewals } = this.#context
    const definition = this.#definitions.get(name)
    if (renewals.streaks === 'continue' || definition === undefined) return false
    const periods = this.#measured.periods(definition.tile)
    const [from, to] = [earlier, tile].map((i) => lastDayOfTile(this.#context, periods, i))
    return isRenewedBetween(renewals, from as CalendarDate, to as CalendarDate)
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

  /** What a month's own terms may read; nothing for a month that has not come. */
  #monthScope(month: YearMonth): Scope | undefined {
    const periods = this.#measured.periods('month')
    const tile = periods.judgedIn.indexOf(month)
    return tile < 0 ? undefined : this.#scope('month', periods, tile)
  }

  #limit(bound: Bound, month: YearMonth): Derived {
    const scope = this.#monthScope(month)
    invariant(scope !== undefined, 'a cap is met in a month that is settled')
    const exact = evaluate(bound.limit, scope)
    return this.#graph.step('round', [exact], roundParams(this.#context.round), {
      path: bound.source.path,
      period: formatMonth(month),
    })
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
      const scope = this.#scope(definition.tile, periods, tile, reading)
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
