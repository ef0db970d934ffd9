/** What the clauses of a period may read: its own outcomes, earlier ones, and where it lies. */
import { describe, expect, test } from 'vitest'
import { PARIS } from '../../tests/engine/hours.ts'
import { GraphBuilder } from '../base/because/graph.ts'
import { formatValue, known } from '../base/because/value.ts'
import type { CalendarDate, YearMonth } from '../base/calendar/date.ts'
import { formatDate, parseDate, parseMonth } from '../base/calendar/date.ts'
import { ratio } from '../base/ratio.ts'
import type { Definition, Program } from '../contract/core/core.ts'
import type { Tile } from '../contract/core/select.ts'
import { tilesUntil } from '../measures/periods.ts'
import { firstTrue } from './first-true.ts'
import type { InForce } from './in-force.ts'
import { Versions } from './in-force.ts'
import { Outcomes } from './outcomes.ts'
import type { WindowContext } from './windows.ts'

const date = (text: string): CalendarDate => parseDate(text) as CalendarDate
const month = (text: string): YearMonth => parseMonth(text) as YearMonth

const definition = (name: string, cents: number, more: Partial<Definition> = {}): Definition => ({
  name,
  unit: 'cents',
  tile: 'month',
  value: { kind: 'literal', number: ratio(cents), unit: 'cents' },
  source: { path: name, clause: 'sla §1' as never },
  ...more,
})

/** `2026-04-15 to 2027-04-14`: the outcomes of a contract that is closed until a month. */
function outcomesOf(life: string, closing: string, definitions: readonly Definition[] = []) {
  const [first = '', last] = life.split(' to ')
  const end = last === undefined ? undefined : date(last)
  const periods = (tile: Tile) => tilesUntil(tile, PARIS, date(first), month(closing), end)
  const version = {
    from: month(first.slice(0, 7)),
    program: { definitions, stocks: [] } as unknown as Program,
    measured: { periods } as unknown as InForce['measured'],
  } as InForce
  const context: WindowContext = {
    zone: PARIS,
    renewals: { days: [], caps: 'continue', streaks: 'continue', indexBase: 'continue' },
    life: { first: date(first), ...(end && { last: end }) },
    termEnd: () => date('2030-12-31'),
    periods,
  }
  const graph = new GraphBuilder()
  const leaf = () => graph.leaf('earlier', known(ratio(0), 'cents'))
  const outcomes = new Outcomes(new Versions([version]), context, graph, leaf, leaf)
  const scopeOf = (name: string, tile: Tile = 'month') => {
    const own = periods(tile)
    return outcomes.scope(version, tile, own, own.judgedIn.indexOf(month(name)))
  }
  return { outcomes, version, graph, scopeOf, context }
}

// The life of the contract | the month | the tile | whether one begins in it.
const BEGINS = `
  2026-04-15               | 2026-04 | contract-year | true
  2026-04-15               | 2026-05 | contract-year | false
  2026-04-15               | 2027-04 | contract-year | true
  2026-04-15               | 2026-04 | quarter       | true
  2026-04-15               | 2026-07 | quarter       | true
  2026-04-15               | 2026-08 | quarter       | false
  # The day after the last one begins nothing.
  2026-04-15 to 2027-04-14 | 2026-04 | contract-year | true
  2026-04-15 to 2027-04-14 | 2027-04 | contract-year | false
  2026-04-15 to 2027-04-14 | 2027-04 | month         | true
`

// The first day | the months of grace | the month that is judged | whether it ends in them.
const GRACE = `
  2026-04-01 | 3 | 2026-06 | true
  2026-04-01 | 3 | 2026-07 | false
  2026-04-15 | 1 | 2026-04 | true
  2026-04-15 | 1 | 2026-05 | false
  # A month after 31 March is 30 April, which is the first day of the second one.
  2026-03-31 | 1 | 2026-03 | true
  2026-03-31 | 1 | 2026-04 | false
`

const rowsOf = (table: string): string[] =>
  table
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'))

const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim())

describe('a period of another tile begins', () => {
  test.each(rowsOf(BEGINS))('%s', (row) => {
    const [life = '', name = '', tile, expected] = cellsOf(row)
    const { scopeOf } = outcomesOf(life, '2027-04')
    expect(`${scopeOf(name).begins(tile as Tile)}`).toBe(expected)
  })
})

describe('a period ends in the first months of the contract', () => {
  test.each(rowsOf(GRACE))('%s', (row) => {
    const [first = '', months, name = '', expected] = cellsOf(row)
    const { scopeOf } = outcomesOf(first, '2026-08')
    expect(`${scopeOf(name).isInFirstMonths(Number(months))}`).toBe(expected)
  })

  test('never where it is the whole contract', () => {
    const { scopeOf } = outcomesOf('2026-04-01 to 2026-06-30', '2026-06')
    expect(scopeOf('2026-06').isInFirstMonths(12)).toBe(true)
    expect(scopeOf('2026-06', 'contract').isInFirstMonths(12)).toBe(false)
  })
})

