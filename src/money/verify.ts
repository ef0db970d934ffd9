/**
 * Does a settlement again and names what is wrong with it.
 *
 * Alone, a settlement is checked against its own hash, its own steps, and the text of the contract
 * that travels with it: the clause and the value of every term are read from that text again, and
 * the month is settled again from the measures that the settlement tells. With the facts, the
 * measures too are done again and the whole is compared to the byte.
 *
 * @fr vérification d'un décompte
 */
import type { ClauseRef, ExplanationNode } from '../base/because/graph.ts'
import { findWrongNodes } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import { parseMonth } from '../base/calendar/date.ts'
import type { Sha256 } from '../base/canonical.ts'
import { parseInstant } from '../base/instant.ts'
import { BrokenInvariant } from '../base/invariant.ts'
import type { Expression, Program } from '../contract/core/core.ts'
import type { Source } from '../contract/core/select.ts'
import { dateRulesOf, eachExpression, sourcesOf } from '../contract/core/walk.ts'
import { checkSettling } from './check-settling.ts'
import type { SettlingInput } from './closing.ts'
import { latestOf } from './closing.ts'
import type { ReplayFault } from './difference.ts'
import { compareWithReplay } from './difference.ts'
import { replay } from './replay.ts'
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
  | ReplayFault
  /** The month cannot be settled under this contract; `code` is the finding that says why. */
  | { readonly kind: 'cannot-settle'; readonly code: string }

/** What a settlement is settled again with: its own contract, and the tables at hand. */
export type VerifyInput = Omit<
  SettlingInput,
  'contractHash' | 'month' | 'asOf' | 'accounts' | 'balances'
>

/** Checks an envelope; `input` holds what its own contract text is rewritten into. */
export function findFaults(envelope: Envelope, input: VerifyInput, sha256: Sha256): Fault[] {
  const { settlement } = envelope
  const faults: Fault[] = []
  if (!isItsHash(envelope, sha256)) faults.push({ kind: 'wrong-hash' })
  const contractHash = sha256(envelope.contract.text)
  if (contractHash !== settlement.contract.hash) faults.push({ kind: 'wrong-contract' })
  const nodes = restoreGraph(settlement.graph)
  if (nodes === undefined) {
    const node = settlement.graph.findIndex((stored) => restoreGraph([stored]) === undefined)
    return [...faults, { kind: 'wrong-node', node, stored: settlement.graph[node] }]
  }
  for (const node of findWrongNodes(nodes)) {
    faults.push({ kind: 'wrong-node', node, stored: settlement.graph[node] })
  }
  faults.push(...termFaults(settlement, termsOf(input.versions.map(({ program }) => program))))
  // What is already known to be wrong would only be told a second time, less exactly.
  return faults.length > 0
    ? faults
    : replayFaults(settlement, nodes, { ...input, contractHash }, sha256)
}

/** Settles the month again from the measures of the settlement, and compares. */
function replayFaults(
  settlement: Settlement,
  nodes: readonly ExplanationNode[],
  input: VerifyInput & Pick<SettlingInput, 'contractHash'>,
  sha256: Sha256,
): Fault[] {
  const month = parseMonth(settlement.month)
  const asOf = parseInstant(settlement.asOf)
  if (month === undefined || asOf === undefined) return [{ kind: 'wrong-hash' }]
  const settling = { ...input, month, asOf }
  const refusal = checkSettling({ ...settling, ...latestOf(settling.versions) })
  if (refusal !== undefined) return [{ kind: 'cannot-settle', code: refusal.code }]
  return [
    ...compareWithReplay(settlement, replay(settlement, nodes, settling, sha256)),
    ...countFaults(settlement, levelsOfTime(settling.versions)),
  ]
}

/** Levels of time down: what they count are stretches of time, which have no name. */
const levelsOfTime = (versions: VerifyInput['versions']): ReadonlySet<string> =>
  new Set(
    versions.flatMap(({ program }) => {
      const down = program.selects.filter(({ kind }) => kind === 'downtime').map(({ id }) => id)
      return program.levels
        .filter(({ select }) => down.some((id) => id === select))
        .map(({ id }) => id)
    }),
  )

/** Levels that name more or fewer late items than they count. */
function countFaults({ levels, graph }: Settlement, ofTime: ReadonlySet<string>): Fault[] {
  return levels.flatMap(({ id, late, lateItems }, i): Fault[] => {
    const counted = graph[late]
    const named = `${lateItems.length} count`
    return ofTime.has(id) || counted?.step !== 'facts' || counted.value === named
      ? []
      : [
          {
            kind: 'wrong-entry',
            path: `levels.${i}.lateItems`,
            stored: named,
            computed: counted.value,
          },
        ]
  })
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

/** Everything that programs say, by the path of the contract that says it. */
function termsOf(programs: readonly Program[]): ContractTerms {
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
  for (const { source, value } of programs.flatMap(({ definitions }) => definitions)) {
    addSource(source)
    addExpression(value)
  }
  for (const { source } of programs.flatMap(({ stocks }) => stocks)) addSource(source)
  for (const { vat } of programs.flatMap(({ effects }) => effects)) addSource(vat?.source)
  for (const fee of programs.flatMap(({ fees }) => fees)) {
    addSource(fee.source)
    addExpression(fee.monthly)
    if (fee.revision !== undefined) {
      addSource(fee.revision.source)
      addExpression(fee.revision.formula)
      if (fee.revision.most !== undefined) addExpression(fee.revision.most.share)
    }
  }
  for (const bound of programs.flatMap(({ bounds }) => bounds)) {
    addSource(bound.source)
    addExpression(bound.limit)
  }
  for (const procedure of programs.flatMap(({ procedures }) => procedures)) {
    for (const source of sourcesOf(procedure)) addSource(source)
    for (const rule of dateRulesOf(procedure)) {
      if (rule.kind !== 'after') continue
      const { length } = rule
      const value = length.kind === 'date' ? `${length.span.count} count` : `${length.length} ms`
      addTo(values, rule.source.path, value)
    }
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
