import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents } from '../../base/cents.ts'
import type { Instant } from '../../base/instant.ts'
import { instant, parseInstant } from '../../base/instant.ts'
import { parseRatio, ratio, ZERO } from '../../base/ratio.ts'
import type { Fact, TicketEventKind } from '../../facts/fact.ts'
import { TICKET_EVENT_KINDS } from '../../facts/fact.ts'
import { factHash } from '../../facts/fact-hash.ts'
import { sha256 } from '../close-month.ts'
import { factOf, itemOf } from './stored-fact.ts'

const at = (text: string): Instant => parseInstant(text) ?? instant(0)
const START = at('2026-03-01T08:00:00Z')
const END = at('2026-03-01T10:00:00Z')
const BASE = {
  source: 'desk',
  externalId: 'X-1',
  revision: 3,
  origin: { file: 'x.csv', row: 7 },
} as const

const FACTS: readonly Fact[] = [
  {
    ...BASE,
    kind: 'ticket',
    events: [
      { kind: 'opened', at: START },
      { kind: 'status', at: END, value: 'closed' },
    ],
    fields: { priority: 'P1', title: 'é\0"' },
  },
  { ...BASE, kind: 'ticket', events: [], fields: {} },
  { ...BASE, kind: 'outage', of: 'mail', start: START, fields: { impact: 'half' } },
  { ...BASE, kind: 'outage', of: 'mail', start: START, end: END, fields: {} },
  { ...BASE, kind: 'watch', of: 'mail', start: START, end: END },
  { ...BASE, kind: 'maintenance', of: 'mail', start: START, end: END },
  { ...BASE, kind: 'maintenance', of: 'mail', announced: instant(0), start: START, end: END },
  { ...BASE, kind: 'quantity', of: 'users', at: START, amount: parseRatio('1/3') ?? ZERO },
  { ...BASE, kind: 'invoice-line', of: 'run', at: START, amount: cents(-9007199254740993n) },
  { ...BASE, kind: 'deliverable', of: 'report', from: START, fields: {} },
  { ...BASE, kind: 'deliverable', of: 'report', from: START, due: END, delivered: END, fields: {} },
  {
    ...BASE,
    kind: 'exemption',
    ground: 'client',
    about: { item: 'INC-7' },
    share: ratio(1n, 2n),
    claimedBy: 'provider',
    status: 'claimed',
  },
  {
    ...BASE,
    kind: 'exemption',
    ground: 'force-majeure',
    about: { start: START, end: END },
    share: ratio(1n),
    claimedBy: 'client',
    status: 'accepted',
    evidence: 'letter.pdf',
  },
  { ...BASE, kind: 'happening', of: 'check', at: START },
  { ...BASE, kind: 'happening', of: 'meeting', at: START, about: 'committee-05' },
  { ...BASE, kind: 'act', of: 'answer', by: 'provider', did: 'refuse', sent: START },
  { ...BASE, kind: 'act', of: 'answer', by: 'client', did: 'accept', received: END, about: 'x' },
  { ...BASE, kind: 'act', of: 'uptime', by: 'client', did: 'claim', sent: END, with: ['log'] },
  {
    ...BASE,
    kind: 'opening',
    contract: 'CT-1',
    of: 'cap.used',
    value: ratio(1n, 2n),
    asOf: END,
    evidence: 'PV-1',
  },
  {
    ...BASE,
    kind: 'opening',
    contract: 'CT-1',
    of: 'restore-p1.missed',
    in: '2026-02',
    line: 'x',
    value: 'yes',
    asOf: END,
    evidence: 'PV-1',
    clientAgreed: START,
    providerAgreed: END,
  },
]

test.each(FACTS.map((fact) => [fact.kind, fact] as const))(
  'a %s comes back as it was',
  (_, fact) => {
    const item = itemOf(fact)
    expect(item.hash).toBe(factHash(fact, sha256))
    expect(sha256(item.body)).toBe(item.hash)
    expect(factOf({ ...item, revision: 3 })).toEqual(fact)
  },
)

test('any ticket comes back with its hash', () => {
  const event = fc.record({
    kind: fc.constantFrom<TicketEventKind>(...TICKET_EVENT_KINDS),
    at: fc.integer({ min: -8e15, max: 8e15 }).map(instant),
    value: fc.string({ unit: 'binary' }),
  })
  const fields = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.array(event), fields, (events, told) => {
      const ticket: Fact = { ...BASE, kind: 'ticket', events, fields: told }
      const back = factOf({ ...itemOf(ticket), revision: 3 })
      expect(factHash(back, sha256)).toBe(factHash(ticket, sha256))
    }),
  )
})

const stretch = (fact: Fact): readonly (number | undefined)[] => {
  const { happenedFrom, happenedTo } = itemOf(fact)
  return [happenedFrom, happenedTo]
}

test('what lasts has no end yet', () => {
  const [answered, empty, open, over, , planned, announced] = FACTS.map(stretch)
  const earliest = at('0001-01-01T00:00:00Z')
  expect(answered).toEqual([START, undefined])
  expect(empty).toEqual([earliest, undefined])
  expect(open).toEqual([START, undefined])
  expect(over).toEqual([START, END])
  expect(planned).toEqual([START, END])
  expect(announced).toEqual([0, END])
  expect(FACTS.slice(7).map(stretch)).toEqual([
    [START, START],
    [START, START],
    [START, undefined],
    [START, END],
    [earliest, undefined],
    [START, END],
    [START, START],
    [START, START],
    [START, START],
    [END, END],
    [END, END],
    [END, END],
    [END, END],
  ])
})

test('times that PostgreSQL does not write are selected by the nearest that it does', () => {
  const outage = { ...BASE, kind: 'outage', of: 'x', fields: {} } as const
  const from = instant(-8.6e15)
  const to = instant(8.6e15)
  expect(stretch({ ...outage, start: from, end: to })).toEqual([
    at('0001-01-01T00:00:00Z'),
    at('9999-12-31T23:59:59Z'),
  ])
})
