/** Settlements that come from outside, damaged at one place each: the place is named. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../tests/engine/forging.ts'
import { CASES, changeAt, placesIn, settledIn, valueAtPlace } from '../../tests/engine/forging.ts'
import { readSettlement } from './read-settlement.ts'

/** Golden lives that together have every part of a settlement. */
const WHOLE = {
  caps: 'a-cap-by-rank-serves-the-first-clause-first',
  hole: 'a-figure-in-a-hole-of-the-bands-is-undefined-and-the-month-closes',
  outages: 'force-majeure-needs-its-proof-and-half-a-share-halves-the-downtime',
  closed: 'what-is-posted-for-a-closed-month-bears-the-vat-of-its-line',
  stocks: 'corpus/aq-support-quota/excess-ordered',
  orders: 'a-cap-of-a-framework-serves-its-orders-by-rank',
  procedure: 'a-contest-on-one-fact-leaves-the-rest-undisputed',
  accepted: 'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
  stretch: 'a-stretch-in-dispute-covers-a-part-of-an-outage',
  share: 'half-a-share-in-dispute-is-worth-half-of-the-amount',
  amended: 'an-amendment-that-takes-a-level-away-gives-its-penalty-back',
  publication: 'a-statement-that-its-author-approves-breaks-the-four-eyes',
  exempted: 'half-of-the-delay-of-one-order-is-exempted-and-of-no-other',
  maximum: 'half-of-one-outage-is-exempted-under-its-own-maximum',
  client: 'corpus/outscale-late/with-vat',
  late: 'corpus/ibm-notice24/from-detection',
} as const

type Life = keyof typeof WHOLE

function envelopeOf(life: Life): Json {
  const settled = settledIn(join(CASES, WHOLE[life])).at(-1)
  if (settled === undefined) throw new Error(`${WHOLE[life]} settles no month`)
  const { file, text } = settled.contract
  const contract = { file, text }
  return JSON.parse(JSON.stringify({ settlement: settled.settlement, hash: 'f00', contract }))
}

const envelopes = new Map(Object.keys(WHOLE).map((life) => [life, envelopeOf(life as Life)]))

/** `lines[0].owed` as the keys that lead there. */
const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter((key) => key !== '')

/** What is wrong with a life where something else stands at a place; `gone`: nothing does. */
function damaged(life: string, path: string, put: string): string {
  const keys = keysOf(path)
  const root = envelopes.get(life) as Json
  const last = keys.at(-1) as string
  const forged = changeAt(root, keys.slice(0, -1), (holder) => {
    if (put !== 'gone') return changeAt(holder, [last], () => JSON.parse(put) as Json)
    if (!(last in (holder as object))) throw new Error(`${life} has no ${path}`)
    return Object.fromEntries(Object.entries(holder as object).filter(([key]) => key !== last))
  })
  const read = readSettlement(forged)
  return 'wrong' in read ? read.wrong : 'read'
}

