/** When a length of real time has passed, told on the clock of a zone. */
import { HOUR, instant } from '../../../src/base/instant.ts'
import { zoneNamed } from '../context.ts'
import { numberOf, offsetText, stampOf, textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

export const answer: TopicAnswer = (tables, input) => {
  const zone = zoneNamed(tables, textOf(input, 'zone'))
  const start = stampOf(zone, textOf(input, 'start'))
  const due = offsetText(zone, instant(start + numberOf(input, 'hours') * HOUR))
  return { deadline: due.replace(/:00(?=[+-])/, '') }
}
