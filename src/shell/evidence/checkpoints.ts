/**
 * The chain of a contract's closed months: each link holds the hash of the one before it.
 *
 * Whoever keeps one checkpoint, on a printed report or in a mail, can tell later that no month
 * before it was changed, taken out or put in.
 *
 * Example: the first link is the hash of `SHA-256(CT-1)`, `2026-03` and the settlement of March,
 * each on a line; that of April holds it, `2026-04` and the settlement of April.
 */
import type { ClosedMonth } from '../../money/closed-months.ts'
import type { Settlement } from '../../money/settlement.ts'
import { sha256 } from '../close-month.ts'

export interface Checkpoint {
  readonly month: string
  /** The hash of its settlement. */
  readonly settlement: string
  readonly checkpoint: string
}

/** The chain from the first closed month to the one that is settled. */
export function checkpointsOf(
  settlement: Settlement,
  hash: string,
  closed: readonly ClosedMonth[],
): readonly Checkpoint[] {
  const months = [...closed.map((one) => [one.settlement.month, one.hash] as const)]
  const chain: Checkpoint[] = []
  let last = sha256(settlement.contract.id)
  for (const [month, own] of [...months.sort(), [settlement.month, hash] as const]) {
    last = sha256(`${last}\n${month}\n${own}`)
    chain.push({ month, settlement: own, checkpoint: last })
  }
  return chain
}
