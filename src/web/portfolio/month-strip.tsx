/**
 * The last months side by side, the latest first: a mark for each level that was met, missed or not
 * measured. A month that was not settled has no mark at all, least of all a green one.
 */
import { Link } from '@tanstack/react-router'
import type { Figure, MonthSummary } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { VerdictCounts } from '../parts/counts.tsx'
import { Icon } from '../parts/icon.tsx'

const SHOWN = 8

interface MonthStripProps {
  readonly contract: string
  readonly months: readonly MonthSummary[]
}

export function MonthStrip({ contract, months }: MonthStripProps) {
  const ended = months.filter(({ state }) => state !== 'to-come')
  return (
    <ol className="strip">
      {ended.slice(0, SHOWN).map((month) => (
        <li key={month.month}>
          <StripMonth contract={contract} month={month} />
        </li>
      ))}
    </ol>
  )
}

interface StripMonthProps {
  readonly contract: string
  readonly month: MonthSummary
}

function StripMonth({ contract, month }: StripMonthProps) {
  const { say } = useWords()
  const { month: name, title, state, met = 0, missed = 0, unmeasured = 0 } = month
  const { indemnity, priceReduction } = month
  const marks = [
    ...Array.from({ length: met }, () => 'met' as const),
    ...Array.from({ length: missed }, () => 'missed' as const),
    ...Array.from({ length: unmeasured }, () => 'unmeasured' as const),
  ]
  return (
    <Link
      to="/contracts/$contract/months/$month"
      params={{ contract, month: name }}
      className={`strip-month strip-${state}`}
    >
      <span className="strip-title">{title}</span>
      <span className="strip-marks" aria-hidden="true">
        {marks.map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks have nothing but their order
          <span key={index} className={`mark mark-${mark}`}>
            <Icon sign={mark} />
          </span>
        ))}
      </span>
      {marks.length === 0 ? (
        <span className="soft">{say('not-settled-yet')}</span>
      ) : (
        <VerdictCounts met={met} missed={missed} unmeasured={unmeasured} />
      )}
      {indemnity === undefined || priceReduction === undefined ? null : (
        <StripAmounts indemnity={indemnity} priceReduction={priceReduction} />
      )}
      <span className="strip-state">
        <Icon sign={state} /> {say(`state-${state}`)}
      </span>
    </Link>
  )
}

interface StripAmountsProps {
  readonly indemnity: Figure
  readonly priceReduction: Figure
}

function StripAmounts({ indemnity, priceReduction }: StripAmountsProps) {
  const { say } = useWords()
  return (
    <span className="strip-amounts">
      <span className="soft">{say('short-total-indemnity')}</span>
      <span className="amount">{indemnity.text}</span>
      <span className="soft">{say('short-total-price-reduction')}</span>
      <span className="amount">{priceReduction.text}</span>
    </span>
  )
}
