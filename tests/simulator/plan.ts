/**
 * A life as it will be lived, decided before its first step: what is told, agreed, asked and closed,
 * and where the process is cut. Being plain values, it can be lived again, or shortened.
 */
import type { Instant } from '../../src/base/instant.ts'
import type { Fact } from '../../src/facts/fact.ts'
import type { NaiveLife } from '../oracles/naive-life.ts'

/** Where the process dies: at so many exchanges with its database from the beginning of a step. */
export interface Cut {
  readonly exchange: number
  /** Whether the database hears that last request; its answer is lost either way. */
  readonly isHeard: boolean
  /** Whether other steps come before the one that was cut is sent again. */
  readonly isLeft: boolean
}

/** What is asked in a step. A command has a key: asked again with it, it has one effect. */
export type Asked =
  | { readonly kind: 'add'; readonly key: string; readonly text: string }
  /** Another text of the contract. */
  | { readonly kind: 'amend'; readonly key: string; readonly text: string }
  | { readonly kind: 'import'; readonly key: string; readonly facts: readonly Fact[] }
  /** Undoes the import of another step, by its key. */
  | { readonly kind: 'withdraw'; readonly key: string; readonly import: string }
  /** The same command, with the same key. */
  | { readonly kind: 'again'; readonly key: string }
  /** A key of another command on an import. */
  | { readonly kind: 'misuse'; readonly key: string }
  | { readonly kind: 'look' | 'close' | 'close-again'; readonly month: string }

export type Step = Asked & { readonly at: Instant; readonly cut?: Cut }

export interface Plan {
  readonly seed: number
  /** What is true in the end, when all is told. */
  readonly life: NaiveLife
  /** The months lived, in order. */
  readonly months: readonly string[]
  readonly steps: readonly Step[]
}
