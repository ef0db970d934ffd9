/**
 * Puts opening balances where the months before would have left them, as leaves of the explanation.
 *
 * Example: `restore-p1.missed` in `2026-03`, true. April reads it as the outcome of March, and two
 * misses in a row rest on that fact.
 *
 * @fr reprise des soldes d'ouverture
 */
import type { About, Derived, GraphBuilder } from '../base/because/graph.ts'
import { parseMonth } from '../base/calendar/date.ts'
import type { Bound, Definition } from '../contract/core/core.ts'
import type { Source, Tile } from '../contract/core/select.ts'
import type { Periods } from '../measures/periods.ts'
import type { Balance } from './balances.ts'
import type { CapMemory } from './bound-memory.ts'
import type { InForce } from './in-force.ts'
import type { Outcomes } from './outcomes.ts'
import type { SettleContext } from './settle.ts'

/** What months leave behind them. */
interface Memory {
  readonly versions: readonly InForce[]
  readonly graph: GraphBuilder
  readonly outcomes: Outcomes
  readonly memory: CapMemory
  periods(tile: Tile): Periods
}

export function takeOver({ balances }: Pick<SettleContext, 'balances'>, into: Memory): void {
  const programs = into.versions.map(({ program }) => program)
  const definitions = programs.flatMap((program) => program.definitions)
  const bounds = programs.flatMap((program) => program.bounds)
  for (const balance of balances) {
    const definition = definitions.findLast(({ name }) => name === balance.name)
    if (definition !== undefined) keepOutcome(balance, definition, into)
    else {
      const [id, what] = partsOf(balance.name)
      const bound = bounds.findLast((candidate) => candidate.id === id)
      if (!REMEMBERED.has(what)) keepTold(balance, into)
      else if (bound !== undefined) keepInBound(balance, bound, what, into)
    }
  }
}

/** What a bound keeps from month to month. */
const REMEMBERED: ReadonlySet<string> = new Set(['used', 'carried', 'held'])

/** `year-cap.used` is what is `used` of `year-cap`. */
const partsOf = (name: string): readonly [string, string] => {
  const dot = name.lastIndexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}

function leafOf({ name, period, value, params }: Balance, source: Source, into: Memory): Derived {
  const { path, clause } = source
  const about: About = { name, period, path, ...(clause === undefined ? {} : { clause }) }
  return into.graph.leaf('facts', value, params, about)
}

function keepOutcome(balance: Balance, definition: Definition, into: Memory): void {
  const tile = into.periods(definition.tile).labels.indexOf(balance.period)
  if (tile < 0) return
  into.outcomes.keep(definition, tile, leafOf(balance, definition.source, into))
}

/** What accumulators tell of a month, such as `month-cap.passed`. */
function keepTold({ name, period, value, params }: Balance, into: Memory): void {
  const tile = into.periods('month').labels.indexOf(period)
  if (tile < 0) return
  const leaf = into.graph.leaf('facts', value, params, { name, period })
  into.outcomes.keep({ tile: 'month', name }, tile, leaf)
}

function keepInBound(balance: Balance, bound: Bound, what: string, into: Memory): void {
  const month = parseMonth(balance.period)
  if (month === undefined) return
  const leaf = leafOf(balance, bound.source, into)
  const { line = '' } = balance
  if (what === 'used') into.memory.keep(bound.id, month, leaf)
  else if (what === 'carried') into.memory.carry(bound.id, line, leaf)
  else into.memory.addHeld(bound.id, line, month, leaf)
}
