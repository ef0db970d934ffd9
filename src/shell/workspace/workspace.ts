/**
 * What the page, the command line and the API all do with contracts, facts and months.
 *
 * Every gesture has one function here, so that it gives the same bytes wherever it is made. Nothing
 * is decided here about a figure.
 *
 * @fr espace de travail
 */
import type { YearMonth } from '../../base/calendar/date.ts'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import type { Speaker } from '../../base/wording/say.ts'
import type { RareFact, Ticket } from '../../facts/fact.ts'
import type { Mapping } from '../../facts/normalise/mapping.ts'
import type { QualityReport } from '../../facts/quality.ts'
import type { Envelope } from '../../money/verify.ts'
import type { Document } from '../../reports/document.ts'
import type { OpenedContract } from '../close-month.ts'

/** Who does something: written into the audit chain. */
export interface Actor {
  readonly id: string
  readonly name: string
}

export interface ContractRecord {
  readonly id: string
  readonly contract: OpenedContract
  /** SHA-256 of its text. */
  readonly hash: string
  /** Whether some of its facts are simulated. */
  readonly isDemonstration: boolean
}

/** A contract that was stored: for the first time, with another text, or as it was already. */
export interface ContractKept extends ContractRecord {
  readonly change: 'new' | 'changed' | 'same'
}

export type MonthState = 'open' | 'closed' | 'to-come'

export interface MonthRecord {
  readonly month: YearMonth
  readonly state: MonthState
  /** The settlement of a closed month, or the last one computed of an open month. */
  readonly envelope?: Envelope
}

/** A month settled: for good where it is closed, from what is known now where it is open. */
export interface MonthSettled {
  readonly state: MonthState
  readonly envelope: Envelope
  /** What is to be known about its facts. */
  readonly findings: readonly Finding[]
}

/** What is known when a closed month is computed again: as it was closed, or today. */
export type Knowledge = 'closing' | 'today'

export type ImportState = 'running' | 'done' | 'cancelled' | 'undone' | 'failed' | 'unfinished'

/** Items stored so far, and in all. */
export interface ImportProgress {
  readonly read: number
  readonly total: number
}

export interface ImportRecord {
  readonly id: string
  readonly file: string
  readonly state: ImportState
  readonly startedAt: string
  readonly finishedAt?: string
  /** While it runs. */
  readonly progress?: ImportProgress
  readonly items: { readonly added: number; readonly revised: number; readonly unchanged: number }
  /** Whether its facts are simulated: said wherever they are shown. */
  readonly isSimulated: boolean
  readonly findings: readonly Finding[]
  /** What the store calls it, where this process made it and it is done. */
  readonly run?: string
  /** How its tables were read, where this process read them. */
  readonly quality?: readonly QualityReport[]
}

/** Files to import as one telling, already on this machine: their order changes nothing. */
export interface ImportRequest {
  /** Where their bytes are. */
  readonly paths: readonly string[]
  /** The name that people know them by. */
  readonly name: string
  /** Found by the header of each table if absent. */
  readonly mapping?: Mapping
  readonly zone?: string
  /** Whether each file lies in a folder of its own that goes with it once it is read. */
  readonly isUpload: boolean
  readonly isSimulated: boolean
  /** Told each time that a part of it is stored. */
  readonly onProgress?: (progress: ImportProgress) => void
}

/** Why something was refused; each has its words in the catalogue. */
export type WorkspaceRefusal =
  | 'contract-unknown'
  | 'month-unknown'
  | 'import-unknown'
  | 'import-not-running'
  | 'import-not-done'
  | 'month-closed'
  | 'month-changed'
  | 'ticket-unknown'
  | 'figure-unknown'
  | 'day-unknown'
  | 'file-missing'
  | 'mapping-unknown'
  | 'demonstration-only'
  | 'report-unverified'
  | 'report-other-facts'
  | 'evidence-unverified'

export class Refused extends Error {
  readonly refusal: WorkspaceRefusal

  constructor(refusal: WorkspaceRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}

/** A month that cannot be settled as things are, and why. */
export class NotSettled extends Error {
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    super('not-settled')
    this.findings = findings
  }
}

export interface Workspace {
  /** The present instant; that of the demonstration does not move. */
  now(): Instant
  contracts(): Promise<readonly ContractRecord[]>
  /** Throws {@link Refused} for an unknown id, as all that follow. */
  contract(id: string): Promise<ContractRecord>
  months(id: string): Promise<readonly MonthRecord[]>
  /** Throws {@link NotSettled} where the month cannot be settled. */
  settle(id: string, month: YearMonth): Promise<MonthSettled>
  /**
   * Closes a month with its settlement; `expected` is the hash of the one that was looked at.
   * Refused: `month-closed`, `month-changed`.
   */
  close(actor: Actor, id: string, month: YearMonth, expected?: string): Promise<MonthSettled>
  /** A ticket as it is known, with every fact that is not a ticket. */
  ticket(
    id: string,
    externalId: string,
  ): Promise<{ readonly ticket: Ticket; readonly facts: readonly RareFact[] }>
  /**
   * The monthly report of a month. Refused: `report-unverified`, `report-other-facts` (the facts
   * known at its closing no longer give it).
   */
  report(id: string, month: YearMonth, speaker: Speaker): Promise<Document>
  /** The evidence file of a month, an archive. Refused: `evidence-unverified`. */
  evidence(id: string, month: YearMonth): Promise<Uint8Array>
  imports(): Promise<readonly ImportRecord[]>
  import(id: string): Promise<ImportRecord>
  /** Begins an import; it goes on after the answer. */
  beginImport(actor: Actor, request: ImportRequest): Promise<ImportRecord>
  cancelImport(actor: Actor, id: string): Promise<ImportRecord>
  undoImport(actor: Actor, id: string): Promise<ImportRecord>
}
