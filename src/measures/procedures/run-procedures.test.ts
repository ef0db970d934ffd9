/** Which occurrences a procedure has, and which of them a month tells. */
import { describe, expect, test } from 'vitest'
import { stepsIn } from '../../../tests/engine/step-scene.ts'

const ASOF = '2026-06-05T12:00:00+02:00'

describe('one occurrence for each thing that facts are about', () => {
  const MINUTES = `    - id: minutes
      clause: sla §6
      steps:
        - { id: draft, who: provider, must: send, within: 5 days after committee, dated: received }
        - { id: answer, when: draft.send, who: client, may: [accept, contest], within: 10 days after draft, dated: received, silence: accept }`
  const may = (facts: string): string[] => stepsIn(MINUTES, facts, '2026-05', ASOF)

  test('none is told of, so there is one without a name, which waits', () => {
    expect(may('events: []')).toEqual([
      'minutes.draft: waiting, due none, ended none',
      'minutes.answer: waiting, due none, ended none',
    ])
  })

  test('each is on its own, in the order of their names', () => {
    expect(
      may(`events:
  - { of: committee, about: c-2, on: 2026-05-20 }
  - { of: committee, about: c-1, on: 2026-05-04 }
acts:
  - { id: A-1, of: draft, about: c-1, by: provider, did: send, received: 2026-05-11 }`),
    ).toEqual([
      // Due on 9 May, and received on the 11th.
      'minutes.draft c-1: late send, due 2026-05-09, ended 2026-05-11',
      'minutes.answer c-1: silent accept, due 2026-05-21, ended 2026-05-21',
      'minutes.draft c-2: missing, due 2026-05-25, ended none',
      'minutes.answer c-2: waiting, due none, ended none',
    ])
  })

  test('an event of another thing makes no occurrence of this one', () => {
    expect(may('events: [{ of: audit, about: c-9, on: 2026-05-20 }]')).toEqual([
      'minutes.draft: waiting, due none, ended none',
      'minutes.answer: waiting, due none, ended none',
    ])
  })

  test('an answer to what was never sent makes none either', () => {
    expect(
      may(`events: [{ of: committee, about: c-1, on: 2026-05-28 }]
acts:
  - { id: A-1, of: answer, about: c-7, by: client, did: accept, received: 2026-05-11 }`),
    ).toEqual([
      'minutes.draft c-1: missing, due 2026-06-02, ended none',
      'minutes.answer c-1: waiting, due none, ended none',
    ])
  })
})

describe('one occurrence for each period', () => {
  const REPORT = `    - id: yearly-report
      clause: sla §6
      every: quarter
      steps:
        - { id: report, who: provider, must: send, within: 15 days after quarter-end, dated: received }`

  test.each([
    // The first quarter is due on 15 April: in May it is still missing, so it is told.
    [
      '2026-05',
      '2026-06-05T12:00:00+02:00',
      '',
      ['2026-Q1: missing, due 2026-04-15, ended none', '2026-Q2: open, due 2026-07-15, ended none'],
    ],
    // Done in April, it is told in April and not in May.
    [
      '2026-04',
      '2026-05-05T12:00:00+02:00',
      '2026-04-10',
      [
        '2026-Q1: done send, due 2026-04-15, ended 2026-04-10',
        '2026-Q2: open, due 2026-07-15, ended none',
      ],
    ],
    [
      '2026-05',
      '2026-06-05T12:00:00+02:00',
      '2026-04-10',
      ['2026-Q2: open, due 2026-07-15, ended none'],
    ],
    // Done late in May, it is told in May.
    [
      '2026-05',
      '2026-06-05T12:00:00+02:00',
      '2026-05-11',
      [
        '2026-Q1: late send, due 2026-04-15, ended 2026-05-11',
        '2026-Q2: open, due 2026-07-15, ended none',
      ],
    ],
    // Done in June, it is told in June.
    [
      '2026-05',
      '2026-06-05T12:00:00+02:00',
      '2026-06-02',
      ['2026-Q2: open, due 2026-07-15, ended none'],
    ],
  ])('%s, known on %s, sent on %s', (month, asOf, sent, expected) => {
    const acts =
      sent === ''
        ? 'acts: []'
        : `acts: [{ id: A-1, of: report, about: 2026-Q1, by: provider, did: send, received: ${sent} }]`
    expect(
      stepsIn(REPORT, acts, month, asOf).map((told) => told.replace('yearly-report.report ', '')),
    ).toEqual(expected)
  })
})

describe('one occurrence for each length after an event', () => {
  const papers = (every: string, from = 'due'): string => `    - id: papers
      clause: sla §6
      every: ${every} after notification
      next-from: ${from}
      steps:
        - { id: hand-over, who: provider, must: hand-over, within: occurrence, dated: received }`
  const told = (every: string, facts: string, from?: string): string[] =>
    stepsIn(papers(every, from), facts, '2026-05', ASOF).map((text) =>
      text.replace('papers.hand-over ', ''),
    )
  const NOTIFIED = 'events: [{ of: notification, on: 2026-03-31 }]'

  test('nothing where the event has not happened', () => {
    expect(told('30 days', 'events: []')).toEqual([])
  })

  test('in days, until the first that lies after today', () => {
    expect(told('30 days', NOTIFIED)).toEqual([
      '2026-03-31: missing, due 2026-03-31, ended none',
      '2026-04-30: missing, due 2026-04-30, ended none',
      '2026-05-30: missing, due 2026-05-30, ended none',
      '2026-06-29: open, due 2026-06-29, ended none',
    ])
  })

  test('in months, each counted from the event: the last day of a shorter month', () => {
    expect(told('1 months', NOTIFIED).map((text) => text.slice(0, 10))).toEqual([
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
    ])
  })

  test('from the last papers, where the text says so', () => {
    const acts = `${NOTIFIED}
acts:
  - { id: A-1, of: hand-over, about: 2026-03-31, by: provider, did: hand-over, received: 2026-04-10 }`
    // Handed over on 10 April, the next ones are due thirty days later, and no others until then.
    expect(told('30 days', acts, 'act')).toEqual([
      '2026-05-10: missing, due 2026-05-10, ended none',
    ])
  })
})
