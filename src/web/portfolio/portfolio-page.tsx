/** All contracts at a glance: their last months, what is at stake, what to do next. */
import { useContracts } from '../api/queries.ts'
import { PageTitle } from '../frame/page-title.tsx'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { ContractCard } from './contract-card.tsx'
import './portfolio.css'

export function PortfolioPage() {
  const { say } = useWords()
  return (
    <>
      <PageTitle title={say('contracts')} />
      <Answer of={useContracts()} heights={[26]}>
        {(contracts) =>
          contracts.length === 0 ? (
            <NoContract />
          ) : (
            <div className="portfolio">
              {contracts.map((contract) => (
                <ContractCard key={contract.id} contract={contract} />
              ))}
            </div>
          )
        }
      </Answer>
    </>
  )
}

function NoContract() {
  const { say } = useWords()
  return (
    <div className="empty">
      <p className="notice-title">{say('no-contract')}</p>
      <p className="soft">{say('no-contract-next')}</p>
      <pre className="example">vigie serve contrat.yaml</pre>
    </div>
  )
}
