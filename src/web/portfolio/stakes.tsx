/** What the open months would cost as things are known now: penalties and price reductions apart. */
import { Link } from '@tanstack/react-router'
import type { MonthSummary } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'

interface StakesProps {
  readonly contract: string
  readonly months: readonly MonthSummary[]
}

export function Stakes({ contract, months }: StakesProps) {
  const { say } = useWords()
  const open = months.filter(({ state, hash }) => state === 'open' && hash !== undefined)
  if (open.length === 0) return <p className="soft">{say('nothing-at-stake')}</p>
  return (
    <div className="stakes">
      {open.map(({ month, title, indemnity, priceReduction }) => (
        <div key={month} className="stake">
          <Link to="/contracts/$contract/months/$month" params={{ contract, month }}>
            {title}
          </Link>
          <dl>
            <div>
              <dt className="soft">{say('penalties')}</dt>
              <dd className="amount">{indemnity?.text}</dd>
            </div>
            <div>
              <dt className="soft">{say('price-reductions')}</dt>
              <dd className="amount">{priceReduction?.text}</dd>
            </div>
          </dl>
        </div>
      ))}
    </div>
  )
}
