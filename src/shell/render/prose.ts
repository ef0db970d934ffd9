/**
 * Texts on their way to a page: nothing in them is obeyed, and an apostrophe is one.
 *
 * Titles and identifiers come from the other party; a mark of direction among them could turn an
 * amount round, so it is shown as in a terminal.
 */
import { visibleLine } from '../cli/visible.ts'

/** A text as it is set on a page: `l'objectif` has a curved apostrophe. */
export const prose = (text: string): string =>
  visibleLine(text).replace(/(?<=\p{L})'(?=\p{L})/gu, '\u2019')
