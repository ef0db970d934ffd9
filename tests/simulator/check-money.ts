/** What must hold of the money of a life: one computation, its caps, and its totals. */
import type { Instant } from '../../src/base/instant.ts'
import { instant, parseInstant } from '../../src/base/instant.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import { batchOf } from '../../src/facts/ticket-batch.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { accountedIn, centsAt, compareWith, wholeMonths } from '../engine/conservation.ts'
import { openQuickly } from '../engine/quick-close.ts'
import type { NaiveBound, NaiveLife } from '../oracles/naive-life.ts'
import { naiveMonth } from '../oracles/naive-penalties.ts'
import { sharesWindow } from '../oracles/naive-time.ts'
import type { Living } from './live.ts'

/** Each month by itself, from all the facts and under the last text of the contract. */
function wholesOf({ record }: Living, asOf: Instant): ReturnType<typeof wholeMonths> {
  const { plan, known, text } = record
  const tickets = known.facts.filter((fact): fact is Ticket => fact.kind === 'ticket')
  const facts = known.facts.filter((fact) => fact.kind !== 'ticket')
  const contract = openQuickly(text)
  const batches = [batchOf(tickets)]
  return wholeMonths([...record.closed.values()], (index, told) => {
    const month = plan.months[index] ?? ''
    return contract.close({ month, asOf, facts, batches, ...told }, 'agreed')
  })
}

const numberOf = (month: string): number => {
  const [year = 0, one = 0] = month.split('-').map(Number)
  return year * 12 + one - 1
}

/** A month by the naive oracle: what it owes and costs, in cents by line and by fee. */
function naiveOf(life: NaiveLife, index: number, asOf: Instant): ReadonlyMap<string, string> {
  const month = naiveMonth({ ...life, months: index + 1, asOf: asOf / 60_000 })
  return new Map([
    ...month.lines.map(({ line, owed }) => [line, owed] as const),
    ...Object.entries(month.fees).map(([fee, amount]) => [`fee ${fee}`, amount] as const),
  ])
}

function checkNaive(living: Living, wholes: readonly Settlement[], asOf: Instant): void {
  wholes.forEach((whole, index) => {
    const naive = naiveOf(living.record.plan.life, index, asOf)
    const found = new Map([
      ...whole.lines.map(({ id, owed }) => [id, centsAt(whole, owed)] as const),
      ...whole.fees.map(({ id, amount }) => [`fee ${id}`, centsAt(whole, amount)] as const),
    ])
    for (const [line, cents] of naive) {
      const own = found.get(line)
      if (own !== undefined && `${own}` !== cents) {
        living.break('one-computation', `${line} ${whole.month}: ${own}, by the oracle ${cents}`)
      }
    }
  })
}

/** What a cap let pass in a month, and how much it may in all. */
interface Passed {
  readonly month: string
  readonly cents: bigint
  readonly limit: bigint
}

/** A cap that lets nothing more pass may be above a limit that has fallen since. */
function checkCap(living: Living, bound: NaiveBound, passed: readonly Passed[], of: string): void {
  const { life } = living.record.plan
  passed.forEach(({ month, cents, limit }, i) => {
    const before = passed
      .slice(0, i)
      .filter((one) => sharesWindow(life, bound.per, numberOf(one.month), numberOf(month)))
    const used = before.reduce((sum, one) => sum + one.cents, 0n)
    if (cents > 0n && used + cents > limit) {
      living.break('caps-hold', `${bound.id} ${month}, ${of}: ${used} + ${cents} above ${limit}`)
    }
  })
}

const limitIn = (settlement: Settlement, cap: string): bigint | undefined => {
  const use = settlement.caps.find(({ id }) => id === cap)
  return use === undefined ? undefined : centsAt(settlement, use.limit)
}

/** What a cap let pass in a settlement, line by line. */
const passedIn = (settlement: Settlement, cap: string): bigint =>
  settlement.lines
    .flatMap(({ cuts }) => cuts.filter((cut) => cut.cap === cap))
    .reduce((sum, { after }) => sum + (centsAt(settlement, after) ?? 0n), 0n)

