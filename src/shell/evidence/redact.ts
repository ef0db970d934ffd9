/**
 * The redacted form of an evidence file: what people wrote into fields that no figure needs is
 * replaced by references that only whoever has the salt can tell apart.
 *
 * A field of facts is hidden where the month settles the same without its values. The settlement
 * stays as it is, hash included. What cannot be computed again from redacted facts is the
 * `selection` of a level, a hash of hashes of whole facts: it is taken as it stands.
 *
 * Example: `technician: Jeanne Dupont` becomes `technician: ~` and 32 digits; `priority: P1`, which
 * a clause looks at, stays.
 */
import type { Canonical } from '../../base/canonical.ts'
import { canonicalText } from '../../base/canonical.ts'
import type { Settlement } from '../../money/settlement.ts'
import { settlementText } from '../../money/settlement.ts'
import { sha256 } from '../close-month.ts'
import type { Evidence } from './evidence.ts'
import { parseFactLines } from './fact-lines.ts'
import { settleEvidence } from './settle-evidence.ts'

/** The same evidence without the texts that no figure needs. `salt` is a secret. */
export function redacted(evidence: Evidence, salt: string): Evidence {
  const hidden: string[] = []
  let lines = evidence.lines
  for (const name of fieldNames(evidence.lines)) {
    const without = sortedLines(lines, name, salt)
    if (!settlesAlike(evidence, without)) continue
    lines = without
    hidden.push(name)
  }
  return { ...evidence, lines, hidden }
}

/** A line as the value that it is. */
interface FactLine {
  readonly content: { readonly fields?: Readonly<Record<string, string>> }
}

const factIn = (line: string): FactLine => JSON.parse(line) as FactLine

function fieldNames(lines: readonly string[]): readonly string[] {
  const names = lines.flatMap((line) => Object.keys(factIn(line).content.fields ?? {}))
  return [...new Set(names)].sort()
}

function sortedLines(lines: readonly string[], name: string, salt: string): readonly string[] {
  const changed = lines.map((line) => {
    const fact = factIn(line)
    const text = fact.content.fields?.[name]
    if (text === undefined) return line
    const fields = { ...fact.content.fields, [name]: referenceOf(text, salt) }
    return canonicalText({ ...fact, content: { ...fact.content, fields } } as Canonical)
  })
  return changed.sort()
}

/** What stands for a text: whoever has the salt and the text finds it again. */
const referenceOf = (text: string, salt: string): string =>
  `~${sha256(`${salt}\n${text}`).slice(0, 32)}`

function settlesAlike(evidence: Evidence, lines: readonly string[]): boolean {
  const read = parseFactLines(lines)
  if ('wrong' in read) return false
  const again = settleEvidence(evidence, read.facts)
  return 'settlement' in again && isAlike(again.settlement, evidence.settlement)
}

const isAlike = (one: Settlement, other: Settlement): boolean =>
  settlementText(withoutSelections(one)) === settlementText(withoutSelections(other))

/** A settlement without the hashes of the facts that its levels judged. */
export const withoutSelections = (settlement: Settlement): Settlement => ({
  ...settlement,
  levels: settlement.levels.map(({ selection: _, ...level }) => level),
})
