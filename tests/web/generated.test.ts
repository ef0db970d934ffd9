/** The types of the page are those of the API. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { API_TYPES, apiTypes } from '../../scripts/generate-api.ts'

test('src/web/generated/api.ts is what npm run generate writes', async () => {
  expect(readFileSync(API_TYPES, 'utf8')).toBe(await apiTypes())
})
