/**
 * Whether a value looks like one that was written, and is another.
 *
 * Facts and contracts meet by words: `P1` selects `P1` and nothing else. So a word that only looks
 * like another must be told from a word that is simply another. Capitals, accents, spaces, signs
 * and characters that nobody sees make the same word; so does a written code inside a longer text;
 * so does a slip of the keyboard in a long word. Two members of a series do not: their numbers, or
 * a short part of their names, tell them apart on purpose.
 *
 * Example: of `P1` and `incident`, the texts `p1`, `P1 - Critical`, `Incident` and `incidnet` are
 * look-alikes; `P3` and `request` are not, nor is `server-b` of `server-a`.
 *
 * @fr valeur ressemblante
 */
import { distanceBetween } from './yaml/nearest.ts'

/** The first of `written` that the value looks like; nothing where it is one of them. */
export function lookAlike(value: string, written: readonly string[]): string | undefined {
  const parts = partsOf(value)
  if (parts.length === 0 || written.includes(value)) return undefined
  const others = written.map((text) => ({ text, parts: partsOf(text) }))
  const same = others.find((other) => other.parts.join('') === parts.join(''))
  if (same !== undefined) return same.text
  const inside = others.find((other) => isCode(other.parts) && parts.includes(other.parts.join()))
  if (inside !== undefined) return inside.text
  if (others.some((other) => areSeries(parts, other.parts))) return undefined
  const word = parts.join('-')
  return others.find((other) => isSlip(word, other.parts.join('-')))?.text
}

/** Whether two texts are one word: capitals, accents, spaces and signs apart. */
export const isSameWord = (a: string, b: string): boolean =>
  partsOf(a).join(' ') === partsOf(b).join(' ')

/** Whether the value is another member of the series of one that is written: `P3`, of `P1`. */
export const isOfSeries = (value: string, written: readonly string[]): boolean =>
  written.some((text) => areSeries(partsOf(value), partsOf(text)))

/** The words of a text in their plainest form. */
const partsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{C}]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')

/** One word with a number in it, such as `p1`. */
const isCode = (parts: readonly string[]): boolean =>
  parts.length === 1 && /\p{L}.*\p{N}|\p{N}.*\p{L}/u.test(parts.join())

/** Whether two names differ by a number, or by letters so few that they are a mark, only. */
const areSeries = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length &&
  a.every((part, i) => {
    const other = b[i] as string
    return (
      withoutDigits(part) === withoutDigits(other) || (isMark(part) && part.length === other.length)
    )
  })

const isMark = (part: string): boolean => /^\p{L}{1,2}$/u.test(part)

const withoutDigits = (part: string): string => part.replace(/\p{N}+/gu, '#')

/** A slip is one letter in a word of five to eight, two in a longer one. */
function isSlip(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  const most = length < 5 ? 0 : length < 9 ? 1 : 2
  return distanceBetween(a, b) <= most && withoutLetters(a) === withoutLetters(b)
}

/** Numbers are never a slip: another number is another thing. */
const withoutLetters = (text: string): string => text.replace(/[^\p{N}]+/gu, ' ').trim()
