/** What becomes known of closed months: by facts, by amendments, and by a file that says otherwise. */
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf, sha256 } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import { parseValue } from '../base/because/value.ts'
import { formatDecimal, ratio } from '../base/ratio.ts'
import type { ClosedMonth } from './closed-months.ts'
import type { Settlement } from './settlement.ts'
import { settlementText } from './settlement.ts'
import type { StoredTaxed } from './stored-vat.ts'

const level = (priority: string, penalty: string): string =>
  `restoration: { of: incidents, where: { priority: ${priority} }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }
  penalty: { ${penalty} }`

const P1 = level('P1', 'amount: 100.00 per late ticket, counts-in: none')
const BASE: Written = { starts: '2026-01-01', levels: [P1] }

/** One ticket of a priority on a day, ten hours long: six too many. */
const late = (priority: string, day: string): string =>
  `  - { id: ${priority}-${day}, type: incident, priority: ${priority}, opened: 2026-${day} 08:00, resolved: 2026-${day} 18:00 }`

interface Closing {
  readonly month: string
  readonly asOf: string
  readonly about: Written
  readonly late: readonly string[]
}

/** Closes one month upon another. */
function closings(all: readonly Closing[]): Settlement[] {
  const closed: ClosedMonth[] = []
  return all.map(({ month, asOf, about, late: tickets }) => {
    const facts = factsIn(tickets.length === 0 ? 'tickets: []' : `tickets:\n${tickets.join('\n')}`)
    const settlement = closeText(written(about), {
      month,
      asOf: at(asOf),
      facts: facts.rare,
      batches: [facts.tickets],
      closed: [...closed],
    })
    // It is settled again from what it says, without its facts.
    expect(faultsOf(written(about), settlement)).toEqual([])
    closed.push({ settlement, hash: sha256(settlementText(settlement)) })
    return settlement
  })
}

function money({ graph }: Settlement, node: number | undefined): string {
  const value = node === undefined ? undefined : parseValue(graph[node]?.value ?? '')
  if (value?.state !== 'known') return value?.state ?? 'absent'
  return formatDecimal(ratio(value.number.numerator, 100n * value.number.denominator), 2)
}

const adjusted = (settlement: Settlement): string[] =>
  (settlement.adjustments ?? []).map(
    ({ id, month, before, now, amount, state, until, causes, by = 'provider' }) =>
      `${id} ${month} of the ${by}: ${money(settlement, now)} less ${money(settlement, before)} is ${money(settlement, amount)}, ${state} until ${until}, by ${causes.join(' and ')}`,
  )

const APRIL = '2026-05-05T00:00:00Z'
const MARCH = '2026-04-05T00:00:00Z'

/** March is closed in April, and April in May, once something else is known. */
const marchThenApril = (
  before: Omit<Closing, 'month' | 'asOf'>,
  after: Omit<Closing, 'month' | 'asOf'>,
  asOf = APRIL,
): Settlement =>
  closings([
    { month: '2026-03', asOf: MARCH, ...before },
    { month: '2026-04', asOf, ...after },
  ]).at(-1) as Settlement

