/**
 * Writes the types of the page from the description of the API: `src/web/generated/api.ts`.
 *
 * `npm run generate` writes the file; a test fails when it is not what this would write.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const DESCRIPTION = new URL('../schema/openapi.json', import.meta.url)
export const API_TYPES = new URL('../src/web/generated/api.ts', import.meta.url)

/** The types as they should stand. */
export async function apiTypes(): Promise<string> {
  const tree = await openapiTS(readFileSync(DESCRIPTION, 'utf8'))
  return `/** Generated from schema/openapi.json by npm run generate: not edited. */\n${astToString(tree)}`
}

if (process.argv[1]?.endsWith('generate-api.ts') === true) {
  mkdirSync(new URL('./', API_TYPES), { recursive: true })
  writeFileSync(API_TYPES, await apiTypes())
  console.log(fileURLToPath(API_TYPES))
}
