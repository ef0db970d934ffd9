/**
 * The published JSON Schema of the contract file, in one language.
 *
 * @fr schéma JSON du contrat
 */

import { invariant } from '../../base/invariant.ts'
import type { Glossary, JsonSchema, Language } from '../../base/yaml/json-schema.ts'
import { jsonSchema } from '../../base/yaml/json-schema.ts'
import { termsShape } from './terms-shape.ts'

const TITLES = {
  fr: 'Contrat d’infogérance (Vigie)',
  en: 'IT outsourcing contract (Vigie)',
} as const

export function contractSchema(glossary: Glossary, language: Language): JsonSchema {
  const { about } = termsShape
  invariant(about.kind === 'record', 'a contract file is a record')
  return jsonSchema(about, glossary, language, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:vigie:contract:${language}`,
    title: TITLES[language],
  })
}
