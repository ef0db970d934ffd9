/**
 * Whether an outcome that a condition looks at exists: `restore.missed`, `month-cap.full`.
 *
 * @fr résultats visés
 */
import type { Finding } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { Reference } from '../terms.ts'
import type { DeclaredNames } from './declared-names.ts'

const LEVEL_OUTCOMES = ['figure', 'missed', 'late', 'penalty', 'kept', 'credited'] as const
const BALANCE_OUTCOMES = ['given', 'points'] as const
const CAP_OUTCOMES = ['full', 'cut'] as const

export function outcomeFaults(
  { id: reference, where }: Reference,
  { levels, caps, balances }: DeclaredNames,
): Finding[] {
  const [id = '', outcome] = reference.split('.')
  const fault = (code: string, params: Finding['params']): Finding[] => [
    { code, severity: 'error', where, params },
  ]
  const all = [levels, caps, balances].flatMap((group) => [...group.keys()])
  if (!all.includes(id)) {
    const suggestion = nearest(id, all)
    return suggestion === undefined
      ? fault('reference-unknown', { kind: 'level', id, known: all.join(', ') || '—' })
      : fault('reference-misspelt', { kind: 'level', id, suggestion })
  }
  const known: readonly string[] = levels.has(id)
    ? LEVEL_OUTCOMES
    : balances.has(id)
      ? BALANCE_OUTCOMES
      : CAP_OUTCOMES
  return outcome === undefined || known.includes(outcome)
    ? []
    : fault('outcome-unknown', { outcome, id, known: known.join(', ') })
}
