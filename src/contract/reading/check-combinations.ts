/**
 * Whether levels whose amounts do not add up have an amount, and stand in one list only.
 *
 * @fr non-cumul
 */
import type { Finding } from '../../base/finding.ts'
import type { Performance, Reference } from '../terms.ts'

export function checkCombinations({ levels, combine }: Performance): Finding[] {
  const first = new Map<string, Reference>()
  return combine.flatMap(({ of }) =>
    of.flatMap((reference): Finding[] => {
      const { id, where } = reference
      const before = first.get(id)
      if (before !== undefined) {
        const params = { id, line: `${before.where.line}` }
        return [{ code: 'combined-twice', severity: 'error', where, params }]
      }
      first.set(id, reference)
      const level = levels.find((candidate) => candidate.id === id)
      return level === undefined || level.penalty !== undefined
        ? []
        : [{ code: 'combined-without-penalty', severity: 'error', where, params: { id } }]
    }),
  )
}
