/**
 * Whether the names and the dates outside the chapter on performance can be true.
 *
 * Example: SIREN 552 100 555 fails the check digit (Luhn): the last digit should be 4.
 *
 * @fr identité, dates, répartition, responsabilité
 */
import { formatDate, formatMonth, monthOf } from '../../base/calendar/date.ts'
import type { Finding, Place } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { Liability, NamedBase, Responsibility } from '../terms.ts'
import type { PartialTerms } from './partial-terms.ts'
import type { KnownNames } from './read-contract.ts'

const finding = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})

export function checkIdentity(terms: PartialTerms, known: KnownNames): Finding[] {
  return [
    ...checkZone(terms, known),
    ...checkRegions(terms, known),
    ...checkSirens(terms),
    ...checkTasks(terms.scope?.responsibilities ?? []),
    ...checkDates(terms),
    ...(terms.liability ? checkLosses(terms.liability) : []),
    ...checkBases(terms.costs?.bases ?? []),
  ]
}

function checkZone({ contract }: PartialTerms, { zones }: KnownNames): Finding[] {
  if (contract === undefined || zones.has(contract.zone.name)) return []
  const { name, where } = contract.zone
  const suggestion = nearest(name, [...zones]) ?? 'Europe/Paris'
  return [finding('zone-unknown', where, { zone: name, suggestion })]
}

function checkRegions({ calendars }: PartialTerms, { regions }: KnownNames): Finding[] {
  return (calendars ?? []).flatMap(({ holidays }) => {
    if (holidays.kind !== 'region' || regions.has(holidays.region)) return []
    const params = { region: holidays.region, known: [...regions].join(', ') }
    return [finding('region-unknown', holidays.where, params)]
  })
}

function checkSirens({ parties }: PartialTerms): Finding[] {
  if (parties === undefined) return []
  const all = [parties.client, parties.provider, ...parties.subcontractors]
  const findings = all.flatMap(({ siren }) =>
    siren === undefined || isLuhn(siren.text)
      ? []
      : [finding('siren-check-digit', siren.where, { siren: siren.text })],
  )
  const { client, provider } = parties
  if (client.siren !== undefined && client.siren.text === provider.siren?.text) {
    findings.push(finding('parties-same', provider.siren.where, { siren: client.siren.text }))
  }
  return findings
}

/** From the right, every second digit is doubled (nines cast out); the sum is a multiple of ten. */
function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** One task has one accountable party, so it stands in one row. */
function checkTasks(responsibilities: readonly Responsibility[]): Finding[] {
  const seen = new Map<string, Place>()
  return responsibilities.flatMap(({ task, where }) => {
    const key = task.trim().toLowerCase()
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, where)
      return []
    }
    return [finding('task-twice', where, { task, line: `${first.line}` })]
  })
}

function checkDates({ term, costs }: PartialTerms): Finding[] {
  const findings: Finding[] = []
  if (term === undefined) return findings
  if (term.signed !== undefined && term.signed > term.starts) {
    findings.push({
      ...finding('signed-after-start', term.where, {}),
      severity: 'warning',
    })
  }
  const { takenOver, starts } = term
  if (takenOver !== undefined && takenOver.value <= monthOf(starts)) {
    const params = { month: formatMonth(takenOver.value), starts: formatDate(starts) }
    findings.push(finding('taken-over-at-start', takenOver.where, params))
  }
  if (term.initial.unit === 'months' && term.initial.count === 0) {
    findings.push(finding('length-zero', term.initial.where, { text: term.initial.text }))
  }
  for (const { id, until, where } of costs?.fees ?? []) {
    if (until !== undefined && until < term.starts) {
      findings.push(finding('fee-before-start', where, { id }))
    }
  }
  return findings
}

/** Each head of loss stands once, and one last row holds all the others. */
function checkLosses({ losses }: Liability): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const { heads, where } of losses) {
    for (const head of heads) {
      if (seen.has(head)) findings.push(finding('head-twice', where, { head }))
      seen.add(head)
    }
  }
  const [first, ...more] = losses.filter(({ heads }) => heads.length === 0)
  const last = losses.at(-1)
  if (last !== undefined && first === undefined) {
    findings.push(finding('loss-otherwise-missing', last.where, {}))
  }
  if (first !== undefined && (more.length > 0 || last !== first)) {
    findings.push(finding('loss-otherwise-not-last', first.where, {}))
  }
  return findings
}

/** A base of a base ends at money: it never comes back to itself. */
function checkBases(bases: readonly NamedBase[]): Finding[] {
  const next = new Map(bases.map(({ id, of }) => [id, of.of]))
  return bases.flatMap(({ id, of }) => {
    const path = [id]
    for (let at = next.get(id); at !== undefined; at = next.get(at)) {
      path.push(at)
      if (at === id) return [finding('base-cycle', of.where, { path: path.join(' → ') })]
      if (path.length > bases.length + 1) return []
    }
    return []
  })
}
