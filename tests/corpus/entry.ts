/**
 * How an entry of the corpus is drawn again, and how its inputs become the files of its case.
 *
 * Example: a clause with a deadline draws another deadline, replaces `due: 2026-03-10` in the facts
 * of each of its readings, closes the month, and reads what the line owes.
 */
import type { Value } from '../oracles/check/values.ts'
import type { Chance } from './chance.ts'
import type { Settled } from './settled.ts'

/** A text of a file of the case, and what stands in its place. It is there exactly once. */
export interface Edit {
  readonly file: 'contract' | 'facts'
  readonly from: string
  readonly to: string
}

export const inFacts = (from: string, to: string): Edit => ({ file: 'facts', from, to })
export const inContract = (from: string, to: string): Edit => ({ file: 'contract', from, to })

export interface Reading<I> {
  /** The folder of the case, under that of the entry. */
  readonly folder: string
  /** The check over the inputs. Absent: that of the entry. */
  readonly check?: string
  /** The value that the source gives this reading on its own inputs, where `check` is ours. */
  readonly given?: string
  /** Edits of this reading alone. */
  readonly edits?: (inputs: I) => readonly Edit[]
  /** The month of this reading, where it is another. */
  readonly month?: (inputs: I) => string
  /** Why these inputs are left out, where the check and the terms of the case do not meet. */
  readonly leftOut?: (inputs: I) => string | undefined
  readonly answer?: (settled: Settled, inputs: I) => Value
}

export interface Entry<I = Readonly<Record<string, unknown>>> {
  readonly id: string
  /** What the case needs and the source does not list; the inputs of the first draw. */
  readonly assumed?: Partial<I>
  readonly draw: (chance: Chance) => Partial<I>
  readonly edits: (inputs: I) => readonly Edit[]
  /** The month to close, as `2026-07`; it may be that of the day which is awaited. */
  readonly month: (inputs: I, awaited: string) => string
  /** The instant up to which facts are known. Absent: all that the files tell. */
  readonly asOf?: (inputs: I) => string
  /** What the settlement says, in the values of the check. */
  readonly answer: (settled: Settled, inputs: I) => Value
  readonly readings: readonly Reading<I>[]
}

/** An entry whose inputs have a shape of their own. */
export const entry = <I>(own: Entry<I>): Entry => own as unknown as Entry
