/** A settlement that is not what it says: each thing that is wrong is named, and none is a crash. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { closeText, faultsOf, sha256, versionsOf, zoneIn } from '../../tests/engine/close-life.ts'
import { written } from '../../tests/engine/contract-text.ts'
import type { Settled } from '../../tests/engine/forging.ts'
import { CASES, faultsOf as faultsIn, settledIn } from '../../tests/engine/forging.ts'
import { at, TABLES } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import type { ClosedMonth } from './closed-months.ts'
import { closedFaults } from './closed-months.ts'
import type { Settlement } from './settlement.ts'
import { settlementText } from './settlement.ts'
import type { Envelope } from './verify.ts'
import { findFaults } from './verify.ts'

const TEXT = written({
  levels: [
    `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
     per: month
     target: { share-in-time: at-least 95 % }
     penalty: { amount: 100.00 per late ticket, counts-in: cap }`,
  ],
  performance:
    '  caps: [{ id: cap, clause: sla §9, per: month, at-most: 150.00, take: by-rank, excess: lost }]',
})
const ASOF = at('2026-05-04T00:00:00Z')
const { tickets } = factsIn(`tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 18:00 }
  - { id: T-2, type: incident, priority: P1, opened: 2026-04-08 08:00, resolved: 2026-04-08 18:00 }`)
const SETTLED = closeText(TEXT, { month: '2026-04', asOf: ASOF, batches: [tickets] })

/** What is wrong with an envelope, its hash right unless it is given. */
function kinds(change: Partial<Envelope>): string[] {
  const versions = versionsOf(TEXT, ASOF)
  const settlement = change.settlement ?? SETTLED
  const envelope: Envelope = {
    settlement,
    hash: change.hash ?? sha256(settlementText(settlement)),
    contract: change.contract ?? { file: 'contract.yaml', text: TEXT },
  }
  const zone = zoneIn(versions[0] as ContractVersion)
  return findFaults(envelope, { versions, tables: TABLES, zone }, sha256).map((fault) =>
    'node' in fault ? `${fault.kind} ${fault.node}` : fault.kind,
  )
}

const changed = (change: Partial<Settlement>): Settlement => ({ ...SETTLED, ...change })

/** The settlement with another value in the node that shows what its line owes. */
const owing = (value: string): Settlement => {
  const owed = SETTLED.lines[0]?.owed
  return changed({
    graph: SETTLED.graph.map((node, id) => (id === owed ? { ...node, value } : node)),
  })
}

describe('an envelope', () => {
  test('that is as it was closed has nothing wrong', () => {
    expect(kinds({})).toEqual([])
  })

  test('under another hash, with another contract', () => {
    expect(kinds({ hash: 'f00' })).toEqual(['wrong-hash'])
    const other = { file: 'contract.yaml', text: `${TEXT}# a note\n` }
    expect(kinds({ contract: other })).toEqual(['wrong-contract'])
    expect(kinds({ hash: 'f00', contract: other })).toEqual(['wrong-hash', 'wrong-contract'])
  })

  test('whose text has no hash at all, since it holds what no text can', () => {
    const facts = { ...SETTLED.facts, others: 0.5 }
    expect(kinds({ settlement: changed({ facts }), hash: sha256('') })).toContain('wrong-hash')
  })

  test('in which a value is none is said by its node, and nothing is settled again', () => {
    const node = SETTLED.lines[0]?.owed
    expect(kinds({ settlement: owing('a lot') })).toEqual([`wrong-node ${node}`])
    expect(kinds({ settlement: owing('15000 pence') })).toEqual([`wrong-node ${node}`])
    expect(kinds({ settlement: owing('20000 cents') })).toContain(`wrong-node ${node}`)
  })

  test.each([
    ['a month that is none', { month: '2026-13' }, 'wrong-hash'],
    ['an instant that is none', { asOf: 'in May' }, 'wrong-hash'],
    ['a month before the contract', { month: '2026-03' }, 'cannot-settle'],
    ['a month that had not ended', { asOf: '2026-04-30T00:00:00Z' }, 'cannot-settle'],
    ['fewer late items than it counts', { levels: withoutItems() }, 'wrong-entry'],
    ['another number of tickets', { facts: { tickets: 3, others: 0, setAside: 0 } }, undefined],
  ])('of %s', (_, change, expected) => {
    expect(kinds({ settlement: changed(change) })).toEqual(expected === undefined ? [] : [expected])
  })
})

