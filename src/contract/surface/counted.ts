/**
 * What terms count by its name, outside of any level: declared money, quantities, events.
 *
 * Each is a selection of its own for each period, made when a term first asks for it, and shared by
 * all that ask for it again. Over other windows than its period it is an outcome of each month.
 *
 * Example: `cancelled-part in contract` is the sum of the outcomes `cancelled-part.declared` of the
 * months so far.
 *
 * @fr grandeurs nommées
 */
import type { DeclaredMoney } from '../chapters/due.ts'
import type { Definition, Expression } from '../core/core.ts'
import type { QuantitySelect } from '../core/quantities.ts'
import type { Source, Tile, Window } from '../core/select.ts'
import { reduce } from './write.ts'

/** How what is declared month by month adds up over a window. */
const OVER_MONTHS = { sum: 'sum', last: 'last', highest: 'highest', lowest: 'lowest' } as const

export class Counted {
  readonly #selects = new Map<string, QuantitySelect>()
  readonly #definitions = new Map<string, Definition>()

  get selects(): readonly QuantitySelect[] {
    return [...this.#selects.values()]
  }

  get definitions(): readonly Definition[] {
    return [...this.#definitions.values()]
  }

  /** What is counted of something in a period; nothing where nothing is told. */
  in(tile: Tile, what: Pick<QuantitySelect, 'of' | 'from' | 'take'>, source: Source): Expression {
    const { of, from, take } = what
    const id = `${take} of ${from} ${of} per ${tile}`
    if (!this.#selects.has(id)) {
      this.#selects.set(id, { kind: 'quantities', id, of, from, take, tile, source })
    }
    return { ...reduce(id, { kind: 'quantity' }), source }
  }

  /** Declared money over a window, seen from a period; nothing where it cannot be told. */
  declared(
    { id, take }: DeclaredMoney,
    window: Window,
    seenFrom: Tile,
    source: Source,
  ): Expression | undefined {
    const own = { of: id, from: 'amounts', take } as const
    if (window.kind === 'tile' && window.tile === seenFrom) return this.in(seenFrom, own, source)
    const how = take in OVER_MONTHS ? OVER_MONTHS[take as keyof typeof OVER_MONTHS] : undefined
    if (seenFrom !== 'month' || how === undefined) return undefined
    const name = `${id}.declared`
    const value = this.in('month', own, source)
    this.#definitions.set(name, { name, unit: 'cents', tile: 'month', value, source })
    return { kind: 'history', name, how, window, present: true, source }
  }
}
