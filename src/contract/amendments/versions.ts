/**
 * A contract with its amendments: the terms in force in each month, as known on a day.
 *
 * What is known of a contract grows with each signature. On a day, the amendments signed until then
 * are known; each month is judged under those of them that had taken effect by its first day. So a
 * month that was closed before a retroactive amendment was signed can be computed again as it was,
 * and as it now should be.
 *
 * Example: av-1, signed on 15 September, takes effect on 1 October; av-2, signed on 10 December,
 * on 1 June. Known on 5 November: the contract until September, av-1 from October. Known on 20
 * December: the contract until May, av-2 from June, av-2 and av-1 from October.
 *
 * @fr versions du contrat
 */
import type { CalendarDate, YearMonth } from '../../base/calendar/date.ts'
import { firstDayOf, formatDate, formatMonth, monthOf } from '../../base/calendar/date.ts'
import type { Checked, Finding } from '../../base/finding.ts'
import { hasError, isError } from '../../base/finding.ts'
import { invariant } from '../../base/invariant.ts'
import { readYaml } from '../../base/yaml/read-yaml.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { Amendment } from '../chapters/amendments.ts'
import type { Order } from '../chapters/orders.ts'
import type { Program } from '../core/core.ts'
import type { Framework } from '../orders/framework.ts'
import { readFramework } from '../orders/framework.ts'
import type { KnownNames } from '../reading/read-contract.ts'
import { readTerms } from '../reading/read-contract.ts'
import { rewriteTerms } from '../surface/rewrite.ts'
import type { Terms } from '../terms.ts'
import { applyChange } from './apply-change.ts'
import { contradictions, inOrder } from './order.ts'

/** The terms of a stretch of months. @fr version consolidée */
export interface ContractVersion {
  /** The first month that is judged under it. */
  readonly from: YearMonth
  /** The amendments in it, in the order in which they were applied. */
  readonly amendments: readonly Amendment[]
  readonly root: SourceNode
  readonly terms: Terms
  readonly program: Program
}

/** @fr contrat et ses avenants */
export interface AmendedContract {
  /** The contract as it was first signed. */
  readonly original: ContractVersion
  /** The versions that are known on a day, the oldest first. */
  knownOn(day: CalendarDate): readonly ContractVersion[]
  /**
   * How the terms in force in a month came to be: the contract, then one more amendment each, in
   * the order in which they apply. Amendments that only hold together come together.
   */
  historyOf(month: YearMonth, day: CalendarDate): readonly ContractVersion[]
  /** The contract without one of its amendments; none where the others do not hold without it. */
  without(id: string): Checked<AmendedContract>
}

/** The version in force in a month: the first one for the months before it. */
export function versionIn<V extends { readonly from: YearMonth }>(
  versions: readonly V[],
  month: YearMonth,
): V {
  const found = versions.findLast(({ from }) => from <= month) ?? versions[0]
  invariant(found !== undefined, 'a contract has its first version')
  return found
}

/** The amendments in force in a month, as known on a day, in the order in which they apply. */
export const amendmentsIn = (
  { amendments }: Pick<Terms, 'amendments'>,
  month: YearMonth,
  day: CalendarDate,
): readonly Amendment[] =>
  inOrder(
    amendments.filter(({ signed, effective }) => signed <= day && monthOf(effective) <= month),
  )

/** No contract has more amendments: each of their versions is read as a contract of its own. */
const MOST_AMENDMENTS = 60

