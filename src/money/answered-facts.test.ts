/** The facts before they are measured: what the procedure of a month has accepted is accepted. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readText, zoneIn } from '../../tests/engine/close-life.ts'
import { CASES } from '../../tests/engine/forging.ts'
import { at, TABLES } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import { yearMonth } from '../base/calendar/date.ts'
import type { RareFact } from '../facts/fact.ts'
import { answeredFacts } from './answered-facts.ts'
import { compileCalendars } from './calendars.ts'

const CASE = join(CASES, 'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so')

/** The claims of a text as a day leaves them: `E-1 accepted`. */
function answered(more: string, asOf = '2026-06-01T00:00:00+02:00', name = CASE): string[] {
  const contract = readText(readFileSync(join(name, 'contract.yaml'), 'utf8')).original
  const zone = zoneIn(contract)
  const month = yearMonth(2026, 4)
  const input = { month, asOf: at(asOf), tables: TABLES }
  const calendars = compileCalendars(contract, input, zone).value ?? new Map()
  const { rare } = factsIn(`tickets: []
acts:
  - { of: statement, about: 2026-04, by: client, did: publish, received: 2026-05-12 }
${more}`)
  const known = { zone, asOf: at(asOf), calendars }
  const told = answeredFacts(contract.program, rare, known)
  expect(told).toHaveLength(rare.length)
  return told.flatMap((fact: RareFact) =>
    fact.kind === 'exemption' ? `${fact.externalId} ${fact.status}` : [],
  )
}

const claim = (id: string, more = ''): string =>
  `  - { id: ${id}, ground: client, item: T-1, by: provider, status: claimed, about: 2026-04, claimed: 2026-05-20${more} }`

describe('a claim', () => {
  test('that nobody answered within the window is accepted, and no other', () => {
    const facts = `exemptions:
${claim('E-1')}
${claim('E-2').replace('status: claimed', 'status: refused')}
${claim('E-3').replace('2026-05-20', '2026-05-30')}
${claim('E-4').replace('about: 2026-04', 'about: 2026-03')}`
    expect(answered(facts)).toEqual(['E-1 accepted', 'E-2 refused', 'E-3 claimed', 'E-4 claimed'])
  })

  test('waits as long as the window is open', () => {
    expect(answered(`exemptions:\n${claim('E-1')}`, '2026-05-21T00:00:00+02:00')).toEqual([
      'E-1 claimed',
    ])
  })

  test('stays as it is where the contract does not run its months', () => {
    const name = join(CASES, 'a-claim-with-its-evidence-waits-for-the-other-party')
    expect(answered(`exemptions:\n${claim('E-1')}`, undefined, name)).toEqual(['E-1 claimed'])
  })
})
