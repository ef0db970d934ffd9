/**
 * What stands before the chapters: which contract, between whom, counted how.
 *
 * The conventions are the questions on which real contracts are argued about. They have no default:
 * each is answered once here and may be answered otherwise in a term that says so.
 *
 * Example: a ticket opened on 31 March and resolved on 2 April belongs to April under
 * `belongs-to: month-resolved` and to March under `month-opened`. Both are lawful; silence is not.
 *
 * @fr identité du contrat, parties, conventions, calendriers
 */
import type { PartUnits } from '../../base/because/formula.ts'
import type { CalendarDate, Weekday } from '../../base/calendar/date.ts'
import type { HourRange, WeekHours } from '../../base/calendar/hours.ts'
import type { Place } from '../../base/finding.ts'
import type { Length } from '../phrases/length.ts'
import type { MoneyRounding, Rounding } from '../phrases/rounding.ts'
import type { Phrase } from '../phrases/words.ts'

/**
 * A thing that other terms refer to by its id. `where.path` names it in explanations. @fr
 * stipulation nommée
 */
export interface Named {
  readonly id: string
  readonly where: Place
}

/** A pointer to the signed text: the document's id and the number in it. @fr clause */
export interface Clause {
  readonly document: string
  /** What follows the document's id, such as `§4.1`. */
  readonly number: string
  readonly text: string
  readonly where: Place
}

/** An id of something else in the contract, with its place. @fr renvoi */
export interface Reference {
  readonly id: string
  readonly where: Place
}

/** @fr contrat */
export interface ContractIdentity {
  readonly where: Place
  readonly id: string
  readonly title: string
  readonly kind: 'infrastructure' | 'application' | 'global'
  readonly mode: 'outsourcing' | 'managed-services'
  readonly language: 'fr' | 'en'
  readonly currency: 'EUR'
  /** The IANA zone in which its days and hours are read. */
  readonly zone: { readonly name: string; readonly where: Place }
  /** In order of precedence: the first wins. */
  readonly documents: readonly ContractDocument[]
}

/** @fr pièce contractuelle */
export interface ContractDocument extends Named {
  readonly title: string
  readonly version?: string
}

/** @fr parties */
export interface Parties {
  readonly where: Place
  readonly client: Party
  readonly provider: Party
  readonly subcontractors: readonly Subcontractor[]
  /** Those whom the client orders for. */
  readonly entities: readonly Entity[]
}

/** One that is served under orders of its own. @fr entité bénéficiaire */
export interface Entity extends Named {
  readonly name: string
}

/** @fr partie */
export interface Party {
  readonly where: Place
  readonly name: string
  readonly siren?: { readonly text: string; readonly where: Place }
  /** The law of payment differs; absent is private. */
  readonly role?: 'private' | 'public'
  readonly address?: string
}

/** Of the law of 1975, not a processor of personal data. @fr sous-traitant (loi de 1975) */
export interface Subcontractor {
  readonly where: Place
  readonly name: string
  readonly siren?: { readonly text: string; readonly where: Place }
  readonly for: readonly string[]
  readonly country: string
  readonly approved?: CalendarDate
  readonly personalData: boolean
}

/** The month that an item belongs to. @fr mois de rattachement */
export type BelongsTo = 'month-opened' | 'month-resolved' | 'month-closed' | 'month-due'
/** Exactly at the limit. @fr à la limite */
export type OnTheLimit = 'in-time' | 'late'
/** What an item not ended at the end of the period is. @fr ticket ouvert en fin de période */
export type OpenAtEnd = 'ignored' | 'late-if-overdue' | 'carried'
/** What a level says of a period with nothing to measure. @fr période sans mesure */
export type EmptyPeriod = 'met' | 'left-out' | 'carried'
/** @fr nature de la pénalité: indemnité ou réduction de prix */
export type PenaltyNature = 'indemnity' | 'price-reduction'
/** @fr continuer ou remettre à zéro */
export type OnRenewal = 'continue' | 'reset'

/** The choices that hold for the whole contract. @fr conventions */
export interface Conventions {
  readonly where: Place
  readonly belongsTo: BelongsTo
  readonly round: {
    readonly where: Place
    readonly figures: Phrase<Rounding>
    readonly money: Phrase<MoneyRounding>
  }
  readonly onTheLimit: OnTheLimit
  readonly partUnits: PartUnits
  readonly openAtEnd: OpenAtEnd
  readonly empty: EmptyPeriod
  readonly base: {
    readonly where: Place
    readonly vat: 'included' | 'excluded'
    readonly revised: boolean
    readonly oneOffs: 'included' | 'excluded'
  }
  readonly days: {
    readonly where: Place
    /** The calendar of a working day. */
    readonly working: Reference
    readonly eventDay: 'left-out' | 'counted'
    readonly closedDay: 'stays' | 'next-open'
    readonly proration: 'actual' | 'thirtieths'
  }
  readonly nature: PenaltyNature
  readonly releasesFromDamages: boolean
  readonly closedMonth: { readonly where: Place; readonly reopenableFor: Phrase<Length> }
  readonly onRenewal: {
    readonly where: Place
    readonly caps: OnRenewal
    readonly streaks: OnRenewal
    readonly indexBase: OnRenewal
    readonly liability: OnRenewal
  }
}

/** @fr calendrier, plage de service */
export interface Calendar extends Named {
  readonly title?: string
  readonly week: WeekHours
  readonly holidays:
    | { readonly kind: 'none' }
    | { readonly kind: 'region'; readonly region: string; readonly where: Place }
    | { readonly kind: 'dates'; readonly dates: readonly CalendarDate[] }
  /** What a public holiday is: closed, like any other day, or a day with its own hours. */
  readonly onHoliday: HolidayHours
  /** Dated exceptions, which win over everything else. */
  readonly exceptions: readonly CalendarException[]
}

/** @fr jour férié: fermé, ouvert ou horaires propres */
export type HolidayHours =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open' }
  | { readonly kind: 'hours'; readonly hours: readonly HourRange[] }

/** Both dates are included. No hours means closed. @fr exception datée */
export interface CalendarException {
  readonly where: Place
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly hours: readonly HourRange[]
}

export type { HourRange, Weekday, WeekHours }
