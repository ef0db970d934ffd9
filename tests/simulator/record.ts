/** What a life leaves behind while it is lived, for those who check it. */
import type { Instant } from '../../src/base/instant.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { TenantId } from '../../src/shell/storage/identifiers.ts'
import type { AuditHead } from '../../src/shell/storage/records.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import type { Broken } from './invariants.ts'
import { KnownFacts } from './known-facts.ts'
import type { Plan } from './plan.ts'

/** A month as it was closed, before anybody could change it. */
export interface Closed {
  readonly month: string
  readonly hash: string
  readonly settlement: Settlement
  readonly bytes: string
  /** Of the contract that it was closed under. */
  readonly text: string
}

/** All that is known at an instant, as the store told it then. */
interface Look {
  readonly at: Instant
  readonly bytes: string
}

export interface LifeRecord {
  readonly plan: Plan
  readonly tenant: TenantId
  readonly known: KnownFacts
  readonly closed: Map<string, Closed>
  readonly looks: Look[]
  readonly heads: AuditHead[]
  /** The first answer to each command. */
  readonly answers: Map<string, string>
  readonly broken: Broken[]
  /** How often the process was cut. */
  cuts: number
  /** The text of the contract as it was last stored. */
  text: string
}

/** Puts something between a life and its store: a fault that the checks must see. */
export type Port = (store: Store) => Store

export const newRecord = (plan: Plan, tenant: TenantId): LifeRecord => ({
  plan,
  tenant,
  known: new KnownFacts(),
  closed: new Map(),
  looks: [],
  heads: [],
  answers: new Map(),
  broken: [],
  cuts: 0,
  text: '',
})
