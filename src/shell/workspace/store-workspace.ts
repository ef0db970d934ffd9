/** The workspace over the store of a tenant. */
import type { YearMonth } from '../../base/calendar/date.ts'
import { addToMonth, monthOf } from '../../base/calendar/date.ts'
import { dateAt, zoneOf } from '../../base/calendar/zone.ts'
import type { Instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { firstMonthOf, monthEnd } from '../../money/life.ts'
import type { Document } from '../../reports/document.ts'
import { loadTables } from '../catalogue.ts'
import type { OpenedContract } from '../close-month.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { StoredMonth } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import { Imports } from './imports.ts'
import type { KnownContract } from './known-contracts.ts'
import { done, KnownContracts } from './known-contracts.ts'
import type { FactsInMemory } from './known-facts.ts'
import { FactsMemory } from './known-facts.ts'
import { evidenceOfMonth } from './month-evidence.ts'
import { reportOfMonth } from './month-report.ts'
import { closingOf, MonthSettler } from './month-settler.ts'
import type {
  Actor,
  ContractKept,
  ContractRecord,
  ImportRecord,
  ImportRequest,
  Knowledge,
  MonthRecord,
  MonthSettled,
  Workspace,
} from './workspace.ts'
import { Refused } from './workspace.ts'

export interface WorkspaceOptions {
  readonly store: Store
  readonly tenant: TenantId
  /** The moment at which people look: the machine's, or the day of a demonstration. */
  readonly now: () => Instant
  readonly isDemonstration: boolean
}

export class StoreWorkspace implements Workspace {
  readonly #store: Store
  readonly #tenant: TenantId
  readonly #now: () => Instant
  readonly #contracts: KnownContracts
  readonly #facts: FactsMemory
  readonly #imports: Imports
  readonly #settler: MonthSettler

  constructor({ store, tenant, now, isDemonstration }: WorkspaceOptions) {
    this.#store = store
    this.#tenant = tenant
    this.#now = now
    this.#contracts = new KnownContracts(store, tenant, isDemonstration)
    this.#facts = new FactsMemory(store, tenant)
    this.#imports = new Imports(store, tenant, now, () => {
      this.#facts.forget()
      this.#settler.forget()
    })
    this.#settler = new MonthSettler({
      store,
      tenant,
      contracts: this.#contracts,
      facts: this.#facts,
      now,
      lastChange: () => this.#imports.lastChange(),
    })
  }

  /** The moment at which people look. */
  now(): Instant {
    return this.#now()
  }

  contracts(): Promise<readonly ContractRecord[]> {
    return this.#contracts.all()
  }

  contract(id: string): Promise<ContractRecord> {
    return this.#contracts.one(id)
  }

  /** Stores a contract, or another text of the one of its reference. Its closed months stay. */
  keepContract(actor: Actor, contract: OpenedContract): Promise<ContractKept> {
    return this.#contracts.keep(actor, contract)
  }

  async months(id: string): Promise<readonly MonthRecord[]> {
    const known = await this.#contracts.one(id)
    const { terms } = known.contract
    const zone = zoneOf(loadTables().zones, terms?.contract.zone.name ?? '')
    invariant(terms !== undefined && zone !== undefined, 'a contract is kept once it is right')
    const stored = await this.#months(known)
    const months: MonthRecord[] = []
    const present = monthOf(dateAt(zone, this.#now()))
    for (let month = firstMonthOf(terms); month <= present; month = addToMonth(month, 1)) {
      const isOver = monthEnd(zone, month) <= this.#now()
      months.push(isOver ? this.#summary(known, month, stored) : { month, state: 'to-come' })
    }
    return months
  }

  /** An open month is settled `asOf` an instant where one is given. */
  async settle(id: string, month: YearMonth, asOf?: Instant): Promise<MonthSettled> {
    const known = await this.#contracts.one(id)
    const stored = await this.#months(known)
    return asOf === undefined || closingOf(stored, month) !== undefined
      ? this.#settler.settle(known, month, stored)
      : this.#settler.preview(known, month, stored, asOf)
  }

  /** What closing a month now would give, whether it is closed or not. */
  async preview(id: string, month: YearMonth, asOf?: Instant): Promise<MonthSettled> {
    const known = await this.#contracts.one(id)
    return this.#settler.preview(known, month, await this.#months(known), asOf)
  }

  /** A closed month computed again; nothing where it is open. */
  async replay(
    id: string,
    month: YearMonth,
    knowledge: Knowledge,
  ): Promise<MonthSettled | undefined> {
    const known = await this.#contracts.one(id)
    const closing = closingOf(await this.#months(known), month)
    return closing === undefined
      ? undefined
      : this.#settler.replay(known, month, closing, knowledge)
  }

  /** The closed months of a contract before another, as they were closed. */
  async closedBefore(id: string, month: YearMonth): Promise<readonly MonthSettled[]> {
    const known = await this.#contracts.one(id)
    const stored = await this.#months(known)
    const before = stored.filter((one) => one.month < month && one.closedAt !== undefined)
    return Promise.all(before.map((one) => this.#settler.settle(known, one.month, stored)))
  }

  async close(
    actor: Actor,
    id: string,
    month: YearMonth,
    expected?: string,
    asOf?: Instant,
  ): Promise<MonthSettled> {
    const known = await this.#contracts.one(id)
    const gesture = { actor: actor.id }
    const contract = known.stored.id
    if (closingOf(await this.#months(known), month) !== undefined) {
      throw new Refused('month-closed')
    }
    const { envelope } = await this.settle(id, month, asOf)
    const { settlement, hash } = envelope
    if (expected !== undefined && expected !== hash) throw new Refused('month-changed')
    done(await this.#store.keepSettlement(this.#tenant, gesture, contract, settlement))
    done(await this.#store.openMonth(this.#tenant, gesture, contract, month))
    done(await this.#store.closeMonth(this.#tenant, gesture, { contract, month, hash }))
    // What is open after it is now adjusted for it.
    this.#settler.forget()
    return this.settle(id, month)
  }

  async ticket(_id: string, externalId: string) {
    const ticket = await this.#facts.ticket(externalId)
    if (ticket === undefined) throw new Refused('ticket-unknown')
    return { ticket, facts: await this.#facts.rare() }
  }

  /** What a month rests on: all that is known, or was when the month was closed. */
  async facts(id: string, month: YearMonth): Promise<FactsInMemory> {
    const closing = closingOf(await this.#months(await this.#contracts.one(id)), month)
    return closing === undefined ? this.#facts.read() : this.#facts.readAt(closing.closedAt)
  }

  report(id: string, month: YearMonth, speaker: Speaker): Promise<Document> {
    return reportOfMonth(this, id, month, speaker)
  }

  evidence(id: string, month: YearMonth): Promise<Uint8Array> {
    return evidenceOfMonth(this, id, month)
  }

  imports(): Promise<readonly ImportRecord[]> {
    return this.#imports.all()
  }

  import(id: string): Promise<ImportRecord> {
    return this.#imports.one(id)
  }

  beginImport(actor: Actor, request: ImportRequest): Promise<ImportRecord> {
    return this.#imports.begin(actor, request)
  }

  cancelImport(_actor: Actor, id: string): Promise<ImportRecord> {
    return this.#imports.cancel(id)
  }

  undoImport(actor: Actor, id: string): Promise<ImportRecord> {
    return this.#imports.undo(actor, id)
  }

  /** Waits until all imports that were begun have ended. */
  rest(): Promise<void> {
    return this.#imports.rest()
  }

  /** Stops the imports that run or wait; importing the same files again completes them. */
  stop(): Promise<void> {
    return this.#imports.stop()
  }

  #months({ stored }: KnownContract): Promise<readonly StoredMonth[]> {
    return this.#store.months(this.#tenant, stored.id)
  }

  /** A month with its figures if they are known; else they are on their way. */
  #summary(known: KnownContract, month: YearMonth, stored: readonly StoredMonth[]): MonthRecord {
    const state = closingOf(stored, month) === undefined ? 'open' : 'closed'
    const settled = this.#settler.ready(known, month)
    if (settled !== undefined) return { month, state, envelope: settled.envelope }
    // Whoever asks for this month itself is told why it cannot be settled.
    this.#settler.settle(known, month, stored).catch(() => undefined)
    return { month, state }
  }
}
