/** Closes months of the demonstration, as it is or with some of its words changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseMonth } from '../../src/base/calendar/date.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { Settlement, StoredLevel, StoredLine } from '../../src/money/settlement.ts'
import type { CloseResult } from '../../src/shell/close-month.ts'
import { closeMonth, openContractText } from '../../src/shell/close-month.ts'
import { DEMONSTRATION } from '../../src/shell/demonstration.ts'
import { loadMapping } from '../../src/shell/importers/load-mappings.ts'

/** Words of the demonstration, each with those that stand in for them. */
export interface Change {
  readonly contract?: readonly (readonly [was: string, is: string])[]
  readonly facts?: readonly (readonly [was: string, is: string])[]
}

/** When each month is closed: about ten days after its end, as the contract wants. */
const CLOSED_ON: Readonly<Record<string, string>> = {
  '2025-10': '2025-11-11T08:00:00+01:00',
  '2025-11': '2025-12-11T08:00:00+01:00',
  '2025-12': '2026-01-12T08:00:00+01:00',
  '2026-01': '2026-02-11T08:00:00+01:00',
  '2026-02': '2026-03-11T08:00:00+01:00',
  '2026-03': '2026-04-13T08:00:00+02:00',
  '2026-04': DEMONSTRATION.asOf,
  '2026-05': '2026-06-11T08:00:00+02:00',
}

export function tryMonth(month: string, change: Change = {}): CloseResult {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-demo-'))
  try {
    const asOf = parseInstant(CLOSED_ON[month] ?? '')
    const asked = parseMonth(month)
    const { value: mapping } = loadMapping(DEMONSTRATION.mapping)
    if (asOf === undefined || asked === undefined || mapping === undefined) throw new Error(month)
    const [log, tickets, facts] = DEMONSTRATION.facts
    const changed = join(folder, 'facts.yaml')
    writeFileSync(changed, replaced(readFileSync(facts, 'utf8'), change.facts))
    const text = replaced(readFileSync(DEMONSTRATION.contract, 'utf8'), change.contract)
    return closeMonth({
      contract: openContractText('contract.yaml', text),
      facts: [log, tickets, changed],
      month: asked,
      mapping,
      zone: DEMONSTRATION.zone,
      asOf,
      now: asOf,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Replaces words that must be there, so that no test passes because nothing was changed. */
function replaced(text: string, changes: Change['contract'] = []): string {
  return changes.reduce((before, [was, is]) => {
    const after = before.replaceAll(was, is)
    if (after === before) throw new Error(`not in the demonstration: ${was}`)
    return after
  }, text)
}

const closedMonths = new Map<string, Closed>()

/** A month of the demonstration as it is, closed once however many tests ask. */
export function closedMonth(month: string): Closed {
  const closed = closedMonths.get(month) ?? new Closed(month)
  closedMonths.set(month, closed)
  return closed
}

/** A closed month, with its figures by name. */
export class Closed {
  readonly settlement: Settlement

  constructor(month: string, change: Change = {}) {
    const { envelope, findings } = tryMonth(month, change)
    if (envelope === undefined) throw new Error(JSON.stringify(findings))
    this.settlement = envelope.settlement
  }

  /** The words of a value: `5 count`, `1 truth`, `345000 cents`. */
  value(node: number): string {
    return this.settlement.graph[node]?.value ?? ''
  }

  cents(node: number): number {
    const [, cents] = /^(\d+) cents$/.exec(this.value(node)) ?? []
    if (cents === undefined) throw new Error(`no whole amount: ${this.value(node)}`)
    return Number(cents)
  }

  euros(node: number): string {
    const cents = String(this.cents(node)).padStart(3, '0')
    return `${cents.slice(0, -2)}.${cents.slice(-2)}`
  }

  level(id: string): StoredLevel {
    const found = this.settlement.levels.find((level) => level.id === id)
    if (found === undefined) throw new Error(`no level ${id}`)
    return found
  }

  line(level: string): StoredLine {
    const found = this.settlement.lines.find((line) => line.level === level)
    if (found === undefined) throw new Error(`no line ${level}`)
    return found
  }

  /** The levels of which the verdict is these words. */
  levelsThatAre(verdict: 'missed' | 'met' | 'not measured'): string[] {
    const words = { missed: '1 truth', met: '0 truth', 'not measured': 'nothing' }[verdict]
    return this.settlement.levels.flatMap(({ id, missed }) =>
      this.value(missed) === words ? [id] : [],
    )
  }

  /** What a cap lets pass, of what came to it. */
  cap(id: string): string {
    const cap = this.settlement.caps.find((candidate) => candidate.id === id)
    if (cap === undefined) throw new Error(`no cap ${id}`)
    const came = this.settlement.lines.flatMap(({ cuts }) => cuts.filter((cut) => cut.cap === id))
    const sum = came.reduce((total, { before }) => total + this.cents(before), 0)
    return `${(sum / 100).toFixed(2)} ${this.euros(cap.kept)}`
  }
}
