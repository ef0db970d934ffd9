/**
 * How the chapter on governance is written.
 *
 * @fr volet pilotage
 */
import { listOf } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, id, text } from '../../base/yaml/shape.ts'
import { datePhrase, length } from '../phrases/phrase-shape.ts'
import { clause } from './common-shape.ts'
import type { Committee, EscalationStep, Management } from './management.ts'
import { stepChain } from './steps-shape.ts'

const committee: Shape<Committee> = record('committee', {
  id: required(id),
  title: optional(text),
  clause: optional(clause),
  every: required(choice(['week', 'month', 'quarter', 'half-year', 'year'])),
  members: absentMeans(listOf(text), []),
  report: optional(datePhrase),
  minutes: optional(
    record('minutes', { due: optional(datePhrase), 'accepted-after': optional(length) }),
  ),
})

const step: Shape<EscalationStep> = record('escalation-step', {
  after: required(length),
  to: required(id),
})

export const managementShape: Shape<Management> = record('management', {
  committees: absentMeans(listOf(committee), []),
  escalation: absentMeans(listOf(step), []),
  steps: absentMeans(listOf(stepChain), []),
})
