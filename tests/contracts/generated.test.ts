/** Generated files are fresh, the glossary is whole, and the schemas accept the good contracts. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generatedFiles } from '../../scripts/generate.ts'
import type { Glossary } from '../../src/base/yaml/json-schema.ts'
import { readGlossary } from '../../src/base/yaml/json-schema.ts'
import { recordsOf } from '../../src/contract/reading/contract-reference.ts'
import { termsShape } from '../../src/contract/reading/terms-shape.ts'

const ROOT = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')
const files = generatedFiles()

test.each([...files.keys()])('%s is what npm run generate writes', (path) => {
  expect(read(path)).toBe(files.get(path))
})

describe('the glossary', () => {
  const { value, findings } = readGlossary('glossary.yaml', read('catalogue/glossary.yaml'))
  const glossary: Glossary = value?.keys ?? new Map()
  const words: Glossary = value?.words ?? new Map()
  const keys = recordsOf(termsShape.about).flatMap(({ name, keys: known }) =>
    known.map(({ key }) => [name, key] as const),
  )

  test('has words for every key of the file', () => {
    expect(findings).toEqual([])
    const missing = keys.filter(
      ([name, key]) => !glossary.has(`${name}.${key}`) && !glossary.has(key),
    )
    expect(missing).toEqual([])
  })

  test('has no word for a key that the file does not have', () => {
    const known = new Set(keys.flatMap(([name, key]) => [key, `${name}.${key}`]))
    expect([...glossary.keys()].filter((key) => !known.has(key))).toEqual([])
  })

  test.each(['fr', 'en'] as const)(
    'has one meaning for each word of the interface in %s',
    (in_) => {
      const terms = [...words.values()].map((entry) => entry[in_].term.toLowerCase())
      expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([])
    },
  )

  // Each of these says less, or more, than what the contract gives it to mean.
  test.each(['plafond', 'cap', 'manquement', 'breach', 'exclusion', 'preuve', 'proof'])(
    'does not call anything “%s” and nothing else',
    (bare) => {
      const terms = [...words.values()].flatMap(({ fr, en }) => [fr.term, en.term])
      expect(terms.map((term) => term.toLowerCase())).not.toContain(bare)
    },
  )

  test('no two records share a name', () => {
    const shapes = new Map<string, string>()
    for (const record of recordsOf(termsShape.about)) {
      expect(shapes.has(record.name)).toBe(false)
      shapes.set(record.name, record.name)
    }
  })
})

type Schema = Record<string, unknown>

/** The part of JSON Schema that our schemas use, as paths of what does not fit. */
function misfits(value: unknown, schema: Schema, root: Schema, path = '$'): string[] {
  const check = (part: unknown, at = path, of = value): string[] =>
    misfits(of, part as Schema, root, at)
  const ref = schema['$ref']
  if (typeof ref === 'string') {
    const target = (root['$defs'] as Schema)[ref.replace('#/$defs/', '')]
    return check(target)
  }
  const out: string[] = []
  const anyOf = schema['anyOf'] as unknown[] | undefined
  if (anyOf && !anyOf.some((part) => check(part).length === 0)) out.push(`${path} fits no option`)
  for (const part of (schema['allOf'] as unknown[] | undefined) ?? []) out.push(...check(part))
  const oneOf = schema['oneOf'] as unknown[] | undefined
  if (oneOf && oneOf.filter((part) => check(part).length === 0).length !== 1)
    out.push(`${path} oneOf`)
  const types = [schema['type'] ?? []].flat() as string[]
  const kind = Array.isArray(value) ? 'array' : typeof value
  if (types.length > 0 && !types.includes(kind)) return [...out, `${path} is ${kind}, not ${types}`]
  const values = schema['enum'] as unknown[] | undefined
  if (values && !values.includes(value)) out.push(`${path} is not one of ${values}`)
  const pattern = schema['pattern'] as string | undefined
  if (pattern && kind === 'string' && !new RegExp(pattern, 'u').test(value as string)) {
    out.push(`${path} does not match ${pattern}`)
  }
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      if (schema['items']) out.push(...check(schema['items'], `${path}[${i}]`, item))
    })
  } else if (kind === 'object') {
    out.push(...misfitsOfKeys(value as Schema, schema, root, path))
  }
  return out
}

function misfitsOfKeys(value: Schema, schema: Schema, root: Schema, path: string): string[] {
  const properties = (schema['properties'] ?? {}) as Schema
  const out = ((schema['required'] ?? []) as string[])
    .filter((key) => !(key in value))
    .map((key) => `${path} lacks ${key}`)
  for (const [key, part] of Object.entries(value)) {
    const rule = properties[key] ?? schema['additionalProperties']
    if (rule === false) out.push(`${path}.${key} is unknown`)
    else if (rule !== undefined) out.push(...misfits(part, rule as Schema, root, `${path}.${key}`))
  }
  return out
}

describe.each(['fr', 'en'])('the schema in %s', (language) => {
  const schema = JSON.parse(files.get(`schema/contract.${language}.schema.json`) ?? '{}') as Schema

  test.each(readdirSync(new URL('tests/contracts/good', ROOT)))('accepts %s', (name) => {
    const value: unknown = parse(read(`tests/contracts/good/${name}`))
    expect(misfits(value, schema, schema)).toEqual([])
  })

  test.each(['no-measure', 'convention-empty-missing', 'percent-without-space', 'key-in-french'])(
    'refuses %s',
    (name) => {
      const value: unknown = parse(read(`tests/contracts/bad/${name}.yaml`))
      expect(misfits(value, schema, schema)).not.toEqual([])
    },
  )
})
