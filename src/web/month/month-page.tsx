/**
 * A month of a contract, from its facts to its closing, on one page. The panel that explains a
 * figure opens over it and has an address of its own.
 */
import { useParams } from '@tanstack/react-router'
import { useContract, useMonth } from '../api/queries.ts'
import { PageTitle } from '../frame/page-title.tsx'
import { Answer } from '../parts/answer.tsx'
import { DemonstrationNote } from '../parts/demonstration-note.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { MonthPanel } from './month-panel.tsx'
import { MonthSteps } from './month-steps.tsx'
import { MonthSwitch } from './month-switch.tsx'
import { MonthTrail } from './month-trail.tsx'
import { ProcedureCard } from './procedure-card.tsx'
import './month.css'

export function MonthPage() {
  const place = useParams({ from: '/contracts/$contract/months/$month' })
  const contract = useContract(place.contract)
  const month = useMonth(place)
  const listed = contract.data?.months.find((one) => one.month === place.month)
  const title = month.data?.title ?? listed?.title
  const state = month.data?.state ?? listed?.state
  return (
    <>
      <MonthTrail place={place} contract={contract.data} title={title} />
      <div className="month-head">
        <PageTitle title={title ?? place.month} />
        {state === undefined ? null : <StateBadge state={state} />}
        <MonthSwitch place={place} months={contract.data?.months ?? []} />
      </div>
      {contract.data?.isDemonstration ? <DemonstrationNote /> : null}
      <Answer of={month} heights={[8, 14, 24, 24]}>
        {(settled) => (
          <>
            <ProcedureCard month={settled} />
            <MonthSteps place={place} month={settled} />
          </>
        )}
      </Answer>
      <MonthPanel place={place} />
    </>
  )
}
