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
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value), 'a canonical number is a safe integer')
    return `${value}`
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  const record = value as { readonly [key: string]: Canonical | undefined }
  const entries: string[] = []
  for (const key of Object.keys(record).sort()) {
    const entry = record[key]
    if (entry !== undefined) entries.push(`${JSON.stringify(key)}:${canonicalText(entry)}`)
  }
  return `{${entries.join(',')}}`
}
