/** What is left under a cap and what it held back: differences that the settlement bears out. */
import { describe, expect, test } from 'vitest'
import { april } from '../../tests/reports/months.ts'
import { formatValue, parseValue } from '../base/because/value.ts'
import { claimOf, cutByCap, cutFromLine, grossAndCut, isForfeited, roomLeft } from './remainders.ts'
import type { Settlement } from './settlement.ts'

const LEVEL = (amount: string, caps: string): string =>
  `restoration: { of: incidents, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }
  penalty: { amount: ${amount} per late ticket, counts-in: ${caps} }`
const LATE =
  'tickets: [{ id: T-1, type: incident, opened: 2026-04-08 08:00, resolved: 2026-04-08 18:00 }]'

/** One late ticket, priced once by each level, under a cap of the month and one of the year. */
const settled = (month: string, year: string, ...amounts: string[]): Settlement =>
  april(
    {
      levels: amounts.map((amount) => LEVEL(amount, '[month-cap, year-cap]')),
      performance: `  caps:
    - { id: month-cap, clause: sla §9, per: month, at-most: ${month}, take: pro-rata, excess: lost }
    - { id: year-cap, clause: sla §10, per: contract-year, at-most: ${year}, take: by-rank, excess: lost }`,
    },
    LATE,
  )

const said = ({ value }: { readonly value: ReturnType<typeof roomLeft>['value'] }): string =>
  formatValue(value).replace(' cents', '')

describe('amounts of a month with two caps, in cents', () => {
  test.each([
    // month cap, year cap, amounts | held by each, left under each, gross, held in all
    ['100.00', '1000.00', ['150.00'], ['5000 0', '0 90000', '15000 5000']],
    ['100.00', '60.00', ['150.00', '50.00'], ['10000 4000', '0 0', '20000 14000']],
    ['500.00', '1000.00', ['150.00', '50.00'], ['0 0', '30000 80000', '20000 0']],
    ['0.00', '1000.00', ['150.00'], ['15000 0', '0 100000', '15000 15000']],
  ])('%s a month, %s a year, %j', (month, year, amounts, expected) => {
    const settlement = settled(month, year, ...amounts)
    const { caps } = settlement
    const { gross, cut } = grossAndCut(settlement)
    expect([
      caps.map((cap) => said(cutByCap(settlement, cap))).join(' '),
      caps.map((cap) => said(roomLeft(settlement, cap))).join(' '),
      `${said(gross)} ${said(cut)}`,
    ]).toEqual(expected)
  })

  test('what the caps held back of a line is what the line says was cut', () => {
    const settlement = settled('100.00', '60.00', '150.00', '50.00')
    for (const line of settlement.lines) {
      const held = line.cuts.map((cut) => Number(said(cutFromLine(settlement, cut))))
      const cut = settlement.graph[line.cut]?.value
      expect(`${held.reduce((sum, amount) => sum + amount, 0)} cents`).toBe(cut)
    }
  })

  test('each remainder names the steps that it is made of', () => {
    const settlement = settled('100.00', '1000.00', '150.00')
    const [cap] = settlement.caps
    if (cap === undefined) throw new Error('a cap')
    expect(roomLeft(settlement, cap).nodes).toEqual([cap.limit, cap.used, cap.kept])
    expect(cutByCap(settlement, cap).nodes).toHaveLength(2)
    const [line] = settlement.lines
    expect(grossAndCut(settlement).gross.nodes).toEqual([line?.gross])
    expect(grossAndCut(settlement).cut.nodes).toEqual([line?.cut])
  })
})

const claim =
  'claim: { who: client, within: month-end, dated: received, needs: [], silence: forfeiture }'

test('what is nothing before its claim is lost to nobody', () => {
  const settlement = april(
    { levels: [`${LEVEL('150.00', 'none')}\n  ${claim}`] },
    'tickets: [{ id: T-1, type: incident, opened: 2026-04-08 08:00, resolved: 2026-04-08 09:00 }]',
  )
  const [line] = settlement.lines
  if (line === undefined) throw new Error('a line')
  expect(claimOf(settlement, line)).toBeDefined()
  expect(isForfeited(settlement, line)).toBe(false)
  const { forfeited } = grossAndCut(settlement)
  expect(forfeited.nodes).toEqual([])
})

test('what still waits for its claim is not lost', () => {
  const later = claim.replace('month-end', '2 months after month-end')
  const settlement = april({ levels: [`${LEVEL('150.00', 'none')}\n  ${later}`] }, LATE)
  const [line] = settlement.lines
  if (line === undefined) throw new Error('a line')
  expect(settlement.graph[line.owed]?.value).toBe('nothing')
  expect(isForfeited(settlement, line)).toBe(false)
})

test('what no claim came for is forfeited, and no cap has held it back', () => {
  const levels = [`${LEVEL('150.00', 'none')}\n  ${claim}`, LEVEL('50.00', '[month-cap]')]
  const performance =
    '  caps: [{ id: month-cap, clause: sla §9, per: month, at-most: 20.00, take: pro-rata, excess: lost }]'
  const { gross, cut, forfeited } = grossAndCut(april({ levels, performance }, LATE))
  expect([said(gross), said(cut), said(forfeited)]).toEqual(['20000', '3000', '15000'])
  expect(forfeited.nodes).toHaveLength(1)
})

describe('what is not known stays so', () => {
  test('a cap without a limit has no room, and a line without an amount is in no sum', () => {
    const settlement = settled('100.00', '1000.00', '150.00')
    const [cap, line] = [settlement.caps[0], settlement.lines[0]]
    if (cap === undefined || line === undefined) throw new Error('a cap and a line')
    const graph = settlement.graph.map((node, id) =>
      [cap.limit, line.gross, line.cut].includes(id) ? { ...node, value: 'undefined: hole' } : node,
    )
    const broken = { ...settlement, graph }
    expect(roomLeft(broken, cap).value).toEqual(parseValue('undefined: hole'))
    const { gross, cut } = grossAndCut(broken)
    expect([said(gross), said(cut)]).toEqual(['0', '0'])
    expect(gross.nodes).toEqual([])
  })

  test('a step that is not there is nothing', () => {
    const settlement = settled('100.00', '1000.00', '150.00')
    const cap = { id: 'none', title: 'none', path: '', limit: 9999, used: 9999, kept: 9999 }
    expect(roomLeft(settlement, cap).nodes).toEqual([9999, 9999, 9999])
    expect(said(roomLeft(settlement, cap))).toBe('nothing')
    expect(said(cutByCap(settlement, cap))).toBe('0')
  })

  test('a settlement without lines holds nothing back', () => {
    const settlement = { ...settled('100.00', '1000.00', '150.00'), lines: [] }
    expect(said(grossAndCut(settlement).cut)).toBe('0')
  })
})
