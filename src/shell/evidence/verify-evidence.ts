/**
 * Verifies an evidence file with nothing but itself: its archive, its settlement, and all that can
 * be made again from its contract and its facts.
 *
 * Example: a ticket resolved an hour later in `facts.jsonl`, with the manifest made right again:
 * the month settled from those facts is another, and the first figure that differs is named.
 */
import { findWrongNodes } from '../../base/because/graph.ts'
import { zoneOf } from '../../base/calendar/zone.ts'
import { BrokenInvariant } from '../../base/invariant.ts'
import type { Difference } from '../../money/difference.ts'
import { firstDifference, settlementDifference } from '../../money/difference.ts'
import type { Settlement } from '../../money/settlement.ts'
import { restoreGraph, settlementText } from '../../money/settlement.ts'
import { findFaults } from '../../money/verify.ts'
import { loadTables } from '../catalogue.ts'
import { sha256 } from '../close-month.ts'
import { versionsOfSettled } from '../open-settled.ts'
import type { Part } from './archive.ts'
import type { Evidence } from './evidence.ts'
import { CONTRACT, MANIFEST, partsOf, SETTLEMENT } from './evidence.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import type { LinedFacts } from './fact-lines.ts'
import { FACTS, parseFactLines } from './fact-lines.ts'
import { jsonOf } from './json-of.ts'
import { readEvidence } from './read-evidence.ts'
import { withoutSelections } from './redact.ts'
import { settleEvidence } from './settle-evidence.ts'

/** What an evidence file holds, and what is wrong with it; nothing where it is right. */
export interface EvidenceVerdict {
  readonly faults: readonly EvidenceFault[]
  /** Absent where it cannot be read. */
  readonly evidence?: Evidence
}

export function verifyEvidence(archive: Buffer): EvidenceVerdict {
  const { parts, evidence, faults } = readEvidence(archive)
  if (evidence === undefined) return { faults }
  const wrong = [...faults, ...settlementFaults(evidence), ...closedFaults(evidence)]
  const read = parseFactLines(evidence.lines)
  if ('wrong' in read) wrong.push({ kind: 'fact', part: FACTS, line: read.wrong })
  // What is known to be wrong by itself would only be told a second time, less exactly.
  if (wrong.length > 0 || 'wrong' in read) return { faults: wrong, evidence }
  return { faults: [...factFaults(evidence, read.facts), ...madeAgain(evidence, parts)], evidence }
}

function settlementFaults({ contract, settlement }: Evidence): EvidenceFault[] {
  const given = { settlement, contract: { file: CONTRACT, text: contract } }
  const opened = versionsOfSettled(given)
  const tables = loadTables()
  const zone = opened && zoneOf(tables.zones, opened.inForce.terms.contract.zone.name)
  if (opened === undefined || zone === undefined) {
    return [{ kind: 'unreadable', part: CONTRACT, path: '' }]
  }
  // The hash of a settlement in an archive is that of its part, which the manifest tells.
  const hash = sha256(settlementText(settlement))
  const faults = findFaults({ ...given, hash }, { versions: opened.versions, tables, zone }, sha256)
  return faults.map((fault) => ({ kind: 'settlement', part: SETTLEMENT, fault }))
}

/** A closed month is taken as it was closed; its own steps must hold. */
function closedFaults({ closed }: Evidence): EvidenceFault[] {
  return closed.flatMap(({ settlement }): EvidenceFault[] => {
    const part = `closed/${settlement.month}.json`
    const nodes = restoreGraph(settlement.graph)
    if (nodes === undefined) return [{ kind: 'unreadable', part, path: 'graph' }]
    return findWrongNodes(nodes).map((node) => ({ kind: 'closed-node', part, node }))
  })
}

/** Where the facts give another settlement. */
function factFaults(evidence: Evidence, facts: LinedFacts): EvidenceFault[] {
  const again = settleAgain(evidence, facts)
  if ('refused' in again) return [{ kind: 'refused', part: FACTS, code: again.refused }]
  // The hash of a fact is not that of its redacted form.
  const seen = evidence.hidden === undefined ? (one: Settlement) => one : withoutSelections
  const difference = settlementDifference(seen(evidence.settlement), seen(again.settlement))
  return difference === undefined ? [] : [{ kind: 'differs', part: SETTLEMENT, ...difference }]
}

function settleAgain(
  evidence: Evidence,
  facts: LinedFacts,
): { readonly settlement: Settlement } | { readonly refused: string } {
  try {
    const again = settleEvidence(evidence, facts)
    return 'refused' in again ? { refused: again.refused[0]?.code ?? '' } : again
  } catch (failure) {
    // Whoever reads facts promises the engine what lines do not: that a ticket begins with its
    // opening, that nothing ends before it begins. A promise that breaks is no fact that was read.
    if (failure instanceof BrokenInvariant) return { refused: failure.message }
    throw failure
  }
}

/** The parts that are not what the contract, the facts and the closed months make of them. */
function madeAgain(evidence: Evidence, parts: readonly Part[]): EvidenceFault[] {
  const made = partsOf(evidence)
  const stored = new Map(parts.map((part) => [part.name, part]))
  const faults = made.flatMap((part): EvidenceFault[] => {
    const found = stored.get(part.name)
    if (found === undefined) return [{ kind: 'part-missing', part: part.name }]
    if (Buffer.from(found.bytes).equals(part.bytes)) return []
    return [{ kind: 'differs', part: part.name, ...differenceOf(found.bytes, part.bytes) }]
  })
  const names = made.map(({ name }) => name)
  const foreign = parts.filter(({ name }) => !names.includes(name))
  faults.push(...foreign.map(({ name }) => ({ kind: 'part-unknown', part: name }) as const))
  const wrong = parts.findIndex(({ name }, i) => name !== names[i])
  return faults.length > 0 || wrong < 0
    ? faults
    : [
        {
          kind: 'differs',
          part: MANIFEST,
          path: 'parts',
          stored: parts[wrong]?.name ?? '',
          computed: names[wrong] ?? '',
        },
      ]
}

/** The first place of a part of JSON, or the first byte of another. */
function differenceOf(stored: Uint8Array, computed: Uint8Array): Difference {
  const [before, after] = [stored, computed].map((bytes) => jsonOf(bytes))
  const difference = before && after && firstDifference(before.value, after.value)
  if (difference !== undefined) return difference
  const at = stored.findIndex((byte, i) => byte !== computed[i])
  return { path: `byte ${at < 0 ? stored.length : at}`, stored: '', computed: '' }
}
