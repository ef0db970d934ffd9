/**
 * The steps of a settlement as they are stored, and how its month stands between the parties.
 * Figures are numbers of nodes.
 *
 * @fr étapes et procédure du décompte
 */
import type { Conclusion, ConclusionState } from '../contract/core/conclusion.ts'

/**
 * A step or a right, as it stands. Figures are numbers of nodes: when it opened, when it was due,
 * the act that was looked at, when it ended, and how late.
 */
export interface StoredStep {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly clause?: string
  readonly who: string
  /** Which occurrence: what its facts are about, its period or its date. */
  readonly about?: string
  readonly state: string
  readonly answer?: string
  readonly opened?: number
  readonly due?: number
  readonly act?: number
  readonly date?: number
  readonly late?: number
}

/** What is owed, by nature. */
export interface StoredByNature {
  readonly indemnity: number
  readonly 'price-reduction': number
}

/** Whether what the provider owes may be set off, by what means, and from when. */
export interface StoredSetOff {
  readonly rule: Conclusion['setOff']['rule']
  readonly means: Conclusion['setOff']['means']
  readonly state: 'open' | 'done' | 'waiting' | 'not-open' | 'forbidden' | 'breached'
  /** The first day on which it may be used; of what was done, the day of the act. */
  readonly from?: number
  /** The steps that it waits for. */
  readonly awaits: readonly string[]
}

/** A statement that was published, and by how many eyes. */
export interface StoredPublication {
  readonly step: string
  readonly by: 'client' | 'provider'
  readonly author?: string
  readonly approver?: string
  readonly fourEyes: 'not-asked' | 'kept' | 'broken' | 'unknown'
}

/** What may still happen: who may do what, until when, and what silence amounts to then. */
export interface StoredNext {
  readonly step: string
  readonly who: string
  readonly answers: readonly string[]
  readonly until?: number
  readonly silence?: string
}

/** How a month stands between the parties. @fr procédure contradictoire */
export interface StoredProcedure {
  readonly path: string
  readonly clause?: string
  readonly preparedBy: 'client' | 'provider' | 'both-blind'
  readonly state: ConclusionState
  readonly since?: number
  /** The step that made it so: by whose act, or in silence. */
  readonly because?: {
    readonly step: string
    readonly who: string
    readonly how: 'act' | 'silence'
    readonly answer?: string
  }
  /** Absent while nothing is published. */
  readonly undisputed?: StoredByNature
  /** What the client claims above it, and the facts of it; absent where there is no dispute. */
  readonly disputed?: StoredByNature & { readonly facts: readonly string[] }
  /** The position of each party, as a hash, where the month is closed with reservations. */
  readonly frozen?: { readonly client: string; readonly provider: string }
  readonly setOff: StoredSetOff
  readonly publications: readonly StoredPublication[]
  /** Claims that nobody answered, and that the procedure has accepted. */
  readonly accepted: readonly {
    readonly claim: string
    readonly by: string
    readonly how: 'act' | 'silence'
    readonly told: number
    readonly at: number
  }[]
  readonly next: readonly StoredNext[]
}
