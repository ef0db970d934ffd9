/**
 * The chapter on the contract's life: start, renewals, ends and exit.
 *
 * @fr volet durée, résiliation, réversibilité
 */
import type { CalendarDate, YearMonth } from '../../base/calendar/date.ts'
import type { Cents } from '../../base/cents.ts'
import type { Place } from '../../base/finding.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Length } from '../phrases/length.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Clause } from './identity.ts'
import type { Condition } from './penalty.ts'
import type { Right } from './steps.ts'

/** @fr durée du contrat */
export interface Term {
  readonly where: Place
  readonly clause?: Clause
  readonly starts: CalendarDate
  readonly signed?: CalendarDate
  /** The first month that is computed here, of a contract that was settled elsewhere before. */
  readonly takenOver?: { readonly value: YearMonth; readonly where: Place }
  readonly initial: Phrase<Length>
  readonly renewal?: Renewal
  readonly termination?: Termination
  readonly reversibility?: Reversibility
  readonly rights: readonly Right[]
}

/** @fr reconduction */
export interface Renewal {
  readonly where: Place
  readonly tacit: boolean
  readonly for: Phrase<Length>
  readonly atMost?: number
  readonly notice: {
    readonly where: Place
    readonly within: Phrase<DatePhrase>
    readonly dated: DatedBy
  }
}

/** Which instant of an act counts. @fr date qui fait foi */
export type DatedBy = 'sent' | 'presented' | 'received'

/** @fr résiliation */
export interface Termination {
  readonly where: Place
  readonly forFault?: {
    readonly where: Place
    readonly clause?: Clause
    readonly formalNotice: Phrase<Length>
    readonly when: readonly Condition[]
  }
  readonly forConvenience?: {
    readonly where: Place
    readonly client?: Convenience
    readonly provider?: Convenience
  }
}

/** @fr résiliation pour convenance */
export interface Convenience {
  readonly where: Place
  readonly notice: Phrase<Length>
  readonly fee?:
    | { readonly kind: 'fixed'; readonly amount: Cents; readonly where: Place }
    /** Less each month in equal parts, to nothing. */
    | {
        readonly kind: 'declining'
        readonly amount: Cents
        readonly months: number
        readonly where: Place
      }
}

/** Exit to the client or to a third party. @fr réversibilité */
export interface Reversibility {
  readonly where: Place
  readonly clause?: Clause
  readonly planDue: Phrase<DatePhrase>
  readonly lasts: Phrase<Length>
  readonly price: 'included' | 'charged'
  readonly test?: Phrase<Length>
}
