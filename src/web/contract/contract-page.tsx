/** One contract: who it binds, and all its months. */
import { Link, useParams } from '@tanstack/react-router'
import { useContract } from '../api/queries.ts'
import type { Contract, MonthSummary } from '../api/shapes.ts'
import { Breadcrumbs, Here } from '../frame/breadcrumbs.tsx'
import { PageTitle } from '../frame/page-title.tsx'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { VerdictCounts } from '../parts/counts.tsx'
import { DemonstrationNote } from '../parts/demonstration-note.tsx'
import { Parties } from '../parts/parties.tsx'
import type { TableColumn } from '../parts/ruled-table.tsx'
import { RuledTable } from '../parts/ruled-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { TermsSection } from './terms-section.tsx'

export function ContractPage() {
  const { say } = useWords()
  const { contract } = useParams({ from: '/contracts/$contract' })
  const answer = useContract(contract)
  return (
    <>
      <Breadcrumbs>
        <Here>{answer.data?.reference ?? say('contract')}</Here>
      </Breadcrumbs>
      <PageTitle title={answer.data?.title ?? say('contract')} />
      <Answer of={answer} heights={[4, 24]}>
        {(found) => <ContractView contract={found} />}
      </Answer>
    </>
  )
}

function ContractView({ contract }: { readonly contract: Contract }) {
  const { say } = useWords()
  const { client, provider, startsText, isDemonstration, months } = contract
  return (
    <>
      <p className="soft">
        <Parties client={client} provider={provider} /> · {say('starts', { day: startsText })}
      </p>
      {isDemonstration ? <DemonstrationNote /> : null}
      <section className="card months" aria-labelledby="months">
        <h2 id="months">{say('months')}</h2>
        <RuledTable
          caption={say('months')}
          columns={useMonthColumns(contract.id)}
          rows={months}
          keyOf={({ month }) => month}
        />
      </section>
      <TermsSection contract={contract.id} />
    </>
  )
}

function useMonthColumns(contract: string): readonly TableColumn<MonthSummary>[] {
  const { say } = useWords()
  return [
    {
      key: 'month',
      title: say('month'),
      cell: ({ month, title }) => (
        <Link to="/contracts/$contract/months/$month" params={{ contract, month }}>
          {title}
        </Link>
      ),
    },
    { key: 'state', title: say('state'), cell: ({ state }) => <StateBadge state={state} /> },
    {
      key: 'levels',
      title: say('step-levels'),
      cell: ({ hash, met = 0, missed = 0, unmeasured = 0 }) =>
        hash === undefined ? (
          <span className="soft">{say('not-settled-yet')}</span>
        ) : (
          <VerdictCounts met={met} missed={missed} unmeasured={unmeasured} />
        ),
    },
    {
      key: 'penalties',
      title: say('short-total-indemnity'),
      align: 'right',
      cell: ({ indemnity }) => indemnity?.text,
    },
    {
      key: 'reductions',
      title: say('short-total-price-reduction'),
      align: 'right',
      cell: ({ priceReduction }) => priceReduction?.text,
    },
  ]
}
