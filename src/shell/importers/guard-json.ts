/**
 * Refuses, before anything is built, a JSON text that is too deep or has too many parts.
 *
 * A settlement comes by mail from the other party, and a parser makes fifty bytes of one bracket:
 * 64 MiB of them would take 3 GB. So brackets and commas outside of texts are counted first.
 *
 * Example: `[[1, 2], "a, [b"]` has four parts and two levels.
 */

/** A settlement has eight levels, and some six parts for each late ticket. */
const JSON_LIMITS = { depth: 32, parts: 4_000_000 } as const

/** Whether a text may be parsed; that it is JSON is not said. */
export function isParsable(text: string): boolean {
  let depth = 0
  let parts = 0
  let isInText = false
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i]
    if (sign === '"') isInText = !isInText
    else if (isInText) i += sign === '\\' ? 1 : 0
    else if (sign === ']' || sign === '}') depth -= 1
    else if (sign === '[' || sign === '{') {
      depth += 1
      parts += 1
    } else if (sign === ',') parts += 1
    if (depth > JSON_LIMITS.depth || parts > JSON_LIMITS.parts) return false
  }
  return true
}
