/**
 * Whether the tables of sums that are due hold every amount of their base, each once, and those of
 * balances every number of points.
 *
 * @fr barème d'une somme due
 */
import type { Finding } from '../../base/finding.ts'
import { ZERO } from '../../base/ratio.ts'
import { boundsIn } from '../chapters/band-reading.ts'
import type { Bound, Costs, Performance } from '../terms.ts'
import { checkBands } from './check-bands.ts'

/** What is not under zero: a table holds all of it from nothing up. */
const underZero = (unit: 'cents' | 'points'): Bound => ({
  word: 'under',
  limit: { value: ZERO, unit },
})

export function checkBalances({ balances }: Performance): Finding[] {
  return balances.flatMap(({ worth }) => {
    if (worth.kind !== 'bands') return []
    const wrong = boundsIn(worth).find(({ limit }) => limit.unit !== 'points')
    if (wrong !== undefined) {
      const { where, text } = wrong
      return [{ code: 'band-not-points', severity: 'error', where, params: { text } }]
    }
    return checkBands(worth, { target: underZero('points'), rounding: undefined })
  })
}

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
    return [
      ...findings,
      ...checkBands(worth.table, { target: underZero('cents'), rounding: undefined }),
    ]
  })
}
