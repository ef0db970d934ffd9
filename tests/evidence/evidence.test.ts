/** The evidence files of golden lives verify, in both programs, and say the same each time. */
import { describe, expect, test } from 'vitest'
import { runBoth } from '../../scripts/evidence/both-programs.ts'
import { partsIn } from '../../scripts/evidence/tamper.ts'
import { hashOf } from '../../src/shell/evidence/evidence.ts'
import { archiveOf, textOf } from './scene.ts'

/** A life for each thing that an evidence file may hold. */
const LIVES = [
  'a-second-miss-within-three-months-costs-half-as-much-again',
  'a-late-fact-of-a-closed-month-is-posted-in-the-open-one',
  'a-retroactive-amendment-is-posted-in-the-open-month',
  'a-contract-taken-over-goes-on-from-what-its-cap-had-let-pass',
  'a-cap-of-a-framework-is-shared-out-over-its-orders',
  'a-figure-in-a-hole-of-the-bands-is-undefined-and-the-month-closes',
  'a-glpi-export-is-measured-as-it-comes',
  'a-reduction-cut-by-a-cap-bears-the-vat-of-what-is-left',
  'a-month-that-is-not-answered-is-accepted-where-the-clause-says-so',
  'a-fact-of-march-in-dispute-doubles-the-penalty-of-april',
  'a-contest-on-one-fact-leaves-the-rest-undisputed',
  'a-statement-that-its-author-approves-breaks-the-four-eyes',
  'two-kinds-of-maintenance-window-have-their-own-notice-and-quota',
]

describe('golden lives', () => {
  const archives = LIVES.map(archiveOf)
  const said = runBoth(archives)

  test.each(LIVES.map((name, i) => [name, i] as const))('%s', (_, i) => {
    expect(said[i]).toEqual({ product: [], checker: [] })
  })

  test('the same life has the same bytes', () => {
    expect(hashOf(archiveOf(LIVES[1] ?? ''))).toBe(hashOf(archives[1] ?? Buffer.alloc(0)))
  })
})

test('a month upon closed ones has their settlements, and the chain of all', () => {
  const archive = archiveOf('a-late-fact-of-a-closed-month-is-posted-in-the-open-one')
  const names = partsIn(archive).map(({ name }) => name)
  expect(names).toContain('closed/2026-03.json')
  const months = textOf(archive, 'checkpoints.txt')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0])
  expect(months).toEqual(names.flatMap((name) => name.match(/\d{4}-\d\d/) ?? []).concat('2026-05'))
})

test('a month under an amendment has the text that is in force', () => {
  const archive = archiveOf('an-amendment-changes-a-limit-and-a-price-from-its-month')
  const [signed, inForce] = ['contract.yaml', 'contract-in-force.yaml'].map((name) =>
    textOf(archive, name),
  )
  expect(signed).toContain('amendments:')
  expect(inForce).not.toContain('amendments:')
  expect(inForce).toContain('parties:')
})
