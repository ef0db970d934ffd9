/**
 * What is known of the facts, kept the slow way: every telling of every fact, and who told it. The
 * store is compared with it.
 *
 * Example: `T-1` told open by import A, then resolved by B, then resolved again by C: one ticket,
 * two revisions. B undone, it stays resolved, since C tells it; C undone as well, it is open.
 */
import type { Fact } from '../../src/facts/fact.ts'

interface Revision {
  readonly fact: Fact
  readonly content: string
  readonly tellers: Set<string>
}

const keyOf = ({ kind, source, externalId }: Fact): string => `${kind} ${source} ${externalId}`

/** A value as text, whatever the order in which it was put together. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === 'bigint') return `${one}n`
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** What a fact says, wherever and however often it was said. */
const contentOf = ({ revision: _revision, origin: _origin, ...fact }: Fact): string => textOf(fact)

/** What facts say, one a line, in one order. */
export const contentsOf = (facts: readonly Fact[]): readonly string[] =>
  facts.map((fact) => `${keyOf(fact)} ${contentOf(fact)}`).sort()

export class KnownFacts {
  readonly #revisions = new Map<string, Revision[]>()
  readonly #imports = new Set<string>()

  /** Notes what an import told; a second time, nothing. */
  tell(name: string, facts: readonly Fact[]): void {
    if (this.#imports.has(name)) return
    this.#imports.add(name)
    for (const fact of facts) {
      const revisions = this.#revisions.get(keyOf(fact)) ?? []
      this.#revisions.set(keyOf(fact), revisions)
      const known = revisions.findLast(({ tellers }) => tellers.size > 0)
      const content = contentOf(fact)
      if (known?.content === content) known.tellers.add(name)
      else revisions.push({ fact, content, tellers: new Set([name]) })
    }
  }

  undo(name: string): void {
    for (const revisions of this.#revisions.values()) {
      for (const { tellers } of revisions) tellers.delete(name)
    }
  }

  get facts(): readonly Fact[] {
    return [...this.#revisions.values()].flatMap(
      (revisions) => revisions.findLast(({ tellers }) => tellers.size > 0)?.fact ?? [],
    )
  }
}
