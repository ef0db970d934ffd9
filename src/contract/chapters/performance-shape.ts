/**
 * How the chapter on performance is written.
 *
 * @fr volet performance
 */
import { listOf } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, flag } from '../../base/yaml/shape.ts'
import { datePhrase } from '../phrases/phrase-shape.ts'
import { clocksShape } from './clock-shape.ts'
import { componentShape } from './component-shape.ts'
import { levelShape } from './level-shape.ts'
import {
  balanceShape,
  capShape,
  exemption,
  graceShape,
  minimumShape,
  paidBy,
} from './penalty-shape.ts'
import type { Performance, Procedure } from './performance.ts'

const procedureShape: Shape<Procedure> = record('procedure', {
  'prepared-by': required(choice(['client', 'provider', 'both-blind'])),
  statement: required(record('statement', { within: required(datePhrase) })),
  discussion: required(
    record('discussion', {
      within: required(datePhrase),
      silence: required(choice(['acceptance', 'refusal'])),
      'unanswered-exemption': required(choice(['refused', 'accepted'])),
    }),
  ),
  'set-off': required(choice(['automatic', 'after-window', 'on-agreement', 'none'])),
  'four-eyes': required(flag),
  'formal-notice': required(choice(['waived', 'required'])),
  'paid-by': required(paidBy),
})

export const performanceShape: Shape<Performance> = record('performance', {
  clocks: absentMeans(clocksShape, []),
  components: absentMeans(listOf(componentShape), []),
  levels: required(listOf(levelShape)),
  exemptions: absentMeans(listOf(exemption), []),
  grace: optional(graceShape),
  caps: absentMeans(listOf(capShape), []),
  minimums: absentMeans(listOf(minimumShape), []),
  balances: absentMeans(listOf(balanceShape), []),
  procedure: optional(procedureShape),
})
