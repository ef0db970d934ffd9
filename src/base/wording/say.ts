/**
 * Says the sentences of the catalogue, with their holes filled.
 *
 * Every text that a person reads stands in `catalogue/words.yaml`, in French and in English; code
 * has keys only. A test holds the two languages to the same keys and the same holes.
 *
 * Example: `say(words, 'closing-title', { month: 'avril 2026' })` in French is
 * `Décompte du mois d'avril 2026`.
 *
 * @fr libellés
 */
import type { SourceNode } from '../yaml/source.ts'
import { textOf, valueAt } from '../yaml/source.ts'
import type { Language } from './format.ts'

/** The sentences of the catalogue by key. */
export type Sentences = ReadonlyMap<string, Readonly<Record<Language, string>>>

/** Reads the texts of a catalogue file; an entry that is not a pair of texts is left out. */
export function readSentences(root: SourceNode): Sentences {
  const sentences = new Map<string, Readonly<Record<Language, string>>>()
  if (root.kind !== 'map') return sentences
  for (const { key, value } of root.entries) {
    if (value.kind !== 'map') continue
    const text = (language: Language): string => textOf(valueAt(value, language)) ?? ''
    sentences.set(key, { fr: text('fr'), en: text('en') })
  }
  return sentences
}

/** A catalogue in one language: what the composers of reports are given. */
export interface Speaker {
  readonly language: Language
  say(key: string, holes?: Readonly<Record<string, string>>): string
  /** The sentence if there is one, else the text itself: for words that users choose. */
  sayOr(key: string, otherwise: string): string
}

export function speakerOf(sentences: Sentences, language: Language): Speaker {
  const fill = (sentence: string, holes: Readonly<Record<string, string>>): string =>
    sentence.replaceAll(/\{([a-z-]+)\}/g, (hole, name: string) => holes[name] ?? hole)
  return {
    language,
    say: (key, holes = {}) => fill(sentences.get(key)?.[language] ?? key, holes),
    sayOr: (key, otherwise) => sentences.get(key)?.[language] ?? otherwise,
  }
}
