/**
 * What the store keeps, as those who call it see it: plain values, no row and no query.
 *
 * Instants are milliseconds, hashes are hexadecimal SHA-256 of UTF-8 bytes.
 */
import type { YearMonth } from '../../base/calendar/date.ts'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import type { RareFact } from '../../facts/fact.ts'
import type { QualityReport } from '../../facts/quality.ts'
import type { ContractId, ImportId, MessageId, TenantId } from './identifiers.ts'

/** The workspace that hosts contracts; nothing is shared between two of them. */
export interface Tenant {
  readonly id: TenantId
  readonly name: string
  readonly createdAt: Instant
}

/**
 * Who does something. With a `key`, it is done once: the same key and the same request give the
 * first answer again, the same key and another request are refused (`key-used-otherwise`).
 */
export interface Gesture {
  readonly actor: string
  readonly key?: string
}

/** A contract and the hash of its text: what a change must name (`expected`). */
export interface StoredContract {
  readonly id: ContractId
  /** What the contract calls itself: `contract.id` of its file. */
  readonly reference: string
  readonly textHash: string
  readonly updatedAt: Instant
}

/** How far an import has come; `total` items are stored when it is done. */
export interface ImportProgress {
  readonly stored: number
  readonly total: number
}

/** A reading of files that was stored, or that was begun and not finished (no `finishedAt`). */
export interface ImportRun {
  readonly id: ImportId
  /** The hash of all that was read. */
  readonly digest: string
  readonly actor: string
  /** Whether its facts are made up, which is said wherever they are shown. */
  readonly isSimulated: boolean
  readonly files: readonly string[]
  readonly begunAt: Instant
  /** From then on its facts are known. */
  readonly finishedAt?: Instant
  /** From then on they are not, and earlier revisions are again. */
  readonly withdrawnAt?: Instant
  readonly counts: ImportCounts
}

/** What an import changed: `items` is the sum of the three others. */
export interface ImportCounts {
  readonly items: number
  readonly added: number
  readonly changed: number
  readonly same: number
}

/** All that was known at an instant; tickets were handed over in batches. */
export interface KnownFacts {
  readonly tickets: number
  readonly rare: readonly RareFact[]
  /** Tickets that one reading told in two ways: a closing leaves them out. */
  readonly contested: readonly string[]
  /** The reports of the readings. */
  readonly quality: readonly QualityReport[]
  /** How much was read and could not be used: what a settlement tells as set aside. */
  readonly setAside: number
  /** Facts whose content is not what their hash says. */
  readonly findings: readonly Finding[]
}

/** A month of a contract: open, then closed by one settlement, for ever. */
export interface StoredMonth {
  readonly contract: ContractId
  readonly month: YearMonth
  readonly openedAt: Instant
  readonly closedAt?: Instant
  readonly settlement?: string
}

/** One thing that was done. `hash` covers all the others; `previous` is the hash before. */
export interface AuditEntry {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  /** Such as `month-closed`. */
  readonly action: string
  /** What it was done to: an identifier, or a hash. */
  readonly subject: string
  /** What came of it, as canonical text. */
  readonly detail: string
  readonly previous: string
  readonly hash: string
}

/** The end of an audit chain: what the other party keeps, to compare later. */
export interface AuditHead {
  readonly seq: number
  readonly hash: string
}

/** What became of a chain: its end, and what is wrong with it. */
export interface AuditVerdict {
  readonly entries: number
  readonly head: AuditHead
  readonly findings: readonly Finding[]
}

/** Something to be sent once what caused it is committed: a mail, a call, a file. */
export interface Message {
  readonly id: MessageId
  readonly topic: string
  readonly body: string
  readonly createdAt: Instant
}
