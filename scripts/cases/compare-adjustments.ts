/** Compares what a settlement adjusts of closed months. */
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredAdjustment } from '../../src/money/settlement.ts'
import { checkTaxed } from './compare-vat.ts'
import type { Compared } from './compared.ts'
import { figure, valueAt, word, words } from './compared.ts'
import type { Handlers } from './tree.ts'
import { eachKey, eachName } from './tree.ts'

/** `restore-p1.penalty 2026-03`: the line, and the month that was closed. */
export const adjustmentName = ({ id, month }: StoredAdjustment): string => `${id} ${month}`

/** All adjustments must be stated: one that nobody mentions is a failure. */
export function checkAdjustments(node: SourceNode | undefined, compared: Compared): void {
  const { settlement, fail } = compared
  const all = new Map((settlement.adjustments ?? []).map((a) => [adjustmentName(a), a]))
  const mentioned = new Set<string>()
  if (node !== undefined) {
    eachName(
      node,
      'adjustment',
      all,
      (adjustment, value, _, name) => {
        mentioned.add(name)
        if (value.kind === 'scalar') figure(compared, adjustment.amount)(value)
        else eachKey(value, 'an adjustment', handlersOf(adjustment, compared), fail)
      },
      fail,
    )
  }
  for (const [name, { amount, state }] of all) {
    if (mentioned.has(name)) continue
    const where = node?.where ?? compared.where
    fail(
      where,
      `the adjustment ${name} is not mentioned: ${valueAt(settlement, amount).said}, ${state}`,
    )
  }
}

const handlersOf = (adjustment: StoredAdjustment, compared: Compared): Handlers => ({
  amount: figure(compared, adjustment.amount),
  before: figure(compared, adjustment.before),
  now: figure(compared, adjustment.now),
  state: word(compared, adjustment.state),
  until: word(compared, adjustment.until),
  nature: word(compared, adjustment.nature),
  vat: checkTaxed(adjustment.vat, 'the VAT of an adjustment', compared),
  causes: words(compared, adjustment.causes),
  amendments: words(compared, adjustment.amendments),
})
