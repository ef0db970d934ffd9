/** A value a row, as a settlement stores it, then what is said in French and in English. */
import { describe, expect, test } from 'vitest'
import { april, PARIS } from '../../tests/reports/months.ts'
import { plain, strictSpeaker } from '../../tests/reports/reading.ts'
import { known } from '../base/because/value.ts'
import { ONE } from '../base/ratio.ts'
import type { Settlement, StoredNode } from '../money/settlement.ts'
import { sayBound, sayFigure, sayInstant, sayLength, sayTarget, valueAt } from './figures.ts'

const FR = strictSpeaker('fr')
const EN = strictSpeaker('en')
const both = (say: (speaker: typeof FR) => string): string[] => [FR, EN].map(say).map(plain)

const LEVEL = 'count: { of: incidents }\n  per: month\n  target: { at-most: 3 }'
const closed = april({ levels: [LEVEL] }, 'tickets: []')

/** A settlement whose only node has this value. */
const holding = (value: string): Settlement => {
  const node: StoredNode = { step: 'term', operands: [], params: {}, value }
  return { ...closed, graph: [node] }
}

test.each([
  ['480000 cents', '4 800,00 €', '€4,800.00'],
  ['-50 cents', '−0,50 €', '−€0.50'],
  ['19/20 share', '95,00 %', '95.00%'],
  ['22199/22230 share', '99,86055 %', '99.86055%'],
  ['12300000 ms', '3 h 25', '3 h 25'],
  ['0 ms', '0 min', '0 min'],
  ['1 truth', 'oui', 'yes'],
  ['0 truth', 'non', 'no'],
  ['20 count', '20', '20'],
  ['3/2 count', '1,50', '1.50'],
  ['1234 count', '1 234', '1,234'],
  ['4 points', '4 points', '4 points'],
  // Nothing to measure is no zero, and a figure in a hole of a table neither.
  ['nothing', 'sans objet', 'none'],
  ['undefined: band-hole', 'indéfini', 'undefined'],
  // What nobody can have written says nothing.
  ['12 apples', 'sans objet', 'none'],
  ['', 'sans objet', 'none'],
])('%s', (value, fr, en) => {
  expect(both((speaker) => sayFigure(holding(value), 0, speaker))).toEqual([fr, en])
})

test('a node that is not there has nothing to say', () => {
  expect(valueAt(closed, closed.graph.length)).toEqual({ state: 'nothing' })
  expect(valueAt(closed, -1)).toEqual({ state: 'nothing' })
})

describe('a target', () => {
  test.each([
    ['at-least', '19/20', 'share', 'au moins 95,00 %', 'at least 95.00%'],
    ['at-most', '28800000', 'ms', 'au plus 8 h', 'at most 8 h'],
    ['above', '3', 'count', 'plus de 3', 'above 3'],
    ['under', '3/100', 'share', 'moins de 3,00 %', 'under 3.00%'],
  ])('%s %s %s', (word, bound, unit, fr, en) => {
    expect(both((speaker) => sayTarget({ word, bound, unit }, 'EUR', speaker))).toEqual([fr, en])
  })
})

describe('a bound of a row', () => {
  test('is in the unit of the figure that was looked up', () => {
    const share = known(ONE, 'share')
    expect(both((speaker) => sayBound('9/10', share, 'EUR', speaker))).toEqual([
      '90,00 %',
      '90.00%',
    ])
  })

  test.each([
    ['no number', 'high', known(ONE, 'share')],
    ['nothing to be held to', '9/10', { state: 'nothing' as const }],
  ])('with %s is shown as it is', (_, bound, like) => {
    expect(both((speaker) => sayBound(bound, like, 'EUR', speaker))).toEqual([bound, bound])
  })
})

test.each([
  ['3600000', '1 h'],
  ['200000/3', '1 min 7 s'],
  ['soon', 'soon'],
])('a stored length of %s ms: %s', (stored, said) => {
  expect(plain(sayLength(stored, FR))).toBe(said)
})

test.each([
  ['2026-04-03T07:00:00Z', 'ven. 03/04/2026 09:00', 'Fri 03 Apr 2026 09:00'],
  [undefined, '', ''],
  ['yesterday', '', ''],
])('the instant %s on the clock of the contract', (stored, fr, en) => {
  expect(both((speaker) => sayInstant(stored, PARIS, speaker))).toEqual([fr, en])
})
