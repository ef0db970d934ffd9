/**
 * Runs one case: reads it, closes its months, compares, and repeats it in other orders.
 *
 * Example: a case whose owed cent is wrong fails with the place of the cent, what was expected, and
 * what came out.
 */
import { findWrongNodes } from '../../src/base/because/graph.ts'
import { parseValue } from '../../src/base/because/value.ts'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { formatMonth, parseMonth } from '../../src/base/calendar/date.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import { invariant } from '../../src/base/invariant.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import { versionIn } from '../../src/contract/amendments/versions.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { reachable, restoreGraph } from '../../src/money/settlement.ts'
import { versionsAt } from '../../src/shell/close-month.ts'
import type { Closed, Inputs } from './close-case.ts'
import { calendarsOf, closeFiles, closeInputs, readInputs, shuffled, zoneIn } from './close-case.ts'
import { compare } from './compare.ts'
import { compareRefusal, showFinding } from './compare-refusal.ts'
import type { ClosingStep, GoldenCase, MonthExpected } from './read-case.ts'
import { readCase } from './read-case.ts'
import type { TicketSelect } from './stories.ts'
import { checkStories, isInstant } from './stories.ts'
import type { Fail, Failure } from './tree.ts'

export type Verdict =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'skipped'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly failures: readonly Failure[] }

/**
 * Runs the case of a folder. Never throws: what breaks is a failure of the case.
 *
 * Each month is closed again with the same facts `inOtherOrders`, which takes three times as long.
 */
export function runCase(folder: string, { inOtherOrders = true } = {}): Verdict {
  const failures: Failure[] = []
  const fail: Fail = (where, said) => failures.push({ where, said })
  try {
    const { value: golden, failures: unreadable } = readCase(folder)
    if (golden === undefined) return { outcome: 'failed', failures: unreadable }
    if (golden.incomplete !== undefined) return { outcome: 'skipped', reason: golden.incomplete }
    if (golden.closings === undefined) {
      const orders = once(() => ordersOf(golden))
      const before = { orders, closed: [], inOtherOrders }
      for (const expected of golden.months) runMonth(golden, expected, before, fail)
    } else {
      runClosings(golden, golden.closings, inOtherOrders, fail)
    }
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    fail({ file: `${folder}/case.yaml`, line: 1 }, `the case broke the program: ${said}`)
  }
  return failures.length === 0 ? { outcome: 'passed' } : { outcome: 'failed', failures }
}

/** The facts of a case in the order of its files and, where there are several, in reverse. */
interface Orders {
  readonly inputs: Inputs
  readonly reversed?: Inputs
}

