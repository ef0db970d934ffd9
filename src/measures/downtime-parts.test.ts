/** What each outage counts and what it does not: a case a row, and last the parts, in minutes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wall } from '../../tests/engine/clock-table.ts'
import { measure, minutes, stretch } from '../../tests/engine/downtime-scene.ts'
import type { Ratio } from '../base/ratio.ts'
import { add, compare, equals, parseRatio, ZERO } from '../base/ratio.ts'
import type { ExemptionTarget } from '../contract/core/select.ts'
import type { Downtime } from './downtime.ts'
import type { DownPart } from './downtime-parts.ts'
import type { TakenOut } from './exemptions.ts'
import { outageScopes } from './items.ts'

/** `E 03-10 10:00-10:30 1/2 outage+window`, several between semicolons. */
function takenOutIn(text: string): TakenOut[] {
  return text.split(';').flatMap((one) => {
    const [, because, when, share, targets] = /^(\S+) (\S+ \S+) (\S+) (\S+)$/.exec(one.trim()) ?? []
    if (because === undefined || when === undefined) return []
    const { start, end } = stretch(when)
    const takesOut = (targets ?? '').split('+') as ExemptionTarget[]
    return [
      { start, end: end ?? start, share: parseRatio(share ?? '1') ?? ZERO, takesOut, because },
    ]
  })
}

/** `o0 60 = 30 + 30 exempted E`; what is exempted from the amount only stands after a slash. */
function said({ kind, id, open, counted, notCounted }: DownPart): string {
  const left = notCounted.map(({ why, by, time }) =>
    [why === 'exempted-from-amount' ? '/' : '+', minutes(time), why, by ?? ''].join(' ').trim(),
  )
  return [id || kind, minutes(open), '=', minutes(counted), ...left].join(' ')
}

function rows(title: string, table: string): void {
  describe(title, () => {
    const lines = table.split('\n').map((line) => line.trim())
    test.each(lines.filter((line) => line !== '' && !line.startsWith('#')))('%s', (row) => {
      const [outages = '', rules = '', taken = '', ...expected] = row
        .split('|')
        .map((cell) => cell.trim())
      const watches = ['03-01 00:00-03-20 00:00', '03-20 06:00-04-01 00:00']
      const { parts } = measure({ outages, rules, watches, takenOut: takenOutIn(taken) })
      expect(parts.map(said)).toEqual(expected.filter((part) => part !== ''))
    })
  })
}

rows(
  'all of it',
  `
  03-10 10:00-11:00 | | | o0 60 = 60
  # Not in the period: no part at all.
  02-10 10:00-11:00 | | |
  02-28 23:00-03-01 00:20 | | | o0 20 = 20
`,
)

rows(
  'counted once',
  `
  # The first of two outages of one weight counts.
  03-10 10:00-11:00, 03-10 10:40-11:20 | | | o0 60 = 60 | o1 40 = 20 + 20 elsewhere o0
  03-10 10:00-11:00, 03-10 10:00-11:00 | | | o0 60 = 60 | o1 60 = 0 + 60 elsewhere o0
  # The heavier one counts, whenever it began.
  03-10 10:00-11:00~, 03-10 10:30-11:00 | degraded 1/2 | | o0 60 = 15 + 15 degraded + 30 elsewhere o1 | o1 30 = 30
`,
)

rows(
  'short, merged, degraded',
  `
  03-10 10:00-10:04 | ignore 5 min whole | | o0 4 = 0 + 4 ignored
  03-10 10:00-10:06 | ignore 5 min excess | | o0 6 = 1 + 5 ignored
  03-10 10:00-10:06 | ignore 5 min whole | | o0 6 = 6
  # The gap between two outages that are one has a part of its own.
  03-10 10:00-10:04, 03-10 10:08-10:12 | merge 5 min down | | o0 4 = 4 | o1 4 = 4 | gap 4 = 4
  03-10 10:00-10:04, 03-10 10:08-10:12 | merge 5 min up | | o0 4 = 4 | o1 4 = 4
  03-10 10:00-10:30~ | degraded 1/2 | | o0 30 = 15 + 15 degraded
  03-10 10:00-10:30~ | degraded 0/1 | | o0 30 = 0 + 30 degraded
`,
)

