/**
 * Spells out what a reader cannot see, so that two values that look alike are told apart.
 *
 * Example: `P1` followed by a zero-width space is shown as `P1⟨U+200B⟩`.
 *
 * @fr caractères invisibles
 */

/** Controls, marks of format, and spaces other than the plain one; any space at either end. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|^ | $/gu

export const visible = (text: string): string =>
  text.replace(UNSEEN, (unseen) => `⟨U+${hexadecimal(unseen)}⟩`)

const hexadecimal = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