/** The lines of a life whose last bound is a cap, where all that pass it have it last. */
function linesUnder({ levels, balances }: NaiveLife, cap: string): ReadonlySet<string> | undefined {
  const paths = [
    ...levels.map(({ id, penalty }) => ({ id, path: penalty.countsIn })),
    ...balances.map(({ id, countsIn }) => ({ id, path: countsIn })),
  ].filter(({ path }) => path.includes(cap))
  return paths.every(({ path }) => path.at(-1) === cap)
    ? new Set(paths.map(({ id }) => `${id}.penalty`))
    : undefined
}

function checkCaps(living: Living, wholes: readonly Settlement[]): void {
  const { plan, closed } = living.record
  const { sums } = accountedIn([...closed.values()])
  for (const bound of plan.life.bounds) {
    if (!('take' in bound)) continue
    const limits = wholes.flatMap((whole) => {
      const limit = limitIn(whole, bound.id)
      return limit === undefined ? [] : [{ month: whole.month, limit, whole }]
    })
    const passed = limits.map((one) => ({ ...one, cents: passedIn(one.whole, bound.id) }))
    checkCap(living, bound, passed, 'in one computation')
    const lines = linesUnder(plan.life, bound.id)
    if (lines === undefined) continue
    const accounted = limits.map(({ month, limit }) => {
      const own = [...sums].filter(([key]) => {
        const [line = '', , origin] = key.split(' ')
        return lines.has(line) && origin === month
      })
      return { month, limit, cents: own.reduce((sum, [, cents]) => sum + cents, 0n) }
    })
    checkCap(living, bound, accounted, 'as it was closed and adjusted')
  }
}

const NATURES = ['indemnity', 'price-reduction'] as const

/** Lines make totals, adjustments make what is posted, and both make what the month owes. */
function checkTotals(living: Living, settlement: Settlement): void {
  const { month, lines, totals, adjustments = [], posted } = settlement
  const sumOf = (list: readonly { readonly nature: string }[], nature: string, key: string) =>
    list
      .filter((one) => one.nature === nature)
      .map((one) => centsAt(settlement, (one as never)[key]))
      .reduce(
        (sum, cents) => (sum === undefined || cents === undefined ? undefined : sum + cents),
        0n,
      )
  const agree = (said: string, node: number | undefined, sum: bigint | undefined): void => {
    const found = node === undefined ? undefined : centsAt(settlement, node)
    if (sum === undefined || found === undefined || found === sum) return
    living.break('totals-agree', `${month} ${said}: ${found}, its parts make ${sum}`)
  }
  for (const nature of NATURES) {
    const own = sumOf(lines, nature, 'owed')
    agree(nature, totals[nature], own)
    const owed = adjustments.filter(({ state }) => state === 'posted')
    const later = sumOf(owed, nature, 'amount')
    agree(`posted ${nature}`, posted?.adjustments[nature], later)
    const both = own === undefined || later === undefined ? undefined : own + later
    agree(`${nature} with what is posted`, posted?.totals[nature], both)
  }
}

export function checkMoney(living: Living): void {
  const closed = [...living.record.closed.values()]
  const last = closed.at(-1)
  const asOf = parseInstant(last?.settlement.asOf ?? '')
  if (asOf === undefined) {
    living.break('all-ends', 'no month is closed')
    return
  }
  const { alone, wholes } = wholesOf(living, asOf)
  const { broken } = compareWith(closed, wholes)
  for (const said of broken) living.break('one-computation', said)
  const isAmended = living.record.plan.steps.some(({ kind }) => kind === 'amend')
  if (!isAmended) {
    // The oracle counts in minutes, and what is still open is counted until the month was closed.
    const minute = instant(Math.floor(asOf / 60_000) * 60_000)
    checkNaive(living, minute === asOf ? alone : wholesOf(living, minute).alone, minute)
  }
  checkCaps(living, wholes)
  for (const { settlement } of closed) checkTotals(living, settlement)
}
