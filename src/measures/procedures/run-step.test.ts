/** How one step ends: in time, late, in silence or not at all, to the day or to the minute. */
import { describe, expect, test } from 'vitest'
import { stepsIn } from '../../../tests/engine/step-scene.ts'

const stepOf = (rule: string): string => `    - id: works
      clause: sla §5
      steps:
        - { id: step, ${rule} }`

/** One act at a time, or none. */
const actAt = (did: string, by: string, received: string): string =>
  received === ''
    ? 'acts: []'
    : `acts: [{ id: A-1, of: step, by: ${by}, did: ${did}, received: ${received} }]`

function ended(
  rule: string,
  event: string,
  acts: string,
  asOf: string,
  conventions?: Readonly<Record<string, string>>,
): string {
  const events = event === '' ? 'events: []' : `events: [{ of: request, ${event} }]`
  const [told = ''] = stepsIn(stepOf(rule), `${events}\n${acts}`, '2026-04', asOf, conventions)
  return told.replace('works.step: ', '')
}

const AFTER = '2026-05-05T12:00:00+02:00'

describe('what a party must not do until a date', () => {
  const BAN = 'who: client, must-not: assign, within: 10 days after request, dated: received'

  test.each([
    // It is forbidden from the first day on: nothing says from when.
    ['2026-04-08', 'breached assign, due 2026-04-20, ended 2026-04-08'],
    ['2026-04-20', 'breached assign, due 2026-04-20, ended 2026-04-20'],
    // Once the ten days are over it may be done.
    ['2026-04-21', 'respected, due 2026-04-20, ended 2026-04-20'],
    ['', 'respected, due 2026-04-20, ended 2026-04-20'],
  ])('done on %s: %s', (received, expected) => {
    const acts = actAt('assign', 'client', received)
    expect(ended(BAN, 'on: 2026-04-10', acts, AFTER)).toBe(expected)
  })
})

describe('a length in hours, to the minute', () => {
  const DUTY =
    'who: provider, must: answer, within: 4 h after request, calendar: office, dated: received'
  const request = 'on: 2026-04-07 16:00'
  const at = (received: string, limit: string): string =>
    ended(DUTY, request, actAt('answer', 'provider', received), AFTER, { 'on-the-limit': limit })

  test.each([
    // Two hours on Tuesday, two on Wednesday: until 10:00 in Paris.
    [
      '2026-04-08 10:00',
      'in-time',
      'done answer, due 2026-04-08T08:00:00Z, ended 2026-04-08T08:00:00Z',
    ],
    [
      '2026-04-08 10:00',
      'late',
      'late answer, due 2026-04-08T08:00:00Z, ended 2026-04-08T08:00:00Z',
    ],
    [
      '2026-04-08 09:59',
      'late',
      'done answer, due 2026-04-08T08:00:00Z, ended 2026-04-08T07:59:00Z',
    ],
    [
      '2026-04-08 10:01',
      'in-time',
      'late answer, due 2026-04-08T08:00:00Z, ended 2026-04-08T08:01:00Z',
    ],
    ['', 'in-time', 'missing, due 2026-04-08T08:00:00Z, ended none'],
  ])('received at %s, at the limit %s: %s', (received, limit, expected) => {
    expect(at(received, limit)).toBe(expected)
  })
})

describe('a choice', () => {
  const CHOICE =
    'who: client, may: [accept, reject], within: 10 days after request, dated: received, silence: accept'

  test.each([
    ['2026-04-20', 'done reject, due 2026-04-20, ended 2026-04-20'],
    ['2026-04-21', 'silent accept, due 2026-04-20, ended 2026-04-20'],
    ['', 'silent accept, due 2026-04-20, ended 2026-04-20'],
  ])('made on %s: %s', (received, expected) => {
    expect(ended(CHOICE, 'on: 2026-04-10', actAt('reject', 'client', received), AFTER)).toBe(
      expected,
    )
  })

  test('of the other party, or with another answer, is none', () => {
    const silent = 'silent accept, due 2026-04-20, ended 2026-04-20'
    expect(ended(CHOICE, 'on: 2026-04-10', actAt('reject', 'provider', '2026-04-15'), AFTER)).toBe(
      silent,
    )
    expect(ended(CHOICE, 'on: 2026-04-10', actAt('refuse', 'client', '2026-04-15'), AFTER)).toBe(
      silent,
    )
  })

  test('waits for the event that it counts from', () => {
    expect(ended(CHOICE, '', 'acts: []', AFTER)).toBe('waiting, due none, ended none')
  })

  test('is open until its last day is over', () => {
    const rule = CHOICE.replace('10 days', '1 months')
    expect(ended(rule, 'on: 2026-04-10', 'acts: []', AFTER)).toBe(
      'open, due 2026-05-10, ended none',
    )
  })

  test('whose length nobody knows the calendar of waits', () => {
    const rule = CHOICE.replace('10 days', '900 working-days')
    expect(ended(rule, 'on: 2026-04-10', 'acts: []', AFTER)).toMatch(/^waiting, due none/)
  })
})
