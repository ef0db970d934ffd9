/**
 * What was agreed, as one typed tree: the first stage's vocabulary.
 *
 * Each record keeps `where`, its place in the file; each phrase keeps its text and its place as
 * well. So whatever is computed from a term can show the words of the contract.
 *
 * Example: `terms.performance.levels[0].penalty.worth.amount.text` is `150.00 per late ticket` and
 * its `where.path` is `performance.levels[0].penalty.amount`.
 *
 * @fr stipulations
 */
import type { Place } from '../base/finding.ts'
import type { Amendment } from './chapters/amendments.ts'
import type { Costs } from './chapters/costs.ts'
import type { Calendar, ContractIdentity, Conventions, Parties } from './chapters/identity.ts'
import type { Liability } from './chapters/liability.ts'
import type { Term } from './chapters/lifetime.ts'
import type { Management } from './chapters/management.ts'
import type { Order } from './chapters/orders.ts'
import type { Performance } from './chapters/performance.ts'
import type { Scope } from './chapters/perimeter.ts'
import type { Security } from './chapters/security.ts'

/** A whole contract. The identity, the conventions and the term are mandatory. @fr stipulations */
export interface Terms {
  readonly where: Place
  /** The version of the language, 1. */
  readonly vigie: 1
  readonly contract: ContractIdentity
  readonly parties: Parties
  readonly conventions: Conventions
  readonly calendars: readonly Calendar[]
  readonly scope?: Scope
  readonly performance?: Performance
  readonly costs?: Costs
  readonly security?: Security
  readonly management?: Management
  readonly term: Term
  readonly liability?: Liability
  readonly orders: readonly Order[]
  readonly amendments: readonly Amendment[]
}

export type * from './chapters/amendments.ts'
export type * from './chapters/clock.ts'
export type * from './chapters/component.ts'
export type * from './chapters/costs.ts'
export type * from './chapters/due.ts'
export type * from './chapters/identity.ts'
export type * from './chapters/level.ts'
export type * from './chapters/liability.ts'
export type * from './chapters/lifetime.ts'
export type * from './chapters/management.ts'
export type * from './chapters/orders.ts'
export type * from './chapters/penalty.ts'
export type * from './chapters/performance.ts'
export type * from './chapters/perimeter.ts'
export type * from './chapters/security.ts'
export type * from './chapters/stock.ts'
export type * from './phrases/amount.ts'
export type * from './phrases/band-limit.ts'
export type * from './phrases/date-phrase.ts'
export type * from './phrases/due-term.ts'
export type * from './phrases/formula.ts'
export type * from './phrases/length.ts'
export type * from './phrases/quantity.ts'
export type * from './phrases/rounding.ts'
export type * from './phrases/slot.ts'
export type * from './phrases/window.ts'
export type { Phrase } from './phrases/words.ts'
