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
import { addToMonth, formatMonth, lastDayOf } from '../base/calendar/date.ts'
import type { Finding } from '../base/finding.ts'
import { invariant } from '../base/invariant.ts'
import type { Ratio, RoundingMode } from '../base/ratio.ts'
import type { Bound, Definition, Effect, Fee } from '../contract/core/core.ts'
import type { Tile } from '../contract/core/select.ts'
import type { HoleReading } from '../measures/evaluate.ts'
import { evaluate } from '../measures/evaluate.ts'
import { tilesJudgedIn } from '../measures/periods.ts'
import { tellAccumulated } from './accumulated.ts'
import type { Balance } from './balances.ts'
import type { BoundUse, CapLine, CappedLine, Cut } from './bound-memory.ts'
import { CapMemory, nothingYet } from './bound-memory.ts'
import { applyCaps } from './caps.ts'
import type { Said } from './closed-months.ts'
import { accounted, keyOfLine } from './closed-months.ts'
import { roundParams } from './fees.ts'
import { firstTrue } from './first-true.ts'
import type { InForce, Versions } from './in-force.ts'
import type { SettledLevel } from './levels-judged.ts'
import { levelsJudged } from './levels-judged.ts'
import { MonthlyPrices } from './monthly-prices.ts'
import { Outcomes } from './outcomes.ts'
import type { PeriodContext } from './period-procedures.ts'
import { PeriodProcedures } from './period-procedures.ts'
import type { SettledStock } from './stored-costs.ts'
import { settledStocks } from './stored-costs.ts'
import { takeOver } from './take-over.ts'
import type { Renewals, WindowContext } from './windows.ts'
import { MONTH, monthsSharing } from './windows.ts'

export interface SettleContext extends PeriodContext {
  readonly life: { readonly first: CalendarDate; readonly last?: CalendarDate }
  readonly renewals: Renewals
  termEnd(day: CalendarDate): CalendarDate
  /** The first month that is computed, which is that of the start but for a takeover. */
  readonly from: YearMonth
  readonly closing: YearMonth
  /** What was so before it. */
  readonly balances: readonly Balance[]
  /** What closed months have said. */
  readonly said: Said
}

/** One effect in one period, before and after the caps. */
export interface SettledLine extends CappedLine {
  readonly period: string
  /** The exact amount before its rounding. */
  readonly exact: Derived
  readonly gross: Derived
  /** What the caps, and a claim that did not come, took in all. */
  readonly cut: Derived
  /** What an undefined line would be under each reading of the hole that it fell into. */
  readonly readings: readonly { readonly reading: HoleReading; readonly gross: Derived }[]
}

export interface SettledMonth {
  readonly month: YearMonth
  /** The terms under which it was settled. */
  readonly version: InForce
  readonly graph: GraphBuilder
  /** Every outcome of the months so far, by the number of its tile. */
  readonly outcomes: Outcomes
  /** The occurrences of a procedure that amounts wait for. */
  readonly proceduresOf: PeriodProcedures['of']
  readonly levels: readonly SettledLevel[]
  readonly lines: readonly SettledLine[]
  readonly uses: readonly BoundUse[]
  readonly findings: readonly Finding[]
  /** Fees of the month, the base that most rates are a share of. */
  readonly fees: readonly { readonly fee: Fee; readonly amount: Derived }[]
  readonly stocks: readonly SettledStock[]
}

/**
 * Settles every month from the first that is computed to the closing one, the last of the list;
 * `graph` takes the explanation.
 */
export function settleMonths(
  versions: Versions,
  context: SettleContext,
  graph: GraphBuilder = new GraphBuilder(),
): SettledMonth[] {
  const settling = new Settling(versions, context, graph)
  const { from, closing } = context
  return Array.from({ length: closing - from + 1 }, (_, i) => settling.month(addToMonth(from, i)))
}

/** A line before the caps. */
type GrossLine = Omit<SettledLine, 'owed' | 'cuts' | 'cut'> &
  Pick<CapLine, 'through'> & {
    /** What its condition leaves of it, where it has one. */
    readonly kept?: Cut
  }

class Settling {
  readonly #versions: Versions
  readonly #graph: GraphBuilder
  readonly #outcomes: Outcomes
  readonly #procedures: PeriodProcedures
  readonly #memory = new CapMemory()
  readonly #windows: WindowContext
  readonly #said: Said
  readonly #prices: MonthlyPrices

