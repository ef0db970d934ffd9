/**
 * Whether the tables of sums that are due hold every amount of their base, each once.
 *
 * @fr barème d'une somme due
 */
import type { Finding } from '../../base/finding.ts'
import { ZERO } from '../../base/ratio.ts'
import type { Bound, Costs } from '../terms.ts'
import { checkBands } from './check-bands.ts'

/** What is not under zero: a table of money holds all of it from nothing up. */
const UNDER_ZERO: Bound = { word: 'under', limit: { value: ZERO, unit: 'cents' } }

export function checkDues({ dues }: Costs): Finding[] {
  return dues.flatMap(({ worth }) => {
    if (worth.kind !== 'bands') return []
    const bounds = worth.table.rows.flatMap(({ lower, upper }) => [
      ...(lower ? [lower] : []),
      ...(upper ? [upper] : []),
    ])
    const wrong = bounds.filter(({ limit }) => limit.unit !== 'cents')
    const findings = wrong.map(({ where, text }): Finding => {
      const params = { text, base: worth.of.text }
      return { code: 'band-not-money', severity: 'error', where, params }
    })
    return [...findings, ...checkBands(worth.table, { target: UNDER_ZERO, rounding: undefined })]
  })
}