function withoutItems(): Settlement['levels'] {
  return SETTLED.levels.map((level) => ({ ...level, lateItems: level.lateItems.slice(1) }))
}

describe('a fact whose leaf does not say what it is of', () => {
  const leaves = SETTLED.graph.flatMap(({ step, params }, id) =>
    step === 'facts' ? Object.keys(params).map((key) => [id, key] as const) : [],
  )

  test.each(leaves)('node %d without its %s is none of this month', (id, key) => {
    const graph = SETTLED.graph.map((node, own) => {
      const { [key]: _, ...params } = node.params
      return own === id ? { ...node, params } : node
    })
    expect(faultsOf(TEXT, changed({ graph }))).not.toEqual([])
  })
})

describe('the closed months that a settlement rests on', () => {
  const closed = (change: Partial<Settlement>, hash = 'h1'): ClosedMonth => ({
    settlement: changed(change),
    hash,
  })
  const said = (all: readonly ClosedMonth[], month = '2026-06'): string[] => {
    const [year = 0, number = 0] = month.split('-').map(Number)
    return closedFaults(all, 'CT-1', (year * 12 + number - 1) as never).map(
      ({ code, params }) => `${code} ${params['month']}`,
    )
  }
  const other = { ...SETTLED.contract, id: 'CT-2' }
  const may = { month: '2026-05', closed: [{ month: '2026-04', hash: 'h1' }] }

  test.each([
    ['one before another', [closed({}), closed(may, 'h2')], []],
    ['in any order', [closed(may, 'h2'), closed({})], []],
    ['of another contract', [closed({ contract: other })], ['closed-of-another-contract 2026-04']],
    ['of the month itself', [closed({ month: '2026-06' })], ['closed-not-before 2026-06']],
    ['of a later month', [closed({ month: '2026-07' })], ['closed-not-before 2026-07']],
    ['of a month that is none', [closed({ month: 'June' })], ['closed-not-before June']],
    ['of one month twice', [closed({}), closed({}, 'h2')], ['closed-twice 2026-04']],
    ['without the one that it names', [closed(may, 'h2')], ['closed-is-missing 2026-04']],
    ['upon another', [closed({}, 'h9'), closed(may, 'h2')], ['closed-is-another 2026-04']],
  ])('%s', (_, all, expected) => {
    expect(said(all)).toEqual(expected)
  })
})

describe('a term of a contract in an explanation', () => {
  const lives = [
    'a-cap-of-a-framework-is-shared-out-over-its-orders',
    'a-lot-that-was-used-up-is-no-more-in-the-months-after',
    'a-reduction-that-is-given-back-gives-its-vat-back',
    'a-set-off-waits-for-the-formal-notice-that-the-contract-requires',
    'what-a-revision-cuts-is-carried-to-the-next',
    'half-of-one-outage-is-exempted-under-its-own-maximum',
  ].map((name) => [name, settledIn(join(CASES, name)).at(-1) as Settled] as const)

  /** What is wrong with a life once one of its nodes says something else. */
  const forged = ({ contract, settlement }: Settled, id: number, change: object): string[] => {
    const graph = settlement.graph.map((node, own) => (own === id ? { ...node, ...change } : node))
    return faultsIn({ contract, settlement: { ...settlement, graph } })
  }

  test.each(lives)('has the clause and the path that the contract gives it: %s', (_, settled) => {
    for (const [id, { path, clause }] of settled.settlement.graph.entries()) {
      if (path === undefined) continue
      expect(forged(settled, id, { clause: `${clause} bis` })).toEqual(['wrong-clause'])
      expect(forged(settled, id, { path: `${path}.other` })).toEqual(['wrong-clause'])
    }
  })

  test.each(lives)('has the value that is written there: %s', (_, settled) => {
    for (const [id, { step, path, period, value }] of settled.settlement.graph.entries()) {
      if (step !== 'term' || path === undefined || period !== undefined) continue
      const other = value.replace(/^-?\d+/, (number) => `${Number(number) + 1}`)
      expect(forged(settled, id, { value: other })).toContain('wrong-term')
    }
  })
})
