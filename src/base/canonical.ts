/**
 * One text for one value, on any machine: what is hashed, stored and compared.
 *
 * Keys are sorted by code unit, nothing is optional, numbers are safe integers, and an exact number
 * is written as text by its own module. So two settlements are equal exactly when their canonical
 * texts are.
 *
 * Example: `canonicalText({ b: [1, 'é'], a: null })` is `{"a":null,"b":[1,"é"]}`.
 *
 * @fr forme canonique
 */
import { invariant } from './invariant.ts'

export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

/** A hash that the shell provides: hexadecimal SHA-256 of the UTF-8 bytes of a text. */
export type Sha256 = (text: string) => string

export function canonicalText(value: Canonical): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value), 'a canonical number is a safe integer')
    return `${value}`
  }
  if (value === null || typeof value !== 'object') return `${value}`
  return Array.isArray(value) ? `[${listText(value)}]` : `{${recordText(value as CanonicalRecord)}}`
}

type CanonicalRecord = { readonly [key: string]: Canonical | undefined }

/** Nearly every text, and the quickest to quote: a million tickets have thirty million of them. */
const PLAIN = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

function listText(values: readonly Canonical[]): string {
  let text = ''
  let comma = ''
  for (const value of values) {
    text += comma + canonicalText(value)
    comma = ','
  }
  return text
}

function recordText(record: CanonicalRecord): string {
  let text = ''
  let comma = ''
  for (const key of Object.keys(record).sort()) {
    const value = record[key]
    if (value === undefined) continue
    text += `${comma}${quoted(key)}:${canonicalText(value)}`
    comma = ','
  }
  return text
}
