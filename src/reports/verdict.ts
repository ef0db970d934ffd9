/**
 * What became of a level: met, missed, not measured, or undefined by the contract. Read from the
 * outcome `missed`; a month without anything to measure is never shown as met.
 *
 * @fr résultat d'un engagement
 */
import { isTrue } from '../base/because/value.ts'
import type { Settlement, StoredLevel } from '../money/settlement.ts'
import { valueAt } from './figures.ts'

export type Verdict = 'met' | 'missed' | 'unmeasured' | 'undefined'

export function verdictOf(settlement: Settlement, level: StoredLevel): Verdict {
  const missed = valueAt(settlement, level.missed)
  if (missed.state === 'nothing') return 'unmeasured'
  if (missed.state === 'undefined') return 'undefined'
  return isTrue(missed) ? 'missed' : 'met'
}
