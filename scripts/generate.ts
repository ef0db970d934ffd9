/**
 * Writes what is derived from the shapes of the language: JSON Schemas and tables of the reference.
 *
 * `npm run generate` writes the files; a test fails when one of them is not what this would write.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { FindingTexts } from '../src/base/wording/say-finding.ts'
import { readFindingTexts } from '../src/base/wording/say-finding.ts'
import type { Glossary } from '../src/base/yaml/json-schema.ts'
import { readGlossary } from '../src/base/yaml/json-schema.ts'
import { contractKeysPage, findingsPage } from '../src/contract/reading/contract-reference.ts'
import { contractSchema } from '../src/contract/reading/contract-schema.ts'
import { ABOUT, apiOf } from '../src/shell/server/app.ts'

const ROOT = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

/** Every generated file, by its path from the root. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const glossary = glossaryOf()
  const texts = textsOf()
  const schema = (language: 'fr' | 'en'): string =>
    `${JSON.stringify(contractSchema(glossary, language), null, 2)}\n`
  return new Map([
    ['schema/contract.fr.schema.json', schema('fr')],
    ['schema/contract.en.schema.json', schema('en')],
    ['docs/reference/contract-keys.md', contractKeysPage(glossary)],
    ['docs/reference/contract-findings.md', findingsPage(texts)],
    ['schema/openapi.json', `${JSON.stringify(apiDescription(), null, 2)}\n`],
  ])
}

/** The API as its routes describe it; none of them is called. */
const apiDescription = (): object =>
  apiOf({} as Parameters<typeof apiOf>[0]).getOpenAPI31Document(ABOUT)

function glossaryOf(): Glossary {
  const { value, findings } = readGlossary('glossary.yaml', read('catalogue/glossary.yaml'))
  if (value === undefined) throw new Error(`the glossary cannot be read: ${findings[0]?.code}`)
  return value
}

function textsOf(): FindingTexts {
  const { value, findings } = readFindingTexts('findings.yaml', read('catalogue/findings.yaml'))
  if (value === undefined) throw new Error(`the findings cannot be read: ${findings[0]?.code}`)
  return value
}

function writeAll(): void {
  for (const folder of ['schema/', 'docs/reference/']) {
    mkdirSync(new URL(folder, ROOT), { recursive: true })
  }
  for (const [path, content] of generatedFiles()) {
    writeFileSync(new URL(path, ROOT), content)
    console.log(path)
  }
}

if (process.argv[1]?.endsWith('generate.ts') === true) writeAll()
