/**
 * Whether steps wait for one another, so that none of them ever has a date.
 *
 * A step waits for what its dates count from and for the answer that opens it; a procedure that
 * comes again waits, with all its steps, for the event that it counts from. A date that counts from
 * the name of a step which is no earlier one reads an event of that name (`docs/reference`), which
 * is no circle as long as the two do not meet.
 *
 * Example: `answer` within `10 days after decide`, and `decide` within `5 days after answer`: each
 * would have to be dated before the other.
 *
 * @fr étapes qui s'attendent
 */
import type { Finding, Place } from '../../base/finding.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { ContractStep, StepChain } from '../chapters/steps.ts'
import type { DatePhrase } from '../phrases/date-phrase.ts'
import type { Phrase } from '../phrases/words.ts'
import type { Edge } from './cycles.ts'
import { cyclesIn } from './cycles.ts'
import type { PartialTerms } from './partial-terms.ts'

export function checkStepCycles({ management, performance, term }: PartialTerms): Finding[] {
  const edges = [
    ...(management?.steps ?? []).flatMap(edgesOfChain),
    ...(term?.rights ?? []).flatMap((right) => edgesOfStep(right, undefined)),
    ...(term?.renewal === undefined ? [] : toEvent('renewal', term.renewal.notice.within)),
    ...(performance?.levels ?? []).flatMap(edgesOfClaim),
  ]
  const steps = new Set(edges.map(({ from }) => from))
  return cyclesIn(edges.filter(({ to }) => steps.has(to))).map((cycle): Finding => {
    const [{ from, where }] = cycle
    const path = [...cycle.map((edge) => `${edge.from} (${at(edge.where)})`), from].join(' → ')
    return { code: 'step-cycle', severity: 'error', where, params: { path } }
  })
}

const at = ({ line, column }: Place): string => `${line}:${column ?? 1}`

function edgesOfChain({ every, steps }: StepChain): Edge[] {
  const event = every?.kind === 'length' ? every.event : undefined
  return steps.flatMap((step, i) => [
    ...edgesOfStep(step, steps[i - 1]),
    ...(every === undefined || event === undefined
      ? []
      : [{ from: step.id, to: named(event), where: every.where }]),
  ])
}

function edgesOfStep(step: ContractStep, before: ContractStep | undefined): Edge[] {
  const { id, opens = [], when, within } = step
  return [
    ...[within, ...opens].flatMap((date) => toEvent(id, date, before?.id)),
    ...(when?.kind === 'answer'
      ? [{ from: id, to: when.of.id.replace(/\..*$/, ''), where: when.of.where }]
      : []),
  ]
}

function edgesOfClaim({ id, claim }: ServiceLevel): Edge[] {
  const dates = claim === undefined ? [] : [claim.within, ...(claim.opens ?? [])]
  return dates.flatMap((date) => toEvent(`${id}-claim`, date))
}

/** A length alone counts from the step before. */
function toEvent(from: string, date: Phrase<DatePhrase>, before?: string): Edge[] {
  const event = date.kind === 'open' ? undefined : (date.event ?? before)
  return event === undefined ? [] : [{ from, to: named(event), where: date.where }]
}

/** `last-answer` is the last event of the name `answer`. */
const named = (event: string): string => event.replace(/^(first|last)-/, '')