  constructor(versions: Versions, context: SettleContext, graph: GraphBuilder) {
    this.#versions = versions
    this.#graph = graph
    this.#said = context.said
    const { measured } = versions.at(context.closing)
    this.#windows = { ...context, periods: (tile) => measured.periods(tile) }
    this.#prices = new MonthlyPrices(
      versions,
      this.#graph,
      this.#windows,
      (month) => this.#outcomes.monthScope(month),
      (series, asked) => measured.index(series, asked),
    )
    this.#procedures = new PeriodProcedures(this.#graph, context)
    this.#outcomes = new Outcomes(
      versions,
      this.#windows,
      this.#graph,
      (basis, end) => this.#prices.basis(basis, end),
      ({ procedure, act }, tile, version) =>
        act === undefined
          ? this.#procedures.answered(procedure, tile, version, (name, own) =>
              this.#outcomes.of(own, name, tile),
            )
          : this.#procedures.acted(procedure, act, tile, version, (name) =>
              firstTrue(name, version, this.#outcomes, context, graph),
            ),
    )
    const [outcomes, memory] = [this.#outcomes, this.#memory]
    takeOver(context, { versions: versions.all, graph, outcomes, memory, ...this.#windows })
  }

  month(month: YearMonth): SettledMonth {
    this.#outcomes.computeMonth(month, 'early')
    const version = this.#versions.at(month)
    const lines = this.#grossLines(version, month)
    const capLines = lines.map((line) => this.#capLine(line, month))
    const capped = applyCaps(version.program.bounds, capLines, {
      graph: this.#graph,
      memory: this.#memory,
      month,
      limitOf: (bound) => this.#limit(bound, version, month),
      monthsBefore: (bound) => monthsSharing(this.#windows, bound.window, month),
    })
    tellAccumulated(version.program, capped, this.#graph, (name, value) =>
      this.#outcomes.tell(name, month, value),
    )
    this.#outcomes.computeMonth(month, 'late')
    return {
      month,
      version,
      graph: this.#graph,
      outcomes: this.#outcomes,
      proceduresOf: (id) => this.#procedures.of(id),
      levels: levelsJudged(version, month, this.#outcomes),
      lines: lines.map(({ through: _, kept, ...line }, i) => ({
        ...line,
        ...this.#withCut(line.gross, kept, capped.lines[i] as CappedLine),
      })),
      uses: capped.uses,
      findings: this.#prices.findings,
      stocks: settledStocks(version.program.stocks, (name) => this.#outcomes.ofMonth(name, month)),
      fees: version.program.fees.map((fee) => ({
        fee,
        amount: this.#prices.basis(
          { kind: 'basis', of: [fee.id], window: MONTH, vat: 'excluded', revised: true },
          lastDayOf(month),
        ),
      })),
    }
  }

  /** A line on its way; of one whose amount is not known any more, what it was closed with. */
  #capLine({ effect, gross, kept, through, period }: GrossLine, month: YearMonth): CapLine {
    const amount = kept?.after ?? gross
    if (amount.value.state === 'known') return { effect, through, amount }
    const entries = this.#said.get(keyOfLine(month, effect, period)) ?? []
    const standing = accounted(entries, this.#graph)
    return { effect, through, amount, ...(standing && { standing }) }
  }

  #withCut(
    gross: Derived,
    kept: Cut | undefined,
    line: CappedLine,
  ): CappedLine & Pick<SettledLine, 'cut'> {
    const cuts = kept === undefined ? line.cuts : [kept, ...line.cuts]
    return { ...line, cuts, cut: this.#graph.step('difference', [gross, line.owed]) }
  }

  #limit(bound: Bound, { round }: InForce, month: YearMonth): Derived {
    const scope = this.#outcomes.monthScope(month)
    invariant(scope !== undefined, 'a cap is met in a month that is settled')
    const exact = evaluate(bound.limit, scope)
    return this.#graph.step('round', [exact], roundParams(round), {
      path: bound.source.path,
      period: formatMonth(month),
    })
  }

  #grossLines(version: InForce, month: YearMonth): GrossLine[] {
    return version.program.effects.flatMap((effect) => {
      const definition = definitionOf(version, effect)
      const periods = version.measured.periods(definition.tile)
      const judged = tilesJudgedIn(periods, month)
      if (judged.length === 0) return this.#waitingLine(version, effect, month)
      return judged.map((tile) => {
        const exact = this.#outcomes.of(definition.tile, effect.amount, tile)
        const gross = this.#rounded(effect.round, exact)
        return {
          effect: effect.id,
          period: periods.labels[tile] ?? '',
          through: effect.through,
          exact,
          gross,
          ...this.#keptOf(effect, definition.tile, gross, tile),
          readings: this.#readings(version, effect, definition, tile, exact),
        }
      })
    })
  }

  /** The whole where its condition is true, zero where it is false, nothing as long as it waits. */
  #keptOf({ onlyIf }: Effect, own: Tile, before: Derived, tile: number): Pick<GrossLine, 'kept'> {
    if (onlyIf === undefined) return {}
    const graph = this.#graph
    const holds = this.#outcomes.of(own, onlyIf.outcome, tile)
    const times = graph.step('as-unit', [holds], { unit: 'count' })
    const after = graph.step('product', [before, times])
    return { kept: { bound: onlyIf.name, before, after } }
  }

  /** What a quarter left with a cap or a minimum may pass in a month that judges no quarter. */
  #waitingLine({ program }: InForce, { id, through }: Effect, month: YearMonth): GrossLine[] {
    const isWaiting = program.bounds
      .filter((bound) => through.includes(bound.id))
      .some(({ id: bound, window }) => {
        const open = new Set<number>(monthsSharing(this.#windows, window, month))
        return this.#memory.isWaiting(bound, id, (earlier) => open.has(earlier))
      })
    if (!isWaiting) return []
    const zero = nothingYet(this.#graph)
    const period = formatMonth(month)
    return [{ effect: id, period, through, exact: zero, gross: zero, readings: [] }]
  }

  #rounded(round: { readonly mode: RoundingMode; readonly step: Ratio }, exact: Derived): Derived {
    return this.#graph.step('round', [exact], roundParams(round))
  }

  #readings(
    version: InForce,
    { round }: Effect,
    { tile: own, value }: Definition,
    tile: number,
    exact: Derived,
  ): SettledLine['readings'] {
    if (exact.value.state !== 'undefined') return []
    return (['row-above', 'row-below'] as const).flatMap((reading) => {
      const periods = version.measured.periods(own)
      const scope = this.#outcomes.scope(version, own, periods, tile, reading)
      const gross = this.#rounded(round, evaluate(value, scope))
      return gross.value.state === 'known' ? [{ reading, gross }] : []
    })
  }
}

function definitionOf({ program }: InForce, { amount }: Effect): Definition {
  const definition = program.definitions.find(({ name }) => name === amount)
  invariant(definition !== undefined, `the outcome ${amount} is defined`)
  return definition
}
