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
import { parseInstant } from '../../src/base/instant.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import { composeMonthlyReport } from '../../src/reports/monthly-report.ts'
import { loadFindingTexts } from '../../src/shell/catalogue.ts'
import type { CloseResult } from '../../src/shell/close-month.ts'
import { closeMonth, openContract, openFacts, sha256 } from '../../src/shell/close-month.ts'
import { openSettled } from '../../src/shell/open-settled.ts'
import { appOf } from '../../src/shell/server/app.ts'
import { Door } from '../../src/shell/server/guard.ts'
import { createVoices } from '../../src/shell/server/voice.ts'
import type {
  ContractRecord,
  ImportRecord,
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
export function workspaceOf({ name, last }: ServedCase): Workspace {
  const contract = openContract(join(CASES, name, 'contract.yaml'))
  const facts = [join(CASES, name, 'facts.yaml')]
  const first = contract.terms === undefined ? last : monthOf(contract.terms.term.starts)
  const record: ContractRecord = {
    id: 'the-case',
    contract,
    hash: sha256(contract.text),
    isDemonstration: false,
  }
  const closed = new Set<YearMonth>()
  const imports: ImportRecord[] = []
  const closeNow = (month: YearMonth): CloseResult => {
    const now = parseInstant(LATER)
    if (now === undefined) throw new Error('a moment')
    return closeMonth({ contract, facts, month, now })
  }
  const settle = (id: string, month: YearMonth): MonthSettled => {
    if (id !== record.id) throw new Refused('contract-unknown')
    if (month < first || month > last) throw new Refused('month-unknown')
    const { envelope, findings } = closeNow(month)
    if (envelope === undefined) throw new NotSettled(findings)
    return { state: closed.has(month) ? 'closed' : 'open', envelope, findings: [] }
  }
  const months = (): MonthRecord[] => {
    const listed: MonthRecord[] = []
    for (let month = first; month <= last; month = addToMonth(month, 1)) {
      const { state, envelope } = settle(record.id, month)
      listed.push({ month, state, envelope })
    }
    return listed
  }
  const importOf = (id: string): ImportRecord => {
    const found = imports.find((one) => one.id === id)
    if (found === undefined) throw new Refused('import-unknown')
    return found
  }
  const change = (id: string, state: ImportRecord['state']): ImportRecord => {
    const changed = { ...importOf(id), state }
    imports.splice(imports.indexOf(importOf(id)), 1, changed)
    return changed
  }
  return {
    contracts: async () => [record],
    contract: async (id) => {
      if (id !== record.id) throw new Refused('contract-unknown')
      return record
    },
    months: async () => months(),
    settle: async (id, month) => settle(id, month),
    close: async (_, id, month) => {
      settle(id, month)
      if (closed.has(month)) throw new Refused('month-closed')
      closed.add(month)
      return settle(id, month)
    },
    ticket: async (_, externalId) => {
      const files = openFacts({ facts })
      let found: ReturnType<typeof ticketAt> | undefined
      files.tickets.read((batch) => {
        for (let i = 0; i < batch.count; i += 1) {
          if (batch.externalId(i) === externalId) found = ticketAt(batch, i)
        }
      })
      if (found === undefined) throw new Refused('ticket-unknown')
      return { ticket: found, facts: files.rare }
    },
    report: async (id, month, speaker) => {
      const { envelope } = settle(id, month)
      const settled = openSettled(envelope)
      if (settled === undefined) throw new Refused('report-unverified')
      const { terms, zone } = settled
      return composeMonthlyReport({
        envelope,
        terms,
        zone,
        speaker,
        earlier: [],
        texts: loadFindingTexts(),
      })
    },
    imports: async () => imports,
    import: async (id) => importOf(id),
    beginImport: async (_, { name: file, isSimulated }) => {
      const begun: ImportRecord = {
        id: `import-${imports.length + 1}`,
        file,
        state: 'running',
        startedAt: LATER,
        progress: { read: 1, total: 2 },
        isSimulated,
        items: { added: 1, revised: 0, unchanged: 0 },
        findings: [],
      }
      imports.unshift(begun)
      return begun
    },
    cancelImport: async (_, id) => {
      if (importOf(id).state !== 'running') throw new Refused('import-not-running')
      return change(id, 'cancelled')
    },
    undoImport: async (_, id) => {
      if (importOf(id).state !== 'done') throw new Refused('import-not-done')
      return change(id, 'undone')
    },
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
