/** The availability of a month of real minutes, planned works left out of it. */

import { formatInstant, instant } from '../../../src/base/instant.ts'
import { formatDecimal, multiply, parseDecimal, ratio } from '../../../src/base/ratio.ts'
import { closeWritten } from '../closing.ts'
import { zoneNamed } from '../context.ts'
import type { Fields } from '../read-case.ts'
import { CaseError, numberOf, stampOf, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

/** Works begin with the month, and the outage once they have ended. */
export const answer: TopicAnswer = (tables, input, expected) => {
  const month = textOf(input, 'month')
  const zone = zoneNamed(tables, textOf(input, 'zone'))
  if (zone.name !== 'Europe/Paris') throw new CaseError('skipped', `no month of ${zone.name}`)
  const start = stampOf(zone, `${month}-01`)
  const planned = minutesOf(input, 'plannedMinutes')
  const down = minutesOf(input, 'downMinutes')
  const stamp = (after: number): string => `"${formatInstant(instant(start + after))}"`
  const works = `maintenance: [{ of: service, announced: ${stamp(0)}, from: ${stamp(0)}, to: ${stamp(planned)} }]`
  const outage = `outages: [{ of: service, from: ${stamp(planned)}, to: ${stamp(planned + down)} }]`
  const target = typeof input['target'] === 'string' ? input['target'] : '99.9'
  const closed = (facts: readonly string[]) =>
    closeWritten({
      levels: [
        `availability: { of: service, calendar: always, no-data: up }
         per: month
         target: { at-least: ${target} % }`,
      ],
      performance: '  exemptions: [{ ground: planned-maintenance, takes-out: [outage, window] }]',
      starts: `${month}-01`,
      facts: facts.join('\n'),
      month,
    })
  const measured = closed([...(planned > 0 ? [works] : []), ...(down > 0 ? [outage] : [])])
  const decimals = 'shownDecimals' in expected ? numberOf(expected, 'shownDecimals') : 0
  return {
    minutes: Number(closed([]).counted('window').numerator) / 60_000,
    availability: formatDecimal(multiply(measured.figure('level-1'), ratio(100n)), decimals),
    met: !measured.isMissed('level-1'),
    shownDecimals: decimals,
  }
}

function minutesOf(input: Fields, key: string): number {
  const minutes = parseDecimal(textOf(input, key))
  const length = minutes === undefined ? undefined : multiply(minutes, ratio(60_000n))
  if (length?.denominator !== 1n) throw new CaseError('failed', `"${key}" is no whole millisecond`)
  return Number(length.numerator)
}
