/** When a length in service hours is used up: `mon-fri 08:00-18:00`, with the holidays of a region. */
import { deadline } from '../../../src/base/calendar/calendar.ts'
import { compileCalendar } from '../../../src/base/calendar/compile.ts'
import type { HourRange } from '../../../src/base/calendar/hours.ts'
import { DAY, duration, HOUR, instant } from '../../../src/base/instant.ts'
import { readSlot } from '../../../src/contract/phrases/slot.ts'
import { readAll } from '../../../src/contract/phrases/words.ts'
import { zoneNamed } from '../context.ts'
import { CaseError, localText, numberOf, stampOf, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

export const answer: TopicAnswer = (tables, input) => {
  const zone = zoneNamed(tables, textOf(input, 'zone'))
  const start = stampOf(zone, textOf(input, 'start'))
  const slot = readAll(textOf(input, 'window'), readSlot)
  if (slot === undefined) throw new CaseError('failed', '"window" is no slot of the week')
  const hours = Object.fromEntries(
    slot.days.map((day): [string, readonly HourRange[]] => [day, slot.hours]),
  )
  const { value: calendar, findings } = compileCalendar(
    {
      zone: zone.name,
      weeks: [{ hours }],
      holidays: { regions: [textOf(input, 'holidays')] },
    },
    tables,
    { start: instant(start - DAY), end: instant(start + 60 * DAY) },
  )
  if (calendar === undefined) {
    throw new CaseError('failed', `refused: ${findings.map((f) => f.code).join(', ')}`)
  }
  const due = deadline(calendar, start, duration(numberOf(input, 'hours') * HOUR))
  return {
    deadline: due === undefined ? 'none' : localText(zone, due).slice(0, 16).replace(' ', 'T'),
  }
}
