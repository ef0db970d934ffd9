/** Levels over months and amounts under caps, drawn: which bar is how long, and on which side. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRatio, ratio, ZERO } from '../../base/ratio.ts'
import type { Drawing } from './drawing.ts'
import { onLength, PAGE_WIDTH } from './drawing.ts'
import type { History, Point } from './level-history.ts'
import { levelBars, sparkline } from './level-history.ts'
import type { StackedRow } from './stacked-bars.ts'
import { stackedBars } from './stacked-bars.ts'

const number = (text: string) => parseRatio(text) ?? ZERO

/** `03 17/100 missed`, one period a row; `-` is a period without a figure. */
function historyOf(target: string, rows: string): History {
  const points = rows
    .trim()
    .split('\n')
    .map((row): Point => {
      const [period = '', value = '', verdict = ''] = row.trim().split(' ')
      return {
        period,
        ...(value === '-' ? {} : { value: number(value) }),
        text: value,
        verdict: verdict as Point['verdict'],
      }
    })
  return {
    title: 'P1',
    description: 'P1: each month in words.',
    target: number(target),
    targetText: 'at least',
    points,
  }
}

/** Each bar by its class, how far it goes, and on which side of the target. */
function bars({ shapes }: Drawing): string[] {
  const axis = shapes.find((shape) => shape.kind === 'line' && shape.class === 'target')
  const y = axis?.kind === 'line' ? axis.y : 0
  return shapes.flatMap((shape) =>
    shape.kind === 'rect'
      ? [`${shape.class} ${shape.height} ${shape.y < y ? 'above' : 'below'}`]
      : [],
  )
}

const words = ({ shapes }: Drawing): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))

describe('a level over its periods', () => {
  test.each([
    // The farthest from the target is 420 tall; the others in proportion.
    [
      '9/10',
      '03 1/2 missed\n04 7/10 missed\n05 9/10 met\n06 1 met',
      ['missed 420 below', 'missed 210 below', 'met 10 below', 'met 105 above'],
    ],
    // At most 90: what is above is missed.
    ['90', '03 98 missed\n04 64 met', ['missed 129 above', 'met 420 below']],
    // A month without a figure is a stub on the line, never a bar of zero.
    ['9/10', '03 - unmeasured\n04 1 met', ['unmeasured 10 below', 'met 420 above']],
    ['1', '03 1 met\n04 1 met', ['met 10 below', 'met 10 below']],
  ])('target %s: %s', (target, rows, expected) => {
    expect(bars(levelBars(historyOf(target, rows)))).toEqual(expected)
  })

  test('has its target, its figures and its periods in words', () => {
    const drawing = levelBars(historyOf('9/10', '03 1/2 missed\n04 7/10 missed'))
    expect(words(drawing)).toEqual(['1/2', '7/10', '03', '04', 'at least'])
    expect(drawing.description).toBe('P1: each month in words.')
  })

  test('leaves out words that would touch, and never the last one', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `${10 + i}/2026 1/${i + 2} missed`)
    const side = words(levelBars(historyOf('9/10', rows.join('\n'))))
    expect(side.filter((word) => word.endsWith('/2026'))).toHaveLength(12)
    const long = rows.map((row) => row.replace('/2026', '/2026-and-more'))
    const spaced = words(levelBars(historyOf('9/10', long.join('\n'))))
    const shown = spaced.filter((word) => word.endsWith('more'))
    expect(shown.map((word) => word.slice(0, 2))).toEqual(['12', '15', '18', '21'])
  })

  test('is as small as a word in a row of a table', () => {
    const drawing = sparkline(historyOf('9/10', '03 1/2 missed\n04 1 met'))
    expect({ width: drawing.width, words: words(drawing) }).toEqual({ width: 600, words: [] })
    expect(drawing.height).toBeLessThan(200)
  })
})

/** Each part by its class, from where to where. */
const parts = ({ shapes }: Drawing, rows: number): string[] =>
  shapes.flatMap((shape) =>
    shape.kind === 'rect' && shape.y < rows * 290
      ? [`${shape.class} ${shape.x}-${shape.x + shape.width}`]
      : [],
  )

const row = (name: string, ...amounts: [string, string][]): StackedRow => ({
  name,
  parts: amounts.map(([mark, value]) => ({
    mark: mark as StackedRow['parts'][number]['mark'],
    value: number(value),
    text: value,
  })),
})

const SAID = { title: 'Amounts', description: 'each in words' }
const NAMES = [
  ['owed', 'owed'],
  ['cap', 'held back'],
] as const

describe('amounts made of parts', () => {
  const two = [row('A', ['owed', '300'], ['cap', '100']), row('B', ['owed', '200'])]

  test('are compared on one scale, or each on its own', () => {
    expect(parts(stackedBars(SAID, two, NAMES, 'common'), 2)).toEqual([
      'owed 0-3600',
      'cap 3600-4800',
      'owed 0-2400',
    ])
    expect(parts(stackedBars(SAID, two, NAMES, 'own'), 2)).toEqual([
      'owed 0-3600',
      'cap 3600-4800',
      'owed 0-4800',
    ])
  })

  test('say their amount where it fits, their name, and the key', () => {
    const narrow = [row('A', ['owed', '100000'], ['cap', '1'])]
    expect(words(stackedBars(SAID, narrow, NAMES, 'common'))).toEqual([
      'A',
      '100000',
      'owed',
      'held back',
    ])
  })

  test('that are all nothing draw no bar', () => {
    expect(parts(stackedBars(SAID, [row('A', ['owed', '0'])], NAMES, 'common'), 1)).toEqual([])
    expect(parts(stackedBars(SAID, [], NAMES, 'common'), 0)).toEqual([])
  })

  test('a part is never longer than the page, whatever the amounts', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n })
    fc.assert(
      fc.property(cents, cents, (part, more) => {
        const length = onLength(ratio(part), ratio(part + more), PAGE_WIDTH)
        expect(length).toBeGreaterThanOrEqual(0)
        expect(length).toBeLessThanOrEqual(PAGE_WIDTH)
      }),
    )
  })
})
