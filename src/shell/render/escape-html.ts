/** Texts inside HTML and SVG: no character of theirs is markup. */
import { prose } from './prose.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup of a text whose characters are left as they are. */
export const escapeExactly = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

export const escapeHtml = (text: string): string => escapeExactly(prose(text))
