/**
 * What is wrong with something that a user gave us, where, and what to do about it.
 *
 * A finding carries no sentence: `code` and `params` select the sentence, the reason and the remedy
 * in `catalogue/findings.yaml`, in French and in English. Codes are public and stable.
 *
 * @fr constat
 */
export type Severity = 'error' | 'warning' | 'information'

export interface Place {
  /** The name of the file as the user gave it. */
  readonly file: string
  /** Both count from 1. A table has rows and no columns: its `column` is absent. */
  readonly line: number
  readonly column?: number
  /** The path inside the document, such as `performance.levels[2].penalty.rate`. */
  readonly path?: string
}

export interface Finding {
  /** A kebab-case sentence, such as `band-hole`. */
  readonly code: string
  readonly severity: Severity
  readonly where?: Place
  readonly params: Readonly<Record<string, string>>
}

/** A value read as far as it could be, and what was found on the way. */
export interface Checked<T> {
  readonly value: T | undefined
  readonly findings: readonly Finding[]
}

export const isError = (finding: Finding): boolean => finding.severity === 'error'
export const hasError = (findings: readonly Finding[]): boolean => findings.some(isError)

/** What is found twice, in the same words and at the same place, is said once. */
export const withoutRepeats = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
]
