/**
 * Whether a penalty that is computed one by one names the items that its level has.
 *
 * Example: `each: ticket` in an availability is refused: what it has is outages.
 *
 * @fr pénalité par élément
 */
import type { Finding } from '../../base/finding.ts'
import type { MeasureForm, Penalty, ServiceLevel } from '../terms.ts'

export function checkEach(
  { measure, per }: ServiceLevel,
  { each, where }: Penalty,
): readonly Finding[] {
  if (each === undefined) return []
  const note = (code: string, params: Finding['params']): Finding[] => [
    { code, severity: 'error', where, params },
  ]
  if (per === 'item') return note('key-without-effect', { key: 'each', because: 'per: item' })
  const known = itemOf(measure)
  return each === known
    ? []
    : note('each-not-for-measure', { each, measure: measure.kind, known: known ?? 'none' })
}

/** A number of tickets, a share of them or a value has no item that is late by itself. */
function itemOf(measure: MeasureForm): Penalty['each'] {
  switch (measure.kind) {
    case 'availability':
      return 'outage'
    case 'timeliness':
      return 'deliverable'
    case 'response':
    case 'restoration':
      return measure.of === 'outages' ? 'outage' : 'ticket'
    default:
      return undefined
  }
}
