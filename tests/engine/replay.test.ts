/**
 * A settlement is what its contract makes of its measures: every golden life replays to itself,
 * and whatever is changed in one, then hashed again, is found without the facts.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { closeFiles } from '../../scripts/cases/close-case.ts'
import { readCase } from '../../scripts/cases/read-case.ts'
import { caseFolders } from '../../scripts/cases/run-cases.ts'
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

const CASES = fileURLToPath(new URL('../../cases', import.meta.url))

interface Settled {
  readonly contract: OpenedContract
  readonly settlement: Settlement
}

/** The settlements of the months that a golden life closes, one upon the other where it says so. */
function settledIn(folder: string): Settled[] {
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
function faultsOf({ contract, settlement }: Settled): string[] {
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

const FOLDERS = caseFolders(CASES).map((path) => [path.slice(CASES.length + 1), path] as const)

describe('every golden life replays to itself', () => {
  test.each(FOLDERS)('%s', (_, path) => {
    for (const settled of settledIn(path)) expect(faultsOf(settled)).toEqual([])
  })
})

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The paths of all scalars of a value, and of all lists. */
function placesIn(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path]
  const inside = Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))
  return Array.isArray(value) ? [path, ...inside] : inside
}

/** Other values that could stand at a place; a list loses its last entry or has it twice. */
function otherValues(value: Json | undefined, nodes: number): Json[] {
  if (Array.isArray(value)) {
    const last = value.at(-1)
    return last === undefined ? [] : [value.slice(0, -1), [...value, last]]
  }
  if (typeof value === 'number') return [(value + 1) % nodes]
  const amount = /^(-?\d+)(\D.*)$/.exec(`${value}`)
  return amount === null ? [`${value}x`] : [`${Number(amount[1]) + 1}${amount[2]}`]
}

function changeAt(root: Json, path: readonly string[], change: (value: Json) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return change(root)
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<string, Json>
  copy[key] = changeAt(copy[key] as Json, rest, change)
  return copy as unknown as Json
}

/** What only the facts can tell: `verify` says that it takes it on trust. */
const ON_TRUST = [
  /^asOf$/,
  /^facts\./,
  /^levels\.\d+\.(selection|removed|open)$/,
  /^levels\.\d+\.(lateItems|outages|backlog)(\.|$)/,
  /^positions\.disputed\.\d+\.(ground|item|status)$/,
  /^findings(\.|$)/,
  // What closed months were is in their own settlements, and why they changed.
  /^closed\.\d+\.hash$/,
  /^adjustments\.\d+\.(causes|amendments)(\.|$)/,
]

/** A number of items judged that no other figure rests on. */
function isCount(root: Json, [first, node, last]: readonly string[]): boolean {
  const { graph, levels } = root as unknown as Settlement
  return (
    first === 'graph' &&
    last === 'value' &&
    levels.some((level) => level.judged === Number(node)) &&
    !graph.some(({ operands }) => operands.includes(Number(node)))
  )
}

/** The date of a fact, which is taken on trust where a later one hides it. */
function isToldDate(root: Json, [first, node, last]: readonly string[]): boolean {
  const stored = (root as unknown as Settlement).graph[Number(node)]
  const isDate = / (date|instant)$/.test(stored?.value ?? '')
  return first === 'graph' && last === 'value' && stored?.step === 'facts' && isDate
}

const FORGED = [
  'a-second-miss-within-three-months-costs-half-as-much-again',
  'a-cap-in-proportion-carries-what-it-cuts-line-by-line',
  'bands-hold-exactly-at-their-edges',
  'corpus/ccag09-postpone/the-day-after',
  'corpus/aq-minutes/one-working-day',
  'corpus/aq-vsr-1month/again-from-the-fix',
  'corpus/aq-insurance15/from-the-notification',
  'corpus/naic-3of6/three-of-six-months',
  'what-is-posted-for-a-closed-month-bears-the-vat-of-its-line',
  'corpus/aq-support-quota/excess-ordered',
  'a-cap-of-a-framework-serves-its-orders-by-rank',
  'a-contest-on-one-fact-leaves-the-rest-undisputed',
  'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
  'two-blind-statements-are-shown-once-both-are-published',
  'a-statement-that-its-author-approves-breaks-the-four-eyes',
]

describe('one place changed and hashed again is found without the facts', () => {
  test.each(FORGED)(
    '%s',
    (name) => {
      const settled = settledIn(join(CASES, name)).at(-1)
      if (settled === undefined) throw new Error(`${name} settles no month`)
      const root = settled.settlement as unknown as Json
      const unfound: string[] = []
      let tried = 0
      for (const path of placesIn(root)) {
        const place = path.join('.')
        if (ON_TRUST.some((trusted) => trusted.test(place))) continue
        if (isCount(root, path) || isToldDate(root, path)) continue
        const value = path.reduce<Json | undefined>(
          (at, key) => (at as Record<string, Json> | undefined)?.[key],
          root,
        )
        for (const other of otherValues(value, settled.settlement.graph.length)) {
          tried += 1
          const forged = changeAt(root, path, () => other) as unknown as Settlement
          if (faultsOf({ ...settled, settlement: forged }).length === 0) {
            unfound.push(`${place}: ${JSON.stringify(other)}`)
          }
        }
      }
      expect(unfound).toEqual([])
      expect(tried).toBeGreaterThan(70)
    },
    60_000,
  )
})
