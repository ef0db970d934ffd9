/** Intervals of one length, each judged by the share of it that is up: a case a row. */
import { describe, expect, test } from 'vitest'
import type { BoundWord } from '../base/bound.ts'
import { duration, instant, MINUTE } from '../base/instant.ts'
import type { Interval } from '../base/interval.ts'
import { intersect, measureOf, subtractIntervals, union } from '../base/interval.ts'
import { ratio } from '../base/ratio.ts'
import { judgeIntervals } from './judged-intervals.ts'

/** Stretches of minutes, such as `0-60 90-120`; `~` is down and not for the amount, `x` left out. */
function stretches(cell: string, mark: '' | '~' | 'x'): Interval[] {
  const own = cell
    .split(' ')
    .filter((text) => text !== '' && (/[~x]$/.exec(text)?.[0] ?? '') === mark)
  return union(
    own.map((text) => {
      const [start = 0, end = 0] = text.replace(/[~x]$/, '').split('-').map(Number)
      return { start: instant(start * MINUTE), end: instant(end * MINUTE) }
    }),
  )
}

/** What of an interval is open and not left out, and how much of that is down. */
function measuring(open: readonly Interval[], cell: string) {
  const [leftOut, owed, excused] = (['x', '', '~'] as const).map((mark) => stretches(cell, mark))
  return (interval: Interval) => {
    const window = subtractIntervals(intersect(open, [interval]), leftOut ?? [])
    const down = (of: readonly Interval[]) => ratio(measureOf(intersect(window, of)))
    return {
      window: ratio(measureOf(window)),
      down: down(union([...(owed ?? []), ...(excused ?? [])])),
      downForAmount: down(owed ?? []),
    }
  }
}

/** `60 min, up at-least 90 % | 0-180 | 0-180 | 59-60 | judged, late, late for the amount`. */
function judged(row: string): string {
  const [rule = '', looked = '', open = '', busy = ''] = row.split('|').map((cell) => cell.trim())
  const [, length, word, share] = /^(\d+) min, up (\S+) (\d+) %$/.exec(rule) ?? []
  const opened = stretches(open, '')
  const asked: Interval[] = []
  const {
    judged: all,
    late,
    lateForAmount,
  } = judgeIntervals(
    {
      length: duration(Number(length) * MINUTE),
      up: { word: word as BoundWord, limit: ratio(Number(share), 100) },
    },
    stretches(looked, '')[0] as Interval,
    opened,
    union((['', '~', 'x'] as const).flatMap((mark) => stretches(busy, mark))),
    (interval) => {
      asked.push(interval)
      return measuring(opened, busy)(interval)
    },
  )
  return `${all} judged, ${late} late, ${lateForAmount} for the amount, ${asked.length} measured`
}

// The rule | the time looked at | what of it is open | what is down or left out | what comes of it.
const TABLE = `
  # 59, 50 and 2 of 60 min are up: 98.3 %, 83.3 % and 3.3 %.
  60 min, up at-least 90 % | 0-180 | 0-180 | 0-1 60-70 122-180 | 3 judged, 2 late, 2 for the amount, 3 measured
  # 6 of 60 down are 90 % up: on the limit, and a side of it.
  60 min, up at-least 90 % | 0-60 | 0-60 | 0-6 | 1 judged, 0 late, 0 for the amount, 1 measured
  60 min, up above 90 % | 0-60 | 0-60 | 0-6 | 1 judged, 1 late, 1 for the amount, 1 measured
  60 min, up at-least 90 % | 0-60 | 0-60 | 0-7 | 1 judged, 1 late, 1 for the amount, 1 measured
  # Nothing is down: nothing need be measured.
  60 min, up at-least 90 % | 0-180 | 0-180 | | 3 judged, 0 late, 0 for the amount, 0 measured
  60 min, up at-least 90 % | 0-180 | 0-180 | 70-80 | 3 judged, 1 late, 1 for the amount, 1 measured
  # One outage over two intervals: 10 min of the first and 10 of the second.
  60 min, up at-least 90 % | 0-120 | 0-120 | 50-70 | 2 judged, 2 late, 2 for the amount, 2 measured
  60 min, up at-least 80 % | 0-120 | 0-120 | 50-70 | 2 judged, 0 late, 0 for the amount, 2 measured
  # What ends with an interval is no part of the next, nor of the one before.
  60 min, up at-least 100 % | 0-180 | 0-180 | 60-120 | 3 judged, 1 late, 1 for the amount, 1 measured
  # Intervals begin where the time looked at does, and the last one is cut: 6 of 30 min are 80 % up.
  60 min, up at-least 90 % | 15-105 | 0-120 | 75-81 | 2 judged, 1 late, 1 for the amount, 1 measured
  60 min, up at-least 80 % | 15-105 | 0-120 | 75-81 | 2 judged, 0 late, 0 for the amount, 1 measured
  60 min, up at-least 90 % | 0-90 | 0-120 | 90-120 | 2 judged, 0 late, 0 for the amount, 0 measured
  # An interval that opens never is not judged; one that opens for 20 min is judged by them.
  60 min, up at-least 90 % | 0-240 | 60-120 | | 1 judged, 0 late, 0 for the amount, 0 measured
  60 min, up at-least 90 % | 0-240 | 60-80 180-240 | 0-240 | 2 judged, 2 late, 2 for the amount, 2 measured
  60 min, up at-least 90 % | 0-60 | 0-20 | 18-60 | 1 judged, 0 late, 0 for the amount, 1 measured
  60 min, up at-least 90 % | 0-60 | 0-20 | 17-60 | 1 judged, 1 late, 1 for the amount, 1 measured
  60 min, up at-least 90 % | 0-120 | | 0-120 | 0 judged, 0 late, 0 for the amount, 0 measured
  # All of an interval is left out: it is not judged. Half of it: 3 of 30 min are 90 %.
  60 min, up at-least 90 % | 0-120 | 0-120 | 0-60x | 1 judged, 0 late, 0 for the amount, 1 measured
  60 min, up at-least 90 % | 0-60 | 0-60 | 0-30x 40-43 | 1 judged, 0 late, 0 for the amount, 1 measured
  60 min, up at-least 90 % | 0-60 | 0-60 | 0-30x 40-44 | 1 judged, 1 late, 1 for the amount, 1 measured
  # What is excused for the amount only: 20 min down, of which 5 count for the amount.
  60 min, up at-least 90 % | 0-60 | 0-60 | 0-15~ 15-20 | 1 judged, 1 late, 0 for the amount, 1 measured
  60 min, up at-least 90 % | 0-60 | 0-60 | 0-15~ 15-22 | 1 judged, 1 late, 1 for the amount, 1 measured
`

describe('intervals are judged one by one', () => {
  const rows = TABLE.split('\n').map((line) => line.trim())
  test.each(rows.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
    expect(judged(row)).toBe(row.split('|').at(-1)?.trim())
  })
})