describe('a retroactive amendment', () => {
  const amend = (...changes: string[]): Written => ({
    ...BASE,
    amendments: [
      `{ id: av-1, signed: 2026-04-20, effective: 2026-03-01, changes: [${changes.join(', ')}] }`,
    ],
  })

  test('that adds a level owes what the closed month would have owed for it', () => {
    const added = `{ in: performance.levels, add: { id: level-2, clause: sla §2, ${level('P2', 'amount: 70.00 per late ticket, counts-in: none').trim().split('\n').join(', ')} } }`
    const settlement = marchThenApril(
      { about: BASE, late: [late('P2', '03-10')] },
      { about: amend(added), late: [late('P2', '03-10')] },
    )
    expect(adjusted(settlement)).toEqual([
      'level-2.penalty 2026-03 of the provider: 70.00 less 0.00 is 70.00, posted until 2027-03-31, by amendment',
    ])
    expect(money(settlement, settlement.posted?.totals.indemnity)).toBe('70.00')
  })

  test('that makes the client owe more is posted on its side, with the VAT of a price', () => {
    const dues = (id: string, rest: string): string =>
      `{ id: ${id}, clause: sla §8, who: client, per: month, counts-in: none, ${rest} }`
    const added = [
      `{ in: costs, add: { dues: [${dues('hosting', 'amount: 50.00, nature: price, vat: 20 %')}, ${dues('excess', 'amount: 30.00, nature: indemnity')}] } }`,
    ]
    const costs = '  fees: [{ id: servers, amount: 48000.00 per month, vat: 20 % }]'
    const settlement = marchThenApril(
      { about: { ...BASE, costs }, late: [] },
      { about: { ...amend(...added), costs }, late: [] },
    )
    expect(adjusted(settlement)).toEqual([
      'hosting.due 2026-03 of the client: 50.00 less 0.00 is 50.00, posted until 2027-03-31, by amendment',
      'excess.due 2026-03 of the client: 30.00 less 0.00 is 30.00, posted until 2027-03-31, by amendment',
    ])
    const { posted, vat, totals } = settlement
    // April owes as much by itself, and March is posted on top.
    expect(money(settlement, totals.price)).toBe('50.00')
    expect(money(settlement, posted?.totals.price)).toBe('100.00')
    expect(money(settlement, posted?.totals['indemnity-of-client'])).toBe('60.00')
    const taxed = (part: StoredTaxed | undefined): string[] =>
      (['net', 'vat', 'gross'] as const).map((key) => money(settlement, part?.[key]))
    expect(taxed(vat?.postedDues)).toEqual(['50.00', '10.00', '60.00'])
    expect(taxed(vat?.dues)).toEqual(['50.00', '10.00', '60.00'])
    // 57 600.00 of price, twice 60.00 of hosting, twice 30.00 outside VAT.
    expect(money(settlement, vat?.left)).toBe('57780.00')
    expect(settlement.adjustments?.map((one) => money(settlement, one.vat?.vat))).toEqual([
      '10.00',
      'absent',
    ])
  })

  test('that fills the hole of a table resolves what was undefined', () => {
    const rows = (middle: string): string =>
      `[{ at-least: 80 %, under: 95 %, amount: 100.00 }, { under: 50 %, amount: 700.00 }, ${middle}]`
    const levels = [level('P1', `bands: ${rows('{ otherwise: undefined }')}, counts-in: none`)]
    const filled = rows('{ at-least: 50 %, under: 80 %, amount: 240.00 }')
    // One ticket of three is late: 66.7 %, which no row holds.
    const tickets = [
      late('P1', '03-10'),
      ...['03-11', '03-12'].map((day) => late('P1', day).replace('18:00', '09:00')),
    ]
    const settlement = marchThenApril(
      { about: { ...BASE, levels }, late: tickets },
      {
        about: {
          ...amend(`{ set: performance.levels.level-1.penalty.bands, to: ${filled} }`),
          levels,
        },
        late: tickets,
      },
    )
    expect(adjusted(settlement)).toEqual([
      'level-1.penalty 2026-03 of the provider: 240.00 less 0.00 is 240.00, posted until 2027-03-31, by amendment and resolved',
    ])
  })
})

