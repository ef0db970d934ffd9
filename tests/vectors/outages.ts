/** An outage of April 2026, always open, that makes the availability that a case gives. */
import { formatInstant, instant } from '../../src/base/instant.ts'
import { divide, multiply, ONE, parseDecimal, ratio, subtract } from '../../src/base/ratio.ts'
import { at } from '../engine/hours.ts'
import { CaseError } from './read-case.ts'

const START = at('2026-03-31T22:00:00Z')
const WINDOW = ratio(at('2026-04-30T22:00:00Z') - START)

/** `99.62` as one outage of `service`, down for 0.38 % of the month, to the millisecond. */
export function downFor(percent: string): string {
  const up = parseDecimal(percent)
  if (up === undefined) throw new CaseError('failed', `no availability "${percent}"`)
  const down = multiply(WINDOW, subtract(ONE, divide(up, ratio(100n))))
  if (down.denominator !== 1n) throw new CaseError('failed', `${percent} % is no whole millisecond`)
  if (down.numerator === 0n) return ''
  const end = instant(START + Number(down.numerator))
  return `outages: [{ of: service, from: "${formatInstant(START)}", to: "${formatInstant(end)}" }]`
}
