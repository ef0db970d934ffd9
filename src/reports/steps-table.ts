/**
 * Steps and rights as a table, and the reason of one of them.
 *
 * @fr étapes et droits
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredStep } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, table } from './document.ts'
import { sayFigure } from './figures.ts'

/** The name that a step is explained by: what it is about stands after its id. */
export const nameOfStep = ({ id, about }: StoredStep): string =>
  about === undefined ? id : `${id} ${about}`

/** Its title before the name that explains it. */
const titleOfStep = (step: StoredStep): string =>
  step.title === step.id ? nameOfStep(step) : `${step.title} (${nameOfStep(step)})`

/** The figure that a step is told by: when it ended, else when it is due, opened, was acted on. */
export const figureOfStep = ({ date, due, opened, act }: StoredStep): number | undefined =>
  date ?? due ?? opened ?? act

export function stepsBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { say } = speaker
  const steps = settlement.steps ?? []
  if (steps.length === 0) return []
  const figure = (id: number | undefined): string =>
    id === undefined ? '' : sayFigure(settlement, id, speaker)
  const columns = ['step-name', 'clause', 'party', 'due', 'step-state', 'date', 'lateness'] as const
  return [
    heading(say('steps-heading')),
    table(
      columns.map((column) => left(say(`column-${column}`))),
      steps.map((step) => [
        titleOfStep(step),
        step.clause ?? '',
        say(`party-${step.who}`),
        figure(step.due),
        sayState(step, speaker),
        figure(step.date),
        sayLateness(settlement, step, speaker),
      ]),
    ),
  ]
}

/** `accepted`, or what was answered. */
export const sayState = ({ state, answer }: StoredStep, { say }: Speaker): string =>
  say(`state-${state}`, { answer: answer ?? '' })

/** How late an act came: days are counted, time is told; nothing where it was in time. */
export function sayLateness(
  settlement: Settlement,
  { late }: StoredStep,
  speaker: Speaker,
): string {
  if (late === undefined) return ''
  const value = sayFigure(settlement, late, speaker)
  const isDays = settlement.graph[late]?.value.endsWith(' count') === true
  return isDays ? speaker.say('lateness-days', { count: value }) : value
}