/** Reads a contract and every version that its amendments make of it. */
export function readAmendedContract(
  file: string,
  text: string,
  known: KnownNames,
): Checked<AmendedContract> {
  const { value: root, findings } = readYaml(file, text)
  if (root === undefined) return { value: undefined, findings }
  const { value: framework, findings: refused } = readFramework(root)
  if (framework === undefined) return { value: undefined, findings: [...findings, ...refused] }
  const { value: alone } = framework.withOrders(root, [])
  invariant(alone !== undefined, 'no order changes a framework that stands alone')
  const first = readVersion(alone, known, [], findings)
  if (first.value === undefined) return { value: undefined, findings: first.findings }
  const wrong = amendmentFaults(first.value.terms)
  // Without its orders, a framework has caps that nothing counts in: that says nothing.
  const own = framework.orders.length === 0 ? first.findings : first.findings.filter(isError)
  const said = [...own, ...wrong]
  return hasError(wrong)
    ? { value: undefined, findings: said }
    : readVersions(new Amended(first.value, known, framework, root), said)
}

/** Reads the versions of every day on which one more amendment is known. */
function readVersions(contract: Amended, found: readonly Finding[]): Checked<AmendedContract> {
  const { amendments, orders } = contract.original.terms
  const days = [...amendments, ...orders].map(({ signed }) => signed)
  for (const day of new Set(days)) contract.knownOn(day)
  const said = [...found, ...contract.findings]
  // Versions share most of their terms, and what is wrong with them.
  const all = [...new Map(said.map((finding) => [keyOf(finding), finding])).values()]
  return { value: hasError(all) ? undefined : contract, findings: all }
}

const keyOf = ({ code, where, params }: Finding): string =>
  JSON.stringify([code, where?.line, where?.column, params])

function readVersion(
  root: SourceNode,
  known: KnownNames,
  amendments: readonly Amendment[],
  found: readonly Finding[] = [],
): Checked<ContractVersion> {
  const { value: terms, findings } = readTerms(root, known, found)
  if (terms === undefined) return { value: undefined, findings }
  const { value: program, findings: refused } = rewriteTerms(terms)
  const all = [...findings, ...refused]
  if (program === undefined) return { value: undefined, findings: all }
  const last = inOrder(amendments).at(-1)
  const from = monthOf(last === undefined ? terms.term.starts : last.effective)
  return { value: { from, amendments, root, terms, program }, findings: all }
}

class Amended implements AmendedContract {
  readonly original: ContractVersion
  /** What versions say that the contract does not. */
  readonly findings: Finding[] = []
  readonly #known: KnownNames
  readonly #framework: Framework
  /** The tree of the file. */
  readonly #root: SourceNode
  readonly #versions = new Map<string, ContractVersion | undefined>()

  constructor(
    original: ContractVersion,
    known: KnownNames,
    framework: Framework,
    root: SourceNode,
  ) {
    this.original = original
    this.#known = known
    this.#framework = framework
    this.#root = root
  }

  knownOn(day: CalendarDate): readonly ContractVersion[] {
    const signed = this.original.terms.amendments.filter((amendment) => amendment.signed <= day)
    const months = new Set([
      ...signed.map(({ effective }) => monthOf(effective)),
      ...this.#framework.monthsKnown(day),
    ])
    const later = [...months]
      .sort((a, b) => a - b)
      .flatMap((from): ContractVersion[] => {
        const applied = amendmentsIn(this.original.terms, from, day)
        const version = this.#version(applied, this.#framework.running(from, day))
        return version === undefined ? [] : [{ ...version, from }]
      })
    return [this.original, ...later]
  }

