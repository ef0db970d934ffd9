/** The store inside the process. */
import { describe } from 'vitest'
import { onEngine } from './engines.ts'

describe('the store inside the process', async () => {
  onEngine('inside the process')
  await import('./suites.ts')
})
