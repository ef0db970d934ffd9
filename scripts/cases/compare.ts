/**
 * Compares a settlement with what a case expects of it.
 *
 * All that is stated must hold exactly. What is not stated is not looked at, except that a line
 * that nobody mentions must owe 0.00 and that every error on the way must be expected.
 */
import type { Place } from '../../src/base/finding.ts'
import { isError } from '../../src/base/finding.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredOrder } from '../../src/money/orders.ts'
import type { StoredCap } from '../../src/money/settlement.ts'
import type { StoredStock } from '../../src/money/stored-costs.ts'
import { adjustmentName, checkAdjustments } from './compare-adjustments.ts'
import { checkLevels } from './compare-levels.ts'
import { checkLines } from './compare-lines.ts'
import { checkPositions } from './compare-positions.ts'
import { checkProcedure } from './compare-procedure.ts'
import { placeOf } from './compare-refusal.ts'
import { checkSteps, stepName } from './compare-steps.ts'
import { checkVat } from './compare-vat.ts'
import type { Compared } from './compared.ts'
import { byId, figure, valueAt, word, words } from './compared.ts'
import { checkSteps as checkExplanation } from './explanation.ts'
import type { Handlers } from './tree.ts'
import { eachKey, eachName, textsIn } from './tree.ts'

export function compare(expect: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  const mentioned = new Set<string>()
  const codes: string[] = []
  let adjustments: SourceNode | undefined
  const handlers: Handlers = {
    levels: (node) => checkLevels(node, compared),
    lines: (node) => checkLines(node, compared, mentioned),
    caps: (node) => checkCaps(node, compared),
    fees: (node) => checkFees(node, compared),
    stocks: (node) => checkStocks(node, compared),
    totals: (node) => checkTotals(node, compared),
    adjustments: (node) => {
      adjustments = node
    },
    amendments: words(compared, settlement.amendments?.map(({ id }) => id) ?? []),
    orders: (node) => checkOrders(node, compared),
    posted: (node) => checkPosted(node, compared),
    vat: (node) => checkVat(node, compared),
    positions: (node) => checkPositions(node, compared),
    steps: (node) => checkSteps(node, compared),
    procedure: (node) => checkProcedure(node, compared),
    explanation: (node) => checkExplanations(node, compared),
    story: compared.checkStories,
    facts: (node) => checkFacts(node, compared),
    findings: (node, where) => {
      codes.push(...textsIn(node, 'findings', fail))
      checkFindings(codes, where, compared)
    },
  }
  eachKey(expect, 'expect', handlers, fail)
  checkAdjustments(adjustments, compared)
  for (const line of settlement.lines) {
    const owed = valueAt(settlement, line.owed)
    if (!mentioned.has(line.id) && owed.said !== '0.00' && owed.said !== 'nothing') {
      fail(expect.where, `the line ${line.id} is not mentioned, and owes ${owed.said}`)
    }
  }
  for (const { code, where } of compared.findings.filter(isError)) {
    if (!codes.includes(code)) fail(expect.where, `unexpected error ${code}${placeOf(where)}`)
  }
}

function checkOrders(node: SourceNode, compared: Compared): void {
  const handlersOf = (order: StoredOrder): Handlers => ({
    fees: figure(compared, order.fees),
    indemnity: figure(compared, order.indemnity),
    'price-reduction': figure(compared, order['price-reduction']),
  })
  eachName(
    node,
    'order of the month',
    byId(compared.settlement.orders ?? []),
    (order, value) => eachKey(value, 'an order', handlersOf(order), compared.fail),
    compared.fail,
  )
}

function checkCaps(node: SourceNode, compared: Compared): void {
  const handlersOf = (cap: StoredCap): Handlers => ({
    limit: figure(compared, cap.limit),
    used: figure(compared, cap.used),
    kept: figure(compared, cap.kept),
  })
  const caps = byId(compared.settlement.caps)
  eachName(
    node,
    'cap used this month',
    caps,
    (cap, value) => eachKey(value, 'a cap', handlersOf(cap), compared.fail),
    compared.fail,
  )
}

function checkFees(node: SourceNode, compared: Compared): void {
  const fees = byId(compared.settlement.fees)
  eachName(node, 'fee', fees, ({ amount }, value) => figure(compared, amount)(value), compared.fail)
}

