/**
 * The workspace over the store: months are settled from what the store knows, once for each state
 * of the contract and of the facts.
 *
 * An open month is judged at the last moment at which something became known, and not before its
 * end: looking again at unchanged facts gives the same bytes. A closed month is what was stored.
 *
 * Example: facts of April imported on 4 May, looked at on 5 and on 6 May: one settlement, as of
 * 4 May. An outage imported on the 7th: another, as of the 7th.
 */
import type { YearMonth } from '../../base/calendar/date.ts'
import { addToMonth, formatMonth, monthOf } from '../../base/calendar/date.ts'
import { dateAt, zoneOf } from '../../base/calendar/zone.ts'
import type { Checked } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import { factHash } from '../../facts/fact-hash.ts'
import { ticketAt } from '../../facts/ticket-batch.ts'
import { beginClosing } from '../../money/closing.ts'
import { monthEnd } from '../../money/life.ts'
import { settlementText } from '../../money/settlement.ts'
import type { Envelope } from '../../money/verify.ts'
import { loadTables } from '../catalogue.ts'
import type { OpenedContract } from '../close-month.ts'
import { openContractText, sha256 } from '../close-month.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { StoredContract, StoredMonth } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import { Imports } from './imports.ts'
import { FactsMemory } from './known-facts.ts'
import type {
  Actor,
  ContractRecord,
  ImportRecord,
  ImportRequest,
  MonthRecord,
  MonthSettled,
  Workspace,
} from './workspace.ts'
import { NotSettled, Refused } from './workspace.ts'

export interface WorkspaceOptions {
  readonly store: Store
  readonly tenant: TenantId
  /** The moment at which people look: the machine's, or the day of a demonstration. */
  readonly now: () => Instant
  readonly isDemonstration: boolean
}

/** A stored contract, opened. */
interface Known extends ContractRecord {
  readonly stored: StoredContract
}

export class StoreWorkspace implements Workspace {
  readonly #store: Store
  readonly #tenant: TenantId
  readonly #now: () => Instant
  readonly #isDemonstration: boolean
  readonly #facts: FactsMemory
  readonly #imports: Imports
  readonly #opened = new Map<string, OpenedContract>()
  readonly #settled = new Map<string, MonthSettled>()

