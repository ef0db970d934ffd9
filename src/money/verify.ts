/**
 * Does a settlement again and names what is wrong with it.
 *
 * Alone, a settlement is checked against its own hash, its own steps, and the text of the contract
 * that travels with it: the clause and the value of every term are read from that text again. With
 * the facts, the whole is computed again and compared to the byte.
 *
 * @fr vérification d'un décompte
 */
import type { ClauseRef } from '../base/because/graph.ts'
import { findWrongNodes } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import type { Canonical, Sha256 } from '../base/canonical.ts'
import { BrokenInvariant } from '../base/invariant.ts'
import type { Expression, Program } from '../contract/core/core.ts'
import type { Source } from '../contract/core/select.ts'
import { eachExpression } from '../contract/core/walk.ts'
import type { Settlement, StoredNode } from './settlement.ts'
import { restoreGraph, settlementText } from './settlement.ts'

/** A settlement as it travels: with its hash, and the text of the contract. */
export interface Envelope {
  readonly settlement: Settlement
  readonly hash: string
  readonly contract: { readonly file: string; readonly text: string }
}

/** One thing that is wrong. @fr anomalie */
export type Fault =
  | { readonly kind: 'wrong-hash' }
  | { readonly kind: 'wrong-contract' }
  | { readonly kind: 'wrong-node'; readonly node: number; readonly stored: StoredNode | undefined }
  | { readonly kind: 'wrong-clause'; readonly node: number; readonly stored: StoredNode }
  | { readonly kind: 'wrong-term'; readonly node: number; readonly stored: StoredNode }

/** Checks an envelope; `program` is what its own contract text is rewritten into. */
export function findFaults(envelope: Envelope, program: Program, sha256: Sha256): Fault[] {
  const { settlement } = envelope
  const faults: Fault[] = []
  if (!isItsHash(envelope, sha256)) faults.push({ kind: 'wrong-hash' })
  if (sha256(envelope.contract.text) !== settlement.contract.hash) {
    faults.push({ kind: 'wrong-contract' })
  }
  const nodes = restoreGraph(settlement.graph)
  if (nodes === undefined) {
    const node = settlement.graph.findIndex((stored) => restoreGraph([stored]) === undefined)
    return [...faults, { kind: 'wrong-node', node, stored: settlement.graph[node] }]
  }
  for (const node of findWrongNodes(nodes)) {
    faults.push({ kind: 'wrong-node', node, stored: settlement.graph[node] })
  }
  return [...faults, ...termFaults(settlement, termsOf(program))]
}

/** A tampered settlement may hold what none can, such as half a number: it has no right hash. */
function isItsHash({ settlement, hash }: Envelope, sha256: Sha256): boolean {
  try {
    return sha256(settlementText(settlement)) === hash
  } catch (failure) {
    if (failure instanceof BrokenInvariant) return false
    throw failure
  }
}

interface ContractTerms {
  /** The clauses that stand at each path. */
  readonly clauses: ReadonlyMap<string, ReadonlySet<ClauseRef | undefined>>
  /** The values that are written at each path. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>
}

/** Everything that a program says, by the path of the contract that says it. */
function termsOf(program: Program): ContractTerms {
  const clauses = new Map<string, Set<ClauseRef | undefined>>()
  const values = new Map<string, Set<string>>()
  const addTo = <T>(map: Map<string, Set<T>>, path: string, value: T): void => {
    const known = map.get(path)
    if (known === undefined) map.set(path, new Set([value]))
    else known.add(value)
  }
  const addSource = (source: Source | undefined): void => {
    if (source !== undefined) addTo(clauses, source.path, source.clause)
  }
  const addExpression = (expression: Expression): void =>
    eachExpression(expression, (part) => {
      addSource(part.source)
      if (part.kind === 'literal' && part.source !== undefined) {
        addTo(values, part.source.path, formatValue(known(part.number, part.unit)))
      }
    })
  for (const { source, value } of program.definitions) {
    addSource(source)
    addExpression(value)
  }
  for (const fee of program.fees) {
    addSource(fee.source)
    addExpression(fee.monthly)
  }
  for (const bound of program.bounds) {
    addSource(bound.source)
    addExpression(bound.limit)
  }
  return { clauses, values }
}

function termFaults(settlement: Settlement, terms: ContractTerms): Fault[] {
  return settlement.graph.flatMap((stored, node): Fault[] => {
    const { path, clause } = stored
    if (path === undefined) return []
    const clauses = terms.clauses.get(path)
    if (clauses === undefined || !clauses.has(clause as ClauseRef | undefined)) {
      return [{ kind: 'wrong-clause', node, stored }]
    }
    const isLiteral = stored.step === 'term' && stored.period === undefined
    const written = terms.values.get(path)
    return isLiteral && written !== undefined && !written.has(stored.value)
      ? [{ kind: 'wrong-term', node, stored }]
      : []
  })
}

/** The first place where two settlements differ, or nothing. */
export function firstDifference(
  stored: Canonical | undefined,
  computed: Canonical | undefined,
  path = '',
): { readonly path: string; readonly stored: string; readonly computed: string } | undefined {
  if (isObject(stored) && isObject(computed) && Array.isArray(stored) === Array.isArray(computed)) {
    const [a, b] = [stored, computed] as [Record<string, Canonical>, Record<string, Canonical>]
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    for (const key of keys) {
      const difference = firstDifference(a[key], b[key], path === '' ? key : `${path}.${key}`)
      if (difference !== undefined) return difference
    }
    return undefined
  }
  return stored === computed
    ? undefined
    : { path, stored: JSON.stringify(stored) ?? '', computed: JSON.stringify(computed) ?? '' }
}

const isObject = (value: Canonical | undefined): value is Exclude<Canonical, string | number> =>
  typeof value === 'object' && value !== null
