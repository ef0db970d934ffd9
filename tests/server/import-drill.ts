/**
 * An import through the server that is cut short at any moment, against the same import left alone:
 * in the end the facts and the settlement must be the same, down to their hashes.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeTickets } from '../../bench/make-tickets.ts'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { parseInstant } from '../../src/base/instant.ts'
import { factHash } from '../../src/facts/fact-hash.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import { sha256 } from '../../src/shell/close-month.ts'
import { openStore } from '../../src/shell/storage/open-store.ts'
import { tenantIn, workspaceOver } from '../../src/shell/workspace/open-workspace.ts'
import type { ImportState } from '../../src/shell/workspace/workspace.ts'
import type { Process, Program } from './program.ts'
import { copyOf, eventually } from './program.ts'

const MONTH = yearMonth(2025, 6)
const AS_OF = parseInstant('2026-06-01T00:00:00Z')

/** What a folder holds. */
export interface Held {
  readonly tickets: number
  /** The hash of the hashes of all tickets, in no order. */
  readonly facts: string
  /** The hash of the settlement of a month. */
  readonly settlement: string
  /** What is wrong with the audit chain. */
  readonly wrong: readonly string[]
}

export interface Drill {
  readonly program: Program
  /** A folder with a contract and no facts, to be copied. */
  readonly empty: string
  readonly file: Uint8Array<ArrayBuffer>
  /** What is held after an import that nobody cuts short, and how long it takes. */
  readonly whole: Held
  readonly milliseconds: number
}

export interface ImportAnswer {
  readonly id: string
  readonly state: ImportState
  readonly progress?: { readonly read: number; readonly total: number }
  readonly findings: readonly { readonly code: string }[]
}

/** Makes a folder with a contract, tickets, and an import of them that is left alone. */
export async function prepareDrill(program: Program, folder: string, rows: number): Promise<Drill> {
  const file = ticketsFile(folder, rows)
  const empty = await program.makeFolder(join(folder, 'empty'))
  const whole = copyOf(empty, join(folder, 'whole'))
  const server = program.serve(whole)
  await server.url()
  const begin = performance.now()
  await importWhole(server, file)
  const milliseconds = performance.now() - begin
  await server.stop()
  return { program, empty, file, whole: await heldIn(whole), milliseconds }
}

/** The bytes of a file of so many tickets. */
export function ticketsFile(folder: string, rows: number): Uint8Array<ArrayBuffer> {
  const path = join(folder, 'tickets.csv')
  makeTickets(path, rows)
  return Uint8Array.from(readFileSync(path))
}

/** Sends the file, and gives the import that has begun. */
export const send = (server: Process, file: Uint8Array<ArrayBuffer>): Promise<ImportAnswer> =>
  server.ask('/imports?file=tickets.csv&zone=Europe/Paris', file)

/** Sends the file, and waits until its import has ended. */
export async function importWhole(
  server: Process,
  file: Uint8Array<ArrayBuffer>,
): Promise<ImportAnswer> {
  const { id } = await send(server, file)
  return await eventually(async () => {
    const answer = await server.ask<ImportAnswer>(`/imports/${id}`)
    return answer.state === 'running' ? undefined : answer
    // Not too often: the database of a folder answers one at a time.
  }, 100)
}

/** Begins the import in a folder, and kills the server after some milliseconds. */
export async function killWhileImporting(
  { program, file }: Drill,
  folder: string,
  milliseconds: number,
): Promise<void> {
  const server = program.serve(folder)
  await server.url()
  // The answer may never come.
  const sending = send(server, file).catch(() => undefined)
  await setTimeout(milliseconds)
  await server.kill()
  await sending
}

/** Completes the import in a folder, and says what it holds. */
export async function complete({ program, file }: Drill, folder: string): Promise<Held> {
  const server = program.serve(folder)
  const { state, findings } = await importWhole(server, file)
  const { code, said } = await server.stop()
  if (state !== 'done' || code !== 0) throw new Error(`${said} ${JSON.stringify(findings)}`)
  return await heldIn(folder)
}

export async function heldIn(folder: string): Promise<Held> {
  const { value: store, findings } = await openStore({ folder })
  if (store === undefined) throw new Error(JSON.stringify(findings))
  try {
    const tenant = await tenantIn(store)
    if (tenant === undefined) throw new Error('no tenant')
    const hashes: string[] = []
    const { tickets } = await store.readFacts(tenant.id, {}, (batch) => {
      for (let i = 0; i < batch.count; i += 1) hashes.push(factHash(ticketAt(batch, i), sha256))
    })
    const workspace = workspaceOver(store, tenant)
    const [contract] = await workspace.contracts()
    const { envelope } = await workspace.preview(contract?.id ?? '', MONTH, AS_OF)
    const wrong = (await store.verifyAudit(tenant.id)).findings.map(({ code }) => code)
    return { tickets, facts: sha256(hashes.sort().join('\n')), settlement: envelope.hash, wrong }
  } finally {
    await store.close()
  }
}
