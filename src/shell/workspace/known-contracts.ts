/** The contracts of a tenant, opened: a text is read and rewritten once. */
import type { Checked } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { OpenedContract } from '../close-month.ts'
import { openContractText } from '../close-month.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { StoredContract } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import type { Actor, ContractKept, ContractRecord } from './workspace.ts'
import { NotSettled, Refused } from './workspace.ts'

/** A stored contract, opened. */
export interface KnownContract extends ContractRecord {
  readonly stored: StoredContract
}

/** What the store gives; its refusal is thrown with its findings. */
export function done<T>({ value, findings }: Checked<T>): T {
  if (value === undefined) throw new NotSettled(findings)
  return value
}

export class KnownContracts {
  readonly #store: Store
  readonly #tenant: TenantId
  readonly #isDemonstration: boolean
  readonly #opened = new Map<string, OpenedContract>()

  constructor(store: Store, tenant: TenantId, isDemonstration: boolean) {
    this.#store = store
    this.#tenant = tenant
    this.#isDemonstration = isDemonstration
  }

  async all(): Promise<readonly KnownContract[]> {
    const stored = await this.#store.contracts(this.#tenant)
    return Promise.all(stored.map((contract) => this.#known(contract)))
  }

  async one(id: string): Promise<KnownContract> {
    const stored = await this.#store.contracts(this.#tenant)
    const found = stored.find((contract) => contract.id === id)
    if (found === undefined) throw new Refused('contract-unknown')
    return this.#known(found)
  }

  /** A text that the store has, by its hash: the present one of a contract, or an earlier one. */
  async open(reference: string, hash: string): Promise<OpenedContract> {
    const known = this.#opened.get(hash)
    if (known !== undefined) return known
    const text = done(await this.#store.readContractText(this.#tenant, hash))
    const opened = openContractText(`${reference}.yaml`, text)
    this.#opened.set(hash, opened)
    return opened
  }

  /** Stores a contract, or another text of the contract of its reference. */
  async keep(actor: Actor, { terms, text, findings }: OpenedContract): Promise<ContractKept> {
    if (terms === undefined || hasError(findings)) throw new NotSettled(findings)
    const gesture = { actor: actor.id }
    const reference = terms.contract.id
    const known = (await this.#store.contracts(this.#tenant)).find(
      (contract) => contract.reference === reference,
    )
    if (known === undefined) {
      if (this.#isDemonstration) throw new Refused('demonstration-only')
      const added = await this.#store.addContract(this.#tenant, gesture, { reference, text })
      return { ...(await this.#known(done(added))), change: 'new' }
    }
    const { id, textHash: expected } = known
    const asked = { contract: id, expected, reference, text }
    const kept = done(await this.#store.changeContract(this.#tenant, gesture, asked))
    const change = kept.textHash === expected ? 'same' : 'changed'
    return { ...(await this.#known(kept)), change }
  }

  async #known(stored: StoredContract): Promise<KnownContract> {
    const { id, reference, textHash } = stored
    const contract = await this.open(reference, textHash)
    return { id, contract, hash: textHash, isDemonstration: this.#isDemonstration, stored }
  }
}