rows(
  'exempted',
  `
  03-10 10:00-11:00 | | E 03-10 10:30-12:00 1 outage | o0 60 = 30 + 30 exempted E
  03-10 10:00-11:00 | | E 03-10 10:00-11:00 1/3 outage | o0 60 = 40 + 20 exempted E
  03-10 10:00-11:00 | | E 03-10 10:30-12:00 1 outage+window | o0 60 = 30 + 30 exempted E
  # Of two claims on one moment the greater holds.
  03-10 10:00-11:00 | | E 03-10 10:00-11:00 1/3 outage; F 03-10 10:00-11:00 1/2 outage | o0 60 = 30 + 30 exempted F
  # Half of a degraded hour is down; a third of that half is exempted.
  03-10 10:00-11:00~ | degraded 1/2 | E 03-10 10:00-11:00 1/3 outage | o0 60 = 20 + 30 degraded + 10 exempted E
  # From the amount only: the figure counts the whole.
  03-10 10:00-11:00 | | E 03-10 10:00-11:00 1/2 amount | o0 60 = 60 / 30 exempted-from-amount E
  03-10 10:00-11:00 | | E 03-10 10:00-11:00 1/3 outage; F 03-10 10:00-11:00 1/2 amount | o0 60 = 40 + 20 exempted E / 10 exempted-from-amount F
  # A claim on something else.
  03-10 10:00-11:00 | | E 03-11 10:00-11:00 1 outage | o0 60 = 60
  03-10 10:00-11:00 | | E 03-10 10:00-11:00 1 item | o0 60 = 60
`,
)

rows(
  'nobody watched from midnight to six on the 20th',
  `
  | no-data down | | unwatched 360 = 360
  | no-data left-out | |
  03-20 01:00-02:00 | no-data down | | o0 60 = 60 | unwatched 300 = 300
  03-20 05:00-07:00 | no-data left-out | | o0 120 = 60 + 60 unwatched
  03-20 01:00-02:00~ | no-data down, degraded 1/2 | | o0 60 = 0 + 60 elsewhere | unwatched 360 = 360
`,
)

const sum = (times: readonly Ratio[]): Ratio => times.reduce(add, ZERO)

const isWhole = ({ open, counted, notCounted }: DownPart): boolean =>
  equals(
    open,
    sum([
      counted,
      ...notCounted.flatMap(({ why, time }) => (why === 'exempted-from-amount' ? [] : [time])),
    ]),
  )

test('an outage is what it counts and what it does not, and the parts are the time down', () => {
  const at = fc.integer({ min: 0, max: 40 })
  const clock = (minute: number): string =>
    `03-10 ${10 + Math.floor(minute / 60)}:${`${minute % 60}`.padStart(2, '0')}`
  const interval = fc.tuple(at, at).map(([a, b]): [string, string] => {
    const [from, to] = [Math.min(a, b), Math.max(a, b) + 1]
    return [clock(from), clock(to).slice(6)]
  })
  const outages = fc.array(fc.tuple(interval, fc.constantFrom('', '~')), { maxLength: 6 })
  const target = fc.constantFrom<ExemptionTarget>('outage', 'window', 'amount')
  const share = fc.constantFrom('1', '1/2', '1/3')
  const taken = fc.array(fc.tuple(interval, target, share), { maxLength: 3 })
  const rules = fc.constantFrom('', 'merge 3 min down', 'ignore 4 min whole', 'ignore 4 min excess')
  fc.assert(
    fc.property(outages, taken, rules, (texts, claims, rule) => {
      const measured: Downtime = measure({
        outages: texts.map(([[from, to], mark]) => `${from}-${to}${mark}`).join(', '),
        rules: ['degraded 1/3', rule].filter((one) => one !== '').join(', '),
        takenOut: claims.map(([[from, to], what, text], i) => ({
          start: wall(from),
          end: wall(`03-10 ${to}`),
          share: parseRatio(text) ?? ZERO,
          takesOut: [what],
          because: `E${i}`,
        })),
      })
      const { parts, down, downForAmount } = measured
      expect(parts.every(isWhole)).toBe(true)
      expect(equals(down, sum(parts.map(({ counted }) => counted)))).toBe(true)
      expect(compare(downForAmount, down)).not.toBe(1)
      // Looked at one by one, outages that nothing joins are the time down and no more.
      const ones = outageScopes('up', parts).items.map(
        ({ read }) => read({ kind: 'elapsed' }).value,
      )
      const oneByOne = sum(ones.map((value) => (value.state === 'known' ? value.number : ZERO)))
      if (!rule.startsWith('merge')) expect(equals(oneByOne, downForAmount)).toBe(true)
    }),
  )
})
