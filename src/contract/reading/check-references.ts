/**
 * Whether what a term points to exists, and whether what exists is pointed to.
 *
 * Example: `calendar: ofice` is an error that suggests `office`; a cap in whose favour no penalty
 * counts is a warning, since it caps nothing.
 *
 * @fr renvois
 */
import type { Finding, Place, Severity } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { BaseRef, ByField, Due, Limit, MeasureForm, Penalty, Reference } from '../terms.ts'
import { outcomeFaults } from './check-outcome.ts'
import type { DeclaredNames } from './declared-names.ts'
import type { PartialTerms } from './partial-terms.ts'

/** Money that needs no declaration: what the contract makes, owes and bills. */
const BASE_WORDS = ['fees', 'fees-due', 'invoices', 'item-price', 'baseline'] as const

export function checkReferences(terms: PartialTerms, names: DeclaredNames): Finding[] {
  const checker = new ReferenceChecker(terms, names)
  checker.checkClauses(terms)
  checker.checkConventions()
  checker.checkCosts()
  checker.checkPerformance()
  checker.checkLiability()
  return checker.findings
}

class ReferenceChecker {
  readonly findings: Finding[] = []
  readonly #terms: PartialTerms
  readonly #names: DeclaredNames
  readonly #counted = new Set<string>()

  constructor(terms: PartialTerms, names: DeclaredNames) {
    this.#terms = terms
    this.#names = names
  }

