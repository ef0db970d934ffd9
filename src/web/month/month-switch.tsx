/** From one month to another: the next, the one before, or any of the list. */
import { Link, useNavigate } from '@tanstack/react-router'
import type { MonthPlace } from '../api/queries.ts'
import type { MonthSummary } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'

interface MonthSwitchProps {
  readonly place: MonthPlace
  /** The latest first. */
  readonly months: readonly MonthSummary[]
}

export function MonthSwitch({ place, months }: MonthSwitchProps) {
  const { say } = useWords()
  const navigate = useNavigate()
  const at = months.findIndex(({ month }) => month === place.month)
  if (at === -1) return null
  return (
    <nav className="month-switch" aria-label={say('month-switch')}>
      <Neighbour contract={place.contract} month={months[at + 1]} sign="left" />
      <select
        aria-label={say('month')}
        value={place.month}
        onChange={({ target }) =>
          void navigate({
            to: '/contracts/$contract/months/$month',
            params: { contract: place.contract, month: target.value },
          })
        }
      >
        {months.map(({ month, title, state }) => (
          <option key={month} value={month}>
            {say('month-option', { month: title, state: say(`state-${state}`) })}
          </option>
        ))}
      </select>
      <Neighbour contract={place.contract} month={months[at - 1]} sign="right" />
    </nav>
  )
}

interface NeighbourProps {
  readonly contract: string
  readonly month: MonthSummary | undefined
  readonly sign: 'left' | 'right'
}

function Neighbour({ contract, month, sign }: NeighbourProps) {
  const { say } = useWords()
  if (month === undefined) return <span className="quiet-button quiet-button-empty" />
  return (
    <Link
      to="/contracts/$contract/months/$month"
      params={{ contract, month: month.month }}
      className="quiet-button"
      title={month.title}
    >
      <Icon sign={sign} />
      <span className="hidden-text">
        {say(sign === 'left' ? 'month-before' : 'month-after', { month: month.title })}
      </span>
    </Link>
  )
}
