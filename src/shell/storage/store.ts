/**
 * The store: contracts, facts, settlements and months of many tenants, in PostgreSQL or in a
 * folder.
 *
 * Whatever is written goes through one door, in one transaction with its audit entry, its
 * idempotency key and its messages. Nothing is ever changed: a correction is a new revision, an
 * undone import is a withdrawal. An expected no is a finding; a broken disk is an exception.
 *
 * Example: `importFacts` of a file gives 12 added; of the same file again, 12 the same; after
 * `withdrawImport`, `readFacts` knows none of them, and `readFacts` as of an hour ago knows all.
 */
import type { YearMonth } from '../../base/calendar/date.ts'
import type { Checked } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import type { TicketBatch } from '../../facts/ticket-batch.ts'
import type { Settlement } from '../../money/settlement.ts'
import type { FactFiles } from '../importers/read-files.ts'
import type { ContractChange } from './contracts.ts'
import type { ContractId, ImportId, MessageId, RandomBytes, TenantId } from './identifiers.ts'
import type { ImportOptions } from './import-facts.ts'
import type { FactSelection } from './known-facts.ts'
import type { Closing } from './months.ts'
import type {
  AuditEntry,
  AuditHead,
  AuditVerdict,
  Gesture,
  ImportRun,
  KnownFacts,
  Message,
  StoredContract,
  StoredMonth,
  Tenant,
} from './records.ts'

/** Where the data is: a PostgreSQL server, a folder of this machine, or nowhere (for tests). */
export type Place =
  | { readonly url: string }
  | { readonly folder: string }
  | { readonly memory: true }

/** Time and chance; those of the machine if absent. */
export interface StoreOptions {
  readonly now?: () => Instant
  readonly random?: RandomBytes
}

export interface Store {
  /**
   * Aborted once the database of this process has stopped by itself, on a full disk for one: the
   * reason is a `StoreFailure`. Nothing is answered from then on.
   */
  readonly stopped: AbortSignal
  /** Lets go of the data: of the lock of the folder, or of the connections. */
  close(): Promise<void>
  /** Writes into the lock of the folder where this process answers, for whom it refuses. */
  announce(url: string): void

  createTenant(gesture: Gesture, name: string): Promise<Tenant>
  tenants(): Promise<readonly Tenant[]>

  /** Stores a new contract. Refused: `contract-known` (its reference is taken). */
  addContract(
    tenant: TenantId,
    gesture: Gesture,
    contract: { readonly reference: string; readonly text: string },
  ): Promise<Checked<StoredContract>>
  /**
   * Stores another text of a contract; the earlier ones are kept. Refused: `contract-unknown`,
   * `contract-changed` (its text is not the one that `expected` is the hash of),
   * `contract-of-another` (the text calls itself otherwise).
   */
  changeContract(
    tenant: TenantId,
    gesture: Gesture,
    change: ContractChange,
  ): Promise<Checked<StoredContract>>
  contracts(tenant: TenantId): Promise<readonly StoredContract[]>
  /** A text that was stored, by its hash; checked against it (`stored-text-tampered`). */
  readContractText(tenant: TenantId, hash: string): Promise<Checked<string>>

  /**
   * Stores a reading of files: what is new, and what is told otherwise than it is known.
   *
   * Batches of a thousand, each a transaction. Nothing of it is known before its end; cut short, it
   * is completed by importing the same files again. Refused: what `closeMonth` refuses of files;
   * `import-cancelled`.
   */
  importFacts(
    tenant: TenantId,
    gesture: Gesture,
    files: FactFiles,
    options?: ImportOptions,
  ): Promise<Checked<ImportRun>>
  imports(tenant: TenantId): Promise<readonly ImportRun[]>
  /** Undoes an import. Refused: `import-unknown`, `import-unfinished`, `import-withdrawn`. */
  withdrawImport(
    tenant: TenantId,
    gesture: Gesture,
    withdrawal: { readonly import: ImportId; readonly reason: string },
  ): Promise<Checked<ImportRun>>
  /**
   * Hands over the tickets known at `asOf` (now if absent), in the order of source and identifier,
   * and gives the rest at the end. A batch may be kept.
   */
  readFacts(
    tenant: TenantId,
    selection: FactSelection,
    onBatch: (batch: TicketBatch) => void,
  ): Promise<KnownFacts>

  /** Keeps a settlement by its hash, which it gives. Refused: `settlement-of-another-contract`. */
  keepSettlement(
    tenant: TenantId,
    gesture: Gesture,
    contract: ContractId,
    settlement: Settlement,
  ): Promise<Checked<string>>
  /** Refused: `settlement-unknown`, `settlement-tampered` (its text has another hash). */
  readSettlement(tenant: TenantId, hash: string): Promise<Checked<Settlement>>

  /** Opens a month; one that is open stays so. Refused: `contract-unknown`, `month-closed`. */
  openMonth(
    tenant: TenantId,
    gesture: Gesture,
    contract: ContractId,
    month: YearMonth,
  ): Promise<Checked<StoredMonth>>
  /**
   * Closes an open month with a settlement that is kept; again with the same one changes nothing.
   * Refused: `month-not-open`, `month-closed-otherwise`, `settlement-unknown`,
   * `settlement-of-another-month`.
   */
  closeMonth(tenant: TenantId, gesture: Gesture, closing: Closing): Promise<Checked<StoredMonth>>
  months(tenant: TenantId, contract: ContractId): Promise<readonly StoredMonth[]>

  /** Entries after number `after`, in order. */
  auditEntries(tenant: TenantId, after: number, limit: number): Promise<readonly AuditEntry[]>
  /** Does the whole chain again; with a head that was kept elsewhere, its end is checked too. */
  verifyAudit(tenant: TenantId, head?: AuditHead): Promise<AuditVerdict>

  /** Messages that wait to be sent, oldest first. */
  pendingMessages(tenant: TenantId, limit: number): Promise<readonly Message[]>
  /** Notes that a message was sent. Sending comes first: a crash between the two sends it twice. */
  markSent(tenant: TenantId, message: MessageId): Promise<void>
}
