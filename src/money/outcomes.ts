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
import { addMonths, monthOf } from '../base/calendar/date.ts'
import { dateAt } from '../base/calendar/zone.ts'
import { instant } from '../base/instant.ts'
import { invariant } from '../base/invariant.ts'
import type { Basis, Definition } from '../contract/core/core.ts'
import type { Tile, Window } from '../contract/core/select.ts'
import type { Answered, HoleReading, Scope } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import type { Periods } from '../measures/periods.ts'
import { tilesJudgedIn } from '../measures/periods.ts'
import type { InForce, Versions } from './in-force.ts'
import { Stocks } from './stocks.ts'
import type { WindowContext } from './windows.ts'
import { lastDayOfTile, tilesBefore, timeOfTile } from './windows.ts'

export class Outcomes {
  readonly #versions: Versions
  readonly #context: WindowContext
  readonly #graph: GraphBuilder
  readonly #basis: (basis: Basis, end: CalendarDate) => Derived
  readonly #answered: (answered: Answered, tile: number, version: InForce) => Derived
  readonly #stocks: Stocks
  /** By the tile and the name: a level that becomes quarterly begins anew. */
  readonly #values = new Map<string, Map<number, Derived>>()

  constructor(
    versions: Versions,
    context: WindowContext,
    graph: GraphBuilder,
    basis: (basis: Basis, end: CalendarDate) => Derived,
    answered: (answered: Answered, tile: number, version: InForce) => Derived,
  ) {
    this.#versions = versions
    this.#context = context
    this.#graph = graph
    this.#basis = basis
    this.#answered = answered
    this.#stocks = new Stocks(graph)
  }

  /**
   * Computes the outcomes of the periods that end in a month, in order of rank: those that need no
   * accumulator first, the late ones once what the accumulators did is told.
   */
  computeMonth(month: YearMonth, rank: 'early' | 'late'): void {
    const version = this.#versions.at(month)
    for (const definition of version.program.definitions) {
      if ((definition.isLate === true) !== (rank === 'late')) continue
      const periods = version.measured.periods(definition.tile)
      for (const tile of tilesJudgedIn(periods, month)) {
        this.#compute(definition, periods, tile, version)
      }
    }
  }

  /** The periods of an outcome that were computed so far, and its value in each. */
  periodsOf({ tile, name }: Pick<Definition, 'tile' | 'name'>): ReadonlyMap<number, Derived> {
    return this.#values.get(keyOf(tile, name)) ?? new Map()
  }

  /** Tells what something came to in a month. */
  tell(name: string, month: YearMonth, value: Derived): void {
    const { judgedIn } = this.#versions.at(month).measured.periods('month')
    this.keep({ tile: 'month', name }, judgedIn.indexOf(month), value)
  }

  #compute(definition: Definition, periods: Periods, tile: number, version: InForce): Derived {
    const value = evaluate(definition.value, this.scope(version, definition.tile, periods, tile))
    this.#graph.label(value, {
      ...definition.source,
      name: definition.name,
      period: periods.labels[tile] as string,
    })
    this.keep(definition, tile, value)
    return value
  }

  /** Keeps the value of an outcome in a period: computed, or told by an opening balance. */
  keep({ tile: own, name }: Pick<Definition, 'tile' | 'name'>, tile: number, value: Derived): void {
    const key = keyOf(own, name)
    const tiles = this.#values.get(key)
    if (tiles === undefined) this.#values.set(key, new Map([[tile, value]]))
    else tiles.set(tile, value)
  }

  /** What the terms of a period may read. */
  scope(
    version: InForce,
    ownTile: Tile,
    periods: Periods,
    tile: number,
    holeReading?: HoleReading,
  ): Scope {
    const { measured } = version
    const end = lastDayOfTile(this.#context, periods, tile)
    return {
      graph: this.#graph,
      period: periods.labels[tile] as string,
      reduce: (reduce, thing) => measured.reduce(reduce, tile, thing),
      items: (select) => measured.items(select, tile),
      basis: (basis) => this.#basis(basis, end),
      outcome: (name) => this.of(ownTile, name, tile),
      answered: (answered) => this.#answered(answered, tile, version),
      earlier: (name, window, of) =>
        of === undefined
          ? this.#earlier(keyOf(ownTile, name), window, periods, tile)
          : this.#upTo(keyOf(of, name), window, version.measured.periods(of), monthOf(end)),
      tileTime: (whole) => timeOfTile(this.#context, whole, end),
      isInFirstMonths: (months) =>
        end < addMonths(this.#context.life.first, months) && ownTile !== 'contract',
      begins: (other) => this.#begins(version.measured.periods(other), monthOf(end)),
      stock: (id, reads) => {
        const stock = version.program.stocks.find((candidate) => candidate.id === id)
        invariant(stock !== undefined && ownTile === 'month', 'a stock is read by months')
        return this.#stocks.read(stock, monthOf(end), reads, (name) => this.of('month', name, tile))
      },
      ...(holeReading === undefined ? {} : { holeReading }),
    }
  }

  #begins({ edges }: Periods, month: YearMonth): boolean {
    return edges.some((edge, i) => {
      const isFirst = i < edges.length - 1
      return isFirst && monthOf(dateAt(this.#context.zone, instant(edge))) === month
    })
  }

  /** An outcome that was computed. */
  of(ownTile: Tile, name: string, tile: number): Derived {
    const value = this.#values.get(keyOf(ownTile, name))?.get(tile)
    invariant(value !== undefined, `the outcome ${name} has a lower rank than its reader`)
    return value
  }

  /** An outcome of a month that is settled. */
  ofMonth(name: string, month: YearMonth): Derived {
    const { judgedIn } = this.#versions.at(month).measured.periods('month')
    return this.of('month', name, judgedIn.indexOf(month))
  }

  /** Outcomes of the tiles before this one, in a window that counts this one as its last. */
  #earlier(key: string, window: Window, own: Periods, tile: number): Derived[] {
    const known = this.#values.get(key)
    return tilesBefore(this.#context, window, own, tile).flatMap(
      (earlier) => known?.get(earlier) ?? [],
    )
  }

  /** Outcomes of shorter tiles, in a window that ends with the one judged in a month. */
  #upTo(key: string, window: Window, periods: Periods, month: YearMonth): Derived[] {
    const last = periods.judgedIn.lastIndexOf(month)
    const present = this.#values.get(key)?.get(last)
    const earlier = last < 0 ? [] : this.#earlier(key, window, periods, last)
    return present === undefined ? earlier : [...earlier, present]
  }

  /** What a month's own terms may read; nothing for a month that has not come. */
  monthScope(month: YearMonth): Scope | undefined {
    const version = this.#versions.at(month)
    const periods = version.measured.periods('month')
    const tile = periods.judgedIn.indexOf(month)
    return tile < 0 ? undefined : this.scope(version, 'month', periods, tile)
  }
}

const keyOf = (tile: Tile, name: string): string => `${tile} ${name}`
