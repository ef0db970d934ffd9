/**
 * In which order amendments apply, and which of them contradict one another.
 *
 * They apply by the day on which they take effect. Two that change one term on one day contradict
 * each other. One that was signed later and takes effect earlier changes the past of a term that
 * another changes as well: whether the other still stands is a question of law, so it is asked for.
 *
 * Example: B, signed in December, sets a target from June; A, signed in September, sets the same
 * target from October. With `prevails-over: [A]` in B, October has B's target; with
 * `prevails-over: [B]` in A, October has A's.
 *
 * @fr ordre des avenants
 */
import type { Finding } from '../../base/finding.ts'
import type { Amendment, Change } from '../chapters/amendments.ts'
import { idOf } from './apply-change.ts'

/** Amendments in the order in which they apply: the last one to change a term has its way. */
export function inOrder(amendments: readonly Amendment[]): readonly Amendment[] {
  const sorted = [...amendments].sort(
    (a, b) => a.effective - b.effective || a.signed - b.signed || (a.id < b.id ? -1 : 1),
  )
  const applied: Amendment[] = []
  const place = (amendment: Amendment, above: ReadonlySet<string>): void => {
    if (applied.includes(amendment) || above.has(amendment.id)) return
    const path = new Set([...above, amendment.id])
    for (const { id } of amendment.prevailsOver) {
      const under = sorted.find((candidate) => candidate.id === id)
      if (under !== undefined) place(under, path)
    }
    applied.push(amendment)
  }
  for (const amendment of sorted) place(amendment, new Set())
  return applied
}

/** What amendments say against one another, or against their own dates. */
export function contradictions(amendments: readonly Amendment[]): Finding[] {
  const findings: Finding[] = []
  const byId = new Map<string, Amendment>()
  for (const amendment of amendments) {
    const first = byId.get(amendment.id)
    if (first === undefined) byId.set(amendment.id, amendment)
    else findings.push(error('id-twice', amendment, { id: amendment.id, line: lineOf(first) }))
  }
  for (const amendment of amendments) findings.push(...unknownRivals(amendment, byId))
  amendments.forEach((later, i) => {
    for (const earlier of amendments.slice(0, i + 1)) findings.push(...rivalry(earlier, later))
  })
  return findings
}

function unknownRivals(
  amendment: Amendment,
  byId: ReadonlyMap<string, Amendment>,
): readonly Finding[] {
  return amendment.prevailsOver.flatMap(({ id, where }): Finding[] => {
    const rival = byId.get(id)
    if (rival === undefined || rival === amendment) {
      const known = [...byId.keys()].filter((other) => other !== amendment.id).join(', ')
      return [{ code: 'amendment-unknown', severity: 'error', where, params: { id, known } }]
    }
    const isMutual = rival.prevailsOver.some((over) => over.id === amendment.id)
    return isMutual && amendment.id < rival.id
      ? [error('amendments-in-a-circle', amendment, { id, line: lineOf(rival) })]
      : []
  })
}

/** Two amendments, or two changes of one, that touch one term. */
function rivalry(a: Amendment, b: Amendment): Finding[] {
  const pairs = a.changes.flatMap((first, i) =>
    (a === b ? b.changes.slice(i + 1) : b.changes).map((second) => ({ first, second })),
  )
  return pairs.flatMap(({ first, second }): Finding[] => {
    if (!isSameTerm(first, second)) return []
    const params = { path: second.at.text, line: `${first.where.line}` }
    if (a.effective === b.effective) {
      return [{ code: 'amendments-same-term', severity: 'error', where: second.where, params }]
    }
    const isInOrder = (a.effective - b.effective) * (a.signed - b.signed) >= 0
    return isInOrder || isSettled(a, b)
      ? []
      : [{ code: 'amendments-out-of-order', severity: 'error', where: second.where, params }]
  })
}

const isSettled = (a: Amendment, b: Amendment): boolean =>
  a.prevailsOver.some(({ id }) => id === b.id) || b.prevailsOver.some(({ id }) => id === a.id)

/** Whether one change reaches into what the other makes. */
const isSameTerm = (a: Change, b: Change): boolean =>
  touched(a).some((one) => touched(b).some((other) => isWithin(one, other) || isWithin(other, one)))

const isWithin = (inner: readonly string[], outer: readonly string[]): boolean =>
  outer.every((step, i) => inner[i] === step)

/** The terms that a change makes, replaces or removes. */
function touched({ at, ...change }: Change): readonly (readonly string[])[] {
  if (change.kind !== 'add') return [at.steps]
  const { add } = change
  // An item is known by its id; keys that a map takes are known by themselves.
  const id = idOf(add)
  if (id !== undefined) return [[...at.steps, id]]
  return add.kind === 'map' ? add.entries.map(({ key }) => [...at.steps, key]) : []
}

const lineOf = ({ where }: Amendment): string => `${where.line}`

const error = (code: string, { where }: Amendment, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})