function ordersOf(golden: GoldenCase): Orders {
  const inputs = readInputs(golden, golden.facts)
  if (golden.facts.length < 2) return { inputs }
  return { inputs, reversed: readInputs(golden, [...golden.facts].reverse()) }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** What a month is closed upon. */
interface Before {
  readonly orders: () => Orders
  readonly closed: readonly ClosedMonth[]
  readonly inOtherOrders: boolean
}

/** Closes months one upon the other, each from what was known when it was closed. */
function runClosings(
  golden: GoldenCase,
  closings: readonly ClosingStep[],
  inOtherOrders: boolean,
  fail: Fail,
): void {
  const done: ClosedMonth[] = []
  for (const { month, ...known } of closings) {
    const then = { ...golden, ...known }
    const expected = golden.months.find((one) => one.month === month)
    if (expected === undefined) continue
    const orders = once(() => ordersOf(then))
    const before = { orders, closed: [...done], inOtherOrders }
    const closed = runMonth(then, expected, before, fail)
    if (closed !== undefined) done.push(closed)
  }
}

function runMonth(
  golden: GoldenCase,
  expected: MonthExpected,
  before: Before,
  fail: Fail,
): ClosedMonth | undefined {
  const { orders } = before
  const { month, expect } = expected
  const refusal = refusalIn(expect, fail)
  const closed = closeFiles(golden, month, before.closed)
  if (refusal !== undefined) {
    if ('refused' in closed) compareRefusal(refusal, closed.refused, fail)
    else fail(refusal.where, `${formatMonth(month)} was closed, and a refusal was expected`)
    return undefined
  }
  if ('refused' in closed) {
    const said = closed.refused.map(showFinding).join(', ')
    fail(expect.where, `${formatMonth(month)} was refused: ${said}`)
    return undefined
  }
  compareSettlement(closed, orders().inputs, expect, fail)
  checkSound(closed.settlement, expect, fail)
  if (before.inOtherOrders) checkOrders(expected, closed, orders(), before.closed, fail)
  return closed
}

/** What stands under `refused`, which then stands alone. */
function refusalIn(expect: SourceNode, fail: Fail): SourceNode | undefined {
  if (expect.kind !== 'map') return undefined
  const entry = expect.entries.find(({ key }) => key === 'refused')
  if (entry !== undefined && expect.entries.length > 1) {
    fail(entry.keyWhere, 'a refusal has no figures: refused stands alone under expect')
  }
  return entry?.value
}

type Settled = Extract<Closed, { readonly settlement: Settlement }>

function asOfOf({ asOf }: Settlement): Instant {
  const at = parseInstant(asOf)
  invariant(at !== undefined, 'a settlement says at what instant it was made')
  return at
}

function compareSettlement(
  { settlement, findings }: Settled,
  inputs: Inputs,
  expect: SourceNode,
  fail: Fail,
): void {
  const zone = zoneIn(inputs)
  const asOf = asOfOf(settlement)
  const month = parseMonth(settlement.month)
  invariant(month !== undefined, 'a settlement has its month')
  const { tickets } = inputs
  compare(expect, {
    settlement,
    findings,
    where: expect.where,
    fail,
    isAt: (text, stored) => {
      const at = parseInstant(stored)
      return at !== undefined && isInstant(zone, text, at)
    },
    checkStories: (expected) => {
      const calendars = calendarsOf(inputs, month, asOf)
      checkStories(
        expected,
        { zone, calendars, tickets, selects: clocksOf(inputs, month, asOf), asOf },
        fail,
      )
    },
  })
}

const clocksOf = (
  { amended }: Inputs,
  month: YearMonth,
  asOf: Instant,
): Map<string, TicketSelect> =>
  new Map(
    versionIn(versionsAt(amended, asOf), month).program.selects.flatMap((select) =>
      select.kind === 'tickets' ? [[select.id, select] as const] : [],
    ),
  )

/** Every step is right, and every euro rests on a clause and on a fact. */
function checkSound(settlement: Settlement, expect: SourceNode, fail: Fail): void {
  const graph = restoreGraph(settlement.graph)
  const wrong = graph === undefined ? ['unreadable'] : findWrongNodes(graph)
  if (wrong.length > 0) {
    const steps = wrong.map((id) => `${id} (${settlement.graph[Number(id)]?.step})`)
    fail(expect.where, `steps that do not follow from their operands: ${steps.join(', ')}`)
  }
  for (const line of settlement.lines) {
    const owed = parseValue(settlement.graph[line.owed]?.value ?? '')
    if (owed?.state !== 'known' || owed.number.numerator === 0n) continue
    const nodes = [...reachable(settlement.graph, line.owed)].map((id) => settlement.graph[id])
    if (!nodes.some((node) => node?.clause !== undefined)) {
      fail(expect.where, `the line ${line.id} rests on no clause`)
    }
    if (!nodes.some((node) => node?.step === 'facts')) {
      fail(expect.where, `the line ${line.id} rests on no fact`)
    }
  }
}

const SEED = 20_260_401

/** The same facts in other orders give the same bytes. */
function checkOrders(
  { month, expect }: MonthExpected,
  { settlement, hash }: Settled,
  { inputs, reversed }: Orders,
  closed: readonly ClosedMonth[],
  fail: Fail,
): void {
  const asOf = asOfOf(settlement)
  const again = (given: Inputs, parts = [given.tickets]): boolean =>
    closeInputs(given, month, asOf, parts, [...closed].reverse()) === hash
  if (!again(inputs)) fail(expect.where, 'the parts of the closing give other bytes than the whole')
  else if (!again(inputs, shuffled(inputs.tickets, SEED))) {
    fail(expect.where, 'the settlement changes with the order of the tickets')
  }
  if (reversed !== undefined && !again(reversed)) {
    fail(expect.where, 'the settlement changes with the order of the files')
  }
}
