/** Tickets written by hand: what each wrong line is refused for, and where. */
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import { lifeOf, zones } from './reading.ts'

function read(text: string) {
  const tree = readYaml('facts.yaml', text)
  if (tree.value === undefined) throw new Error(JSON.stringify(tree.findings))
  return readFactsFile('facts.yaml', tree.value, zones)
}

/** A ticket of 3 April, opened at 9:00 on the fourth line; a time of that day is `@10:30`. */
const ticket = (lines: string): string =>
  `zone: Europe/Paris
tickets:
  - id: T-1
    opened: 2026-04-03 09:00
${lines.replace(/^/gm, '    ').replace(/@(\d\d:\d\d)/g, '2026-04-03 $1')}
`

describe('refused', () => {
  test.each([
    ['a pause that is a word', 'pauses: [awaiting]', ['5 facts-value-kind tickets[0].pauses[0]']],
    [
      'pauses that are one',
      'pauses: { status: awaiting }',
      ['5 facts-value-kind tickets[0].pauses'],
    ],
    [
      'a pause without a beginning',
      'pauses: [{ status: awaiting, to: @10:00 }]',
      ['5 facts-key-missing tickets[0].pauses[0].from'],
    ],
    [
      'a pause without a status',
      'pauses: [{ from: @09:30, to: @10:00 }]',
      ['5 facts-key-missing tickets[0].pauses[0].status'],
    ],
    [
      'a pause from no hour',
      'pauses: [{ status: awaiting, from: 2026-04-03, to: @10:00 }]',
      ['5 facts-time-without-hour tickets[0].pauses[0].from'],
    ],
    [
      'a pause until a list',
      'pauses: [{ status: awaiting, from: @09:30, to: [@10:00] }]',
      ['5 facts-value-kind tickets[0].pauses[0].to'],
    ],
    [
      'two pauses at once',
      'pauses:\n- { status: awaiting, from: @09:30, to: @10:00 }\n- { status: new, from: @09:59, to: @10:30 }',
      ['6 facts-pauses-overlap tickets[0].pauses[1].from'],
    ],
    [
      'a pause after one without an end',
      'pauses:\n- { status: awaiting, from: @09:30 }\n- { status: new, from: @10:00, to: @10:30 }',
      ['6 facts-pauses-overlap tickets[0].pauses[1].from'],
    ],
    [
      'a change without its time',
      'status: [{ is: awaiting }]',
      ['5 facts-key-missing tickets[0].status[0].at'],
    ],
    [
      'a change without its value',
      'priority-changes: [{ at: @10:00 }]',
      ['5 facts-key-missing tickets[0].priority-changes[0].is'],
    ],
    [
      'a change that is a word',
      'service-changes: [mail]',
      ['5 facts-value-kind tickets[0].service-changes[0]'],
    ],
    [
      'changes that are one word',
      'priority-changes: P2',
      ['5 facts-value-kind tickets[0].priority-changes'],
    ],
    ['a status that is a word', 'status: awaiting', ['5 facts-value-kind tickets[0].status']],
    [
      'a key that nobody knows in a change',
      'status: [{ at: @10:00, is: new, by: A }]',
      ['5 facts-key-unknown tickets[0].status[0].by'],
    ],
    ['a priority that is a list', 'priority: [P1, P2]', ['5 facts-value-kind tickets[0].priority']],
    [
      'a second resolution in words',
      'resolved: [@10:00, later]',
      ['5 facts-time-unreadable tickets[0].resolved'],
    ],
    [
      'an answer and a pause before the opening',
      'responded: @08:59\npauses: [{ status: awaiting, from: @08:30, to: @09:30 }]',
      [
        '3 facts-event-before-opening tickets[0].responded',
        '3 facts-event-before-opening tickets[0].status',
      ],
    ],
    [
      'an hour of no zone',
      'resolved: 2099-04-03 09:00',
      ['5 facts-time-outside-zone tickets[0].resolved'],
    ],
  ])('%s', (_what, lines, expected) => {
    const { value, findings } = read(ticket(lines))
    expect(value).toBeUndefined()
    const said = findings.map(
      ({ code, where, params }) => `${where?.line} ${code} ${params['key']}`,
    )
    expect(said).toEqual(expected)
  })

  test('an identifier that is a list, and a ticket without one', () => {
    const codes = (text: string) => read(text).findings.map(({ code }) => code)
    const opened = 'opened: 2026-04-03 09:00'
    expect(codes(`zone: UTC\ntickets: [{ id: [T-1], ${opened} }]`)).toEqual(['facts-value-kind'])
    expect(codes(`zone: UTC\ntickets: [{ id: "", ${opened} }]`)).toEqual(['facts-key-missing'])
  })
})

describe('read', () => {
  test('pauses that touch are one change after the other, and the last may have no end', () => {
    const { value, findings } = read(
      ticket(`pauses:
- { status: awaiting, from: @10:00 }
- { status: awaiting-client, from: @09:30, to: @10:00 }
service-changes: [{ at: @10:30, is: mail }]
site: ""`),
    )
    expect(findings).toEqual([])
    expect(value?.tickets.map(lifeOf)).toEqual([
      [
        'opened 2026-04-03T07:00:00Z',
        'status awaiting-client 2026-04-03T07:30:00Z',
        'status awaiting 2026-04-03T08:00:00Z',
        'service mail 2026-04-03T08:30:00Z',
      ],
    ])
    expect(value?.tickets[0]?.fields).toEqual({})
  })

  test('times with their own offset need no zone', () => {
    const { value, findings } = read(
      'tickets: [{ id: T-1, opened: 2026-04-03T09:00-04:00, resolved: 2026-04-03T13:30Z }]',
    )
    expect(findings).toEqual([])
    expect(value?.tickets.map(lifeOf)).toEqual([
      ['opened 2026-04-03T13:00:00Z', 'resolved 2026-04-03T13:30:00Z'],
    ])
  })
})