  historyOf(month: YearMonth, day: CalendarDate): readonly ContractVersion[] {
    const applied = amendmentsIn(this.original.terms, month, day)
    const running = this.#framework.running(month, day)
    const sets = [[], ...applied.map((_, i) => applied.slice(0, i + 1))]
    const history = sets.flatMap((set) => this.#version(set, running) ?? [])
    invariant(history.length > 0, 'a contract has its first version')
    return history
  }

  without(id: string): Checked<AmendedContract> {
    const { terms } = this.original
    const amendments = terms.amendments
      .filter((amendment) => amendment.id !== id)
      .map((amendment) => ({
        ...amendment,
        prevailsOver: amendment.prevailsOver.filter((over) => over.id !== id),
      }))
    const first = { ...this.original, terms: { ...terms, amendments } }
    const rest = new Amended(first, this.#known, this.#framework, this.#root)
    return readVersions(rest, contradictions(amendments))
  }

  /** One set of amendments and orders is read once, however many days know it. */
  #version(applied: readonly Amendment[], running: readonly Order[]): ContractVersion | undefined {
    if (applied.length === 0 && running.length === 0) return this.original
    const key = [applied, running].map((all) => all.map(({ id }) => id).join(' ')).join('; ')
    if (this.#versions.has(key)) return this.#versions.get(key)
    const { value, findings } = this.#read(applied, running)
    this.findings.push(...findings)
    this.#versions.set(key, value)
    return value
  }

  #read(applied: readonly Amendment[], running: readonly Order[]): Checked<ContractVersion> {
    let root = this.#root
    const refused: Finding[] = []
    for (const change of applied.flatMap(({ changes }) => changes)) {
      const { node, finding } = applyChange(root, change)
      if (finding === undefined) root = node
      else refused.push(finding)
    }
    if (refused.length > 0) return { value: undefined, findings: refused }
    const { value: tree, findings } = this.#framework.withOrders(root, running)
    if (tree === undefined) return { value: undefined, findings }
    const read = readVersion(tree, this.#known, applied)
    const moved = read.value === undefined ? undefined : movedIdentity(this.original, read.value)
    return moved === undefined ? read : { value: undefined, findings: [...read.findings, moved] }
  }
}

/** Chapters that have their own dates. */
const UNAMENDED: ReadonlyMap<string, string> = new Map([
  ['amendments', 'amendment-of-amendments'],
  ['orders', 'amendment-of-orders'],
])

/** What is wrong with amendments before any of them is applied. */
function amendmentFaults({ amendments, term }: Terms): Finding[] {
  const findings = amendments.length > MOST_AMENDMENTS ? [] : contradictions(amendments)
  const error = (code: string, { where }: Amendment, params: Finding['params']): void => {
    findings.push({ code, severity: 'error', where, params })
  }
  const last = amendments.at(-1)
  if (last !== undefined && amendments.length > MOST_AMENDMENTS) {
    const params = { found: `${amendments.length}`, most: `${MOST_AMENDMENTS}` }
    error('amendments-too-many', last, params)
  }
  for (const amendment of amendments) {
    const { effective } = amendment
    const date = formatDate(effective)
    if (effective !== firstDayOf(monthOf(effective))) {
      error('amendment-in-mid-month', amendment, { date })
    } else if (effective < firstDayOf(monthOf(term.starts))) {
      error('amendment-before-contract', amendment, { date, starts: formatDate(term.starts) })
    }
    for (const { at, where } of amendment.changes) {
      const code = UNAMENDED.get(at.steps[0] ?? '')
      if (code !== undefined) findings.push({ code, severity: 'error', where, params: {} })
    }
  }
  return findings
}

/** What an amendment cannot change: the months would be those of another contract. */
function movedIdentity(original: ContractVersion, version: ContractVersion): Finding | undefined {
  const [before, after] = [original, version].map(({ terms: { contract, term } }) => ({
    id: contract.id,
    zone: contract.zone.name,
    currency: contract.currency,
    starts: formatDate(term.starts),
    'taken-over': term.takenOver === undefined ? '—' : formatMonth(term.takenOver.value),
  }))
  invariant(before !== undefined && after !== undefined, 'two versions are compared')
  const keys = ['id', 'zone', 'currency', 'starts', 'taken-over'] as const
  const what = keys.find((key) => before[key] !== after[key])
  if (what === undefined) return undefined
  const last = version.amendments.at(-1)
  invariant(last !== undefined, 'orders do not move what a contract is')
  const params = { what, before: before[what], after: after[what] }
  return { code: 'amendment-of-identity', severity: 'error', where: last.where, params }
}
