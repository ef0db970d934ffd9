/**
 * What all accumulators share: the amounts that pass them, and what they remember of months.
 *
 * @fr mémoire des plafonds et des seuils
 */
import type { About, Derived, GraphBuilder } from '../base/because/graph.ts'
import { known } from '../base/because/value.ts'
import { isZero, ZERO } from '../base/ratio.ts'
import type { Bound } from '../contract/core/core.ts'

/** One amount on its way through the caps. */
export interface CapLine {
  readonly effect: string
  /** The caps that it passes. */
  readonly through: readonly string[]
  readonly amount: Derived
  /**
   * What the line owes by settlements that were closed, where its amount is not known any more: it
   * stands until the amount is, and counts in each bound as it stands.
   */
  readonly standing?: Derived
}

/** What one cap did to one line. */
export interface Cut {
  readonly bound: string
  readonly before: Derived
  readonly after: Derived
}

export interface CappedLine {
  readonly effect: string
  readonly owed: Derived
  readonly cuts: readonly Cut[]
}

/** A cap in the month at hand. */
export interface BoundUse {
  readonly bound: string
  readonly limit: Derived
  /** What came to it this month, with what it had carried. */
  readonly came: Derived
  /** What it had let pass before this month, over its window. */
  readonly used: Derived
  /** What it lets pass this month. */
  readonly kept: Derived
}

/** The memory of all caps and minimums, month by month. */
export class CapMemory {
  readonly #kept = new Map<string, Map<number, Derived>>()
  readonly #carried = new Map<string, Derived>()
  readonly #held = new Map<string, ReadonlyMap<number, Derived>>()

  keptIn(bound: string, month: number): Derived | undefined {
    return this.#kept.get(bound)?.get(month)
  }

  keep(bound: string, month: number, kept: Derived): void {
    const months = this.#kept.get(bound)
    if (months === undefined) this.#kept.set(bound, new Map([[month, kept]]))
    else months.set(month, kept)
  }

  carriedTo(bound: string, effect: string): Derived | undefined {
    return this.#carried.get(`${bound}/${effect}`)
  }

  carry(bound: string, effect: string, excess: Derived): void {
    this.#carried.set(`${bound}/${effect}`, excess)
  }

  /** What a minimum still holds back of a line of a month. */
  heldIn(minimum: string, effect: string, month: number): Derived | undefined {
    return this.#held.get(`${minimum}/${effect}`)?.get(month)
  }

  /** What a minimum holds back of a line, by month: of those that can still be owed. */
  hold(minimum: string, effect: string, amounts: ReadonlyMap<number, Derived>): void {
    this.#held.set(`${minimum}/${effect}`, amounts)
  }

  /** What it held back of one month more, before the first that is computed. */
  addHeld(minimum: string, effect: string, month: number, amount: Derived): void {
    const held = this.#held.get(`${minimum}/${effect}`) ?? []
    this.hold(minimum, effect, new Map([...held, [month, amount]]))
  }

  /**
   * Whether something of a line waits at a bound for a later month; `isOpen` says of which months a
   * minimum may still owe what it holds back.
   */
  isWaiting(bound: string, effect: string, isOpen: (month: number) => boolean): boolean {
    const key = `${bound}/${effect}`
    const carried = this.#carried.get(key)
    const held = [...(this.#held.get(key) ?? [])].filter(([month]) => isOpen(month))
    return (
      held.some(([, { value }]) => !isNone(value)) ||
      (carried !== undefined && !isNone(carried.value))
    )
  }
}

export interface CapContext {
  readonly graph: GraphBuilder
  readonly memory: CapMemory
  readonly month: number
  limitOf(bound: Bound): Derived
  /** Months before this one that share the cap's window with it, the oldest first. */
  monthsBefore(bound: Bound): readonly number[]
}

const isNone = (value: Derived['value']): boolean => value.state === 'known' && isZero(value.number)

/** No money, where nothing came before. */
export const nothingYet = (graph: GraphBuilder): Derived =>
  graph.leaf('earlier', known(ZERO, 'cents'))

/** What nodes of a bound are about. */
export const aboutBound = ({ source }: Bound): About => ({
  path: source.path,
  ...(source.clause === undefined ? {} : { clause: source.clause }),
})

/** What went into a bound and what came out of it, line by line. */
export interface Passage {
  readonly incoming: readonly Derived[]
  readonly kept: readonly Derived[]
  readonly use: BoundUse
}

export const sumOf = (graph: GraphBuilder, amounts: readonly Derived[]): Derived =>
  amounts.length === 0
    ? nothingYet(graph)
    : amounts.length === 1
      ? (amounts[0] as Derived)
      : graph.step('sum', amounts)
