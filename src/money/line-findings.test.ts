/** What is said of a line that has no amount yet, and of one that may be earned back. */
import { describe, expect, test } from 'vitest'
import type { Derived } from '../base/because/graph.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import type { Value } from '../base/because/value.ts'
import { known, NOTHING, undefinedBecause } from '../base/because/value.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { parseDate, parseMonth } from '../base/calendar/date.ts'
import { ratio } from '../base/ratio.ts'
import type { Program } from '../contract/core/core.ts'
import type { RunSteps } from '../measures/procedures/step-result.ts'
import { lineToEarnBack, unknownLine } from './line-findings.ts'
import type { SettledLine } from './settle.ts'

const graph = new GraphBuilder()
const leaf = (value: Value): Derived => graph.leaf('facts', value)
const cents = (amount: number): Derived => leaf(known(ratio(amount), 'cents'))
const HOLE = leaf(undefinedBecause('band-hole'))
const NONE = leaf(NOTHING)
const date = (text: string): Derived => leaf(known(ratio(parseDate(text) ?? 0), 'date'))

const line = (gross: Derived, owed: Derived, waitsFor?: string): SettledLine =>
  ({
    effect: 'uptime.penalty',
    period: '2026-06',
    gross,
    owed,
    cuts: waitsFor === undefined ? [] : [{ bound: waitsFor, before: gross, after: owed }],
  }) as unknown as SettledLine

/** The claims of some months; one that counts from nothing that is told has no date. */
const claims = (...all: readonly (readonly [string, string, Derived?])[]): RunSteps =>
  ({
    all: all.map(([id, about, due]) => ({ step: { id }, about, ...(due && { due }) })),
  }) as unknown as RunSteps

const ABOUT = { line: 'uptime.penalty', period: '2026-06' }

describe('a line without an amount', () => {
  test.each([
    ['that is owed is not said', line(cents(5), cents(5)), claims(), []],
    [
      'fell into a hole of its table',
      line(HOLE, HOLE),
      claims(),
      [{ code: 'line-undefined', params: { ...ABOUT, cause: 'band-hole' } }],
    ],
    [
      'has no measure',
      line(NONE, NONE),
      claims(),
      [{ code: 'line-without-amount', params: ABOUT }],
    ],
    [
      'waits for its claim until a day',
      line(cents(5), NONE, 'uptime.claim'),
      claims(
        ['uptime.claim', '2026-05', date('2026-06-30')],
        ['other.claim', '2026-06', date('2026-08-31')],
        ['uptime.claim', '2026-06', date('2026-07-31')],
      ),
      [{ code: 'line-waits-for-claim', params: { ...ABOUT, due: '2026-07-31' } }],
    ],
    [
      'waits for a date that nobody has told',
      line(cents(5), NONE, 'uptime.claim'),
      claims(['uptime.claim', '2026-06']),
      [{ code: 'line-waits-for-date', params: { ...ABOUT, step: 'uptime.claim' } }],
    ],
    [
      'waits for a date that is not known',
      line(cents(5), NONE, 'uptime.claim'),
      claims(['uptime.claim', '2026-06', NONE]),
      [{ code: 'line-waits-for-date', params: { ...ABOUT, step: 'uptime.claim' } }],
    ],
    [
      'waits for a claim of another month only',
      line(cents(5), NONE, 'uptime.claim'),
      claims(['uptime.claim', '2026-05', date('2026-06-30')]),
      [{ code: 'line-without-amount', params: ABOUT }],
    ],
    // The hole is what is wrong with it, whatever claim it would wait for.
    [
      'has no gross amount to be claimed',
      line(HOLE, HOLE, 'uptime.claim'),
      claims(['uptime.claim', '2026-06', date('2026-07-31')]),
      [{ code: 'line-undefined', params: { ...ABOUT, cause: 'band-hole' } }],
    ],
    [
      'is cut by nothing, where a claim is of no step',
      line(cents(5), NONE),
      claims(['uptime.claim', '2026-06', date('2026-07-31')]),
      [{ code: 'line-without-amount', params: ABOUT }],
    ],
  ])('%s', (_, own, steps, expected) => {
    expect(unknownLine(own, steps)).toEqual(expected)
  })
})

describe('an amount that may be earned back', () => {
  const program = {
    effects: [{ id: 'other.penalty' }, { id: 'uptime.penalty', earnedBackAfter: 3 }],
  } as unknown as Program
  const said = (owed: Derived, effects: Program = program) =>
    lineToEarnBack(line(owed, owed), effects, parseMonth('2026-11') as YearMonth)

  test('is said with the month that decides', () => {
    expect(said(cents(500))).toEqual([
      { code: 'line-may-be-earned-back', params: { ...ABOUT, until: '2027-02' } },
    ])
  })

  test.each([
    ['that is nothing', cents(0), program],
    ['that is not known', HOLE, program],
    ['of a clause that gives nothing back', cents(5), { effects: [{ id: 'uptime.penalty' }] }],
    ['of a clause that is gone', cents(5), { effects: [] }],
    ['of another clause', cents(5), { effects: [{ id: 'other.penalty', earnedBackAfter: 3 }] }],
  ])('%s is not said', (_, owed, effects) => {
    expect(said(owed, effects as unknown as Program)).toEqual([])
  })
})
