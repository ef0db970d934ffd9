/**
 * The facts of the determinism check: tickets and outages in files, always the same.
 *
 * The tickets lie around the spring change of time of 2026 (29 March, Europe/Paris), some opened in
 * the hour that does not exist elsewhere; the outages give an availability in percent.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seeded } from '../../tests/calendar-cases.ts'

/** The reference of the contract in `contract.yaml`. */
export const REFERENCE = 'CT-DETERMINISM'
export const MONTH = '2026-03'
export const AS_OF = '2026-04-15T09:00:00Z'
export const ZONE = 'Europe/Paris'

const TICKETS = 3000
const MINUTE = 60_000
const FIRST = Date.UTC(2026, 1, 20)
const MINUTES = 45 * 24 * 60

/** A table: its header, and rows in any order. */
export interface Table {
  readonly header: string
  readonly rows: readonly string[]
}

/** Wall time, as the columns hold it: `2026-03-14T09:00`. */
const wall = (at: number): string => new Date(at).toISOString().slice(0, 16)

/** The clocks of Paris jump from 02:00 to 03:00 on that night. */
const GAP_START = Date.UTC(2026, 2, 29, 2)
const GAP = 60 * MINUTE
const outOfGap = (at: number): number => (at >= GAP_START && at < GAP_START + GAP ? at + GAP : at)

export function makeTickets(): Table {
  const random = seeded(20_260_329)
  const rows: string[] = []
  for (let i = 0; i < TICKETS; i += 1) {
    const opened = outOfGap(FIRST + Math.floor(random() * MINUTES) * MINUTE)
    const pause = outOfGap(opened + Math.floor(random() * 120 + 1) * MINUTE)
    const back = outOfGap(pause + Math.floor(random() * 600 + 60) * MINUTE)
    const resolved = outOfGap(back + Math.floor(random() * 700 + 60) * MINUTE)
    const pauses = random() < 0.4 ? `awaiting-client@${wall(pause)}/${wall(back)}` : ''
    const end = random() < 0.03 ? '' : wall(resolved)
    const priority = `P${Math.floor(random() * 3) + 1}`
    const id = `INC${String(i + 1).padStart(5, '0')}`
    const opening = wall(opened)
    rows.push(`${id},${priority},incident,servers,${opening},${opening},${end},${end},${pauses}`)
  }
  return { header: 'id,priority,type,service,opened,responded,resolved,closed,pauses', rows }
}

export function makeOutages(): Table {
  const random = seeded(7)
  const rows: string[] = []
  for (let day = 1; day <= 31; day += 6) {
    const start = Date.UTC(2026, 2, day, 22, 40)
    const end = outOfGap(start + Math.floor(random() * 90 + 5) * MINUTE)
    rows.push(`OUT-${day},servers,${wall(start)},${wall(end)}`)
  }
  return { header: 'id,of,start,end', rows }
}

/** The same rows in another order, chosen by the seed. */
export function shuffle(table: Table, seed: number): Table {
  const random = seeded(seed)
  const rows = [...table.rows]
  for (let i = rows.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const a = rows[i] as string
    rows[i] = rows[j] as string
    rows[j] = a
  }
  return { header: table.header, rows }
}

export interface Subject {
  readonly contract: string
  /** Files of facts as they were made, and the same with their rows shuffled. */
  readonly facts: readonly string[]
  readonly shuffled: readonly string[]
}

/** Writes the contract and its facts into a folder. */
export function writeSubject(folder: string): Subject {
  const put = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const table = (name: string, { header, rows }: Table): string =>
    put(name, `${header}\n${rows.join('\n')}\n`)
  const source = fileURLToPath(new URL('contract.yaml', import.meta.url))
  const tickets = makeTickets()
  const outages = makeOutages()
  return {
    contract: put('contract.yaml', readFileSync(source, 'utf8')),
    facts: [table('tickets.csv', tickets), table('outages.csv', outages)],
    shuffled: [
      table('outages-shuffled.csv', shuffle(outages, 2)),
      table('tickets-shuffled.csv', shuffle(tickets, 3)),
    ],
  }
}
