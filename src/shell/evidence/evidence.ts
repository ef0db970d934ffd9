/**
 * The evidence file of a settled month: one archive from which anyone can compute it again.
 *
 * Everything but the contract, the facts and the closed months is made from them, so whoever
 * verifies makes it again and compares. `docs/reference/evidence.md` describes each part.
 *
 * @fr dossier de preuve
 */
import { createHash } from 'node:crypto'
import type { Canonical } from '../../base/canonical.ts'
import { canonicalText } from '../../base/canonical.ts'
import { invariant } from '../../base/invariant.ts'
import { consolidate } from '../../contract/amendments/consolidate.ts'
import type { ClosedMonth } from '../../money/closed-months.ts'
import type { Settlement } from '../../money/settlement.ts'
import { settlementText } from '../../money/settlement.ts'
import { loadTables } from '../catalogue.ts'
import { sha256 } from '../close-month.ts'
import { versionsOfSettled } from '../open-settled.ts'
import type { Part } from './archive.ts'
import { checkpointsText } from './checkpoints.ts'
import { clauseTexts } from './clause-texts.ts'
import { FACTS } from './fact-lines.ts'

export const MANIFEST = 'manifest.sha256'
export const CONTRACT = 'contract.yaml'
export const IN_FORCE = 'contract-in-force.yaml'
export const PARAMETERS = 'parameters.json'
export const SETTLEMENT = 'settlement.json'
export const CLAUSES = 'clauses.json'
export const CHECKPOINTS = 'checkpoints.txt'

/** What an evidence file is made from. */
export interface Evidence {
  /** The text of the contract, its amendments in it. */
  readonly contract: string
  /** Facts, a line each ({@link factLines}). */
  readonly lines: readonly string[]
  /** Tickets that are told in two ways, and in no figure; sorted. */
  readonly excluded: readonly string[]
  /** Of the redacted form: the fields whose values are references. */
  readonly hidden?: readonly string[]
  readonly settlement: Settlement
  /** The settlements of the months before that it was computed upon, the oldest first. */
  readonly closed: readonly ClosedMonth[]
}

/** The parts of an archive, the manifest first. */
export function partsOf(evidence: Evidence): readonly Part[] {
  const { contract, lines, settlement, closed } = evidence
  const text = settlementText(settlement)
  const inForce = textInForce(evidence)
  const parts = [
    part(CONTRACT, contract),
    ...(inForce === undefined ? [] : [part(IN_FORCE, inForce)]),
    part(PARAMETERS, json(parametersOf(evidence))),
    part(FACTS, lines.map((line) => `${line}\n`).join('')),
    ...closed.map((one) => part(closedName(one.settlement), settlementText(one.settlement))),
    part(SETTLEMENT, text),
    part(CLAUSES, json(clauseTexts(contract, settlement.graph))),
    part(CHECKPOINTS, checkpointsText(settlement, sha256(text), closed)),
  ]
  return [part(MANIFEST, manifestText(parts)), ...parts]
}

const part = (name: string, text: string): Part => ({ name, bytes: Buffer.from(text) })

/** The part of a closed month. */
const closedName = ({ month }: Settlement): string => `closed/${month}.json`

const json = (value: unknown): string => canonicalText(value as Canonical)

/** SHA-256 in hexadecimal: of a text, `sha256`. */
export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** The hash of every part but itself, as `sha256sum --check` reads it. */
export const manifestText = (parts: readonly Part[]): string =>
  parts.map(({ name, bytes }) => `${hashOf(bytes)}  ${name}\n`).join('')

/** The contract as if it had been signed with the amendments in force; nothing where none is. */
function textInForce({ contract, settlement }: Evidence): string | undefined {
  const opened = versionsOfSettled({ settlement, contract: { file: CONTRACT, text: contract } })
  const amendments = opened?.inForce.amendments ?? []
  return amendments.length === 0 ? undefined : consolidate(contract, amendments)
}

/** What a computation needs besides the contract and the facts. */
function parametersOf({ settlement, excluded, hidden }: Evidence): unknown {
  const { zones, holidays } = loadTables()
  const { zone: name } = settlement.contract
  const zone = zones.zones[zones.aliases[name] ?? name]
  invariant(zone !== undefined, 'a settlement is in a zone of the table')
  const form = hidden === undefined ? { form: 'whole' } : { form: 'redacted', hidden }
  return {
    evidence: 1,
    ...form,
    excluded,
    zone: { name, version: zones.version, ...zone },
    holidays,
  }
}
