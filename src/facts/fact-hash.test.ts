/** The text that stands for each kind of fact: a change of it is a change of every stored hash. */
import { expect, test } from 'vitest'
import { canonicalText } from '../base/canonical.ts'
import type { Cents } from '../base/cents.ts'
import type { Instant } from '../base/instant.ts'
import { ratio } from '../base/ratio.ts'
import type { Fact } from './fact.ts'
import { canonicalFact, factHash } from './fact-hash.ts'

const at = (ms: number): Instant => ms as Instant
const key = { source: 's', externalId: 'X-1', revision: 1, origin: { file: 'f', row: 7 } }
const half = ratio(1n, 2n)

const FACTS: readonly (readonly [Fact, string])[] = [
  [
    {
      ...key,
      kind: 'ticket',
      events: [
        { kind: 'opened', at: at(1000) },
        { kind: 'status', at: at(2000), value: 'active' },
      ],
      fields: { priority: 'P1' },
    },
    '{"events":[["opened",1000],["status",2000,"active"]],"fields":{"priority":"P1"}}',
  ],
  [
    { ...key, kind: 'outage', of: 'mail', start: at(1000), end: at(2000), fields: { site: 'A' } },
    '{"end":2000,"fields":{"site":"A"},"of":"mail","start":1000}',
  ],
  [
    { ...key, kind: 'outage', of: 'mail', start: at(1000), fields: {} },
    '{"fields":{},"of":"mail","start":1000}',
  ],
  [
    { ...key, kind: 'watch', of: 'mail', start: at(1000), end: at(2000) },
    '{"end":2000,"of":"mail","start":1000}',
  ],
  [
    { ...key, kind: 'maintenance', of: 'mail', start: at(1000), end: at(2000) },
    '{"end":2000,"of":"mail","start":1000}',
  ],
  [
    {
      ...key,
      kind: 'maintenance',
      of: 'mail',
      ground: 'weekly',
      announced: at(500),
      start: at(1000),
      end: at(2000),
    },
    '{"announced":500,"end":2000,"ground":"weekly","of":"mail","start":1000}',
  ],
  [
    { ...key, kind: 'quantity', of: 'users', at: at(1000), amount: half },
    '{"amount":"1/2","at":1000,"of":"users"}',
  ],
  [
    {
      ...key,
      kind: 'deliverable',
      of: 'report',
      from: at(1000),
      due: at(3000),
      delivered: at(2000),
      fields: { price: '12' },
    },
    '{"delivered":2000,"due":3000,"fields":{"price":"12"},"from":1000,"of":"report"}',
  ],
  [
    {
      ...key,
      kind: 'exemption',
      ground: 'client',
      about: { item: 'T-1' },
      share: half,
      claimedBy: 'provider',
      status: 'claimed',
    },
    '{"about":{"item":"T-1"},"by":"provider","ground":"client","share":"1/2","status":"claimed"}',
  ],
  [
    {
      ...key,
      kind: 'exemption',
      ground: 'client',
      about: { start: at(1000), end: at(2000) },
      share: half,
      claimedBy: 'client',
      status: 'accepted',
      evidence: 'mail',
      month: '2026-04',
      claimedAt: at(4000),
    },
    '{"about":{"end":2000,"start":1000},"by":"client","claimedAt":4000,"evidence":"mail",' +
      '"ground":"client","month":"2026-04","share":"1/2","status":"accepted"}',
  ],
  [
    { ...key, kind: 'invoice-line', of: 'run', at: at(1000), amount: 4_000_000n as Cents },
    '{"amount":"4000000","at":1000,"of":"run"}',
  ],
  [
    { ...key, kind: 'happening', of: 'check', at: at(1000), about: 'release-4' },
    '{"about":"release-4","at":1000,"of":"check"}',
  ],
  [
    {
      ...key,
      kind: 'act',
      of: 'notice',
      by: 'client',
      did: 'serve',
      sent: at(1000),
      presented: at(2000),
      received: at(3000),
      about: '2026-04',
      with: ['log', 'minutes'],
      author: 'A',
      approver: 'B',
    },
    '{"about":"2026-04","approver":"B","author":"A","by":"client","did":"serve","of":"notice",' +
      '"presented":2000,"received":3000,"sent":1000,"with":["log","minutes"]}',
  ],
  [
    {
      ...key,
      kind: 'opening',
      contract: 'CT-1',
      of: 'cap.used',
      value: half,
      asOf: at(1000),
      evidence: 'PV',
    },
    '{"asOf":1000,"contract":"CT-1","evidence":"PV","of":"cap.used","value":"1/2"}',
  ],
  [
    {
      ...key,
      kind: 'opening',
      contract: 'CT-1',
      of: 'p1.missed',
      in: '2026-02',
      line: 'p1.penalty',
      value: 'nothing',
      asOf: at(1000),
      evidence: 'PV',
      clientAgreed: at(2000),
      providerAgreed: at(3000),
    },
    '{"asOf":1000,"clientAgreed":2000,"contract":"CT-1","evidence":"PV","in":"2026-02",' +
      '"line":"p1.penalty","of":"p1.missed","providerAgreed":3000,"value":"nothing"}',
  ],
]

test.each(FACTS.map(([fact, content]) => ({ kind: fact.kind, fact, content })))(
  'the text of a fact: $kind, $content',
  ({ kind, fact, content }) => {
    const whole = `{"content":${content},"id":"X-1","kind":"${kind}","source":"s","v":1}`
    expect(canonicalText(canonicalFact(fact))).toBe(whole)
    expect(factHash(fact, (text) => `<${text}>`)).toBe(`<${whole}>`)
  },
)

test('where and when a fact was told is no part of it', () => {
  for (const [fact] of FACTS) {
    const other: Fact = {
      ...fact,
      revision: 9,
      origin: { file: 'g', row: 8 },
      recordedAt: at(9999),
    }
    expect(canonicalFact(other)).toEqual(canonicalFact(fact))
  }
})
