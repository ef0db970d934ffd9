/** What a name of a month stands for: a level, a line, a cap or a total, with its figures. */
import type { Figure, Month, Verdict } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { monthTotals } from '../month/named-totals.ts'

export interface Subject {
  /** `Niveau de service`. */
  readonly kind: string
  readonly title: string
  /** Its figures, each with the key of its word. The first is the one that people come for. */
  readonly figures: readonly (readonly [string, Figure])[]
  readonly verdict?: Verdict
}

export function useSubject(month: Month | undefined, name: string): Subject {
  const { say } = useWords()
  const level = month?.levels.find(({ id }) => id === name)
  if (level !== undefined) {
    const { figure, judged, late, verdict, title } = level
    const figures = [
      ['column-figure', figure],
      ['column-judged', judged],
      ['column-late', late],
    ] as const
    return { kind: say('a-level'), title, figures, verdict }
  }
  const line = month?.lines.find(({ id }) => id === name)
  if (line !== undefined) {
    const title = month?.levels.find(({ id }) => id === line.level)?.title ?? line.level
    const figures = [
      ['column-owed', line.owed],
      ['column-gross', line.gross],
      [line.isForfeited ? 'column-forfeited' : 'column-cut', line.cut],
    ] as const
    return { kind: line.natureText, title, figures }
  }
  const cap = month?.caps.find(({ id }) => id === name)
  if (cap !== undefined) {
    const figures = [
      ['column-kept', cap.kept],
      ['column-used', cap.used],
      ['column-limit', cap.limit],
    ] as const
    return { kind: say('a-cap'), title: cap.title, figures }
  }
  const fee = month?.fees.find(({ id }) => name === `fee.${id}`)
  if (fee !== undefined) {
    return { kind: say('a-fee'), title: fee.title, figures: [['column-amount', fee.amount]] }
  }
  const figures = positionFigures(month, name)
  if (figures !== undefined) return { kind: say('position-heading'), title: name, figures }
  const amount = month?.procedure?.amounts.find((one) => one.name === name)
  if (amount !== undefined) {
    const { title, figure } = amount
    return { kind: say('procedure-heading'), title, figures: [['column-amount', figure]] }
  }
  return stepOf(month, name, say) ?? totalOf(month, name, say)
}

type Say = (key: string) => string

function stepOf(month: Month | undefined, name: string, say: Say): Subject | undefined {
  const step = month?.steps.find((one) => one.name === name)
  if (step === undefined) return undefined
  const { due, date, title } = step
  const figures = [
    ...(date === undefined ? [] : ([['column-date', date]] as const)),
    ...(due === undefined ? [] : ([['column-due', due]] as const)),
  ]
  return { kind: say('a-step'), title, figures }
}

function totalOf(month: Month | undefined, name: string, say: Say): Subject {
  const [which, nature] = name.split('.')
  const total = month && monthTotals(month).find((one) => one.name === nature)
  const figure = which === 'total' ? total?.own : which === 'posted' ? total?.posted : undefined
  if (figure === undefined) return { kind: say('a-figure'), title: name, figures: [] }
  return {
    kind: say(which === 'posted' ? 'adjustments-included' : 'a-total'),
    title: say(`total-${nature}`),
    figures: [['column-owed', figure]],
  }
}

/** The figures of a position, of a fact in dispute, or of what closes their sum. */
function positionFigures(month: Month | undefined, name: string): Subject['figures'] | undefined {
  const positions = month?.positions
  if (positions === undefined) return undefined
  const { disputed, inDiscussion, jointEffect } = positions
  if (name === 'in-discussion') return [['position-in-discussion', inDiscussion]]
  if (name === 'joint-effect') return [['position-joint-effect', jointEffect]]
  const party = (['client', 'provider', 'agreed'] as const).find(
    (one) => name === `position.${one}`,
  )
  if (party !== undefined) return [['column-amount', positions[party].total]]
  const dispute = disputed.find(({ id }) => name === `dispute.${id}`)
  return dispute === undefined ? undefined : [['column-worth', dispute.worth]]
}
