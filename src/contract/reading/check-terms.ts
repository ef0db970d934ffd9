/** Placeholder. */
import type { Finding } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { PartialTerms } from './partial-terms.ts'
import type { KnownNames } from './read-contract.ts'

export function checkTerms(_t: PartialTerms, _r: SourceNode, _k: KnownNames): Finding[] {
  return []
}
