/**
 * A word as if it had been written at a place of the contract file.
 *
 * @fr mot réécrit
 */
import type { Place } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'

export const wordAt = (text: string, where: Place): SourceNode => ({
  kind: 'scalar',
  text,
  isQuoted: false,
  where,
})
