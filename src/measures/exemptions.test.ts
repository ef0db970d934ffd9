/** Which claims and which maintenance hold, and what they take out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lengthOf, wall } from '../../tests/engine/clock-table.ts'
import {
  factOf,
  measure,
  minutes,
  outage,
  periods,
  stretch,
} from '../../tests/engine/downtime-scene.ts'
import { calendarNamed } from '../../tests/engine/hours.ts'
import type { Duration } from '../base/instant.ts'
import { MINUTE } from '../base/instant.ts'
import { formatRatio, ONE, ratio } from '../base/ratio.ts'
import type { ExemptionRule } from '../contract/core/select.ts'
import type { ExemptionClaim, Maintenance } from '../facts/fact.ts'
import { outageEnd } from './downtime.ts'
import {
  claimedStretches,
  claimsThatHold,
  maintenanceStretches,
  ticketExemptions,
} from './exemptions.ts'

describe('what is taken out', () => {
  const claim = (id: string, about: ExemptionClaim['about'], share = ONE): ExemptionClaim =>
    ({
      ...factOf('exemption', id),
      ground: 'client',
      about,
      share,
      claimedBy: 'provider',
      status: 'accepted',
    }) as ExemptionClaim
  const rule = (takesOut: ExemptionRule['takesOut']): ExemptionRule => ({
    ground: 'client',
    from: 'exemption',
    needs: ['acceptance'],
    takesOut,
  })
  const taken = (claims: readonly ExemptionClaim[], takesOut: ExemptionRule['takesOut']) =>
    claimedStretches(
      claimsThatHold([rule(takesOut)], claims),
      (id) => {
        const found = outage('03-10 10:00-11:00', 0)
        return id === 'o0'
          ? { start: found.start, end: outageEnd(found, wall('03-31 00:00')) }
          : undefined
      },
      () => periods,
      () => undefined,
    )
  const down = (claims: readonly ExemptionClaim[], takesOut: ExemptionRule['takesOut']) => {
    const measured = measure({ outages: '03-10 10:00-11:00', takenOut: taken(claims, takesOut) })
    return [measured.down, measured.downForAmount, measured.window].map(minutes)
  }
  const half = { start: wall('03-10 10:30'), end: wall('03-10 12:00') }

  test.each([
    ['the outage', [claim('c', { item: 'o0' })], ['outage'], ['0', '0', '44580']],
    ['half of its time', [claim('c', half)], ['outage'], ['30', '30', '44580']],
    [
      'half of its time and the window',
      [claim('c', half)],
      ['outage', 'window'],
      ['30', '30', '44490'],
    ],
    ['the amount only', [claim('c', { item: 'o0' })], ['amount'], ['60', '0', '44580']],
    [
      'half a share of the amount',
      [claim('c', { item: 'o0' }, ratio(1, 2))],
      ['amount'],
      ['60', '30', '44580'],
    ],
    [
      'a third of the outage',
      [claim('c', { item: 'o0' }, ratio(1, 3))],
      ['outage'],
      ['40', '40', '44580'],
    ],
    [
      'two claims on one outage, the greater',
      [claim('c', { item: 'o0' }, ratio(1, 3)), claim('d', { item: 'o0' }, ratio(1, 2))],
      ['outage'],
      ['30', '30', '44580'],
    ],
    [
      'an outage of another level',
      [claim('c', { item: 'other' })],
      ['outage'],
      ['60', '60', '44580'],
    ],
  ] as const)('%s', (_, claims, takesOut, expected) => {
    expect(down(claims, takesOut)).toEqual(expected)
  })

  test.each([
    ['claimed only', { status: 'claimed' as const }, 0],
    ['refused', { status: 'refused' as const }, 0],
    ['of another ground', { ground: 'weather' }, 0],
    ['accepted', {}, 1],
  ])('a claim that is %s', (_, change, held) => {
    const claims = [{ ...claim('c', { item: 'o0' }), ...change }]
    expect(claimsThatHold([rule(['outage'])], claims)).toHaveLength(held)
  })

  test('evidence that a clause needs must be there', () => {
    const needs: ExemptionRule = { ...rule(['outage']), needs: ['evidence'] }
    expect(claimsThatHold([needs], [claim('c', { item: 'o0' })])).toEqual([])
    const proven = { ...claim('c', { item: 'o0' }), evidence: 'letter.pdf' }
    expect(claimsThatHold([needs], [proven])).toHaveLength(1)
  })
})

describe('planned maintenance', () => {
  const work = (id: string, when: string, announced?: string): Maintenance =>
    ({
      ...factOf('maintenance', id),
      of: 'app',
      ...stretch(when),
      ...(announced === undefined ? {} : { announced: wall(announced) }),
    }) as Maintenance
  const base: ExemptionRule = {
    ground: 'planned-maintenance',
    from: 'maintenance',
    needs: [],
    notice: lengthOf('48 h'),
    takesOut: ['outage'],
  }
  const lasting = (rule: ExemptionRule, works: readonly Maintenance[], slot?: string): number =>
    maintenanceStretches(
      rule,
      ['app'],
      works,
      slot === undefined ? undefined : calendarNamed(slot),
      rule.quota === undefined ? undefined : periods,
    ).reduce((sum, s) => sum + (s.end - s.start) / MINUTE, 0)
  const quota: ExemptionRule = {
    ...base,
    quota: { length: lengthOf('6 h') as Duration, tile: 'month' },
  }

  test.each([
    ['announced 48 h before', [work('a', '03-12 02:00-04:00', '03-10 02:00')], base, 120],
    ['announced one minute too late', [work('a', '03-12 02:00-04:00', '03-10 02:01')], base, 0],
    ['never announced', [work('a', '03-12 02:00-04:00')], base, 0],
    [
      'on something else',
      [{ ...work('a', '03-12 02:00-04:00', '03-10 02:00'), of: 'db' }],
      base,
      0,
    ],
    ['within its quota of 6 h', [work('a', '03-12 02:00-08:00', '03-01 00:00')], quota, 360],
    ['2 h past its quota', [work('a', '03-12 02:00-10:00', '03-01 00:00')], quota, 360],
    [
      'twice 4 h',
      [
        work('b', '03-20 02:00-06:00', '03-01 00:00'),
        work('a', '03-12 02:00-06:00', '03-01 00:00'),
      ],
      quota,
      360,
    ],
    [
      'all of it, and then once more',
      [
        work('a', '03-12 02:00-08:00', '03-01 00:00'),
        work('b', '03-20 02:00-06:00', '03-01 00:00'),
      ],
      quota,
      360,
    ],
    [
      '4 h and 4 h in two months',
      [
        work('a', '03-12 02:00-06:00', '03-01 00:00'),
        work('b', '04-12 02:00-06:00', '03-01 00:00'),
      ],
      quota,
      480,
    ],
    [
      'across two months, each with its own quota',
      [work('a', '03-31 12:00-04-01 12:00', '03-01 00:00')],
      quota,
      720,
    ],
  ] as const)('%s', (_, works, rule, expected) => {
    expect(lasting(rule, works)).toBe(expected)
  })

  test('outside of its slot it is no maintenance', () => {
    // Nights are 22:00 to 06:00: of 04:00 to 08:00, two hours.
    expect(lasting(base, [work('a', '03-12 04:00-08:00', '03-01 00:00')], 'night')).toBe(120)
    expect(lasting(base, [work('a', '03-12 10:00-12:00', '03-01 00:00')], 'night')).toBe(0)
  })

  test('works that overlap use the quota up once', () => {
    const works = [
      work('a', '03-12 02:00-06:00', '03-01 00:00'),
      work('b', '03-12 02:00-06:00', '03-01 00:00'),
      work('c', '03-20 02:00-04:00', '03-01 00:00'),
    ]
    const stretches = maintenanceStretches(quota, ['app'], works, undefined, periods)
    const whole = measure({ outages: '03-12 02:00-06:00, 03-20 02:00-04:00', takenOut: stretches })
    expect(minutes(whole.down)).toBe('0')
  })
})

describe('claims on tickets', () => {
  const rules: ExemptionRule[] = (
    [
      ['client', ['item']],
      ['force-majeure', ['miss']],
      ['volume', ['amount']],
    ] as const
  ).map(([ground, takesOut]) => ({ ground, from: 'exemption', needs: [], takesOut }))
  const claim = (ground: string, share = ONE): ExemptionClaim =>
    ({
      ...factOf('exemption', `${ground} ${formatRatio(share)}`),
      ground,
      about: { item: 'T' },
      share,
      claimedBy: 'provider',
      status: 'accepted',
    }) as ExemptionClaim
  const said = (claims: readonly ExemptionClaim[]) => {
    const found = ticketExemptions(claimsThatHold(rules, claims)).get('T')
    return `${found?.takesOut ?? '-'} ${found === undefined ? '-' : formatRatio(found.fromAmount)}`
  }

  test.each([
    ['nothing', [], '- -'],
    ['the ticket', [claim('client')], 'item 0'],
    ['its lateness', [claim('force-majeure')], 'miss 0'],
    ['its amount', [claim('volume')], '- 1'],
    ['half of its amount', [claim('volume', ratio(1, 2))], '- 1/2'],
    // A ticket is counted or it is not.
    ['half of a ticket', [claim('client', ratio(1, 2))], '- 0'],
    [
      'halves that add up to more',
      [claim('volume', ratio(2, 3)), claim('volume', ratio(1, 2))],
      '- 1',
    ],
    ['the lateness and the ticket', [claim('force-majeure'), claim('client')], 'item 0'],
    [
      'the lateness and half of the amount',
      [claim('volume', ratio(1, 2)), claim('force-majeure')],
      'miss 1/2',
    ],
  ] as const)('%s', (_, claims, expected) => {
    expect(said(claims)).toBe(expected)
  })

  test('the order in which they are read changes nothing', () => {
    const share = fc.integer({ min: 1, max: 3 }).map((n) => ratio(n, 3))
    const ground = fc.constantFrom('client', 'force-majeure', 'volume')
    const claims = fc.array(fc.tuple(ground, share), { maxLength: 4 })
    fc.assert(
      fc.property(claims, (drawn) => {
        const list = drawn.map(([name, part]) => claim(name, part))
        expect(said([...list].reverse())).toBe(said(list))
      }),
    )
  })
})