describe('the versions of a contract, for a month that was closed', () => {
  const amendment = (id: string, signed: string, effective: string, change: string): string =>
    `{ id: ${id}, signed: ${signed}, effective: ${effective}, changes: [${change}] }`
  const added = (priority: string): string =>
    `{ in: performance.levels, add: { id: level-${priority.toLowerCase()}, clause: sla §2, ${level(priority, 'amount: 70.00 per late ticket, counts-in: none').trim().split('\n').join(', ')} } }`

  test('an amendment is a cause where it was signed after the day of the closing', () => {
    const signedOn = (...days: readonly string[]): readonly string[][] => {
      const amendments = days.map((day, i) =>
        amendment(`av-${i + 1}`, day, '2026-03-01', added(`P${i + 2}`)),
      )
      const { adjustments = [] } = marchThenApril(
        { about: BASE, late: [] },
        { about: { ...BASE, amendments }, late: [late('P1', '03-10')] },
      )
      return adjustments.map((one) => [one.causes.join(' '), ...one.amendments])
    }
    // March was closed on 5 April.
    expect(signedOn('2026-04-04')).toEqual([['facts']])
    expect(signedOn('2026-04-05')).toEqual([['facts']])
    expect(signedOn('2026-04-06')).toEqual([['amendment facts', 'av-1']])
    expect(signedOn('2026-04-04', '2026-04-20')).toEqual([['amendment facts', 'av-2']])
    expect(signedOn('2026-04-19', '2026-04-20')).toEqual([['amendment facts', 'av-1', 'av-2']])
  })

  test('what is posted bears the VAT of the version that its month is judged under', () => {
    const reduced = (rate: string): string =>
      `amount: 100.00 per late ticket, counts-in: none, nature: price-reduction, vat: ${rate}`
    const changed = (rate: string): string =>
      `{ set: performance.levels.level-1.penalty, to: { ${reduced(rate)} } }`
    const about: Written = {
      starts: '2026-01-01',
      levels: [level('P1', reduced('5.5 %'))],
      costs: '  fees: [{ id: servers, amount: 48000.00 per month, vat: 20 % }]',
      amendments: [
        amendment('av-1', '2026-02-20', '2026-03-01', changed('20 %')),
        amendment('av-2', '2026-03-20', '2026-04-01', changed('10 %')),
      ],
    }
    const settlement = marchThenApril({ about, late: [] }, { about, late: [late('P1', '03-10')] })
    expect(settlement.adjustments?.map(({ vat }) => money(settlement, vat?.vat))).toEqual(['20.00'])
  })
})

describe('a file that no longer says what it said', () => {
  test('gives back the line that it has not any more, and owes the one that it has', () => {
    const renamed = written(BASE).replace('level-1', 'restoration-p1')
    const [march] = closings([
      { month: '2026-03', asOf: MARCH, about: BASE, late: [late('P1', '03-10')] },
    ]) as [Settlement]
    const facts = factsIn(`tickets:\n${late('P1', '03-10')}`)
    const settlement = closeText(renamed, {
      month: '2026-04',
      asOf: at(APRIL),
      batches: [facts.tickets],
      closed: [{ settlement: march, hash: sha256(settlementText(march)) }],
    })
    expect(adjusted(settlement)).toEqual([
      'restoration-p1.penalty 2026-03 of the provider: 100.00 less 0.00 is 100.00, posted until 2027-03-31, by other',
      'level-1.penalty 2026-03 of the provider: 0.00 less 100.00 is -100.00, posted until 2027-03-31, by other',
    ])
    expect(money(settlement, settlement.posted?.totals.indemnity)).toBe('0.00')
  })
})

describe('the time to reopen a month', () => {
  test.each([
    // March ended on the 31st.
    ['30 days', '2026-05-01T12:00:00+02:00', 'barred until 2026-04-30'],
    ['31 days', '2026-05-01T12:00:00+02:00', 'posted until 2026-05-01'],
    ['1 months', '2026-05-01T12:00:00+02:00', 'barred until 2026-04-30'],
    ['2 months', '2026-05-31T23:59:59+02:00', 'posted until 2026-05-31'],
    ['2 months', '2026-06-01T00:00:00+02:00', 'barred until 2026-05-31'],
  ])('of %s, on %s: %s', (length, asOf, expected) => {
    const about = { ...BASE, conventions: { 'closed-month': `{ reopenable-for: ${length} }` } }
    const settlement = marchThenApril(
      { about, late: [] },
      { about, late: [late('P1', '03-10')] },
      asOf,
    )
    const [one] = adjusted(settlement)
    expect(one).toContain(`100.00 less 0.00 is 100.00, ${expected}, by facts`)
    expect(money(settlement, settlement.posted?.totals.indemnity)).toBe(
      expected.startsWith('posted') ? '100.00' : '0.00',
    )
  })
})
