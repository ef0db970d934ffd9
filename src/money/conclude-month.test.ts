/** How a month stands between the parties, once something of a closed month is posted in it. */
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf, sha256 } from '../../tests/engine/close-life.ts'
import type { Written } from '../../tests/engine/contract-text.ts'
import { written } from '../../tests/engine/contract-text.ts'
import { at } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import type { Settlement } from './settlement.ts'
import { settlementText } from './settlement.ts'

const about = (procedure: Readonly<Record<string, string>> = {}): Written => ({
  starts: '2026-03-01',
  levels: [
    `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
     per: month
     target: { share-in-time: at-least 95 % }
     exemptions: [{ ground: client, needs: [acceptance], takes-out: amount }]
     penalty: { amount: 150.00 per late ticket, counts-in: none }`,
  ],
  performance: `  procedure:
${Object.entries({
  clause: 'sla §7',
  'prepared-by': 'client',
  statement: '{ within: 10 working-days after month-end }',
  discussion: '{ within: 15 days, silence: acceptance, unanswered-exemption: refused }',
  'set-off': 'after-window',
  'four-eyes': 'false',
  'formal-notice': 'waived',
  'paid-by': 'agreed-set-off',
  dated: 'received',
  ...procedure,
})
  .map(([key, value]) => `    ${key}: ${value}`)
  .join('\n')}`,
})

const late = (day: string): string =>
  `  - { id: T-${day}, type: incident, priority: P1, opened: 2026-${day} 08:00, resolved: 2026-${day} 18:00 }`
const APRIL = ['04-07', '04-08'].map(late)
const PUBLISHED =
  '  - { of: statement, about: 2026-04, by: client, did: publish, received: 2026-05-12 }'
const CONTESTED = `${PUBLISHED}
  - { of: statement-answer, about: 2026-04, by: provider, did: contest, received: 2026-05-26 }`
const DISPUTED =
  'exemptions: [{ id: E-1, ground: client, item: T-04-07, by: provider, status: claimed, about: 2026-04, claimed: 2026-05-20 }]'

/** April, upon a March that was closed without the late ticket that is told of it now. */
function april(contract: Written, acts: string, more = '', tickets = [late('03-10'), ...APRIL]) {
  const text = written(contract)
  const march = closeText(text, { month: '2026-03', asOf: at('2026-04-05T00:00:00Z'), batches: [] })
  const facts = factsIn(`tickets:\n${tickets.join('\n')}\nacts:\n${acts}\n${more}`)
  const settlement = closeText(text, {
    month: '2026-04',
    asOf: at('2026-06-01T00:00:00+02:00'),
    facts: facts.rare,
    batches: [facts.tickets],
    closed: [{ settlement: march, hash: sha256(settlementText(march)) }],
  })
  expect(faultsOf(text, settlement)).toEqual([])
  return settlement
}

const cents = ({ graph }: Settlement, node: number | undefined): string =>
  graph[node ?? -1]?.value ?? 'none'

const standing = (settlement: Settlement): string => {
  const { procedure } = settlement
  const [undisputed, disputed] = [procedure?.undisputed, procedure?.disputed].map((split) =>
    cents(settlement, split?.indemnity),
  )
  return `${procedure?.state}: ${undisputed} undisputed, ${disputed} disputed for ${procedure?.disputed?.facts.join(' ') ?? 'nothing'}`
}

describe('what is posted for a closed month', () => {
  test('is undisputed beside what both parties admit', () => {
    // 150.00 of March; 300.00 of April, of which 150.00 are contested with E-1.
    expect(standing(april(about(), CONTESTED, DISPUTED))).toBe(
      'closed-with-reservations: 30000 cents undisputed, 15000 cents disputed for E-1',
    )
  })

  test('is owed with the month where nobody answers', () => {
    expect(standing(april(about(), PUBLISHED))).toBe(
      'agreed-tacitly: 45000 cents undisputed, none disputed for nothing',
    )
  })

  test('is in dispute with the whole where a contest names no fact, and that is said', () => {
    const settlement = april(about(), CONTESTED)
    expect(standing(settlement)).toBe(
      'closed-with-reservations: 0 cents undisputed, 45000 cents disputed for ',
    )
    expect(settlement.findings).toContainEqual({
      code: 'contest-without-fact',
      params: { step: 'statement-answer', who: 'provider' },
    })
  })

  test('a contest of nothing is no dispute, and nothing is said of it', () => {
    const settlement = april(about(), CONTESTED, '', [late('03-10').replace('18:00', '09:00')])
    expect(standing(settlement)).toBe(
      'closed-with-reservations: 0 cents undisputed, 0 cents disputed for ',
    )
    expect(settlement.findings.map(({ code }) => code)).not.toContain('contest-without-fact')
  })

  test('of its own statement a provider disputes nothing', () => {
    const own = about({ 'prepared-by': 'provider' })
    const acts = CONTESTED.replace('by: client', 'by: provider').replace(
      'by: provider, did: contest',
      'by: client, did: contest',
    )
    const settlement = april(own, acts)
    expect(standing(settlement)).toBe(
      'closed-with-reservations: 45000 cents undisputed, none disputed for nothing',
    )
    // Each position is frozen, on the same lines.
    const { frozen } = settlement.procedure ?? {}
    expect(frozen?.client).toMatch(/^[0-9a-f]{64}$/)
    expect(frozen?.provider).not.toBe(frozen?.client)
  })
})

describe('whether what is owed may be set off', () => {
  const setOff = (procedure: Readonly<Record<string, string>>, acts = PUBLISHED): string => {
    const settlement = april(about(procedure), acts)
    const { rule, means, state, from, awaits } = settlement.procedure?.setOff ?? {}
    const day = from === undefined ? '' : ` from ${cents(settlement, from)}`
    return `${rule} by ${means}: ${state}${day}, awaiting ${awaits?.join(' ') || 'nothing'}`
  }

  test.each([
    // 27 May is the fifteenth day after 12 May: day 20 600 of our time.
    [
      { 'set-off': 'after-window' },
      'after-window by agreed-set-off: open from 20600 date, awaiting nothing',
    ],
    [{ 'set-off': 'none', 'paid-by': 'payment' }, 'none by payment: forbidden, awaiting nothing'],
  ])('%j: %s', (procedure, expected) => {
    expect(setOff(procedure)).toBe(expected)
  })

  test('not while nobody has published anything', () => {
    const act = '  - { of: audit, about: 2026-04, by: client, did: publish, received: 2026-05-12 }'
    expect(setOff({}, act)).toMatch(/^after-window by agreed-set-off: (waiting|not-open), awaiting/)
  })
})
