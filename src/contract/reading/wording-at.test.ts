/** A term is quoted as it was written, whole, and nothing around it. */
import { expect, test } from 'vitest'
import type { CalendarDate } from '../../base/calendar/date.ts'
import { calendarDate, parseDate } from '../../base/calendar/date.ts'
import type { Place } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import type { Amendment, Change } from '../chapters/amendments.ts'
import { wordingAt } from './wording-at.ts'

const PLACE: Place = { file: 'c.yaml', line: 1, column: 1 }
const NODE: SourceNode = { kind: 'scalar', text: '6.00', isQuoted: false, where: PLACE }

const TEXT = `# head
performance:
  levels:
    - id: a
      penalty:
        bands:
          - { at-least: 1 %, rate: 2 % }

    # about b
    - { id: b, penalty: { amount: 5.00 } }
  note: >
    two
    lines
costs:
  fees: [x]
`

test.each([
  [
    'performance.levels[0]',
    4,
    '    - id: a\n      penalty:\n        bands:\n          - { at-least: 1 %, rate: 2 % }',
  ],
  [
    'performance.levels[0].penalty.bands',
    6,
    '        bands:\n          - { at-least: 1 %, rate: 2 % }',
  ],
  ['performance.levels[1].penalty', 10, '    - { id: b, penalty: { amount: 5.00 } }'],
  ['performance.note', 11, '  note: >\n    two\n    lines'],
  ['costs', 14, 'costs:\n  fees: [x]'],
])('%s is on line %i', (path, line, text) => {
  expect(wordingAt('c.yaml', TEXT, path)).toEqual({ line, text })
})

test.each(['performance.levels[2]', 'performance.penalty', 'costs[0]', 'performance.levels.a'])(
  '%s is nowhere',
  (path) => {
    expect(wordingAt('c.yaml', TEXT, path)).toBeUndefined()
  },
)

test('a text that is no tree has no term', () => {
  expect(wordingAt('c.yaml', 'costs: [x', 'costs')).toBeUndefined()
})

test('what an amendment in force changes of a term stands below it, under its id and its day', () => {
  const amended = `${TEXT}amendments:
  - id: av-1
    effective: 2026-10-01
    changes:
      - { set: performance.levels.b.penalty.amount, to: 6.00 }
      - { remove: costs }
`
  const at = (path: string): Pick<Change, 'at'> => ({
    at: { text: path, steps: path.split('.'), where: PLACE },
  })
  const change = (index: number): { readonly where: Place } => ({
    where: { ...PLACE, path: `amendments[0].changes[${index}]` },
  })
  const inForce = [
    {
      id: 'av-1',
      where: PLACE,
      signed: calendarDate(20_000),
      effective: parseDate('2026-10-01') as CalendarDate,
      prevailsOver: [],
      changes: [
        { kind: 'set', to: NODE, ...at('performance.levels.b.penalty.amount'), ...change(0) },
        { kind: 'remove', ...at('costs'), ...change(1) },
      ],
    },
  ] satisfies Amendment[]
  expect(wordingAt('c.yaml', amended, 'performance.levels[1].penalty', inForce)?.text).toBe(
    '    - { id: b, penalty: { amount: 5.00 } }\n# av-1, 2026-10-01\n' +
      '      - { set: performance.levels.b.penalty.amount, to: 6.00 }',
  )
  expect(wordingAt('c.yaml', amended, 'performance.levels[0]', inForce)?.text).not.toContain('av-1')
})