function checkStocks(node: SourceNode, compared: Compared): void {
  const handlersOf = (stock: StoredStock): Handlers => ({
    filled: figure(compared, stock.filled),
    taken: figure(compared, stock.taken),
    short: figure(compared, stock.short),
    lost: figure(compared, stock.lost),
    left: figure(compared, stock.left),
  })
  eachName(
    node,
    'stock',
    byId(compared.settlement.stocks ?? []),
    (stock, value) => eachKey(value, 'a stock', handlersOf(stock), compared.fail),
    compared.fail,
  )
}

function checkTotals(node: SourceNode, compared: Compared): void {
  const { totals } = compared.settlement
  const handlers: Handlers = {
    indemnity: figure(compared, totals.indemnity),
    'price-reduction': figure(compared, totals['price-reduction']),
    ...(totals.price === undefined ? {} : { price: figure(compared, totals.price) }),
    ...(totals['indemnity-of-client'] === undefined
      ? {}
      : { 'indemnity-of-client': figure(compared, totals['indemnity-of-client']) }),
  }
  eachKey(node, 'totals', handlers, compared.fail)
}

/** What is owed with what is posted for closed months. */
function checkPosted(node: SourceNode, compared: Compared): void {
  const { posted } = compared.settlement
  if (posted === undefined) {
    compared.fail(node.where, 'nothing of a closed month has changed')
    return
  }
  const { totals } = posted
  const byName = new Map(Object.entries(totals))
  eachName(node, 'total', byName, (id, value) => figure(compared, id)(value), compared.fail)
}

/** Figures that an explanation may start from: lines, levels and their outcomes, caps, fees. */
function rootsByName({ settlement }: Compared): Map<string, readonly number[]> {
  const roots = new Map<string, readonly number[]>()
  for (const line of settlement.lines) roots.set(line.id, [line.owed, line.gross])
  for (const level of settlement.levels) {
    roots.set(level.id, [level.figure, level.missed])
    roots.set(`${level.id}.figure`, [level.figure])
    roots.set(`${level.id}.missed`, [level.missed])
  }
  for (const cap of settlement.caps) roots.set(cap.id, [cap.limit, cap.used, cap.kept])
  for (const { id, filled, taken, short, lost, left } of settlement.stocks ?? []) {
    roots.set(id, [left, lost, short, taken, filled])
  }
  for (const step of settlement.steps ?? []) {
    const { opened, due, act, date, late } = step
    const figures = [date, due, late, opened, act].filter((id) => id !== undefined)
    roots.set(stepName(step), figures)
  }
  const { positions } = settlement
  if (positions !== undefined) {
    roots.set('in-discussion', [positions.inDiscussion])
    roots.set('joint-effect', [positions.jointEffect])
    for (const { id, worth } of positions.disputed) roots.set(`dispute.${id}`, [worth])
  }
  for (const adjustment of settlement.adjustments ?? []) {
    const { amount, now, before } = adjustment
    roots.set(adjustmentName(adjustment), [amount, now, before])
  }
  for (const fee of settlement.fees) if (!roots.has(fee.id)) roots.set(fee.id, [fee.amount])
  return roots
}

function checkExplanations(node: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  eachName(
    node,
    'figure',
    rootsByName(compared),
    (roots, steps) => checkExplanation(settlement.graph, roots, steps, fail),
    fail,
  )
}

function checkFacts(node: SourceNode, compared: Compared): void {
  const { tickets, others, setAside } = compared.settlement.facts
  const handlers: Handlers = {
    tickets: word(compared, `${tickets}`),
    others: word(compared, `${others}`),
    'set-aside': word(compared, `${setAside}`),
  }
  eachKey(node, 'facts', handlers, compared.fail)
}

/** Each code that is named must have been found; errors that are not named fail elsewhere. */
function checkFindings(codes: readonly string[], where: Place, compared: Compared): void {
  const found = new Set([
    ...compared.findings.map(({ code }) => code),
    ...compared.settlement.findings.map(({ code }) => code),
  ])
  for (const code of codes) {
    if (found.has(code)) continue
    const all = [...found].join(', ')
    compared.fail(where, `no finding ${code}; found: ${all === '' ? 'none' : all}`)
  }
}
