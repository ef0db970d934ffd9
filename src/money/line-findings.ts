/**
 * What must be said of a line: that it has no amount yet and why, or that it may be earned back.
 *
 * @fr constats sur une ligne
 */
import type { Params } from '../base/because/formula.ts'
import type { YearMonth } from '../base/calendar/date.ts'
import { addToMonth, formatMonth } from '../base/calendar/date.ts'
import { isZero } from '../base/ratio.ts'
import type { Program } from '../contract/core/core.ts'
import { momentText } from '../measures/procedures/dates.ts'
import type { RunSteps } from '../measures/procedures/step-result.ts'
import type { SettledLine } from './settle.ts'

/** A line without an amount is said: it is in no total. */
export function unknownLine(
  line: SettledLine,
  { all }: RunSteps,
): { readonly code: string; readonly params: Params }[] {
  const { value } = line.owed
  if (value.state === 'known') return []
  const params = { line: line.effect, period: line.period }
  const waiting = line.gross.value.state === 'known' ? line.cuts[0]?.bound : undefined
  const claim = all.find(({ step, about }) => step.id === waiting && about === line.period)
  if (claim !== undefined) {
    const { due } = claim
    return due?.value.state === 'known'
      ? [{ code: 'line-waits-for-claim', params: { ...params, due: momentText(due) } }]
      : [{ code: 'line-waits-for-date', params: { ...params, step: claim.step.id } }]
  }
  return value.state === 'undefined'
    ? [{ code: 'line-undefined', params: { ...params, cause: value.reason } }]
    : [{ code: 'line-without-amount', params }]
}

/** An amount that later months may give back is said, with the one that decides. */
export function lineToEarnBack(
  { effect: id, period, owed }: SettledLine,
  { effects }: Program,
  closing: YearMonth,
): { readonly code: string; readonly params: Params }[] {
  const after = effects.find((effect) => effect.id === id)?.earnedBackAfter
  if (after === undefined || owed.value.state !== 'known' || isZero(owed.value.number)) return []
  const until = formatMonth(addToMonth(closing, after))
  return [{ code: 'line-may-be-earned-back', params: { line: id, period, until } }]
}