  constructor({ store, tenant, now, isDemonstration }: WorkspaceOptions) {
    this.#store = store
    this.#tenant = tenant
    this.#now = now
    this.#isDemonstration = isDemonstration
    this.#facts = new FactsMemory(store, tenant)
    this.#imports = new Imports(store, tenant, now, () => {
      this.#facts.forget()
      this.#settled.clear()
    })
  }

  async contracts(): Promise<readonly ContractRecord[]> {
    const stored = await this.#store.contracts(this.#tenant)
    return Promise.all(stored.map((contract) => this.#known(contract)))
  }

  contract(id: string): Promise<ContractRecord> {
    return this.#contract(id)
  }

  async months(id: string): Promise<readonly MonthRecord[]> {
    const known = await this.#contract(id)
    const { terms } = known.contract
    invariant(terms !== undefined, 'a contract is kept once it is right')
    const zone = zoneOf(loadTables().zones, terms.contract.zone.name)
    invariant(zone !== undefined, 'a contract that is kept has its zone')
    const stored = await this.#store.months(this.#tenant, known.stored.id)
    const months: MonthRecord[] = []
    const present = monthOf(dateAt(zone, this.#now()))
    for (let month = monthOf(terms.term.starts); month <= present; month = addToMonth(month, 1)) {
      if (monthEnd(zone, month) > this.#now()) months.push({ month, state: 'to-come' })
      else months.push(await this.#summary(known, month, stored))
    }
    return months
  }

  async settle(id: string, month: YearMonth): Promise<MonthSettled> {
    const known = await this.#contract(id)
    return this.#settle(known, month, await this.#store.months(this.#tenant, known.stored.id))
  }

  async close(actor: Actor, id: string, month: YearMonth): Promise<MonthSettled> {
    const known = await this.#contract(id)
    const gesture = { actor: actor.id }
    const contract = known.stored.id
    const stored = await this.#store.months(this.#tenant, contract)
    if (closedIn(stored, month) !== undefined) throw new Refused('month-closed')
    const { envelope } = await this.#settle(known, month, stored)
    const { settlement } = envelope
    const hash = done(await this.#store.keepSettlement(this.#tenant, gesture, contract, settlement))
    done(await this.#store.openMonth(this.#tenant, gesture, contract, month))
    done(await this.#store.closeMonth(this.#tenant, gesture, { contract, month, hash }))
    return this.settle(id, month)
  }

  async ticket(_id: string, externalId: string) {
    const ticket = await this.#facts.ticket(externalId)
    if (ticket === undefined) throw new Refused('ticket-unknown')
    return { ticket, facts: await this.#facts.rare() }
  }

  imports(): Promise<readonly ImportRecord[]> {
    return this.#imports.all()
  }

  import(id: string): Promise<ImportRecord> {
    return this.#imports.one(id)
  }

  async beginImport(actor: Actor, request: ImportRequest): Promise<ImportRecord> {
    return this.#imports.begin(actor, request)
  }

  async cancelImport(_actor: Actor, id: string): Promise<ImportRecord> {
    return this.#imports.cancel(id)
  }

  undoImport(actor: Actor, id: string): Promise<ImportRecord> {
    return this.#imports.undo(actor, id)
  }

  /** Waits until all imports that were begun have ended. */
  rest(): Promise<void> {
    return this.#imports.rest()
  }

  async #contract(id: string): Promise<Known> {
    const stored = await this.#store.contracts(this.#tenant)
    const found = stored.find((contract) => contract.id === id)
    if (found === undefined) throw new Refused('contract-unknown')
    return this.#known(found)
  }

  async #known(stored: StoredContract): Promise<Known> {
    const contract = await this.#open(stored.reference, stored.textHash)
    const { id, textHash } = stored
    return { id, contract, hash: textHash, isDemonstration: this.#isDemonstration, stored }
  }

  async #open(reference: string, hash: string): Promise<OpenedContract> {
    const known = this.#opened.get(hash)
    if (known !== undefined) return known
    const text = done(await this.#store.readContractText(this.#tenant, hash))
    const opened = openContractText(`${reference}.yaml`, text)
    this.#opened.set(hash, opened)
    return opened
  }

  async #summary(
    known: Known,
    month: YearMonth,
    stored: readonly StoredMonth[],
  ): Promise<MonthRecord> {
    try {
      const { state, envelope } = await this.#settle(known, month, stored)
      return { month, state, envelope }
    } catch (failure) {
      if (failure instanceof NotSettled) return { month, state: 'open' }
      throw failure
    }
  }

  async #settle(
    known: Known,
    month: YearMonth,
    stored: readonly StoredMonth[],
  ): Promise<MonthSettled> {
    const key = `${known.id} ${known.hash} ${formatMonth(month)}`
    const before = this.#settled.get(key)
    if (before !== undefined) return before
    const hash = closedIn(stored, month)
    const settled =
      hash === undefined ? await this.#settleNow(known, month) : await this.#closed(known, hash)
    this.#settled.set(key, settled)
    return settled
  }

  async #closed(known: Known, hash: string): Promise<MonthSettled> {
    const settlement = done(await this.#store.readSettlement(this.#tenant, hash))
    const { file, text } = await this.#open(known.stored.reference, settlement.contract.hash)
    return {
      state: 'closed',
      envelope: { settlement, hash, contract: { file, text } },
      findings: [],
    }
  }

  async #settleNow(known: Known, month: YearMonth): Promise<MonthSettled> {
    const { contract, stored } = known
    const { terms, program } = contract
    if (terms === undefined || program === undefined) throw new NotSettled(contract.findings)
    const facts = await this.#facts.read()
    const tables = loadTables()
    const begun = beginClosing({
      terms,
      program,
      contractHash: known.hash,
      month,
      asOf: await this.#asOf(stored, terms.contract.zone.name, month),
      tables,
      facts: facts.rare,
      excluded: new Set(facts.contested),
      hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
    })
    if (begun.value === undefined) throw new NotSettled(begun.findings)
    for (const batch of facts.batches) begun.value.add(batch)
    const setAside = facts.quality.reduce((sum, report) => sum + report.rowsSetAside, 0)
    const settlement = begun.value.finish(setAside, sha256)
    const envelope: Envelope = {
      settlement,
      hash: sha256(settlementText(settlement)),
      contract: { file: contract.file, text: contract.text },
    }
    return { state: 'open', envelope, findings: [...begun.findings, ...facts.findings] }
  }

  /** The last moment at which something became known, and not before the end of the month. */
  async #asOf(contract: StoredContract, zoneName: string, month: YearMonth): Promise<Instant> {
    const now = this.#now()
    const zone = zoneOf(loadTables().zones, zoneName)
    invariant(zone !== undefined, 'a contract that is kept has its zone')
    const changed = await this.#imports.lastChange()
    const known = Math.min(now, Math.max(contract.updatedAt, changed ?? contract.updatedAt))
    return instant(Math.min(now, Math.max(known, monthEnd(zone, month))))
  }
}

const closedIn = (stored: readonly StoredMonth[], month: YearMonth): string | undefined =>
  stored.find((one) => one.month === month && one.closedAt !== undefined)?.settlement

/** What the store gives, or its refusal as one of ours. */
export function done<T>({ value, findings }: Checked<T>): T {
  if (value === undefined) throw new NotSettled(findings)
  return value
}
