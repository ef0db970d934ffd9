/** How the steps of a procedure stand in a month, on facts that are given as text. */
import { expect } from 'vitest'
import { parseValue } from '../../src/base/because/value.ts'
import type { CalendarDate } from '../../src/base/calendar/date.ts'
import { formatDate } from '../../src/base/calendar/date.ts'
import { formatInstant, instant } from '../../src/base/instant.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { factsIn } from '../reports/months.ts'
import { closeText, faultsOf } from './close-life.ts'
import { written } from './contract-text.ts'
import { at } from './hours.ts'

const LEVEL = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }`

/** A date or an instant of a node; `none` where there is none, `unknown` where it is not known. */
function momentOf({ graph }: Settlement, node: number | undefined): string {
  const value = node === undefined ? undefined : parseValue(graph[node]?.value ?? '')
  if (value === undefined) return 'none'
  if (value.state !== 'known') return 'unknown'
  const number = Number(value.number.numerator)
  return value.unit === 'date' ? formatDate(number as CalendarDate) : formatInstant(instant(number))
}

/** The steps of a contract of 2026 in a month: `claim 2026-03: open, due 2026-04-02, done none`. */
export function stepsIn(
  steps: string,
  facts: string,
  month: string,
  asOf: string,
  conventions: Readonly<Record<string, string>> = {},
): string[] {
  const text = written({ levels: [LEVEL], steps, starts: '2026-01-01', conventions })
  const { rare } = factsIn(facts)
  const settlement = closeText(text, { month, asOf: at(asOf), facts: rare, batches: [] })
  // The same is found from the settlement alone.
  expect(faultsOf(text, settlement)).toEqual([])
  return (settlement.steps ?? []).map(({ id, about, state, answer, due, date }) => {
    const told = answer === undefined ? state : `${state} ${answer}`
    const [last, end] = [due, date].map((node) => momentOf(settlement, node))
    return `${id}${about === undefined ? '' : ` ${about}`}: ${told}, due ${last}, ended ${end}`
  })
}
