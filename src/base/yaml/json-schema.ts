/**
 * The JSON Schema of a shape, for the editors that complete and explain a file as it is written.
 *
 * It says the structure, not the whole meaning: a phrase is a pattern there, and only the reader
 * knows that `31 June` is no date. Labels and explanations come from the glossary, in one language.
 *
 * Example: a mandatory key `per` of a record `level` becomes an entry of `properties` with its
 * French title « Par », and `per` stands in `required`.
 *
 * @fr schéma JSON
 */
import type { Checked } from '../finding.ts'
import { present } from '../invariant.ts'
import { byKey, freeMap } from './collections.ts'
import { readYaml } from './read-yaml.ts'
import { record, required } from './record.ts'
import type { Description, KeyDescription, RecordDescription } from './shape.ts'
import { text } from './shape.ts'

export type Language = 'fr' | 'en'

/** The label of a key, and what it means. */
export interface KeyWords {
  readonly term: string
  readonly means: string
}

/** Words by key, or by `record.key` where the place changes the meaning. */
export type Glossary = ReadonlyMap<string, Readonly<Record<Language, KeyWords>>>

/** The translation table: the keys of the contract file, and the words of the interface. */
interface Glossaries {
  readonly keys: Glossary
  readonly words: Glossary
}

const words = record('words', { term: required(text), means: required(text) })
const entry = record('key', { fr: required(words), en: required(words) })
const glossaryShape = record('glossary', {
  keys: required(freeMap('keys', entry)),
  words: required(freeMap('words', entry)),
})

/** Reads `catalogue/glossary.yaml`. */
export function readGlossary(file: string, source: string): Checked<Glossaries> {
  const { value: root, findings: found } = readYaml(file, source)
  const findings = [...found]
  const glossary =
    root &&
    glossaryShape.decode(root, (code, where, params = {}) => {
      findings.push({ code, severity: 'error', where, params })
    })
  if (glossary === undefined || findings.length > 0) return { value: undefined, findings }
  return { value: { keys: byKey(glossary.keys), words: byKey(glossary.words) }, findings }
}

/** The words of a key in its record. */
export const wordsOf = (glossary: Glossary, name: string, key: string, language: Language) =>
  (glossary.get(`${name}.${key}`) ?? glossary.get(key))?.[language]

export type JsonSchema = { readonly [key: string]: JsonValue }
type JsonValue = string | number | boolean | readonly JsonValue[] | JsonSchema

/** The schema of a whole file; each record is defined once, under its name. */
export function jsonSchema(
  about: RecordDescription,
  glossary: Glossary,
  language: Language,
  head: JsonSchema,
): JsonSchema {
  const writer = new SchemaWriter(glossary, language)
  const root = writer.write(about)
  return { ...head, ...root, $defs: Object.fromEntries([...writer.definitions].sort(byName)) }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1

class SchemaWriter {
  readonly definitions = new Map<string, JsonSchema>()
  readonly #glossary: Glossary
  readonly #language: Language

  constructor(glossary: Glossary, language: Language) {
    this.#glossary = glossary
    this.#language = language
  }

  write(about: Description): JsonSchema {
    switch (about.kind) {
      case 'text':
        return textSchema(about)
      case 'choice':
        return this.#choice(about.words)
      case 'list':
        return { type: 'array', items: this.write(about.of), minItems: about.min }
      case 'map':
        return { type: 'object', additionalProperties: this.write(about.of) }
      case 'either':
        return { anyOf: about.options.map((option) => this.write(option)) }
      case 'any':
        return {}
      case 'record':
        return { $ref: `#/$defs/${this.#define(about)}` }
    }
  }

  /** Editors read `true` and `1` as a truth value and a number; the reader takes their text. */
  #choice(known: readonly string[]): JsonSchema {
    const values = known.flatMap((word): JsonValue[] => {
      if (word === 'true' || word === 'false') return [word === 'true']
      return /^\d+$/.test(word) ? [Number(word)] : [word]
    })
    return { enum: values }
  }

  #define(about: RecordDescription): string {
    const known = this.definitions.get(about.name)
    if (known !== undefined) return about.name
    this.definitions.set(about.name, {})
    const properties = about.keys.map((key) => [key.key, this.#property(about.name, key)] as const)
    const required = about.keys.filter(({ isRequired }) => isRequired).map(({ key }) => key)
    const alternatives = about.exactlyOne.map((keys) => ({
      oneOf: keys.map((key) => ({ required: [key] })),
    }))
    this.definitions.set(about.name, {
      type: 'object',
      properties: Object.fromEntries(properties),
      required,
      additionalProperties: about.free === undefined ? false : this.write(about.free),
      ...(alternatives.length > 0 && { allOf: alternatives }),
    })
    return about.name
  }

  #property(name: string, { key, about }: KeyDescription): JsonSchema {
    const said = wordsOf(this.#glossary, name, key, this.#language)
    const { term, means } = present(said, `${name}.${key} has its words in the glossary`)
    return { title: term, description: means, ...this.write(about) }
  }
}

type TextDescription = Extract<Description, { readonly kind: 'text' }>

/** A text without a unit, such as `10` or `48000.00`, is a number to an editor. */
function textSchema({ pattern, examples }: TextDescription): JsonSchema {
  if (pattern === undefined) return { type: ['string', 'number'], examples }
  const form = new RegExp(pattern, 'u')
  const isNumberToo = ['1', '500.00', '1.5'].some((sample) => form.test(sample))
  return { type: isNumberToo ? ['string', 'number'] : 'string', pattern, examples }
}
