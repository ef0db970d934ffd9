/**
 * The core text of contracts, as `vigie terms --core` prints it: line by line for the procedures of
 * some cases, whole for the contracts of `good` that have a text in `core`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formatProgram } from '../../src/contract/core/format-core.ts'
import { formatProcedures } from '../../src/contract/core/format-procedure.ts'
import { openContract } from '../../src/shell/close-month.ts'

const CASES = new URL('../../cases/corpus/', import.meta.url)

function coreOf(name: string): string[] {
  const file = new URL(`${name}/contract.yaml`, CASES)
  const { program } = openContract(fileURLToPath(file))
  return formatProcedures(program?.procedures ?? [])
}

test.each([
  [
    'ccag09-postpone/the-day-after',
    'step postponement.decide: client may accept-reduced | reject, when answer.refuse, by outcome answer + 15 calendar-days, dated received, silence reject then next-day',
  ],
  [
    'masergy-chronic/by-count-only',
    'step chronic-outage.chronic-outage: client may require-new-loop | terminate-circuit, when outages of local-loop above 3 in 30 calendar-days, by opening + 30 calendar-days, dated received, silence right-lapses',
  ],
  ['lmd-renew/by-the-postmark', 'procedure renewal each term of 12 months, then 12 months'],
  [
    'aq-tacit-24m/before-the-last-day',
    'procedure renewal each term of 24 months, then 24 months, at most 1 times',
  ],
  [
    'aq-tacit-24m/before-the-last-day',
    'step renewal.renewal: either may end, by term-end − 3 months, dated received, silence renewed',
  ],
  [
    'aq-insurance15/from-the-last-papers',
    'procedure certificates every 6 months from first event notification, next from act',
  ],
  [
    'lmd-nonsolicit/a-hire-is-a-breach',
    'step non-solicitation.staff: either must not hire, by first event end-of-relation + 12 months, dated received',
  ],
  [
    'naic-3of6/three-in-a-row-only',
    'step termination-right.termination-right: client may terminate, when termination-right.when-1, open, dated received',
  ],
])('%s is rewritten: %s', (name, line) => {
  expect(coreOf(name)).toContain(line)
})

const CORE = new URL('core/', import.meta.url)

/** Written by `vigie terms --core`, then read term by term beside its contract; changed by hand. */
test.each(readdirSync(CORE).sort())('%s is the core of the contract of its name', (name) => {
  const file = new URL(`good/${name.replace('.txt', '.yaml')}`, import.meta.url)
  const { program } = openContract(fileURLToPath(file))
  if (program === undefined) throw new Error(`${name} is refused`)
  const expected = readFileSync(new URL(name, CORE), 'utf8')
  expect(`${formatProgram(program).join('\n')}\n`).toBe(expected)
})
