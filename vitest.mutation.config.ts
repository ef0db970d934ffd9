/**
 * The tests that a mutant must survive, by the stage of the file that is mutated: the tests of the
 * stage, and for `measures` and `money` the drawn lives and the golden ones. See
 * `scripts/mutation.ts`.
 */
import { defineConfig } from 'vitest/config'

const stage = process.env['VIGIE_MUTATED_STAGE'] ?? 'base'
const lives = ['tests/engine/**/*.test.ts', 'tests/cases/golden-lives.test.ts']

export default defineConfig({
  test: {
    include: [`src/${stage}/**/*.test.ts`, ...(stage === 'base' ? [] : lives)],
    isolate: false,
    testTimeout: 60_000,
  },
})
