/** Reads a settlement from a file: what `explain` and `verify` begin with. */

import { findWrongNodes } from '../../../base/because/graph.ts'
import type { ClosedMonth } from '../../../money/closed-months.ts'
import { readSettlement } from '../../../money/read-settlement.ts'
import { restoreGraph, settlementText } from '../../../money/settlement.ts'
import type { Envelope } from '../../../money/verify.ts'
import { sha256 } from '../../close-month.ts'
import { isParsable } from '../../importers/guard-json.ts'
import { headOf, readWhole } from '../../importers/pieces.ts'
import { OperatingFailure } from '../failure.ts'

/** A month of a hundred thousand late tickets has a quarter of this. */
const LARGEST_SETTLEMENT = 67_108_864

/** How far the kind of a file is looked for. */
const FIRST_BYTES = 4096

const CONTRACT = /^(vigie|contract|parties)[ \t]*:/m

/** Whether a YAML text is a contract, by the keys that it begins with. */
export const isContractText = (text: string): boolean => CONTRACT.test(text)

/** As `close` writes it, whatever its spaces. */
const SETTLEMENT = /^\s*\{\s*"settlement"\s*:/

/** The settlement in a file; anything else is said, with what is wrong first. */
export function readEnvelope(file: string): Envelope {
  const text = readWhole(file, LARGEST_SETTLEMENT).toString('utf8')
  const parsed = isParsable(text) ? parseJson(text) : undefined
  if (parsed === undefined) {
    const isContract = isContractText(text.slice(0, FIRST_BYTES))
    throw new OperatingFailure(isContract ? 'failure-contract-given' : 'failure-not-json', { file })
  }
  const read = readSettlement(parsed.value)
  if ('value' in read) return read.value
  throw new OperatingFailure('failure-not-settlement', { file, path: read.wrong })
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined
    throw failure
  }
}

/** Says which commands take a settlement, where one is given in the place of a contract. */
export function assertNoSettlement(file: string): void {
  if (SETTLEMENT.test(Buffer.from(headOf(file, FIRST_BYTES)).toString('utf8'))) {
    throw new OperatingFailure('failure-settlement-given', { file })
  }
}

/** The settlement of a closed month, as it was written. */
export function readClosed(file: string): ClosedMonth {
  const envelope = readEnvelope(file)
  if (!isAsWritten(envelope)) throw new OperatingFailure('failure-earlier-changed', { file })
  const { settlement, hash } = envelope
  return { settlement, hash }
}

/**
 * Whether a settlement is as it was written: its graph, its contract and its hash.
 *
 * `verify` says what is wrong; this is enough not to explain what nobody computed.
 */
export function isAsWritten({ settlement, hash, contract }: Envelope): boolean {
  const nodes = restoreGraph(settlement.graph)
  return (
    nodes !== undefined &&
    findWrongNodes(nodes).length === 0 &&
    sha256(contract.text) === settlement.contract.hash &&
    sha256(settlementText(settlement)) === hash
  )
}
