/**
 * A workspace in memory over a golden life: real settlements of real text, closed by the product.
 * For tests of the server and of the page, which are about neither database nor files.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MiddlewareHandler } from 'hono'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { addToMonth, formatMonth, monthOf } from '../../src/base/calendar/date.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { Speaker } from '../../src/base/wording/say.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import { composeMonthlyReport } from '../../src/reports/monthly-report.ts'
import { loadFindingTexts } from '../../src/shell/catalogue.ts'
import { closeMonth, openContract, openFacts, sha256 } from '../../src/shell/close-month.ts'
import { composeArchive } from '../../src/shell/evidence/compose-evidence.ts'
import { openSettled } from '../../src/shell/open-settled.ts'
import { appOf } from '../../src/shell/server/app.ts'
import { Door } from '../../src/shell/server/guard.ts'
import { createVoices } from '../../src/shell/server/voice.ts'
import type {
  Actor,
  ContractRecord,
  ImportRecord,
  ImportRequest,
  MonthRecord,
  MonthSettled,
  Workspace,
} from '../../src/shell/workspace/workspace.ts'
import { NotSettled, Refused } from '../../src/shell/workspace/workspace.ts'

const CASES = fileURLToPath(new URL('../../cases/', import.meta.url))

/** A moment at which every month of the case has ended. */
const LATER = '2100-01-01T00:00:00Z'

export interface ServedCase {
  readonly name: string
  /** The last month that is listed. */
  readonly last: YearMonth
}

/** The workspace of a case; imports are told, not made. */
class CaseWorkspace implements Workspace {
  readonly #record: ContractRecord
  readonly #facts: readonly string[]
  readonly #last: YearMonth
  readonly #closed = new Set<YearMonth>()
  readonly #imports: ImportRecord[] = []

  constructor({ name, last }: ServedCase) {
    const contract = openContract(join(CASES, name, 'contract.yaml'))
    this.#facts = [join(CASES, name, 'facts.yaml')]
    this.#last = last
    this.#record = {
      id: 'the-case',
      contract,
      hash: sha256(contract.text),
      isDemonstration: false,
    }
  }

  now() {
    return parseInstant('2026-12-31T12:00:00Z') as Instant
  }

  async contracts() {
    return [this.#record]
  }

  async contract(id: string) {
    if (id !== this.#record.id) throw new Refused('contract-unknown')
    return this.#record
  }

  async months() {
    const listed: MonthRecord[] = []
    for (let month = this.#first; month <= this.#last; month = addToMonth(month, 1)) {
      const { state, envelope } = this.#settled(this.#record.id, month)
      listed.push({ month, state, envelope })
    }
    return listed
  }

  async settle(id: string, month: YearMonth) {
    return this.#settled(id, month)
  }

  async close(_: Actor, id: string, month: YearMonth) {
    this.#settled(id, month)
    if (this.#closed.has(month)) throw new Refused('month-closed')
    this.#closed.add(month)
    return this.#settled(id, month)
  }

  async ticket(_: string, externalId: string) {
    const files = openFacts({ facts: this.#facts })
    let found: Ticket | undefined
    files.tickets.read((batch) => {
      for (let i = 0; i < batch.count; i += 1) {
        if (batch.externalId(i) === externalId) found = ticketAt(batch, i)
      }
    })
    if (found === undefined) throw new Refused('ticket-unknown')
    return { ticket: found, facts: files.rare }
  }

  async report(id: string, month: YearMonth, speaker: Speaker) {
    const { envelope } = this.#settled(id, month)
    const settled = openSettled(envelope)
    if (settled === undefined) throw new Refused('report-unverified')
    const { terms, zone } = settled
    const texts = loadFindingTexts()
    return composeMonthlyReport({ envelope, terms, zone, speaker, earlier: [], texts })
  }

  async evidence(id: string, month: YearMonth) {
    const { envelope } = this.#settled(id, month)
    const facts = openFacts({ facts: this.#facts })
    const { archive, faults } = composeArchive({ envelope, facts, closed: [] })
    if (faults.length > 0) throw new Refused('evidence-unverified')
    return archive
  }

  async imports() {
    return this.#imports
  }

  async import(id: string) {
    const found = this.#imports.find((one) => one.id === id)
    if (found === undefined) throw new Refused('import-unknown')
    return found
  }

  async beginImport(_: Actor, { name: file, isSimulated }: ImportRequest) {
    const begun: ImportRecord = {
      id: `import-${this.#imports.length + 1}`,
      file,
      state: 'running',
      startedAt: LATER,
      progress: { read: 1, total: 2 },
      isSimulated,
      items: { added: 1, revised: 0, unchanged: 0 },
      findings: [],
    }
    this.#imports.unshift(begun)
    return begun
  }

  async cancelImport(_: Actor, id: string) {
    if ((await this.import(id)).state !== 'running') throw new Refused('import-not-running')
    return this.#change(id, 'cancelled')
  }

  async undoImport(_: Actor, id: string) {
    if ((await this.import(id)).state !== 'done') throw new Refused('import-not-done')
    return this.#change(id, 'undone')
  }

  get #first(): YearMonth {
    const { terms } = this.#record.contract
    return terms === undefined ? this.#last : monthOf(terms.term.starts)
  }

  #settled(id: string, month: YearMonth): MonthSettled {
    if (id !== this.#record.id) throw new Refused('contract-unknown')
    if (month < this.#first || month > this.#last) throw new Refused('month-unknown')
    const now = parseInstant(LATER)
    if (now === undefined) throw new Error('a moment')
    const { contract } = this.#record
    const { envelope, findings } = closeMonth({ contract, facts: this.#facts, month, now })
    if (envelope === undefined) throw new NotSettled(findings)
    return { state: this.#closed.has(month) ? 'closed' : 'open', envelope, findings: [] }
  }

  async #change(id: string, state: ImportRecord['state']): Promise<ImportRecord> {
    const before = await this.import(id)
    const changed = { ...before, state }
    this.#imports.splice(this.#imports.indexOf(before), 1, changed)
    return changed
  }
}

/** The workspace of a case, as plain functions: a test may put others in their place. */
export function workspaceOf(served: ServedCase): Workspace {
  const made = new CaseWorkspace(served)
  return {
    now: () => made.now(),
    contracts: () => made.contracts(),
    contract: (id) => made.contract(id),
    months: () => made.months(),
    settle: (id, month) => made.settle(id, month),
    close: (actor, id, month) => made.close(actor, id, month),
    ticket: (id, externalId) => made.ticket(id, externalId),
    report: (id, month, speaker) => made.report(id, month, speaker),
    evidence: (id, month) => made.evidence(id, month),
    imports: () => made.imports(),
    import: (id) => made.import(id),
    beginImport: (actor, request) => made.beginImport(actor, request),
    cancelImport: (actor, id) => made.cancelImport(actor, id),
    undoImport: (actor, id) => made.undoImport(actor, id),
  }
}

export const KEY = 'the-key-of-the-test'

/** The application over a case, with a folder for uploads of its own. */
export function serveCase(
  served: ServedCase,
  page: MiddlewareHandler = async (context) => context.html('<title>page</title>'),
) {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-uploads-'))
  const app = appOf({
    workspace: workspaceOf(served),
    voiceOf: createVoices(),
    actor: { id: 'admin', name: 'Administratrice' },
    folder,
    door: new Door(Date.now, KEY),
    page,
  })
  return { app, folder, months: [formatMonth(served.last)] }
}
