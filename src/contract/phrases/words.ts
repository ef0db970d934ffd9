/**
 * A phrase of the contract as its words, taken one by one from the left.
 *
 * A quantity is one phrase (`12 % of fees in month`): number, unit, then prepositions in a fixed
 * order. There are no synonyms, so that the same term is always written the same way; a phrase that
 * is nearly right is refused with the right spelling (`suggestion.ts`). Spaces of any width and
 * number are one space, since nobody can see the difference.
 *
 * Example: `95 %` with a no-break space, as word processors write it, reads as `95 %`.
 *
 * @fr formule (quantité écrite en une expression)
 */
import type { Place } from '../../base/finding.ts'

/** A value that was read from a phrase, with the phrase and where it stands. @fr formule */
export type Phrase<T> = T & { readonly text: string; readonly where: Place }

/** Reads some words from the left, or gives nothing. */
export type Reading<T> = (words: Words) => T | undefined

export class Words {
  readonly #words: readonly string[]
  #at = 0

  constructor(text: string) {
    this.#words = text.trim().split(/\s+/u)
  }

  peek(ahead = 0): string | undefined {
    return this.#words[this.#at + ahead]
  }

  take(): string | undefined {
    const word = this.#words[this.#at]
    this.#at += 1
    return word
  }

  /** Takes all the words that are left. */
  takeAll(): readonly string[] {
    const left = this.#words.slice(this.#at)
    this.#at = this.#words.length
    return left
  }

  /** Takes the next word if it has this form: the word, and its parts. */
  takeForm(form: RegExp): readonly string[] | undefined {
    const found = form.exec(this.peek() ?? '')
    if (found === null) return undefined
    this.#at += 1
    return found
  }

  /** Takes the next word if it is this one. */
  takeIf(expected: string): boolean {
    if (this.peek() !== expected) return false
    this.#at += 1
    return true
  }

  /** Takes the next word if it is one of these. */
  takeOneOf<const W extends string>(expected: readonly W[]): W | undefined {
    const word = this.peek()
    const found = expected.find((candidate) => candidate === word)
    if (found !== undefined) this.#at += 1
    return found
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#words.length
  }
}

/** Reads the whole of a text, or gives nothing when words are missing or left over. */
export function readAll<T>(text: string, reading: Reading<T>): T | undefined {
  const words = new Words(text)
  const value = reading(words)
  return words.isAtEnd ? value : undefined
}

/** An id or the name of an event: lower-case words joined by hyphens. */
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
/** An id, or an id dot outcome, such as `restore-p1.missed`. */
export const REFERENCE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z]+(?:-[a-z]+)*)?$/

export function takeId(words: Words): string | undefined {
  return words.takeForm(ID)?.[0]
}
