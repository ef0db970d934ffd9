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
import type { Finding, Place } from '../../base/finding.ts'
import type { Exemption, Performance, ServiceLevel } from '../terms.ts'

interface Edge {
  readonly from: string
  readonly to: string
  readonly where: Place
}

export function checkCycles({ levels }: Performance): Finding[] {
  const edges = levels.flatMap((level) => edgesOf(level))
  const next = new Map<string, Set<string>>()
  for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to))
  const findings: Finding[] = []
  const reported = new Set<string>()
  for (const edge of edges) {
    const path = pathBetween(edge.to, edge.from, next)
    if (path === undefined) continue
    const key = [...path].sort().join(' ')
    if (reported.has(key)) continue
    reported.add(key)
    const params = { path: [edge.from, ...path].join(' → ') }
    findings.push({ code: 'outcome-cycle', severity: 'error', where: edge.where, params })
  }
  return findings
}

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

/** The way from one node to another along the edges, both included. */
function pathBetween(
  from: string,
  to: string,
  next: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | undefined {
  const reached = new Map<string, string | undefined>([[from, undefined]])
  for (const node of reached.keys()) {
    if (node === to) return backFrom(node, reached)
    for (const neighbour of next.get(node) ?? []) {
      if (!reached.has(neighbour)) reached.set(neighbour, node)
    }
  }
  return undefined
}

function backFrom(node: string, reached: ReadonlyMap<string, string | undefined>): string[] {
  const path: string[] = []
  for (let at: string | undefined = node; at !== undefined; at = reached.get(at)) path.unshift(at)
  return path
}
