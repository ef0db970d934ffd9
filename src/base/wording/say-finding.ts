/**
 * A finding as sentences, and as the lines that a terminal or a page shows.
 *
 * The sentences are data (`catalogue/findings.yaml`): a message, its reason and a remedy, in two
 * languages, with holes that the finding's parameters fill. A code without a text is shown as it
 * is, so that nothing is ever hidden for want of a translation.
 *
 * Example: `key-misspelt` with `{ key: 'penality', suggestion: 'penalty' }` says: The key
 * “penality” does not exist here. Did you mean “penalty”?
 *
 * @fr énoncé d'un constat
 */
import type { Checked, Finding } from '../finding.ts'
import { invariant } from '../invariant.ts'
import { byKey, freeMap } from '../yaml/collections.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { optional, record, required } from '../yaml/record.ts'
import { text } from '../yaml/shape.ts'

export type FindingLanguage = 'fr' | 'en'

/** @fr énoncé */
export interface SaidFinding {
  readonly message: string
  readonly reason: string
  readonly remedy: string
}

/** The texts of the catalogue, by code and by form. */
export interface FindingTexts {
  readonly findings: ReadonlyMap<string, Readonly<Record<FindingLanguage, SaidFinding>>>
  /** The words for what a parameter names, such as `length`: a length of time. */
  readonly forms: ReadonlyMap<string, Readonly<Record<FindingLanguage, string>>>
}

/** Parameters whose value is the name of a form, and is said in the reader's language. */
const NAMED_FORMS = new Set(['expected', 'found', 'in', 'kind', 'unit'])

const said = record('said', {
  message: required(text),
  reason: required(text),
  remedy: required(text),
})

const textsShape = record('finding-texts', {
  findings: required(
    freeMap('findings', record('texts', { fr: required(said), en: required(said) })),
  ),
  forms: optional(freeMap('forms', record('form', { fr: required(text), en: required(text) }))),
})

/** Reads `catalogue/findings.yaml`. */
export function readFindingTexts(file: string, source: string): Checked<FindingTexts> {
  const { value: root, findings: found } = readYaml(file, source)
  const findings = [...found]
  const texts =
    root &&
    textsShape.decode(root, (code, where, params = {}) => {
      findings.push({ code, severity: 'error', where, params })
    })
  if (texts === undefined || findings.length > 0) return { value: undefined, findings }
  return { value: { findings: byKey(texts.findings), forms: byKey(texts.forms ?? []) }, findings }
}

/** The texts of several files as one. Aborts: a code or a form stands in two of them. */
export const joinFindingTexts = (texts: readonly FindingTexts[]): FindingTexts => ({
  findings: joined(texts.map(({ findings }) => findings)),
  forms: joined(texts.map(({ forms }) => forms)),
})

function joined<T>(maps: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> {
  const all = new Map<string, T>()
  for (const [key, value] of maps.flatMap((map) => [...map])) {
    invariant(!all.has(key), `${key} has its text in one file of the catalogue`)
    all.set(key, value)
  }
  return all
}

/** The three sentences of a finding. */
export function sayFinding(
  texts: FindingTexts,
  finding: Finding,
  language: FindingLanguage,
): SaidFinding {
  const known = texts.findings.get(finding.code)?.[language]
  if (known === undefined) {
    const params = Object.entries(finding.params).map(([name, value]) => `${name}: ${value}`)
    return { message: [finding.code, ...params].join(', '), reason: '', remedy: '' }
  }
  const fill = (sentence: string): string =>
    sentence.replaceAll(/\{([a-z]+)\}/gi, (hole, name: string) => {
      const value = finding.params[name]
      if (value === undefined) return hole
      return NAMED_FORMS.has(name) ? (texts.forms.get(value)?.[language] ?? value) : quoted(value)
    })
  return {
    message: fill(known.message),
    reason: fill(known.reason),
    remedy: fill(known.remedy),
  }
}

const LONGEST_QUOTE = 400

/** What a user wrote, cut where it is so long that nobody would find the sentence around it. */
const quoted = (value: string): string =>
  value.length <= LONGEST_QUOTE ? value : `${value.slice(0, LONGEST_QUOTE)}… (${value.length})`

const LABELS = {
  fr: { error: 'erreur', warning: 'attention', information: 'information', remedy: 'Remède' },
  en: { error: 'error', warning: 'warning', information: 'information', remedy: 'Remedy' },
} as const

/**
 * The lines to print: place, excerpt with a caret, message, reason, remedy.
 *
 * `source` is the text of the file, or nothing where it is not at hand.
 */
export function formatFinding(
  texts: FindingTexts,
  finding: Finding,
  language: FindingLanguage,
  source?: string,
): string {
  const { message, reason, remedy } = sayFinding(texts, finding, language)
  const labels = LABELS[language]
  const place = finding.where
  const start =
    place === undefined ? '' : [place.file, place.line, place.column].filter(Boolean).join(':')
  const head = [start, `${labels[finding.severity]} ${finding.code}`].filter(Boolean).join(': ')
  const lines = [head, ...excerpt(finding, source), `  ${message}`]
  if (reason !== '') lines.push(`  ${reason}`)
  if (remedy !== '') lines.push(`  ${labels.remedy}${language === 'fr' ? ' ' : ''}: ${remedy}`)
  return lines.join('\n')
}

const WIDEST = 96

/** The line in question with a caret under the column; a long line is cut around it. */
function excerpt({ where }: Finding, source: string | undefined): string[] {
  const line = where === undefined ? undefined : source?.split(/\r?\n/)[where.line - 1]
  if (where === undefined || line === undefined || line.trim() === '') return []
  const column = where.column ?? 1
  const from = column > WIDEST - 16 ? column - 40 : 0
  const shown = line.slice(from, from + WIDEST)
  const number = `${where.line}`
  const gutter = ' '.repeat(number.length)
  const caret = where.column === undefined ? [] : [`${gutter} | ${' '.repeat(column - 1 - from)}^`]
  return [`${number} | ${shown}`, ...caret]
}
