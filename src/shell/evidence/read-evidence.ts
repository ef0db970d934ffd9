/**
 * Reads an evidence file: what it was made from, as far as it can be read, and what is wrong with
 * its bytes.
 *
 * Nothing is taken from an archive but parts of known names, and nothing is ever written to a disk.
 */
import { BrokenInvariant } from '../../base/invariant.ts'
import type { ClosedMonth } from '../../money/closed-months.ts'
import { readSettlement } from '../../money/read-settlement.ts'
import type { Settlement } from '../../money/settlement.ts'
import { settlementText } from '../../money/settlement.ts'
import type { Part } from './archive.ts'
import { unpackArchive } from './archive.ts'
import type { Evidence } from './evidence.ts'
import {
  CHECKPOINTS,
  CLAUSES,
  CONTRACT,
  hashOf,
  IN_FORCE,
  MANIFEST,
  manifestText,
  PARAMETERS,
  SETTLEMENT,
} from './evidence.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { FACTS } from './fact-lines.ts'
import { jsonOf } from './json-of.ts'

const ALWAYS = [MANIFEST, CONTRACT, PARAMETERS, FACTS, SETTLEMENT, CLAUSES, CHECKPOINTS]
const KNOWN = new Set([...ALWAYS, IN_FORCE])
const CLOSED = /^closed\/\d{4}-\d{2}\.json$/

export interface EvidenceRead {
  readonly parts: readonly Part[]
  /** Absent where it cannot be read. */
  readonly evidence?: Evidence
  readonly faults: readonly EvidenceFault[]
}

export function readEvidence(archive: Buffer): EvidenceRead {
  const unpacked = unpackArchive(archive)
  if ('damage' in unpacked) {
    return { parts: [], faults: [{ kind: 'archive', ...unpacked.damage }] }
  }
  const { parts } = unpacked
  const faults = nameFaults(parts)
  if (faults.length > 0) return { parts, faults }
  faults.push(...changedParts(parts))
  const texts = new Map(parts.map(({ name, bytes }) => [name, bytes]))
  const text = (name: string): string => Buffer.from(texts.get(name) ?? []).toString('utf8')
  const contract = text(CONTRACT)
  const settlement = readPart(SETTLEMENT, text(SETTLEMENT), faults)
  const closed = parts.flatMap(({ name, bytes }): ClosedMonth[] => {
    const read = CLOSED.test(name) ? readPart(name, text(name), faults) : undefined
    return read === undefined ? [] : [{ settlement: read, hash: hashOf(bytes) }]
  })
  const parameters = jsonOf(Buffer.from(text(PARAMETERS)))?.value
  const excluded = listIn(parameters, 'excluded')
  const hidden = listIn(parameters, 'hidden')
  if (excluded === undefined) faults.push({ kind: 'unreadable', part: PARAMETERS, path: '' })
  if (settlement === undefined || excluded === undefined) return { parts, faults }
  const lines = text(FACTS).replace(/\n$/, '').split('\n')
  const evidence = {
    contract,
    lines: lines.length === 1 && lines[0] === '' ? [] : lines,
    excluded,
    ...(hidden === undefined ? {} : { hidden }),
    settlement,
    closed,
  }
  return { parts, faults, evidence }
}

/** Parts that are missing, that stand twice, or that no evidence file has. */
function nameFaults(parts: readonly Part[]): EvidenceFault[] {
  const names = parts.map(({ name }) => name)
  const unknown = names.filter((name) => !KNOWN.has(name) && !CLOSED.test(name))
  const twice = names.filter((name, i) => names.indexOf(name) < i)
  const missing = ALWAYS.filter((name) => !names.includes(name))
  return [
    ...unknown.map((part) => ({ kind: 'part-unknown', part }) as const),
    ...twice.map((part) => ({ kind: 'part-twice', part }) as const),
    ...missing.map((part) => ({ kind: 'part-missing', part }) as const),
  ]
}

/** Parts whose bytes are not those that the manifest tells, and others that it tells. */
function changedParts(parts: readonly Part[]): EvidenceFault[] {
  const others = parts.filter(({ name }) => name !== MANIFEST)
  const manifest = parts.find(({ name }) => name === MANIFEST)
  const told = Buffer.from(manifest?.bytes ?? []).toString('utf8')
  const wrong = others.filter(({ name, bytes }) => !told.includes(`${hashOf(bytes)}  ${name}\n`))
  if (wrong.length > 0) return wrong.map(({ name }) => ({ kind: 'part-changed', part: name }))
  return told === manifestText(others) ? [] : [{ kind: 'unreadable', part: MANIFEST, path: '' }]
}

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A settlement as a part holds it; what is wrong with it is added to the faults. */
function readPart(part: string, text: string, faults: EvidenceFault[]): Settlement | undefined {
  const json = jsonOf(Buffer.from(text))
  const envelope = { settlement: json?.value, hash: '', contract: { file: '', text: '' } }
  const read = readSettlement(envelope)
  if ('wrong' in read) {
    faults.push({ kind: 'unreadable', part, path: read.wrong })
    return undefined
  }
  const { settlement } = read.value
  if (isItsText(settlement, text)) return settlement
  faults.push({ kind: 'unreadable', part, path: 'settlement' })
  return undefined
}

/** A settlement has one text: another, with the same content, would have another hash. */
function isItsText(settlement: Settlement, text: string): boolean {
  try {
    return settlementText(settlement) === text
  } catch (failure) {
    // Half a number has no canonical text.
    if (failure instanceof BrokenInvariant) return false
    throw failure
  }
}

/** A list of texts among the parameters; nothing where it is none. */
function listIn(parameters: unknown, name: string): readonly string[] | undefined {
  const list = isRecord(parameters) ? parameters[name] : undefined
  const isList = Array.isArray(list) && list.every((one) => typeof one === 'string')
  return isList ? (list as readonly string[]) : undefined
}
