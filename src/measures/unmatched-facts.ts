/**
 * Finds the facts that count for nothing, because nothing in the contract is named as they are.
 *
 * An outage of `portial` takes nothing off the availability of `portal`, and an accepted exemption
 * of a ticket that does not exist exempts none. Neither is an error: a probe may watch more than
 * the contract covers. But both are said, with their identifiers.
 *
 * Example: outage O-7 of `portial`, where a level looks at `portal`, is said to look like it.
 *
 * @fr faits sans effet
 */

import type { Finding } from '../base/finding.ts'
import { lookAlike } from '../base/look-alike.ts'
import { compareText } from '../base/order.ts'
import type { Program } from '../contract/core/core.ts'
import type { Step } from '../contract/core/procedure.ts'
import type { QuantitySelect } from '../contract/core/quantities.ts'
import type { ExemptionRule } from '../contract/core/select.ts'
import { eachExpression } from '../contract/core/walk.ts'
import type { ExemptionClaim, RareFact } from '../facts/fact.ts'
import type { TicketBatch } from '../facts/ticket-batch.ts'
import { eventsIn } from './procedures/run-procedures.ts'

/** The facts of something, by the word that the findings have for them. */
const KINDS = {
  outage: 'outages',
  watch: 'watches',
  maintenance: 'works',
  deliverable: 'deliverables',
  quantity: 'quantities',
  'invoice-line': 'amounts',
  happening: 'events',
  act: 'acts',
} as const

type Kind = keyof typeof KINDS
type FactOf = Extract<RareFact, { readonly kind: Kind }>

const hasKind = (fact: RareFact): fact is FactOf => fact.kind in KINDS

/** The facts of a thing that no level and no price names. */
export function unmatchedFacts(program: Program, all: readonly RareFact[]): Finding[] {
  const named = namesByKind(program)
  // A level on outages one by one looks at all of them.
  const isOfAll = program.selects.some(({ kind }) => kind === 'outages')
  const facts = isOfAll ? all.filter(({ kind }) => kind !== 'outage') : all
  return Object.keys(KINDS).flatMap((kind) => {
    const written = [...named[kind as Kind]].sort()
    // Invoices are kept for their own sake: where no term asks for an amount, none is amiss.
    if (kind === 'invoice-line' && written.length === 0) return []
    const lost = facts.filter(hasKind).filter((fact) => fact.kind === kind)
    return unmatchedOf(kind as Kind, written, byName(lost, written))
  })
}

function namesByKind({
  selects,
  fees,
  procedures,
}: Program): Readonly<Record<Kind, ReadonlySet<string>>> {
  const steps = procedures.flatMap((procedure) => procedure.steps)
  const watched = new Set(selects.flatMap((s) => (s.kind === 'downtime' ? s.of : [])))
  const down = new Set([...watched, ...steps.flatMap(outagesOf)])
  const delivered = new Set(selects.flatMap((s) => (s.kind === 'deliveries' ? [s.of] : [])))
  const countedFrom = (from: QuantitySelect['from']): Set<string> =>
    new Set(selects.flatMap((s) => (s.kind === 'quantities' && s.from === from ? [s.of] : [])))
  const counted = countedFrom('quantities')
  for (const { revision } of fees) {
    if (revision === undefined) continue
    eachExpression(revision.formula, (part) => {
      if (part.kind === 'index') counted.add(part.series)
    })
  }
  return {
    outage: down,
    watch: watched,
    maintenance: watched,
    deliverable: delivered,
    quantity: counted,
    'invoice-line': countedFrom('amounts'),
    happening: new Set([
      ...procedures.flatMap(eventsIn),
      ...countedFrom('events'),
      ...selects.flatMap((s) => ('over' in s && s.over?.before) || []),
    ]),
    act: new Set(steps.map(({ id }) => id)),
  }
}

/** The things whose outages a step looks at. */
const outagesOf = ({ interruption, when }: Step): string[] => [
  ...(interruption === undefined ? [] : [interruption.of]),
  ...when.flatMap((trigger) => (trigger.kind === 'outages' ? [trigger.of] : [])),
]

/** The identifiers of the facts of each thing that is not written, in order. */
function byName(
  facts: readonly FactOf[],
  written: readonly string[],
): readonly (readonly [string, readonly string[]])[] {
  const ids = new Map<string, string[]>()
  for (const { of, externalId } of facts) {
    if (!written.includes(of)) ids.set(of, [...(ids.get(of) ?? []), externalId])
  }
  return [...ids].sort(([a], [b]) => compareText(a, b)).map(([of, all]) => [of, all.sort()])
}

