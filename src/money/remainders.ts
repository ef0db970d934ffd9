/**
 * What is left once a month is settled: of a cap, what each cap has held back, and what was lost
 * for want of a claim.
 *
 * These are sums and differences of stored figures, done by the very steps that a settlement is
 * made of. They are shown beside the figures and never stored.
 *
 * Example: a limit of 80 640.00 €, 8 400.00 € used before and 8 400.00 € this month leave
 * 63 840.00 €.
 *
 * @fr reste sous plafond, montants retenus
 */
import { apply } from '../base/because/formula.ts'
import type { Value } from '../base/because/value.ts'
import { known, NOTHING, parseValue } from '../base/because/value.ts'
import { isZero, ZERO } from '../base/ratio.ts'
import type { Settlement, StoredCap, StoredLine } from './settlement.ts'

/** A value with the steps of the settlement that it is made of. @fr montant restant */
export interface Remainder {
  readonly value: Value
  readonly nodes: readonly number[]
}

const NO_MONEY = known(ZERO, 'cents')

/** What can still be owed under a cap in its period, in cents: never less than nothing. */
export function roomLeft(settlement: Settlement, cap: StoredCap): Remainder {
  const { value, nodes } = differenceOf(settlement, [cap.limit, cap.used, cap.kept])
  return { value: apply('greatest', {}, [value, NO_MONEY]), nodes }
}

/** What one cap held back from one line, in cents. */
export const cutFromLine = (
  settlement: Settlement,
  { before, after }: StoredLine['cuts'][number],
): Remainder => differenceOf(settlement, [before, after])

/** What one cap held back in all, in cents. */
export const cutByCap = (settlement: Settlement, cap: StoredCap): Remainder =>
  sumOf(
    settlement.lines
      .flatMap((line) => line.cuts.filter((cut) => cut.cap === cap.id))
      .map((cut) => cutFromLine(settlement, cut)),
  )

/** All lines before the caps, what caps held back of them, and what no claim came for. */
export function grossAndCut(
  settlement: Settlement,
): Readonly<Record<'gross' | 'cut' | 'forfeited', Remainder>> {
  const sumOfLines = (figure: 'gross' | 'cut', lines: readonly StoredLine[]): Remainder =>
    sumOf(lines.map((line) => figureAt(settlement, line[figure])))
  const lost = settlement.lines.filter((line) => isForfeited(settlement, line))
  return {
    gross: sumOfLines('gross', settlement.lines),
    cut: sumOfLines(
      'cut',
      settlement.lines.filter((line) => !lost.includes(line)),
    ),
    forfeited: sumOfLines('cut', lost),
  }
}

/** What a claim has left of a line; nothing for a line that waits for none. */
export const claimOf = (
  { caps }: Settlement,
  { cuts }: StoredLine,
): StoredLine['cuts'][number] | undefined =>
  cuts.find(({ cap }) => !caps.some(({ id }) => id === cap))

/** Whether a line is lost for want of a claim: what is cut of it was cut by no cap. */
export function isForfeited(settlement: Settlement, line: StoredLine): boolean {
  const claim = claimOf(settlement, line)
  if (claim === undefined) return false
  const isNone = (node: number): boolean => {
    const { value } = figureAt(settlement, node)
    return value.state === 'known' && isZero(value.number)
  }
  return isNone(claim.after) && !isNone(claim.before)
}

/** A line without an amount is in no sum, as it is in no total of the settlement. */
function sumOf(parts: readonly Remainder[]): Remainder {
  const amounts = parts.filter(({ value }) => value.state === 'known')
  return {
    value: apply('sum', {}, [NO_MONEY, ...amounts.map(({ value }) => value)]),
    nodes: amounts.flatMap(({ nodes }) => nodes),
  }
}

const differenceOf = (settlement: Settlement, nodes: readonly number[]): Remainder => ({
  value: apply(
    'difference',
    {},
    nodes.map((node) => figureAt(settlement, node).value),
  ),
  nodes,
})

const figureAt = ({ graph }: Settlement, node: number): Remainder => ({
  value: parseValue(graph[node]?.value ?? '') ?? NOTHING,
  nodes: [node],
})
