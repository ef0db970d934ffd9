import type { Canonical } from '../../base/canonical.ts'
import { isParsable } from '../importers/guard-json.ts'

/** Bytes as the JSON that they are; nothing where they are none, or too much of it. */
export function jsonOf(bytes: Uint8Array): { readonly value: Canonical } | undefined {
  const text = Buffer.from(bytes).toString('utf8')
  if (!isParsable(text)) return undefined
  try {
    return { value: JSON.parse(text) as Canonical }
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined
    throw failure
  }
}
