/**
 * How the chapter on performance is written.
 *
 * @fr volet performance
 */
import { listOf } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, flag, refine } from '../../base/yaml/shape.ts'
import { datePhrase } from '../phrases/phrase-shape.ts'
import { clocksShape } from './clock-shape.ts'
import { clause } from './common-shape.ts'
import { componentShape } from './component-shape.ts'
import { levelShape } from './level-shape.ts'
import {
  balanceShape,
  capShape,
  combinationShape,
  exemption,
  graceShape,
  minimumShape,
  paidBy,
} from './penalty-shape.ts'
import type { Performance, Procedure } from './performance.ts'

const procedureRecord = record('procedure', {
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
  dated: optional(choice(['sent', 'presented', 'received'])),
  clause: optional(clause),
})

/** Silence accepts only where a clause says so; what is not set off is not paid by set-off. */
const procedureShape: Shape<Procedure> = refine(procedureRecord, (value, node, report) => {
  const { dated, discussion, paidBy: means, setOff } = value
  const wrong = dated === undefined ? undefined : wrongSilence(value)
  if (wrong !== undefined) {
    report(wrong, discussion.where, {})
    return undefined
  }
  if (setOff === 'none' && means === 'agreed-set-off') {
    report('set-off-contradicted', node.where, {})
    return undefined
  }
  if (setOff === 'automatic' && means === 'payment') {
    report('set-off-and-payment', node.where, {})
    return undefined
  }
  return value
})

/** Of two blind statements, each party has said its own figure: silence agrees to neither. */
function wrongSilence({ clause: said, discussion, preparedBy }: Procedure): string | undefined {
  const { silence, unansweredExemption } = discussion
  const accepts = silence === 'acceptance' || unansweredExemption === 'accepted'
  if (accepts && said === undefined) return 'silence-without-clause'
  const isBlind = preparedBy === 'both-blind'
  return isBlind && silence === 'acceptance' ? 'silence-between-blind' : undefined
}

export const performanceShape: Shape<Performance> = record('performance', {
  clocks: absentMeans(clocksShape, []),
  components: absentMeans(listOf(componentShape), []),
  levels: required(listOf(levelShape)),
  exemptions: absentMeans(listOf(exemption), []),
  grace: optional(graceShape),
  caps: absentMeans(listOf(capShape), []),
  minimums: absentMeans(listOf(minimumShape), []),
  balances: absentMeans(listOf(balanceShape), []),
  combine: absentMeans(listOf(combinationShape), []),
  procedure: optional(procedureShape),
})
