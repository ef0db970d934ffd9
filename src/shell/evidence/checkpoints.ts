/**
 * The chain of a contract's closed months: each checkpoint holds the hash of the one before it.
 *
 * Whoever keeps one checkpoint, on a printed report or in a mail, can tell later that no month
 * before it was changed, taken out or put in.
 *
 * Example: before the first month stands the SHA-256 of the contract's id, `CT-1`. The checkpoint
 * of March is that of `<before> 2026-03 <hash of its settlement>`, that of April of `<checkpoint of
 * March> 2026-04 <hash of its settlement>`.
 */
import type { ClosedMonth } from '../../money/closed-months.ts'
import type { Settlement } from '../../money/settlement.ts'
import { sha256 } from '../close-month.ts'

/** The closed months and the one that is settled, a line each: month, settlement, checkpoint. */
export function checkpointsText(
  settlement: Settlement,
  hash: string,
  closed: readonly ClosedMonth[],
): string {
  const months = [...closed, { settlement, hash }]
  let last = sha256(settlement.contract.id)
  const lines = months.map((one) => {
    const month = `${one.settlement.month} ${one.hash}`
    last = sha256(`${last} ${month}`)
    return `${month} ${last}\n`
  })
  return lines.join('')
}