  /** Every clause of the tree, wherever it stands, names a document of the contract. */
  checkClauses(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const item of value) this.checkClauses(item)
      return
    }
    const part = value as { document?: unknown; number?: unknown; where?: Place }
    if (typeof part.document === 'string' && part.where !== undefined) {
      this.#expect('document', part.document, part.where, [this.#names.documents])
    }
    for (const child of Object.values(value)) this.checkClauses(child)
  }

  checkConventions(): void {
    const working = this.#terms.conventions?.days.working
    if (working !== undefined) this.#calendar(working)
  }

  checkPerformance(): void {
    const { performance } = this.#terms
    if (performance === undefined) return
    for (const level of performance.levels) {
      if (level.service) this.#expectReference('service', level.service, [this.#names.services])
      this.#measure(level.measure)
      if (level.penalty !== undefined) this.#penalty(level.penalty)
      for (const { when } of level.exemptions) this.#outcome(when?.of)
    }
    for (const { when } of performance.exemptions) this.#outcome(when?.of)
    for (const { merge } of performance.clocks) if (merge) this.#calendar(merge.calendar)
    for (const cap of performance.caps) this.#limit(cap.atMost, cap.atMost.where)
    for (const cap of performance.minimums) this.#limit(cap.above, cap.above.where)
    for (const level of performance.combine.flatMap(({ of }) => of)) {
      this.#expectReference('level', level, [this.#names.levels])
    }
    for (const balance of performance.balances) {
      this.#base(balance.of, balance.of.where)
      if (balance.atMost !== undefined) this.#limit(balance.atMost, balance.atMost.where)
      for (const cap of balance.countsIn) {
        this.#counted.add(cap.id)
        this.#expectReference('cap', cap, [this.#names.caps, this.#names.liabilityCaps])
      }
    }
    for (const accumulators of [this.#names.caps, this.#names.balances]) {
      for (const [id, where] of accumulators) {
        if (!this.#counted.has(id)) this.#note('warning', 'cap-unused', where, { id })
      }
    }
    for (const { id, filled, where } of this.#terms.costs?.stocks ?? []) {
      const isUnused = filled.kind === 'levels' && !this.#counted.has(id)
      if (isUnused) this.#note('warning', 'cap-unused', where, { id })
    }
  }

  checkCosts(): void {
    const { costs, term } = this.#terms
    for (const base of costs?.bases ?? []) this.#base(base.of, base.of.where)
    for (const due of costs?.dues ?? []) this.#due(due)
    for (const { of, recovered } of costs?.advances ?? []) {
      this.#base(of, of.where)
      this.#expectReference('base', recovered.executed, [this.#names.bases])
    }
    for (const fee of costs?.revision?.of ?? []) {
      this.#expectReference('fee', fee, [this.#names.fees])
    }
    for (const condition of term?.termination?.forFault?.when ?? []) {
      if (condition.of !== undefined) this.#outcome(condition.of)
    }
  }

  checkLiability(): void {
    for (const { atMost, where } of this.#terms.liability?.caps ?? []) {
      const limits = atMost.kind === 'highest' || atMost.kind === 'lowest' ? atMost.of : [atMost]
      for (const limit of limits) this.#limit(limit, where)
    }
    for (const { countsIn } of this.#terms.liability?.losses ?? []) {
      for (const cap of countsIn) {
        this.#expectReference('liability-cap', cap, [this.#names.liabilityCaps])
      }
    }
  }

  #measure(measure: MeasureForm): void {
    if (measure.kind === 'response' || measure.kind === 'restoration') {
      this.#expectReference('clock', measure.clock, [this.#names.clocks])
    }
    if ('calendar' in measure && measure.calendar !== undefined) this.#calendars(measure.calendar)
    if (measure.kind === 'value') this.#outcome(measure.outcome)
    if (measure.kind === 'availability' && measure.merge) this.#calendar(measure.merge.calendar)
  }

  #penalty(penalty: Penalty): void {
    if (penalty.of !== undefined) this.#base(penalty.of, penalty.of.where)
    if (penalty.atMost !== undefined) this.#limit(penalty.atMost, penalty.atMost.where)
    if (penalty.minimum !== undefined) this.#limit(penalty.minimum, penalty.minimum.where)
    for (const { when } of penalty.exemptions) this.#outcome(when?.of)
    if (penalty.calendar !== undefined) this.#calendar(penalty.calendar)
    const { caps, balances, liabilityCaps, stocks } = this.#names
    for (const accumulator of penalty.countsIn) {
      this.#counted.add(accumulator.id)
      this.#expectReference('cap', accumulator, [caps, balances, liabilityCaps, stocks])
    }
  }

  #due({ worth, atMost, minimum, countsIn }: Due): void {
    if ('of' in worth) this.#base(worth.of, worth.of.where)
    if (worth.kind === 'formula') {
      for (const { term, where } of worth.symbols) {
        if (term.kind === 'base') this.#base(term.base, where)
        if (term.kind === 'stock') this.#expect('stock', term.of, where, [this.#names.stocks])
      }
    }
    for (const bound of [atMost, minimum]) if (bound) this.#limit(bound, bound.where)
    for (const cap of countsIn) {
      this.#counted.add(cap.id)
      this.#expectReference('cap', cap, [this.#names.caps])
    }
  }

  #calendars(calendars: ByField<Reference>): void {
    if (calendars.kind === 'one') {
      this.#calendar(calendars.value)
      return
    }
    for (const row of calendars.rows) this.#calendar(row.value)
    if (calendars.otherwise !== undefined) this.#calendar(calendars.otherwise)
  }

  #calendar(calendar: Reference): void {
    this.#expectReference('calendar', calendar, [this.#names.calendars])
  }

  #limit(limit: Limit, where: Place): void {
    if (limit.kind === 'share') this.#base(limit.of, where)
  }

  #base({ of }: BaseRef, where: Place): void {
    const words = new Map(BASE_WORDS.map((word) => [word as string, where]))
    this.#expect('base', of, where, [this.#names.fees, this.#names.bases, words])
  }

  #outcome(reference: Reference | undefined): void {
    if (reference !== undefined) this.findings.push(...outcomeFaults(reference, this.#names))
  }

  #expectReference(kind: string, reference: Reference, groups: readonly Known[]): void {
    this.#expect(kind, reference.id, reference.where, groups)
  }

  #expect(kind: string, id: string, where: Place, groups: readonly Known[]): boolean {
    if (groups.some((group) => group.has(id))) return true
    const known = groups.flatMap((group) => [...group.keys()])
    const suggestion = nearest(id, known)
    const params = { kind, id, known: known.join(', ') || '—' }
    if (suggestion === undefined) this.#note('error', 'reference-unknown', where, params)
    else this.#note('error', 'reference-misspelt', where, { kind, id, suggestion })
    return false
  }

  #note(severity: Severity, code: string, where: Place, params: Finding['params']): void {
    this.findings.push({ code, severity, where, params })
  }
}

type Known = ReadonlyMap<string, Place>
