/**
 * Settles months from what the store knows, once for each state of the contract and of the facts.
 *
 * An open month is judged at the last moment at which something became known, and not before its
 * end: looking again at unchanged facts gives the same bytes. A closed month is what was stored.
 *
 * Example: facts of April imported on 4 May, looked at on 5 and on 6 May: one settlement, as of
 * 4 May. An outage imported on the 7th: another, as of the 7th.
 */
import type { YearMonth } from '../../base/calendar/date.ts'
import { formatMonth } from '../../base/calendar/date.ts'
import { zoneOf } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { instant, parseInstant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { ClosedMonth } from '../../money/closed-months.ts'
import { monthEnd } from '../../money/life.ts'
import { loadTables } from '../catalogue.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { StoredMonth } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import type { KnownContract, KnownContracts } from './known-contracts.ts'
import { done } from './known-contracts.ts'
import type { FactsMemory } from './known-facts.ts'
import { settleFacts } from './settle-facts.ts'
import type { Knowledge, MonthSettled } from './workspace.ts'

export interface SettlerOptions {
  readonly store: Store
  readonly tenant: TenantId
  readonly contracts: KnownContracts
  readonly facts: FactsMemory
  readonly now: () => Instant
  /** When the facts last changed. */
  readonly lastChange: () => Promise<Instant | undefined>
}

export class MonthSettler {
  readonly #options: SettlerOptions
  readonly #begun = new Map<string, Promise<MonthSettled>>()
  readonly #ready = new Map<string, MonthSettled>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: SettlerOptions) {
    this.#options = options
  }

  /** What was settled since something last changed, if it was. */
  ready(contract: KnownContract, month: YearMonth): MonthSettled | undefined {
    return this.#ready.get(keyOf(contract, month))
  }

  /** Throws {@link NotSettled} where the month cannot be settled. */
  settle(
    contract: KnownContract,
    month: YearMonth,
    stored: readonly StoredMonth[],
  ): Promise<MonthSettled> {
    const key = keyOf(contract, month)
    const before = this.#begun.get(key)
    if (before !== undefined) return before
    const closing = closingOf(stored, month)
    const settling =
      closing === undefined
        ? this.preview(contract, month, stored)
        : this.#closed(contract, closing.hash)
    this.#begun.set(key, settling)
    settling.then(
      (settled) => {
        if (this.#begun.get(key) === settling) this.#ready.set(key, settled)
      },
      () => this.#begun.delete(key),
    )
    return settling
  }

  /**
   * Settles a month as an open one, whatever its state: what closing it now would give. `asOf` is
   * taken for the last moment at which something became known. Nothing of it is kept.
   */
  preview(
    contract: KnownContract,
    month: YearMonth,
    stored: readonly StoredMonth[],
    asOf?: Instant,
  ): Promise<MonthSettled> {
    return this.#inTurn(() => this.#settleNow(contract, month, stored, asOf))
  }

  /**
   * A closed month computed again, under the text and at the instant that it was closed with: from
   * what was known at its closing, or from what is known today.
   */
  async replay(
    { stored }: KnownContract,
    month: YearMonth,
    { hash, closedAt }: MonthClosing,
    knowledge: Knowledge,
  ): Promise<MonthSettled> {
    const { store, tenant, contracts } = this.#options
    const settlement = done(await store.readSettlement(tenant, hash))
    const contract = await contracts.open(stored.reference, settlement.contract.hash)
    const asOf = parseInstant(settlement.asOf)
    invariant(asOf !== undefined, 'a settlement that is kept has its time')
    const memory = this.#options.facts
    const facts = await (knowledge === 'closing' ? memory.readAt(closedAt) : memory.read())
    const closed = await this.#settlements((settlement.closed ?? []).map((one) => one.hash))
    const work = () => settleFacts({ contract, facts, month, asOf, closed })
    return { state: 'closed', ...(await this.#inTurn(work)) }
  }

  /** Facts or closed months have changed: what was settled is no longer what is known. */
  forget(): void {
    this.#begun.clear()
    this.#ready.clear()
  }

  /** Months are settled one after the other: each takes a core and the memory of its counts. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn
    return turn
  }

  async #closed({ stored }: KnownContract, hash: string): Promise<MonthSettled> {
    const { store, tenant, contracts } = this.#options
    const settlement = done(await store.readSettlement(tenant, hash))
    const { file, text } = await contracts.open(stored.reference, settlement.contract.hash)
    const contract = { file, text }
    return { state: 'closed', envelope: { settlement, hash, contract }, findings: [] }
  }

  async #settleNow(
    known: KnownContract,
    month: YearMonth,
    stored: readonly StoredMonth[],
    asked?: Instant,
  ): Promise<MonthSettled> {
    const { contract } = known
    const before = stored.flatMap((one) =>
      one.month < month ? (closingOf([one], one.month) ?? []) : [],
    )
    const closed = await this.#settlements(before.map(({ hash }) => hash))
    const facts = await this.#options.facts.read()
    const asOf = asked ?? (await this.#asOf(known, month))
    return { state: 'open', ...(await settleFacts({ contract, facts, month, asOf, closed })) }
  }

  #settlements(hashes: readonly string[]): Promise<readonly ClosedMonth[]> {
    const { store, tenant } = this.#options
    return Promise.all(
      hashes.map(async (hash) => ({
        settlement: done(await store.readSettlement(tenant, hash)),
        hash,
      })),
    )
  }

  async #asOf({ stored, contract }: KnownContract, month: YearMonth): Promise<Instant> {
    const now = this.#options.now()
    const zone = zoneOf(loadTables().zones, contract.terms?.contract.zone.name ?? '')
    invariant(zone !== undefined, 'a contract that is kept has its zone')
    const changed = (await this.#options.lastChange()) ?? stored.updatedAt
    return instant(Math.min(now, Math.max(stored.updatedAt, changed, monthEnd(zone, month))))
  }
}

const keyOf = (contract: KnownContract, month: YearMonth): string =>
  `${contract.id} ${contract.hash} ${formatMonth(month)}`

/** The settlement that a month was closed with, and when. */
export interface MonthClosing {
  readonly hash: string
  readonly closedAt: Instant
}

/** How a month was closed; nothing where it is open. */
export function closingOf(
  stored: readonly StoredMonth[],
  month: YearMonth,
): MonthClosing | undefined {
  const found = stored.find((one) => one.month === month)
  return found?.closedAt === undefined || found.settlement === undefined
    ? undefined
    : { hash: found.settlement, closedAt: found.closedAt }
}