// The life | where | what is put there | the path that is said to be wrong.
const TABLE = `
  # The envelope.
  caps | hash                                  | gone        | hash
  caps | hash                                  | 12          | hash
  caps | contract.text                         | gone        | contract.text
  caps | contract.file                         | null        | contract.file
  caps | contract.author                       | "me"        | contract.author
  caps | settlement                            | []          | settlement
  caps | settlement                            | gone        | settlement
  # Beside the three keys of the envelope anything may stand: it is in no hash.
  caps | signature                             | "abc"       | read
  # The form, and what every settlement says of itself.
  caps | settlement.vigie                      | 2           | settlement.vigie
  caps | settlement.vigie                      | "1"         | settlement.vigie
  caps | settlement.engine                     | 1           | settlement.engine
  caps | settlement.month                      | "2026-13"   | settlement.month
  caps | settlement.month                      | "2026"      | settlement.month
  caps | settlement.asOf                       | "2026-05-01" | settlement.asOf
  caps | settlement.contract.currency          | gone        | settlement.contract.currency
  caps | settlement.data.zones                 | gone        | settlement.data.zones
  caps | settlement.facts.tickets              | gone        | settlement.facts.tickets
  caps | settlement.facts.others               | 1.5         | settlement.facts.others
  caps | settlement.surprise                   | 1           | settlement.surprise
  # The explanation: a figure is the number of a node that is there.
  caps | settlement.graph                      | []          | settlement.levels[0].figure
  caps | settlement.graph                      | {}          | settlement.graph
  caps | settlement.graph                      | gone        | settlement.graph
  caps | settlement.graph[0].step              | gone        | settlement.graph[0].step
  caps | settlement.graph[0].operands          | ["1"]       | settlement.graph[0].operands[0]
  caps | settlement.graph[0].operands          | [999999]    | read
  caps | settlement.graph[0].params            | {"a":1}     | settlement.graph[0].params.a
  caps | settlement.graph[0].value             | 1           | settlement.graph[0].value
  caps | settlement.totals.indemnity           | -1          | settlement.totals.indemnity
  caps | settlement.totals.indemnity           | 0.5         | settlement.totals.indemnity
  caps | settlement.totals.indemnity           | 999999      | settlement.totals.indemnity
  caps | settlement.totals.indemnity           | "0"         | settlement.totals.indemnity
  caps | settlement.totals.price               | "0"         | settlement.totals.price
  # Levels, and the items that they name.
  caps | settlement.levels[0].figure           | gone        | settlement.levels[0].figure
  caps | settlement.levels[0].target.word      | "equals"    | settlement.levels[0].target.word
  caps | settlement.levels[0].target.bound     | "a lot"     | settlement.levels[0].target.bound
  caps | settlement.levels[0].lateItems[0]     | {}          | settlement.levels[0].lateItems[0].id
  caps | settlement.levels[0].lateItems[0].elapsed | "5 h"   | settlement.levels[0].lateItems[0].elapsed
  caps | settlement.levels[0].lateItems[0].due | "tomorrow"  | settlement.levels[0].lateItems[0].due
  caps | settlement.levels[0].backlog          | [7]         | settlement.levels[0].backlog[0]
  caps | settlement.levels[0].removed          | "0"         | settlement.levels[0].removed
  outages | settlement.levels[0].outages[0].kind | "pause"   | settlement.levels[0].outages[0].kind
  outages | settlement.levels[0].outages[0].end | gone       | settlement.levels[0].outages[0].end
  outages | settlement.levels[0].outages[0].counted | "1/0"  | settlement.levels[0].outages[0].counted
  outages | settlement.levels[0].outages[0].notCounted[0].time | gone | settlement.levels[0].outages[0].notCounted[0].time
  # Lines and caps.
  caps | settlement.lines[0].by                | "provider"  | settlement.lines[0].by
  caps | settlement.lines[0].nature            | "gift"      | settlement.lines[0].nature
  caps | settlement.lines[0].owed              | gone        | settlement.lines[0].owed
  caps | settlement.lines[0].cuts[0].cap       | gone        | settlement.lines[0].cuts[0].cap
  caps | settlement.lines[0].cuts[0].after     | 999999      | settlement.lines[0].cuts[0].after
  caps | settlement.lines[0].vat               | {}          | settlement.lines[0].vat.net
  caps | settlement.caps[0].kept               | 999999      | settlement.caps[0].kept
  caps | settlement.fees[0].amount             | gone        | settlement.fees[0].amount
  caps | settlement.findings                   | [{"code":"a"}] | settlement.findings[0].params
  caps | settlement.amendments                 | [{"id":"av-1"}] | settlement.amendments[0].signed
  hole | settlement.lines[0].readings[0].reading | "middle"  | settlement.lines[0].readings[0].reading
  hole | settlement.lines[0].readings[0].gross | gone        | settlement.lines[0].readings[0].gross
  # Closed months.
  closed | settlement.closed[0].month          | "mars 2026" | settlement.closed[0].month
  closed | settlement.adjustments[0].month     | "2026-00"   | settlement.adjustments[0].month
  closed | settlement.adjustments[0].state     | "forgotten" | settlement.adjustments[0].state
  closed | settlement.adjustments[0].before    | gone        | settlement.adjustments[0].before
  closed | settlement.adjustments[0].vat.gross | gone        | settlement.adjustments[0].vat.gross
  closed | settlement.adjustments[0].causes    | "facts"     | settlement.adjustments[0].causes
  closed | settlement.posted.totals            | gone        | settlement.posted.totals
  closed | settlement.vat.left                 | 999999      | settlement.vat.left
  # Reserves, orders, positions, and the procedure.
  stocks | settlement.stocks[0].left           | gone        | settlement.stocks[0].left
  orders | settlement.orders[0].entity         | gone        | settlement.orders[0].entity
  orders | settlement.orders[0].fees           | 999999      | settlement.orders[0].fees
  procedure | settlement.positions.agreed.total | gone       | settlement.positions.agreed.total
  procedure | settlement.positions.disputed[0].by | "judge"  | settlement.positions.disputed[0].by
  procedure | settlement.positions.disputed[0].status | "accepted" | settlement.positions.disputed[0].status
  procedure | settlement.procedure.state       | "finished"  | settlement.procedure.state
  procedure | settlement.steps[0].who          | "judge"     | settlement.steps[0].who
`

describe('a settlement that is damaged is refused by the place of the damage', () => {
  const rows = TABLE.split('\n').map((row) => row.trim())
  test.each(rows.filter((row) => row !== '' && !row.startsWith('#')))('%s', (row) => {
    const [life = '', path = '', put = '', expected] = row.split(' | ').map((cell) => cell.trim())
    expect(damaged(life, path, put)).toBe(expected)
  })

  test.each([null, 7, 'a settlement', []])('%j is none', (value) => {
    expect(readSettlement(value)).toEqual({ wrong: 'settlement' })
  })
})

describe('what is closed here is read as it is', () => {
  test.each([...envelopes.keys()])('%s', (life) => {
    const envelope = envelopes.get(life) as Json
    expect(readSettlement(envelope)).toEqual({ value: envelope })
    expect(valueAtPlace(envelope, ['settlement', 'vigie'])).toBe(1)
  })
})

/** The places of all values; of an explanation, those of some nodes, of which each is like another. */
const valuesIn = (envelope: Json): (readonly string[])[] =>
  placesIn(envelope).filter((keys) => {
    const [, part, number] = keys
    const isList = Array.isArray(valueAtPlace(envelope, keys))
    return !isList && (part !== 'graph' || Number(number) % 40 === 0)
  })

/** `settlement.lines[0].owed` */
const pathOf = (keys: readonly string[]): string =>
  keys.map((key, i) => (/^\d+$/.test(key) ? `[${key}]` : i === 0 ? key : `.${key}`)).join('')

test.each([...envelopes.keys()])('each value of it is looked at where it stands: %s', (life) => {
  const envelope = envelopes.get(life) as Json
  for (const keys of valuesIn(envelope)) {
    const read = readSettlement(changeAt(envelope, keys, () => null))
    expect('wrong' in read ? read.wrong : `${pathOf(keys)} may be nothing`).toBe(pathOf(keys))
  }
})
