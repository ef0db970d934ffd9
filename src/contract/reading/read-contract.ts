/**
 * Reads a contract file: its YAML, its shape, its meaning. Everything wrong is said at once.
 *
 * Each chapter is read on its own, so that a mistake in one does not hide those of the next. The
 * terms are given only when no error was found: half a contract computes nothing.
 *
 * Example: a file with `95%` in a target and a cap that nothing counts in gives two findings, one
 * with the spelling `95 %`, and no terms.
 *
 * @fr lecture du contrat
 */
import type { Checked, Finding } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import { readYaml } from '../../base/yaml/read-yaml.ts'
import { optional, record } from '../../base/yaml/record.ts'
import type { Infer, Report } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { Terms } from '../terms.ts'
import { checkTerms } from './check-terms.ts'
import { dateAmendments } from './date-amendments.ts'
import type { PartialTerms } from './partial-terms.ts'
import { TERMS_FIELDS, termsShape } from './terms-shape.ts'

/**
 * What the file may refer to and does not contain: the data that the caller was given. @fr noms
 * connus
 */
export interface KnownNames {
  /** IANA zones of the pinned table. */
  readonly zones: ReadonlySet<string>
  /** Regions of the table of public holidays. */
  readonly regions: ReadonlySet<string>
  /** Statuses that readers of facts give to tickets. */
  readonly statuses: readonly string[]
}

export function readContract(file: string, text: string, known: KnownNames): Checked<Terms> {
  const { value: root, findings } = readYaml(file, text)
  if (root === undefined) return { value: undefined, findings }
  return readTerms(root, known, findings)
}

/** Reads terms from the tree of a contract; `found` is what reading the tree has found. */
export function readTerms(
  root: SourceNode,
  known: KnownNames,
  found: readonly Finding[] = [],
): Checked<Terms> {
  const findings: Finding[] = [...found]
  const terms = dated(termsShape.decode(root, errorsInto(findings)), findings)
  const partial = terms ?? readChapters(root)
  const checked = checkTerms(partial, root, known)
  // What seems unused may be used by a part that could not be read.
  const isWhole = !hasError(findings)
  findings.push(...checked.filter(({ code }) => isWhole || code !== 'cap-unused'))
  return { value: hasError(findings) ? undefined : terms, findings: inOrder(findings) }
}

/** Terms as they are written, before anything is checked between them. */
export function decodeTerms(root: SourceNode): Checked<Terms> {
  const findings: Finding[] = []
  const value = dated(termsShape.decode(root, errorsInto(findings)), findings)
  return { value: hasError(findings) ? undefined : value, findings: inOrder(findings) }
}

const errorsInto =
  (findings: Finding[]): Report =>
  (code, where, params = {}) => {
    findings.push({ code, severity: 'error', where, params })
  }

/** Terms whose amendments have their day. */
function dated(
  written: Infer<typeof termsShape> | undefined,
  findings: Finding[],
): Terms | undefined {
  if (written === undefined) return undefined
  const { value: amendments = [], findings: said } = dateAmendments(
    written.amendments,
    written.term,
  )
  findings.push(...said)
  return { ...written, amendments }
}

const optionalFields = Object.fromEntries(
  Object.entries(TERMS_FIELDS).map(([key, { shape }]) => [key, optional<unknown>(shape)]),
)

/** The chapters that can be read, for the checks; what cannot has been reported. */
function readChapters(root: SourceNode): PartialTerms {
  const chapters = record('file', optionalFields).decode(root, () => undefined)
  return (chapters ?? {}) as PartialTerms
}

/** In the order of the file, which is the order in which a person repairs it. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const line = (finding: Finding): number => finding.where?.line ?? 0
  const column = (finding: Finding): number => finding.where?.column ?? 0
  return [...findings].sort((a, b) => line(a) - line(b) || column(a) - column(b))
}
