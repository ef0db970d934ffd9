/**
 * Orders under a framework agreement: who orders, from when until when, at what prices.
 *
 * @fr bons de commande, marchés subséquents
 */
import type { CalendarDate } from '../../base/calendar/date.ts'
import type { Change } from './amendments.ts'
import type { Fee } from './costs.ts'
import type { Named, Reference } from './identity.ts'
import type { Filter } from './level.ts'

/** @fr bon de commande */
export interface Order extends Named {
  readonly title?: string
  /** One of the entities of the parties. */
  readonly entity: Reference
  /** The day from which it is known. */
  readonly signed: CalendarDate
  /** The first day of its first month, and the last day of its last one. */
  readonly starts: CalendarDate
  readonly ends: CalendarDate
  /** Whose penalties a cap by rank serves first. */
  readonly rank?: number
  /** The facts that are its own. */
  readonly items: Filter
  /** The levels of the framework that hold for it. */
  readonly levels: readonly Reference[]
  readonly fees: readonly Fee[]
  /** What it says otherwise than the framework of those levels. */
  readonly changes: readonly Change[]
}
