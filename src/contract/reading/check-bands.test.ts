/** Bands are solved, and the solution agrees with trying every figure of a fine grid. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithin } from '../../base/bound.ts'
import type { Ratio } from '../../base/ratio.ts'
import { ratio } from '../../base/ratio.ts'
import type { Bound } from '../phrases/quantity.ts'
import { readBound } from '../phrases/quantity.ts'
import { readAll } from '../phrases/words.ts'
import type { Band, BandTable, Rounding } from '../terms.ts'
import { checkBands } from './check-bands.ts'

const HERE = { file: 'table', line: 1, column: 1 }

const holds = (figure: Ratio, { word, limit }: Bound): boolean =>
  isWithin(figure, word, limit.value)

function bound(text: string): Bound & { text: string; where: typeof HERE } {
  const read = readAll(text, readBound)
  if (read === undefined) throw new Error(`not a bound: ${text}`)
  return { ...read, text, where: HERE }
}

/** A row from its text: `at-least 90 %, under 95 %`. */
function row(text: string, line: number): Band {
  const where = { file: 'table', line, column: 1, path: `rows[${line}]` }
  const bounds = text.split(', ').map(bound)
  const lower = bounds.find(({ word }) => word === 'at-least' || word === 'above')
  const upper = bounds.find(({ word }) => word === 'at-most' || word === 'under')
  const share = { share: ratio(1n, 100n), text: '1 %', where }
  const worth = { kind: 'rate', rate: share } as const
  return { where, ...(lower && { lower }), ...(upper && { upper }), worth }
}

const HUNDREDTH: Rounding = {
  kind: 'step',
  mode: 'half-up',
  step: ratio(1n, 10_000n),
  unit: 'share',
}

/** What is said of a table, as `code values`, each row on its own line from 1. */
function solve(target: string, rows: string, rounding?: Rounding): string[] {
  const bands = rows.split('\n').map((text, i) => row(text.trim(), i + 1))
  const table: BandTable = { kind: 'bands', where: HERE, rows: bands }
  return checkBands(table, { target: bound(target), rounding }).map(({ code, params }) =>
    [code, params['values'], params['line']].filter(Boolean).join(' '),
  )
}

describe('a table of bands', () => {
  test.each([
    ['full', 'at-least 95 %', 'at-least 90 %, under 95 %\nunder 90 %', []],
    ['full on the high side', 'at-most 4 h', 'above 4 h, at-most 8 h\nabove 8 h', []],
    ['full in whole numbers', 'at-most 5', 'at-least 6, at-most 9\nat-least 10', []],
    ['not full in hours', 'at-most 5 h', 'at-least 6 h', ['band-hole above 5 h, under 6 h']],
    [
      'a point',
      'at-least 95 %',
      'above 90 %, under 95 %\nunder 90 %',
      ['band-hole at-least 90 %, at-most 90 %'],
    ],
    [
      'a stretch',
      'at-least 95 %',
      'at-least 90 %, under 95 %\nat-most 89.9 %',
      ['band-hole above 89.9 %, under 90 %'],
    ],
    [
      'the bottom',
      'at-least 95 %',
      'at-least 90 %, under 95 %',
      ['band-hole at-least 0 %, under 90 %'],
    ],
    ['below the target', 'at-least 95 %', 'under 94 %', ['band-hole at-least 94 %, under 95 %']],
    ['the target itself', 'above 95 %', 'under 95 %', ['band-hole at-least 95 %, at-most 95 %']],
    [
      'shared',
      'at-least 95 %',
      'at-least 90 %, under 95 %\nat-most 90 %',
      ['band-overlap at-least 90 %, at-most 90 % 1'],
    ],
    ['useless', 'at-least 95 %', 'at-least 95 %\nunder 95 %', ['band-dead']],
    ['empty', 'at-least 95 %', 'above 90 %, under 90 %\nunder 95 %', ['band-empty']],
  ])('%s', (_, target, rows, expected) => {
    expect(solve(target, rows)).toEqual(expected)
  })

  test('rounded figures fall between no two rows written to the hundredth', () => {
    const rows = 'at-least 99.50 %, at-most 99.79 %\nat-most 99.49 %'
    expect(solve('at-least 99.8 %', rows)).toHaveLength(2)
    expect(solve('at-least 99.8 %', rows, HUNDREDTH)).toEqual([])
  })

  test('agrees with trying every tenth of a per cent', () => {
    const percent = fc.integer({ min: 0, max: 20 }).map((n) => n * 5)
    const side = (words: readonly string[]) =>
      fc.tuple(fc.constantFrom(...words), percent).map(([word, n]) => `${word} ${n} %`)
    const text = fc
      .tuple(side(['at-least', 'above']), side(['at-most', 'under']))
      .map((sides) => sides.join(', '))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), percent, (rows, limit) => {
        const target = bound(`at-least ${limit} %`)
        const bands = rows.map(row)
        let hasHole = false
        let hasOverlap = false
        for (let tenth = 0; tenth <= 1000; tenth += 1) {
          const figure = ratio(BigInt(tenth), 1000n)
          if (holds(figure, target)) continue
          const inside = bands.filter(({ lower, upper }) =>
            [lower, upper].every((b) => b === undefined || holds(figure, b)),
          )
          hasHole ||= inside.length === 0
          hasOverlap ||= inside.length > 1
        }
        const found = solve(`at-least ${limit} %`, rows.join('\n')).join(' ')
        expect(found.includes('band-hole')).toBe(hasHole)
        expect(found.includes('band-overlap')).toBe(hasOverlap)
      }),
      { numRuns: 200 },
    )
  })
})
