/** The settlements of golden lives, what is wrong with one, and one that is forged at a place. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeFiles } from '../../scripts/cases/close-case.ts'
import { readCase } from '../../scripts/cases/read-case.ts'
import { zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { Envelope } from '../../src/money/verify.ts'
import { findFaults } from '../../src/money/verify.ts'
import { loadTables } from '../../src/shell/catalogue.ts'
import type { OpenedContract } from '../../src/shell/close-month.ts'
import { openContract, sha256, versionsAt } from '../../src/shell/close-month.ts'

export const CASES = fileURLToPath(new URL('../../cases', import.meta.url))

export interface Settled {
  readonly contract: OpenedContract
  readonly settlement: Settlement
}

/** The settlements of the months that a golden life closes, one upon the other where it says so. */
export function settledIn(folder: string): Settled[] {
  const { value: golden } = readCase(folder)
  if (golden === undefined || golden.incomplete !== undefined) return []
  const before: ClosedMonth[] = []
  return (golden.closings ?? golden.months).flatMap((closing) => {
    const then = golden.closings === undefined ? golden : { ...golden, ...closing }
    const closed = closeFiles(then, closing.month, golden.closings && [...before])
    if (!('settlement' in closed)) return []
    before.push(closed)
    const contract = openContract(join(folder, then.contract))
    return [{ contract, settlement: closed.settlement }]
  })
}

/** What is wrong with a settlement that carries its right hash. */
export function faultsOf({ contract, settlement }: Settled): string[] {
  const { terms, amended, text, file } = contract
  const tables = loadTables()
  const zone = zoneOf(tables.zones, terms?.contract.zone.name ?? '')
  if (amended === undefined || zone === undefined) return ['no contract']
  const versions = versionsAt(amended, parseInstant(settlement.asOf) as Instant)
  const hash = sha256(settlementText(settlement))
  const envelope: Envelope = { settlement, hash, contract: { file, text } }
  return findFaults(envelope, { versions, tables, zone }, sha256).map((fault) =>
    fault.kind === 'wrong-entry' ? `${fault.kind} ${fault.path}` : fault.kind,
  )
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The paths of all scalars of a value, and of all lists. */
export function placesIn(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path]
  const inside = Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))
  return Array.isArray(value) ? [path, ...inside] : inside
}

/** Other values that could stand at a place; a list loses its last entry or has it twice. */
export function otherValues(value: Json | undefined, nodes: number): Json[] {
  if (Array.isArray(value)) {
    const last = value.at(-1)
    return last === undefined ? [] : [value.slice(0, -1), [...value, last]]
  }
  if (typeof value === 'number') return [(value + 1) % nodes]
  const amount = /^(-?\d+)(\D.*)$/.exec(`${value}`)
  return amount === null ? [`${value}x`] : [`${Number(amount[1]) + 1}${amount[2]}`]
}

export function changeAt(root: Json, path: readonly string[], change: (value: Json) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return change(root)
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<string, Json>
  copy[key] = changeAt(copy[key] as Json, rest, change)
  return copy as unknown as Json
}

/** What stands at a place. */
export const valueAtPlace = (root: Json, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => (at as Record<string, Json> | undefined)?.[key], root)
