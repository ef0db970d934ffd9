/**
 * What happened, as it is known: the vocabulary of the second stage.
 *
 * A fact is one revision of one whole item (a ticket with all its events, an outage, a quantity…).
 * It is true under any contract, so nothing here knows of clauses, levels or money owed. It has two
 * times: when it was true (in its events) and when it was recorded. A correction is a new revision,
 * never a change.
 *
 * @fr fait
 */
import type { Cents } from '../base/cents.ts'
import type { Instant } from '../base/instant.ts'
import type { Ratio } from '../base/ratio.ts'

/** Where a fact was read: the file as the user named it, and the row or line, counted from 1. */
export interface Origin {
  readonly file: string
  readonly row: number
}

/** What identifies a fact in the log. Revisions count from 1. */
interface FactKey {
  readonly source: string
  readonly externalId: string
  readonly revision: number
}

interface FactBase extends FactKey {
  readonly origin: Origin
  /** When it was recorded, where the source says so. Never part of a figure or of a hash. */
  readonly recordedAt?: Instant
}

/**
 * The steps of a ticket's life. `status`, `priority` and `service` carry the value that holds from
 * then on; `responded` is the first human answer; `workaround` and `resolved` are two restorations.
 */
export type TicketEventKind =
  | 'opened'
  | 'acknowledged'
  | 'assigned'
  | 'status'
  | 'priority'
  | 'service'
  | 'responded'
  | 'workaround'
  | 'resolved'
  | 'reopened'
  | 'closed'

/**
 * The kinds in the order of their codes in a {@link TicketBatch}. The order is part of the format.
 */
export const TICKET_EVENT_KINDS = [
  'opened',
  'acknowledged',
  'assigned',
  'status',
  'priority',
  'service',
  'responded',
  'workaround',
  'resolved',
  'reopened',
  'closed',
] as const satisfies readonly TicketEventKind[]

export interface TicketEvent {
  readonly kind: TicketEventKind
  readonly at: Instant
  /** The status, priority or service from then on; absent for the other kinds. */
  readonly value?: string
}

/**
 * A ticket: its events in order of time (the order of the source where times are equal), and what
 * does not change. `fields` holds the values at opening; a `priority` event changes `priority`.
 *
 * @fr ticket
 */
export interface Ticket extends FactBase {
  readonly kind: 'ticket'
  readonly events: readonly TicketEvent[]
  readonly fields: Readonly<Record<string, string>>
}

/**
 * A stretch in which something was down. `end` is absent while it lasts.
 *
 * @fr interruption
 */
export interface Outage extends FactBase {
  readonly kind: 'outage'
  readonly of: string
  readonly start: Instant
  readonly end?: Instant
  readonly fields: Readonly<Record<string, string>>
}

/**
 * A stretch in which something was watched by monitoring. Where nobody watched, a month without an
 * outage proves nothing: the contract says what such time is.
 *
 * @fr période surveillée
 */
export interface Watch extends FactBase {
  readonly kind: 'watch'
  readonly of: string
  readonly start: Instant
  readonly end: Instant
}

/**
 * A planned stop, announced or not. It exempts nothing by itself: a clause says what it needs.
 *
 * @fr maintenance planifiée
 */
export interface Maintenance extends FactBase {
  readonly kind: 'maintenance'
  readonly of: string
  /** Which kind of window it is, where the contract has several. */
  readonly ground?: string
  readonly announced?: Instant
  readonly start: Instant
  readonly end: Instant
}

/**
 * A count at a date or over a month, such as the users of a service on the last day of a month.
 *
 * @fr quantité
 */
export interface Quantity extends FactBase {
  readonly kind: 'quantity'
  readonly of: string
  readonly at: Instant
  readonly amount: Ratio
  /** When it was published, where it is a value that somebody publishes: of an index. */
  readonly published?: Instant
}

/**
 * Something to be handed over: a report, minutes, a document. `delivered` is absent until it is.
 *
 * @fr livrable
 */
