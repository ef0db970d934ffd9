/** How long something was down: outages and rules, a case a row, and last the minutes. */
import { describe, expect, test } from 'vitest'
import { wall } from '../../tests/engine/clock-table.ts'
import { measure, minutes } from '../../tests/engine/downtime-scene.ts'
import { divide, formatDecimal, ONE, ratio, subtract } from '../base/ratio.ts'
import type { TakenOut } from './exemptions.ts'

function rows(title: string, table: string): void {
  describe(title, () => {
    const lines = table.split('\n').map((line) => line.trim())
    test.each(lines.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
      const [outages = '', rules = '', expected = ''] = row.split('|').map((cell) => cell.trim())
      expect(minutes(measure({ outages, rules }).down)).toBe(expected)
    })
  })
}

rows(
  'a union, never a sum',
  `
  | | 0
  03-10 10:00-10:30 | | 30
  03-10 10:00-10:30, 03-10 12:00-12:20 | | 50
  # 10:00 to 11:00, told by two sources.
  03-10 10:00-10:40, 03-10 10:20-11:00 | | 60
  03-10 10:00-11:00, 03-10 10:20-10:40 | | 60
  03-10 10:00-10:30, 03-10 10:30-11:00 | | 60
  # Cut at the edges of the month.
  02-28 23:30-03-01 00:20 | | 20
  03-31 23:30-04-01 00:20 | | 30
  02-27 10:00-02-27 11:00 | | 0
  # No length at all.
  03-10 10:00-10:00 | | 0
  # From 01:30 to 03:30 on the wall is one hour on the night when it moves forward.
  03-29 01:30-03:30 | | 60
`,
)

rows(
  'weights',
  `
  03-10 10:00-10:30~ | degraded 1/2 | 15
  03-10 10:00-10:31~ | degraded 1/3 | 31/3
  # Each moment at its heaviest: 10 at half, 20 whole.
  03-10 10:00-10:30~, 03-10 10:10-10:30 | degraded 1/2 | 25
  # Two degraded ones do not make a whole one.
  03-10 10:00-10:30~, 03-10 10:00-10:30~ | degraded 1/2 | 15
  03-10 10:00-10:30~ | degraded 0/1 | 0
  03-10 10:00-10:30~ | | 30
`,
)

rows(
  'outages that are too short, and near ones',
  `
  03-10 10:00-10:04 | ignore 5 min whole | 0
  03-10 10:00-10:05 | ignore 5 min whole | 5
  03-10 10:00-10:05 | ignore at-most 5 min whole | 0
  03-10 10:00-10:06 | ignore at-most 5 min whole | 6
  03-10 10:00-10:06 | ignore at-most 5 min excess | 1
  03-10 10:00-10:06 | ignore 5 min excess | 1
  03-10 10:00-10:05 | ignore 5 min excess | 0
  # Touching, they are one of 8 min.
  03-10 10:00-10:04, 03-10 10:04-10:08 | ignore 5 min whole | 8
  03-10 10:00-10:04, 03-10 10:10-10:14 | ignore 5 min whole | 0
  # 4 min up between them: near; 5 min: not.
  03-10 10:00-10:04, 03-10 10:08-10:12 | merge 5 min up | 8
  03-10 10:00-10:04, 03-10 10:08-10:12 | merge 5 min down | 12
  03-10 10:00-10:04, 03-10 10:09-10:13 | merge 5 min down | 8
  # Merged, they are long enough; the time up between them is not down.
  03-10 10:00-10:04, 03-10 10:08-10:12 | merge 5 min up, ignore 5 min whole | 8
  03-10 10:00-10:04, 03-10 10:08-10:12 | merge 5 min down, ignore 10 min excess | 2
  # Each near the last one.
  03-10 10:00-10:01, 03-10 10:03-10:04, 03-10 10:06-10:07 | merge 5 min down | 7
`,
)

describe('the window', () => {
  test.each([
    ['03', 44_580],
    ['10', 44_700],
    ['04', 43_200],
    ['02', 40_320],
  ])('2026-%s has %d minutes', (month, expected) => {
    expect(minutes(measure({ month }).window)).toBe(`${expected}`)
  })

  test('of office hours is 22 days of 10 hours in March 2026', () => {
    const measured = measure({ hours: 'office', outages: '03-10 07:00-08:30, 03-14 10:00-11:00' })
    expect(minutes(measured.window)).toBe(`${22 * 600}`)
    expect(minutes(measured.down)).toBe('30')
  })

  test('an outage that lasts is down until what is known ends', () => {
    const scene = { outages: '03-10 10:00-', asOf: '03-10 11:15' }
    expect(minutes(measure(scene).down)).toBe('75')
  })

  test.each([
    ['begins later', '03-10 12:00-13:00', '0'],
    ['ends later', '03-10 11:00-13:00', '15'],
    ['has ended', '03-10 10:00-11:00', '60'],
  ])('on 10 March at 11:15, an outage that %s', (_, outages, expected) => {
    const { down, parts } = measure({ outages, asOf: '03-10 11:15' })
    expect(minutes(down)).toBe(expected)
    expect(parts).toHaveLength(expected === '0' ? 0 : 1)
  })

  test('120 min of maintenance out of the window, 62 min down: 99.86055 %', () => {
    const start = wall('03-08 02:00')
    const takenOut: TakenOut[] = [
      {
        start,
        end: wall('03-08 04:00'),
        share: ONE,
        takesOut: ['outage', 'window'],
        because: 'm',
      },
    ]
    // 44 580 − 120 = 44 460; 1 − 62 / 44 460.
    const outages = '03-08 02:10-03:00, 03-10 10:00-11:02'
    const { window, down } = measure({ outages, takenOut })
    expect([minutes(window), minutes(down)]).toEqual(['44460', '62'])
    const share = subtract(ONE, divide(down, window))
    expect(formatDecimal(divide(share, ratio(1, 100)), 5)).toBe('99.86055')
  })
})

describe('time that nobody watched', () => {
  const watches = ['03-01 00:00-03-20 00:00', '03-20 06:00-04-01 00:00']
  test.each([
    // Six hours on the 20th.
    ['up', '44580', '30'],
    ['down', '44580', '390'],
    ['left-out', '44220', '30'],
  ])('no-data %s', (policy, window, down) => {
    const measured = measure({ outages: '03-10 10:00-10:30', rules: `no-data ${policy}`, watches })
    expect([minutes(measured.window), minutes(measured.down)]).toEqual([window, down])
  })

  test('an outage in unwatched time is counted once', () => {
    const scene = { outages: '03-20 01:00-02:00', rules: 'no-data down', watches }
    expect(minutes(measure(scene).down)).toBe('360')
  })

  test('a month that nobody watched is down, whole', () => {
    expect(minutes(measure({ rules: 'no-data down' }).down)).toBe('44580')
    expect(minutes(measure({ rules: 'no-data left-out' }).window)).toBe('0')
  })
})
