/** How a month stands between the parties, in the words of a contract manager. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CASES, settledIn } from '../../tests/engine/forging.ts'
import { plain, strictSpeaker } from '../../tests/reports/reading.ts'
import type { Settlement } from '../money/settlement.ts'
import { sayProcedure } from './procedure.ts'
import { sayAbout, stepsTold, titleOfStep } from './steps-table.ts'

const settled = (name: string): Settlement => {
  const last = settledIn(join(CASES, name)).at(-1)
  if (last === undefined) throw new Error(`${name} settles no month`)
  return last.settlement
}

describe('the state of a month', () => {
  test.each([
    [
      'a-contest-on-one-fact-leaves-the-rest-undisputed',
      'Clôturé avec réserves depuis le 26 mai 2026 (contesté par le prestataire)',
      'Closed with reservations since 26 May 2026 (contested by the provider)',
    ],
    [
      'a-statement-that-is-contested-is-decided-by-an-expert',
      'Tranché depuis le 30 juin 2026 (par un expert)',
      'Decided since 30 June 2026 (by an expert)',
    ],
    [
      'a-month-that-is-accepted-by-an-act-is-agreed',
      'Accord exprès depuis le 20 mai 2026 (accepté par le prestataire)',
      'Agreed expressly since 20 May 2026 (accepted by the provider)',
    ],
    ['a-month-that-nobody-published-is-a-draft', 'Brouillon, non publié', 'Draft, not published'],
  ])('%s', (name, fr, en) => {
    const settlement = settled(name)
    expect(plain(sayProcedure(settlement, strictSpeaker('fr')) ?? '')).toBe(fr)
    expect(plain(sayProcedure(settlement, strictSpeaker('en')) ?? '')).toBe(en)
  })
})

test('a step says what it is about in words: a month, or a day', () => {
  expect(plain(sayAbout('2026-04', strictSpeaker('fr')))).toBe('avril 2026')
  expect(plain(sayAbout('2028-12-31', strictSpeaker('fr')))).toBe('31 décembre 2028')
  expect(plain(sayAbout('2026-Q2', strictSpeaker('en')))).toBe('2026-Q2')
})

test('a claim without a title bears that of its level', () => {
  const settlement = settled('a-claim-received-on-the-last-day-is-owed')
  const [level] = settlement.levels
  const claim = settlement.steps?.find(({ id }) => id === `${level?.id}-claim`)
  if (level === undefined || claim === undefined) throw new Error('the golden life has a claim')
  const titled = { ...settlement, levels: [{ ...level, title: 'Disponibilité' }] }
  expect(plain(titleOfStep(claim, titled, strictSpeaker('fr')))).toBe('Réclamation : Disponibilité')
})

test('a step about a later month is told by the settlement of that month', () => {
  const settlement = settled('a-contest-on-one-fact-leaves-the-rest-undisputed')
  const [first] = settlement.steps ?? []
  if (first === undefined) throw new Error('the golden life has steps')
  const about = (month: string) => ({ ...first, about: month })
  const steps = [about('2026-03'), about('2026-04'), about('2026-05'), about('2027')]
  const told = stepsTold({ ...settlement, steps })
  expect(told.map((step) => step.about)).toEqual(['2026-03', '2026-04', '2027'])
})
