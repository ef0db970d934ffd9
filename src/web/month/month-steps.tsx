/** The guided path of a month: the list of its steps, and the steps one below the other. */
import type { ReactNode } from 'react'
import type { MonthPlace } from '../api/queries.ts'
import type { Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { VerdictCounts } from '../parts/counts.tsx'
import { ClosingStep } from './closing-step.tsx'
import { FactsStep } from './facts-step.tsx'
import { LevelsStep } from './levels-step.tsx'
import { monthTotals } from './named-totals.ts'
import { OverrunsStep } from './overruns-step.tsx'
import { PenaltiesStep } from './penalties-step.tsx'
import { StepList } from './step-list.tsx'

interface MonthStepsProps {
  readonly place: MonthPlace
  readonly month: Month
}

/** A step of the month: its name, what there is to see in a word, and the whole of it. */
export interface Step {
  readonly name: 'facts' | 'levels' | 'overruns' | 'penalties' | 'closing'
  readonly gist: ReactNode
  readonly content: ReactNode
}

export function MonthSteps(props: MonthStepsProps) {
  const { say } = useWords()
  const steps = useSteps(props)
  return (
    <div className="month-steps">
      <StepList steps={steps} />
      <div className="month-body">
        {steps.map(({ name, content }, index) => (
          <section key={name} id={name} className="card step" aria-labelledby={`${name}-title`}>
            <h2 id={`${name}-title`}>
              <span className="step-number">{index + 1}</span>
              {say(`step-${name}`)}
            </h2>
            {content}
          </section>
        ))}
      </div>
    </div>
  )
}

function useSteps({ place, month }: MonthStepsProps): readonly Step[] {
  const { say, count } = useWords()
  const { levels, facts, met, missed, unmeasured, state } = month
  return [
    {
      name: 'facts',
      gist: say('gist-facts', { count: count(facts.tickets) }),
      content: <FactsStep month={month} />,
    },
    {
      name: 'levels',
      gist: <VerdictCounts met={met} missed={missed} unmeasured={unmeasured} />,
      content: <LevelsStep levels={levels} />,
    },
    { name: 'overruns', gist: null, content: <OverrunsStep place={place} levels={levels} /> },
    {
      name: 'penalties',
      gist: <OwedByNature month={month} />,
      content: <PenaltiesStep month={month} />,
    },
    {
      name: 'closing',
      gist: say(`state-${state}`),
      content: <ClosingStep place={place} month={month} />,
    },
  ]
}

/** All totals, of the client too, with what is posted for closed months. */
function OwedByNature({ month }: { readonly month: Month }) {
  const { say } = useWords()
  return monthTotals(month)
    .map(({ name, own, posted }) => `${say(`short-total-${name}`)} ${(posted ?? own).text}`)
    .join(' · ')
}