function unmatchedOf(
  kind: Kind,
  written: readonly string[],
  lost: readonly (readonly [string, readonly string[]])[],
): Finding[] {
  const alikes = lost.flatMap(([of, ids]) => {
    const alike = lookAlike(of, written)
    return alike === undefined ? [] : [{ of, ids, alike }]
  })
  const others = lost.filter(([of]) => alikes.every((alike) => alike.of !== of))
  const findings = alikes.map(({ of, ids, alike }) =>
    warning('fact-look-alike', {
      kind: KINDS[kind],
      of,
      written: alike,
      ids: listed(ids),
      count: `${ids.length}`,
    }),
  )
  if (others.length === 0) return findings
  const what = others.map(([of, ids]) => `${of} (${listed(ids)})`)
  return [
    ...findings,
    warning('fact-unmatched', {
      kind: KINDS[kind],
      what: listed(what),
      written: written.join(', ') || '—',
      count: `${others.reduce((sum, [, ids]) => sum + ids.length, 0)}`,
    }),
  ]
}

/** The claims that exempt nothing; `missing` are the items that no fact has. */
export function unmatchedClaims(
  program: Program,
  facts: readonly RareFact[],
  missing: ReadonlySet<string>,
): Finding[] {
  const rules = program.selects
    .flatMap((select) => ('exemptions' in select ? select.exemptions : []))
    .filter(({ from }) => from === 'exemption')
  const grounds = [...new Set(rules.map(({ ground }) => ground))].sort()
  return claimsMade(facts).flatMap((claim) => {
    const { externalId: id, ground, about } = claim
    if (!grounds.includes(ground)) {
      const near = lookAlike(ground, grounds) ?? (grounds.join(', ') || '—')
      return [warning('claim-ground-unknown', { id, ground, nearest: near })]
    }
    if ('item' in about && missing.has(about.item)) {
      return [warning('claim-item-unknown', { id, item: about.item })]
    }
    return lacksEvidence(claim, rules) ? [warning('claim-without-evidence', { id, ground })] : []
  })
}

/** The works of a kind of window that no clause knows: they exempt nothing. */
export function unmatchedWorks(program: Program, facts: readonly RareFact[]): Finding[] {
  const grounds = program.selects
    .flatMap((select) => ('exemptions' in select ? select.exemptions : []))
    .flatMap(({ from, ground }) => (from === 'maintenance' ? [ground] : []))
  const known = [...new Set(grounds)].sort().join(', ') || '—'
  return facts.flatMap((fact) =>
    fact.kind !== 'maintenance' || fact.ground === undefined || grounds.includes(fact.ground)
      ? []
      : [warning('work-ground-unknown', { id: fact.externalId, ground: fact.ground, known })],
  )
}

/** Claims that were not refused: those may still exempt. */
const claimsMade = (facts: readonly RareFact[]): ExemptionClaim[] =>
  facts.filter(
    (fact): fact is ExemptionClaim => fact.kind === 'exemption' && fact.status !== 'refused',
  )

const lacksEvidence = (claim: ExemptionClaim, rules: readonly ExemptionRule[]): boolean =>
  claim.evidence === undefined &&
  rules
    .filter(({ ground }) => ground === claim.ground)
    .every(({ needs }) => needs.includes('evidence'))

/** Items that claims are about, and that no ticket or other fact was found to be yet. */
export class ClaimedItems {
  readonly missing: Set<string>

  constructor(facts: readonly RareFact[]) {
    const items = claimsMade(facts).flatMap(({ about }) => ('item' in about ? [about.item] : []))
    this.missing = new Set(items)
    for (const { kind, externalId } of facts) {
      if (kind === 'outage' || kind === 'deliverable') this.missing.delete(externalId)
    }
  }

  /** Looks for them among tickets. Costs nothing once all are found, or where none is claimed. */
  add(batch: TicketBatch): void {
    for (let i = 0; i < batch.count && this.missing.size > 0; i += 1) {
      this.missing.delete(batch.externalId(i))
    }
  }
}

const NAMED_AT_MOST = 8

function listed(texts: readonly string[]): string {
  const rest = texts.length - NAMED_AT_MOST
  return [...texts.slice(0, NAMED_AT_MOST), ...(rest > 0 ? [`+${rest}`] : [])].join(', ')
}

const warning = (code: string, params: Finding['params']): Finding => ({
  code,
  severity: 'warning',
  params,
})
