/**
 * Settles months from what the store knows, once for each state of the contract and of the facts.
 *
 * An open month is judged at the last moment at which something became known, and not before its
 * end: looking again at unchanged facts gives the same bytes. A closed month is what was stored.
 *
 * Example: facts of April imported on 4 May, looked at on 5 and on 6 May: one settlement, as of
 * 4 May. An outage imported on the 7th: another, as of the 7th.
 */
import { setImmediate } from 'node:timers/promises'
import type { YearMonth } from '../../base/calendar/date.ts'
import { formatMonth } from '../../base/calendar/date.ts'
import { zoneOf } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import { factHash } from '../../facts/fact-hash.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import { beginClosing } from '../../money/closing.ts'
import { monthEnd } from '../../money/life.ts'
import { settlementText } from '../../money/settlement.ts'
import { loadTables } from '../catalogue.ts'
import { sha256 } from '../close-month.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { StoredMonth } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import type { KnownContract, KnownContracts } from './known-contracts.ts'
import { done } from './known-contracts.ts'
import type { FactsMemory } from './known-facts.ts'
import type { MonthSettled } from './workspace.ts'
import { NotSettled } from './workspace.ts'

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
    const hash = closedIn(stored, month)
    const settling =
      hash === undefined
        ? this.#inTurn(() => this.#settleNow(contract, month))
        : this.#closed(contract, hash)
    this.#begun.set(key, settling)
    settling.then(
      (settled) => {
        if (this.#begun.get(key) === settling) this.#ready.set(key, settled)
      },
      () => this.#begun.delete(key),
    )
    return settling
  }

  /** The facts have changed: what was settled of open months is no longer what is known. */
  forget(): void {
    this.#begun.clear()
    this.#ready.clear()
  }

  /** One month has changed its state. */
  forgetMonth(contract: KnownContract, month: YearMonth): void {
    this.#begun.delete(keyOf(contract, month))
    this.#ready.delete(keyOf(contract, month))
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

  async #settleNow(known: KnownContract, month: YearMonth): Promise<MonthSettled> {
    const { contract } = known
    const { terms, program } = contract
    if (terms === undefined || program === undefined) throw new NotSettled(contract.findings)
    const facts = await this.#options.facts.read()
    const begun = beginClosing({
      terms,
      program,
      contractHash: known.hash,
      month,
      asOf: await this.#asOf(known, terms.contract.zone.name, month),
      tables: loadTables(),
      facts: facts.rare,
      excluded: new Set(facts.contested),
      hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
    })
    if (begun.value === undefined) throw new NotSettled(begun.findings)
    for (const batch of facts.batches) {
      begun.value.add(batch)
      // Others are answered between two batches.
      await setImmediate()
    }
    const setAside = facts.quality.reduce((sum, report) => sum + report.rowsSetAside, 0)
    const settlement = begun.value.finish(setAside, sha256)
    return {
      state: 'open',
      envelope: {
        settlement,
        hash: sha256(settlementText(settlement)),
        contract: { file: contract.file, text: contract.text },
      },
      findings: [...begun.findings, ...facts.findings],
    }
  }

  async #asOf({ stored }: KnownContract, zoneName: string, month: YearMonth): Promise<Instant> {
    const now = this.#options.now()
    const zone = zoneOf(loadTables().zones, zoneName)
    invariant(zone !== undefined, 'a contract that is kept has its zone')
    const changed = (await this.#options.lastChange()) ?? stored.updatedAt
    return instant(Math.min(now, Math.max(stored.updatedAt, changed, monthEnd(zone, month))))
  }
}

const keyOf = (contract: KnownContract, month: YearMonth): string =>
  `${contract.id} ${contract.hash} ${formatMonth(month)}`

/** The hash of the settlement that a month was closed with. */
export const closedIn = (stored: readonly StoredMonth[], month: YearMonth): string | undefined =>
  stored.find((one) => one.month === month && one.closedAt !== undefined)?.settlement