describe('the outcomes of a month', () => {
  const definitions = [
    definition('a', 1),
    definition('late', 2, { isLate: true }),
    definition('quarterly', 3, { tile: 'quarter' }),
  ]

  test('are computed early or late, each in the month that judges its period', () => {
    const { outcomes } = outcomesOf('2026-04-01', '2026-06', definitions)
    const computed = () =>
      definitions.map((one) => [...outcomes.periodsOf(one).keys()].join(' ') || '-').join(', ')
    expect(computed()).toBe('-, -, -')
    outcomes.computeMonth(month('2026-04'), 'early')
    expect(computed()).toBe('0, -, -')
    outcomes.computeMonth(month('2026-04'), 'late')
    expect(computed()).toBe('0, 0, -')
    outcomes.computeMonth(month('2026-05'), 'early')
    outcomes.computeMonth(month('2026-06'), 'early')
    expect(computed()).toBe('0 1 2, 0, 0')
  })

  test('are told by their name, period and clause', () => {
    const { outcomes, graph } = outcomesOf('2026-04-01', '2026-06', definitions)
    for (const name of ['2026-04', '2026-05', '2026-06'])
      outcomes.computeMonth(month(name), 'early')
    expect(
      graph.nodes.map(({ name, period, clause, path }) => [name, period, clause, path]),
    ).toEqual([
      ['a', '2026-04', 'sla §1', 'a'],
      ['a', '2026-05', 'sla §1', 'a'],
      ['a', '2026-06', 'sla §1', 'a'],
      ['quarterly', '2026-Q2', 'sla §1', 'quarterly'],
    ])
  })

  test('are read by the periods after them, and not by their own', () => {
    const { outcomes, scopeOf } = outcomesOf('2026-04-01', '2026-06', definitions)
    for (const name of ['2026-04', '2026-05', '2026-06'])
      outcomes.computeMonth(month(name), 'early')
    const read = (name: string, count: number): number =>
      scopeOf(name).earlier('a', { kind: 'last', count, tile: 'month' }).length
    expect([
      read('2026-04', 3),
      read('2026-05', 3),
      read('2026-06', 3),
      read('2026-06', 2),
    ]).toEqual([0, 1, 2, 1])
    expect(scopeOf('2026-06').earlier('none', { kind: 'last', count: 3, tile: 'month' })).toEqual(
      [],
    )
    expect(formatValue(scopeOf('2026-06').outcome('a').value)).toBe('1 cents')
    expect(formatValue(outcomes.ofMonth('a', month('2026-05')).value)).toBe('1 cents')
  })

  test('that were not computed are a mistake of ours', () => {
    const { outcomes, scopeOf } = outcomesOf('2026-04-01', '2026-06', definitions)
    const MESSAGE = 'the outcome none has a lower rank than its reader'
    expect(() => outcomes.of('month', 'none', 0)).toThrow(MESSAGE)
    outcomes.computeMonth(month('2026-04'), 'early')
    expect(() => outcomes.of('month', 'a', 1)).toThrow('the outcome a has a lower rank')
    expect(() => scopeOf('2026-04').stock('none', 'left')).toThrow('a stock is read by months')
  })

  test('are told of bounds too, month by month', () => {
    const { outcomes, graph } = outcomesOf('2026-04-01', '2026-06')
    const told = graph.leaf('earlier', known(ratio(7), 'cents'))
    outcomes.tell('cap.came', month('2026-05'), told)
    expect(outcomes.ofMonth('cap.came', month('2026-05'))).toBe(told)
    expect([...outcomes.periodsOf({ tile: 'month', name: 'cap.came' })]).toEqual([[1, told]])
  })
})

test('a month that has not come has nothing that its terms may read', () => {
  const { outcomes } = outcomesOf('2026-04-01', '2026-06')
  expect(outcomes.monthScope(month('2026-04'))?.period).toBe('2026-04')
  expect(outcomes.monthScope(month('2026-06'))?.period).toBe('2026-06')
  expect(outcomes.monthScope(month('2026-07'))).toBeUndefined()
})

test('a scope reads a hole in a table as it is asked to, or not at all', () => {
  const { outcomes, version, scopeOf } = outcomesOf('2026-04-01', '2026-06')
  expect('holeReading' in scopeOf('2026-04')).toBe(false)
  const periods = version.measured.periods('month')
  expect(outcomes.scope(version, 'month', periods, 0, 'row-above').holeReading).toBe('row-above')
})

describe('a truth holds for the first time', () => {
  const truths = (...all: boolean[]) => {
    const made = outcomesOf('2026-04-01', '2026-06', [
      definition('other', 0),
      definition('missed', 0),
    ])
    all.forEach((isTrue, tile) => {
      const value = made.graph.leaf('facts', known(ratio(isTrue ? 1 : 0), 'truth'))
      made.outcomes.keep({ tile: 'month', name: 'missed' }, tile, value)
      made.outcomes.keep(
        { tile: 'month', name: 'other' },
        tile,
        made.graph.leaf('facts', known(ratio(1), 'truth')),
      )
    })
    const found = firstTrue('missed', made.version, made.outcomes, made.context, made.graph)
    return { ...made, found }
  }

  test.each([
    [[false, true, true], '2026-05-31'],
    [[true, false], '2026-04-30'],
    [[false, false], 'never'],
    [[], 'never'],
  ])('%j: %s', (all, expected) => {
    const { found } = truths(...all)
    const day = found?.value.state === 'known' ? Number(found.value.number.numerator) : undefined
    expect(day === undefined ? 'never' : formatDate(day as CalendarDate)).toBe(expected)
  })

  test('on a day that rests on that truth, in its period', () => {
    const { found, graph } = truths(false, true)
    const node = graph.nodes[found?.node ?? -1]
    expect(node).toMatchObject({ step: 'choose', params: { branch: 'then' }, period: '2026-05' })
    const [truth, day] = (node?.operands ?? []).map((id) => graph.nodes[id])
    expect(truth).toMatchObject({ step: 'facts', value: known(ratio(1), 'truth') })
    expect(day).toMatchObject({ step: 'term', params: {}, period: '2026-05' })
  })

  test('of an outcome that the contract has not is a mistake of ours', () => {
    const { version, outcomes, context, graph } = outcomesOf('2026-04-01', '2026-06')
    expect(() => firstTrue('none', version, outcomes, context, graph)).toThrow(
      'a step waits for an outcome of its contract',
    )
  })
})
