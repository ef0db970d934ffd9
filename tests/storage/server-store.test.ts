/** The store on a PostgreSQL server: the same tests, the same answers. */
import { describe } from 'vitest'
import { onEngine, WHY_NO_SERVER } from './engines.ts'

if (WHY_NO_SERVER !== undefined) {
  console.warn(`The store is not tested on a server. ${WHY_NO_SERVER}`)
}

describe.skipIf(WHY_NO_SERVER !== undefined)('the store on a server', async () => {
  onEngine('on a server')
  await import('./suites.ts')
})
