/**
 * Checks that what is paid per step off a target lies on the side that costs, and is in the unit of
 * the figure.
 *
 * Example: under a target of at least 85 %, `per 1 pt above` is never owed, and `per mark below`
 * counts marks of a share.
 *
 * @fr pas d'écart à l'objectif
 */
import type { Finding, Place } from '../../base/finding.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Per, Step } from '../phrases/amount.ts'
import type { Unit } from '../phrases/quantity.ts'

export function checkStepOff(
  { target, measure }: ServiceLevel,
  { step, side }: Per,
  where: Place,
  unit: Unit,
): Finding[] {
  if (side !== 'below' && side !== 'above') return []
  const { word, text } = target.bound
  const costs = word === 'at-least' || word === 'above' ? 'below' : 'above'
  if (side !== costs) return [error('step-on-other-side', where, { side, text, costs })]
  const counted = unitOfStep(step)
  // `1 h below` is the time down beyond what a target in per cent leaves.
  const isTimeBelow = measure.kind === 'availability' && unit === 'share' && counted === 'ms'
  if (counted === unit || isTimeBelow) return []
  return [error('step-unit', where, { text, unit })]
}

/** What the figure is counted in where this is a step of it. */
function unitOfStep(step: Step): Unit {
  switch (step.unit) {
    case 'named':
      return 'count'
    case 'share-difference':
      return 'share'
    default:
      return step.unit
  }
}

const error = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})
