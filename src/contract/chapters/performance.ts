/**
 * The chapter on service levels, penalties and the procedure between the two parties.
 *
 * @fr volet performance
 */
import type { Place } from '../../base/finding.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clock } from './clock.ts'
import type { Component } from './component.ts'
import type { Clause } from './identity.ts'
import type { ServiceLevel } from './level.ts'
import type {
  Cap,
  Combination,
  Exemption,
  Grace,
  Minimum,
  PaidBy,
  PointBalance,
} from './penalty.ts'

/** @fr volet performance */
export interface Performance {
  readonly where: Place
  readonly clocks: readonly Clock[]
  /** What is made of parts. */
  readonly components: readonly Component[]
  readonly levels: readonly ServiceLevel[]
  /** They hold for every level. */
  readonly exemptions: readonly Exemption[]
  /** It holds for every level without one of its own. */
  readonly grace?: Grace
  readonly caps: readonly Cap[]
  readonly minimums: readonly Minimum[]
  readonly balances: readonly PointBalance[]
  readonly combine: readonly Combination[]
  readonly procedure?: Procedure
}

/** How a penalty statement is made and discussed. @fr procédure contradictoire */
export interface Procedure {
  readonly where: Place
  readonly clause?: Clause
  readonly preparedBy: 'client' | 'provider' | 'both-blind'
  readonly statement: { readonly where: Place; readonly within: Phrase<DatePhrase> }
  readonly discussion: {
    readonly where: Place
    readonly within: Phrase<DatePhrase>
    readonly silence: 'acceptance' | 'refusal'
    readonly unansweredExemption: 'refused' | 'accepted'
  }
  readonly setOff: 'automatic' | 'after-window' | 'on-agreement' | 'none'
  readonly fourEyes: boolean
  /** `waived`: the penalty runs without one (Code civil, 1231-5). */
  readonly formalNotice: 'waived' | 'required'
  readonly paidBy: PaidBy
  /** Which date of an act counts; the procedure is run where it is said. */
  readonly dated?: 'sent' | 'presented' | 'received'
}
