/**
 * The outcomes of a contract's clauses, period by period, and what a clause may read of them.
 *
 * An outcome is computed once, in order of rank; a clause reads those of its own period that come
 * before it in rank, and those of earlier periods over a window.
 *
 * Example: `restore-p1.missed` of March and of April are two truths; in April the streak is 2.
 *
 * @fr résultats des clauses
 */
import type { Derived, GraphBuilder } from '../base/because/graph.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { addMonths } from '../base/calendar/date.ts'
import { invariant } from '../base/invariant.ts'
import type { Basis, Definition, Program } from '../contract/core/core.ts'
import type { Tile, Window } from '../contract/core/select.ts'
import type { HoleReading, Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { Measured } from '../measures/measured.ts'
import type { Periods } from '../measures/periods.ts'
import { tileAt, tilesJudgedIn } from '../measures/periods.ts'
import type { WindowContext } from './windows.ts'
import { isRenewedBetween, lastDayOfTile, timeOfTile } from './windows.ts'

export class Outcomes {
  readonly #program: Program
  readonly #measured: Measured
  readonly #context: WindowContext
  readonly #graph: GraphBuilder
  readonly #basis: (basis: Basis, end: CalendarDate) => Derived
  readonly #answered: (procedure: string, tile: number) => Derived
  readonly #values = new Map<string, Map<number, Derived>>()
  readonly #definitions: ReadonlyMap<string, Definition>

  constructor(
    program: Program,
    measured: Measured,
    context: WindowContext,
    graph: GraphBuilder,
    basis: (basis: Basis, end: CalendarDate) => Derived,
    answered: (procedure: string, tile: number) => Derived,
  ) {
    this.#program = program
    this.#measured = measured
    this.#context = context
    this.#graph = graph
    this.#basis = basis
    this.#answered = answered
    this.#definitions = new Map(program.definitions.map((d) => [d.name, d]))
  }

  /** Computes every outcome of the periods that end in a month, in order of rank. */
  computeMonth(month: YearMonth): void {
    for (const definition of this.#program.definitions) {
      const periods = this.#measured.periods(definition.tile)
      for (const tile of tilesJudgedIn(periods, month)) this.#compute(definition, periods, tile)
    }
  }

  /** The periods of an outcome that were computed so far, and its value in each. */
  periodsOf(name: string): ReadonlyMap<number, Derived> {
    return this.#values.get(name) ?? new Map()
  }

  definition(name: string): Definition {
    const definition = this.#definitions.get(name)
    invariant(definition !== undefined, `the outcome ${name} is defined`)
    return definition
  }

  #compute(definition: Definition, periods: Periods, tile: number): Derived {
    const value = evaluate(definition.value, this.scope(definition.tile, periods, tile))
    const { path, clause } = definition.source
    this.#graph.label(value, {
      name: definition.name,
      period: periods.labels[tile] ?? '',
      path,
      ...(clause === undefined ? {} : { clause }),
    })
    const tiles = this.#values.get(definition.name)
    if (tiles === undefined) this.#values.set(definition.name, new Map([[tile, value]]))
    else tiles.set(tile, value)
    return value
  }

  /** What the terms of a period may read. */
  scope(ownTile: Tile, periods: Periods, tile: number, holeReading?: HoleReading): Scope {
    const end = lastDayOfTile(this.#context, periods, tile)
    return {
      graph: this.#graph,
      period: periods.labels[tile] ?? '',
      reduce: (reduce) => this.#measured.reduce(reduce, tile),
      items: (select) => this.#measured.items(select, tile),
      basis: (basis) => this.#basis(basis, end),
      outcome: (name) => this.of(name, tile),
      answered: (procedure) => this.#answered(procedure, tile),
      earlier: (name, window) => this.#earlier(name, window, tile),
      tileTime: (whole) => timeOfTile(this.#context, whole, end),
      isInFirstMonths: (months) =>
        end < addMonths(this.#context.life.first, months) && ownTile !== 'contract',
      ...(holeReading === undefined ? {} : { holeReading }),
    }
  }

  /** An outcome that was computed. */
  of(name: string, tile: number): Derived {
    const value = this.#values.get(name)?.get(tile)
    invariant(value !== undefined, `the outcome ${name} has a lower rank than its reader`)
    return value
  }

  /** Outcomes of the tiles before this one, in a window that counts this one as its last. */
  #earlier(name: string, window: Window, tile: number): Derived[] {
    const known = this.#values.get(name)
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
    const definition = this.definition(name)
    const own = this.#measured.periods(definition.tile)
    const larger = this.#measured.periods(window.tile)
    const at = tileAt(larger, (own.edges[tile + 1] as number) - 1)
    return own.labels.findIndex((_, i) => tileAt(larger, (own.edges[i + 1] as number) - 1) === at)
  }

  /** What a month's own terms may read; nothing for a month that has not come. */
  monthScope(month: YearMonth): Scope | undefined {
    const periods = this.#measured.periods('month')
    const tile = periods.judgedIn.indexOf(month)
    return tile < 0 ? undefined : this.scope('month', periods, tile)
  }
}
