/** What an outage does to a length that it interrupts: a case a row. */
import { describe, expect, test } from 'vitest'
import { stepsIn } from '../../../tests/engine/step-scene.ts'

const warranty = (rule: string): string => `    - id: warranty
      clause: sla §5
      steps:
        - { id: claim, who: client, may: [claim], within: 30 days after reception, interrupted: { of: servers, ${rule} }, dated: received, silence: ended }`

const RULES: Readonly<Record<string, string>> = {
  extended: 'effect: extended, last-day: left-out',
  'extended, last day counted': 'effect: extended, last-day: counted',
  'from the end': 'effect: restarted-at-end',
  'from the start': 'effect: restarted-at-start',
}

/** `01-20 01-25`, or `01-20` while it lasts. */
function outage(text: string, i: number): string {
  const [from, to] = text.split(' ')
  const end = to === undefined ? '' : `, to: 2026-${to}`
  return `  - { id: O-${i + 1}, of: servers, from: 2026-${from}${end} }`
}

function dueOf(rule: string, told: string, reception = '2026-01-10'): string {
  const outages = told === '' ? [] : told.split(',').map((text) => text.trim())
  const facts = [
    reception === '' ? 'events: []' : `events: [{ of: reception, on: ${reception} }]`,
    outages.length === 0 ? 'outages: []' : `outages:\n${outages.map(outage).join('\n')}`,
  ].join('\n')
  const asOf = '2026-02-05T12:00:00+01:00'
  return stepsIn(warranty(RULES[rule] ?? ''), facts, '2026-01', asOf).join(' ')
}

// Thirty days after 10 January 2026 are over on 9 February.
// What it does | the outages | on which day the length is over.
const TABLE = `
  extended                   |                          | 2026-02-09
  extended                   | 01-20 01-25              | 2026-02-14
  extended, last day counted | 01-20 01-25              | 2026-02-15
  from the end               | 01-20 01-25              | 2026-02-24
  from the start             | 01-20 01-25              | 2026-02-19
  # What ended before the reception interrupts nothing; what lasts at it counts from it.
  extended                   | 01-01 01-05              | 2026-02-09
  from the end               | 01-01 01-05              | 2026-02-09
  extended                   | 01-05 01-12              | 2026-02-11
  from the start             | 01-05 01-12              | 2026-02-09
  from the end               | 01-05 01-12              | 2026-02-11
  # Two of them, the second inside what the first has added.
  extended                   | 01-20 01-25, 01-28 01-30 | 2026-02-16
  from the end               | 01-20 01-25, 01-28 01-30 | 2026-03-01
  from the start             | 01-20 01-25, 01-28 01-30 | 2026-02-27
  # Two that begin on one day; the later one of two names is looked at last.
  from the start             | 01-20 01-25, 01-20 01-22 | 2026-02-19
  from the end               | 01-20 01-25, 01-20 01-22 | 2026-02-24
`

describe('thirty days that outages interrupt', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [rule = '', outages = '', due] = row.split('|').map((cell) => cell.trim())
    expect(dueOf(rule, outages)).toBe(`warranty.claim: open, due ${due}, ended none`)
  })

  test('an outage that begins once they are over interrupts nothing', () => {
    const asOf = '2026-03-05T12:00:00+01:00'
    const facts = `events: [{ of: reception, on: 2026-01-10 }]\noutages:\n${outage('02-10 02-20', 0)}`
    expect(stepsIn(warranty(RULES['extended'] ?? ''), facts, '2026-02', asOf)).toEqual([
      'warranty.claim: silent ended, due 2026-02-09, ended 2026-02-09',
    ])
  })

  test.each(['extended', 'from the end'])('one that lasts leaves the end open: %s', (rule) => {
    expect(dueOf(rule, '01-20')).toBe('warranty.claim: waiting, due unknown, ended none')
    expect(dueOf(rule, '01-20, 01-28 01-30')).toMatch(/^warranty.claim: waiting/)
  })

  test('from the start of one that lasts the end is known', () => {
    expect(dueOf('from the start', '01-20')).toBe(
      'warranty.claim: open, due 2026-02-19, ended none',
    )
  })

  test('nothing is counted from what has not happened', () => {
    expect(dueOf('extended', '01-20 01-25', '')).toBe(
      'warranty.claim: waiting, due none, ended none',
    )
  })
})
