/**
 * Whether a clause waits for its own result.
 *
 * A clause may read outcomes of earlier periods, or of another clause of the same period; it may
 * not read what it is itself about to decide. A window that looks forward (`next 3 months`) reads
 * later figures and is no cycle.
 *
 * Example: a penalty lifted when `month-cap.full` counts in `month-cap`: whether the cap is full
 * depends on the penalty, which depends on whether the cap is full.
 *
 * @fr boucle entre clauses
 */
import type { Finding } from '../../base/finding.ts'
import type { Exemption, Performance, ServiceLevel } from '../terms.ts'
import type { Edge } from './cycles.ts'
import { cyclesIn, pathOf } from './cycles.ts'

export const checkCycles = ({ levels }: Performance): Finding[] =>
  cyclesIn(levels.flatMap((level) => edgesOf(level))).map((cycle) => ({
    code: 'outcome-cycle',
    severity: 'error',
    where: cycle[0].where,
    params: { path: pathOf(cycle) },
  }))

/** A level that misses, a level's penalty and a cap are three things, so three nodes. */
function edgesOf({ id, where, penalty, exemptions }: ServiceLevel): Edge[] {
  const edges: Edge[] = [{ from: `${id}.penalty`, to: `${id}.missed`, where }]
  for (const exemption of exemptions) edges.push(...edgesOfExemption(id, exemption))
  for (const exemption of penalty?.exemptions ?? []) edges.push(...edgesOfExemption(id, exemption))
  for (const cap of penalty?.countsIn ?? []) {
    edges.push({ from: cap.id, to: `${id}.penalty`, where: cap.where })
  }
  return edges
}

function edgesOfExemption(id: string, { takesOut, when }: Exemption): Edge[] {
  if (when?.of === undefined || when.in?.kind === 'forward') return []
  const [subject = '', outcome] = when.of.id.split('.')
  const to = outcome === 'full' || outcome === 'cut' ? subject : `${subject}.${stage(outcome)}`
  const isAmountOnly = takesOut.every((taken) => taken === 'amount')
  return [{ from: `${id}.${isAmountOnly ? 'penalty' : 'missed'}`, to, where: when.of.where }]
}

const stage = (outcome: string | undefined): 'penalty' | 'missed' =>
  outcome === 'penalty' || outcome === 'kept' || outcome === 'credited' ? 'penalty' : 'missed'
