/**
 * Steps and rights as a table, and the reason of one of them.
 *
 * @fr étapes et droits
 */
import { parseDate, parseMonth } from '../base/calendar/date.ts'
import { formatDay } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement } from '../money/settlement.ts'
import type { StoredStep } from '../money/stored-procedure.ts'
import type { Block } from './document.ts'
import { heading, left, table } from './document.ts'
import { sayFigure, sayMonth } from './figures.ts'

/** The name that a step is explained by: what it is about stands after its id. */
export const nameOfStep = ({ id, about }: StoredStep): string =>
  about === undefined ? id : `${id} ${about}`

/** A step of the month by its words; another one, by the id that its contract gives it. */
export const sayStepName = (id: string, { sayOr }: Speaker): string => sayOr(`act-of-${id}`, id)

/** An answer by its words; one that a contract made up, as it is written. */
export const sayAnswer = (answer: string, { sayOr }: Speaker): string =>
  sayOr(`answer-${answer}`, answer)

/** The words of a step, where it has no title of its own; a claim bears that of its level. */
export function titleOfStep(
  { id, title }: StoredStep,
  { levels }: Settlement,
  { say, sayOr }: Speaker,
): string {
  if (title !== id) return title
  const claimed = levels.find((level) => id === `${level.id}-claim`)
  return claimed === undefined
    ? sayOr(`act-of-${id.split('.').at(-1) ?? id}`, id)
    : say('act-of-claim', { title: claimed.title })
}

/** Its title before the name that explains it. */
const titleAndName = (step: StoredStep, settlement: Settlement, speaker: Speaker): string => {
  const title = titleOfStep(step, settlement, speaker)
  return title === step.id ? nameOfStep(step) : `${title} (${nameOfStep(step)})`
}

/** The figure that a step is told by: when it ended, else when it is due, opened, was acted on. */
export const figureOfStep = ({ date, due, opened, act }: StoredStep): number | undefined =>
  date ?? due ?? opened ?? act

/** What a step is about, in words: a month, or the day of a renewal. */
export function sayAbout(about: string, speaker: Speaker): string {
  const date = parseDate(about)
  return date === undefined ? sayMonth(about, speaker) : formatDay(date, speaker.language)
}

/** The steps that a month tells: those about a later month are told by its own settlement. */
export const stepsTold = ({ steps = [], month }: Settlement): readonly StoredStep[] =>
  steps.filter(({ about = '' }) => parseMonth(about) === undefined || about <= month)

export function stepsBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { say } = speaker
  const steps = stepsTold(settlement)
  if (steps.length === 0) return []
  const figure = (id: number | undefined): string =>
    id === undefined ? '' : sayFigure(settlement, id, speaker)
  const columns = ['step-name', 'clause', 'party', 'due', 'step-state', 'date', 'lateness'] as const
  return [
    heading(say('steps-heading')),
    table(
      columns.map((column) => left(say(`column-${column}`))),
      steps.map((step) => [
        titleAndName(step, settlement, speaker),
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
export const sayState = ({ state, answer }: StoredStep, speaker: Speaker): string =>
  speaker.say(`state-${state}`, { answer: answer === undefined ? '' : sayAnswer(answer, speaker) })

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