export interface Deliverable extends FactBase {
  readonly kind: 'deliverable'
  readonly of: string
  /** The event that the deadline counts from, such as the end of the month reported on. */
  readonly from: Instant
  /** The deadline itself where the parties fixed it by date. */
  readonly due?: Instant
  readonly delivered?: Instant
  readonly fields: Readonly<Record<string, string>>
}

/**
 * A party says that something should not count, and the other has answered or not.
 *
 * Example: the provider claims that half of ticket INC-7 was the client's doing:
 * `{ ground: 'client', ticket: 'INC-7', share: 1/2, claimedBy: 'provider', status: 'claimed' }`.
 *
 * @fr cause d'exonération invoquée
 */
export interface ExemptionClaim extends FactBase {
  readonly kind: 'exemption'
  readonly ground: string
  /** What it is about: one ticket, one outage or deliverable (by external id), or a stretch. */
  readonly about: { readonly item: string } | { readonly start: Instant; readonly end: Instant }
  /** From 0 to 1: how much of it is exempted. */
  readonly share: Ratio
  readonly claimedBy: 'client' | 'provider'
  readonly status: 'claimed' | 'accepted' | 'refused'
  readonly evidence?: string
  /** The month in whose procedure it is claimed, `2026-04`, and when. */
  readonly month?: string
  readonly claimedAt?: Instant
}

/**
 * A price reading or an amount that a party declares, such as an invoice line of a month.
 *
 * @fr ligne de facture
 */
export interface InvoiceLine extends FactBase {
  readonly kind: 'invoice-line'
  readonly of: string
  readonly at: Instant
  /** Without VAT. */
  readonly amount: Cents
}

/**
 * Something that took place on a date, or is fixed for one: a meeting, a check, a notification, the
 * contractual date of a delivery. Deadlines count from it.
 *
 * @fr événement
 */
export interface Happening extends FactBase {
  readonly kind: 'happening'
  readonly of: string
  readonly at: Instant
  /** What it is about, where the same thing takes place many times: `committee-05`. */
  readonly about?: string
}

/**
 * What a party did at a step that the contract gives it: a notice served, an objection, a report
 * handed over. Three dates may count: when it was sent, presented, received.
 *
 * @fr acte
 */
export interface Act extends FactBase {
  readonly kind: 'act'
  /** The step, by the id that parties call it by. */
  readonly of: string
  readonly by: 'client' | 'provider'
  /** The answer that was chosen, such as `refuse`. */
  readonly did: string
  readonly sent?: Instant
  readonly presented?: Instant
  readonly received?: Instant
  readonly about?: string
  /** What came with it, such as `outage-log`. */
  readonly with?: readonly string[]
  /** Who prepared it for the party, and who approved it. */
  readonly author?: string
  readonly approver?: string
}

/**
 * What was so before the first month that is computed here: of a contract taken over in mid-life.
 *
 * Example: 41 200.00 € of the cap of the year were used on 31 March 2026, say both parties:
 * `{ contract: 'CT-1', of: 'year-cap.used', value: 41200, evidence: 'PV-2026-04', … }`.
 *
 * @fr solde d'ouverture
 */
export interface Opening extends FactBase {
  readonly kind: 'opening'
  /** The contract that it is of, by its id: the balances of another one are none of its own. */
  readonly contract: string
  /** What it is the balance of: a term and what is told of it, such as `restore-p1.missed`. */
  readonly of: string
  /** The period that it is of, where it is of one, such as `2026-02`. */
  readonly in?: string
  /** The line that it is of, such as `restore-p1.penalty`. */
  readonly line?: string
  /** A number (of money: euros), a truth, or that there was nothing to measure. */
  readonly value: Ratio | 'yes' | 'no' | 'nothing'
  /** The last day that it takes into account. */
  readonly asOf: Instant
  readonly evidence: string
  /** When each party agreed; absent until it does. */
  readonly clientAgreed?: Instant
  readonly providerAgreed?: Instant
}

/** Every fact that is not a ticket: few enough to be plain objects. */
export type RareFact =
  | Outage
  | Watch
  | Maintenance
  | Quantity
  | Deliverable
  | ExemptionClaim
  | InvoiceLine
  | Happening
  | Act
  | Opening

export type Fact = Ticket | RareFact
