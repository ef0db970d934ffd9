/**
 * The tests that a mutant must survive, by the stage of the file that is mutated: the tests of the
 * stage and of the stages that rest on it, the broken contracts, and every golden life, closed
 * once. The drawn lives, which take minutes a mutant, do not judge. See `scripts/mutation.ts`.
 */
import { defineConfig } from 'vitest/config'

const STAGES = ['base', 'contract', 'facts', 'measures', 'money']
const stage = process.env['VIGIE_MUTATED_STAGE'] ?? 'base'
const above = STAGES.slice(STAGES.indexOf(stage))

export default defineConfig({
  test: {
    include: [
      ...above.map((own) => `src/${own}/**/*.test.ts`),
      ...(stage === 'base' ? ['tests/contracts/**/*.test.ts'] : []),
      'tests/engine/{graph,unmatched,forged-procedure}.test.ts',
      'tests/cases/lives-once.judge.ts',
    ],
    isolate: false,
    testTimeout: 60_000,
  },
})
