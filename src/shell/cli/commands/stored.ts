/** Reads a settlement from a file: what `explain` and `verify` begin with. */

import { parseMonth } from '../../../base/calendar/date.ts'
import { parseInstant } from '../../../base/instant.ts'
import type { Envelope } from '../../../money/verify.ts'
import { OperatingFailure, readNamed, reasonOf } from '../session.ts'

/** The envelope in a file; one that is not an envelope is said, with what is missing. */
export function readEnvelope(file: string): Envelope {
  const text = readNamed(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (failure) {
    throw new OperatingFailure('failure-not-settlement', { file, reason: reasonOf(failure) })
  }
  const missing = whatIsMissing(value)
  if (missing !== undefined)
    throw new OperatingFailure('failure-not-settlement', { file, reason: missing })
  return value as Envelope
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const LISTS = ['levels', 'lines', 'caps', 'fees', 'findings', 'graph'] as const

/** The path of the first thing that a settlement has and this value has not. */
function whatIsMissing(value: unknown): string | undefined {
  if (!isRecord(value)) return 'settlement'
  const { settlement, hash, contract } = value
  if (!isRecord(settlement)) return 'settlement'
  if (typeof hash !== 'string') return 'hash'
  if (!isRecord(contract) || typeof contract['text'] !== 'string') return 'contract.text'
  if (typeof contract['file'] !== 'string') return 'contract.file'
  if (!isRecord(settlement['contract'])) return 'settlement.contract'
  if (!isRecord(settlement['totals'])) return 'settlement.totals'
  const { month, asOf } = settlement
  if (typeof month !== 'string' || parseMonth(month) === undefined) return 'settlement.month'
  if (typeof asOf !== 'string' || parseInstant(asOf) === undefined) return 'settlement.asOf'
  const list = LISTS.find((name) => !Array.isArray(settlement[name]))
  if (list !== undefined) return `settlement.${list}`
  const graph = settlement['graph'] as readonly unknown[]
  const node = graph.findIndex((entry) => !isNode(entry))
  return node === -1 ? undefined : `settlement.graph[${node}]`
}

const isNode = (entry: unknown): boolean =>
  isRecord(entry) &&
  typeof entry['step'] === 'string' &&
  typeof entry['value'] === 'string' &&
  isRecord(entry['params']) &&
  Array.isArray(entry['operands']) &&
  entry['operands'].every((operand) => typeof operand === 'number')
