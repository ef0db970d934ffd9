/** One contract of the portfolio. */
import { Link } from '@tanstack/react-router'
import type { Contract } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { DemonstrationNote } from '../parts/demonstration-note.tsx'
import { Parties } from '../parts/parties.tsx'
import { MonthStrip } from './month-strip.tsx'
import { NextStep } from './next-step.tsx'
import { Stake } from './stake.tsx'

export function ContractCard({ contract }: { readonly contract: Contract }) {
  const { say } = useWords()
  const { id, reference, title, client, provider, months, isDemonstration } = contract
  return (
    <article className="card contract-card" aria-labelledby={`contract-${id}`}>
      <header>
        <p className="overline">
          <bdi>{reference}</bdi>
        </p>
        <h2 id={`contract-${id}`}>
          <Link to="/contracts/$contract" params={{ contract: id }}>
            <bdi>{title}</bdi>
          </Link>
        </h2>
        <p className="soft">
          <Parties client={client} provider={provider} />
        </p>
        {isDemonstration ? <DemonstrationNote /> : null}
      </header>
      <div className="contract-now">
        <Stake months={months} />
        <NextStep contract={contract} />
      </div>
      <section aria-label={say('last-months')}>
        <h3 className="overline">{say('last-months')}</h3>
        <MonthStrip contract={id} months={months} />
        <p>
          <Link to="/contracts/$contract" params={{ contract: id }}>
            {say('all-months')}
          </Link>
        </p>
      </section>
    </article>
  )
}
