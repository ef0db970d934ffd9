/** Writes what a selection exempts: `; exempt client, third-party by 1/2`. */
import { formatRatio } from '../../base/ratio.ts'
import type { ExemptionRule } from './select.ts'

export const formatExemptions = (rules: readonly ExemptionRule[]): string =>
  rules.length === 0 ? '' : `; exempt ${rules.map(formatRule).join(', ')}`

/** The ground, and the part that is lifted where it is not the whole. */
const formatRule = ({ ground, rate }: ExemptionRule): string =>
  rate === undefined ? ground : `${ground} by ${formatRatio(rate)}`
