/** Compares the steps and rights of a settlement: how each stands, and its dates. */
import type { Value } from '../../src/base/because/value.ts'
import { formatInstant, instant } from '../../src/base/instant.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredStep } from '../../src/money/stored-procedure.ts'
import type { Compared } from './compared.ts'
import { figure, moment, valueAt, word } from './compared.ts'
import { eachKey, eachName, textIn } from './tree.ts'

/** `postponement.decide`, or `minutes.draft committee-05` where it is about something. */
export const stepName = ({ id, about }: StoredStep): string =>
  about === undefined ? id : `${id} ${about}`

export function checkSteps(node: SourceNode, compared: Compared): void {
  const steps = new Map((compared.settlement.steps ?? []).map((step) => [stepName(step), step]))
  eachName(node, 'step', steps, (step, value) => checkStep(value, step, compared), compared.fail)
}

function checkStep(node: SourceNode, step: StoredStep, compared: Compared): void {
  const { opened, due, act, date, late } = step
  const dated = (id: number | undefined) => atNode(id, compared)
  eachKey(
    node,
    'a step',
    {
      state: word(compared, step.state),
      answer: word(compared, step.answer ?? 'none'),
      who: word(compared, step.who),
      opened: dated(opened),
      due: dated(due),
      act: dated(act),
      date: dated(date),
      late: late === undefined ? word(compared, 'none') : figure(compared, late),
    },
    compared.fail,
  )
}

/** A date, or an instant on the clock of the contract; `none` where there is none. */
export const atNode =
  (id: number | undefined, compared: Compared) =>
  (node: SourceNode): void => {
    const value: Value =
      id === undefined ? { state: 'nothing' } : valueAt(compared.settlement, id).value
    if (value.state === 'known' && value.unit === 'instant') {
      moment(formatInstant(instant(Number(value.number.numerator))), compared)(node)
    } else if (id !== undefined && value.state === 'known') figure(compared, id)(node)
    else if (textIn(node, 'a date', compared.fail) !== 'none') {
      compared.fail(node.where, 'expected a date, actual none')
    }
  }
