/**
 * How the parties conclude a month: what the steps of one procedure make of its amounts.
 *
 * It adds nothing to how steps are run. Each row names a state of the month and the ways in which
 * steps ended that make it so; the first row that holds is the state, and a month without any is a
 * draft. So whether one party prepares the statement or each its own is a matter of rows.
 *
 * Example: `agreed-tacitly` of `statement-answer` in silence, with the answer `accept`.
 *
 * @fr issue de la procédure contradictoire
 * @source Code civil, art. 1120 (silence), 1348-2 (compensation conventionnelle)
 */
import type { Source } from './select.ts'

/**
 * `draft`: nothing is published, and it is private to who prepares it. `published`: the other
 * party may answer; `under-discussion`: and facts are in dispute. The four others are the ends.
 * @fr état du mois
 */
export type ConclusionState =
  | 'draft'
  | 'published'
  | 'under-discussion'
  | 'agreed'
  | 'agreed-tacitly'
  | 'closed-with-reservations'
  | 'decided'

/**
 * One way in which a step stands: it has `opened`; it was answered by an `act`, in `silence`, or
 * either (`ended`), with this answer; or it was `never` to be taken.
 * @fr issue d'une étape
 */
export interface StepEnd {
  readonly step: string
  readonly how: 'opened' | 'act' | 'silence' | 'ended' | 'never'
  readonly answer?: string
}

/** The steps of `all` must stand so at once. @fr ligne d'état */
export interface ConclusionRow {
  readonly state: Exclude<ConclusionState, 'draft' | 'under-discussion'>
  readonly all: readonly StepEnd[]
}

type Party = 'client' | 'provider'

/** @fr procédure contradictoire du mois */
export interface Conclusion {
  readonly procedure: string
  /** The steps by which statements are published, and whose they are. */
  readonly statements: readonly { readonly step: string; readonly by: Party }[]
  /** The steps that answer them, and whose statement each answers. */
  readonly answers: readonly { readonly step: string; readonly to: Party }[]
  readonly rows: readonly ConclusionRow[]
  readonly setOff: {
    readonly step: string
    readonly rule: 'automatic' | 'after-window' | 'on-agreement' | 'none'
    readonly means: 'payment' | 'agreed-set-off' | 'credit-note' | 'credit-note-on-next-invoice'
    /** The formal notice that it waits for. */
    readonly notice?: string
  }
  /** Whether who prepares a statement may not approve it. */
  readonly fourEyes: boolean
  /** What a claim amounts to that nobody has answered by the end of the discussion. */
  readonly unanswered: 'accepted' | 'refused'
  readonly source: Source
}
