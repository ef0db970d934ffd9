/** What ran over, level by level: each is asked of the server once it is opened. */
import { useState } from 'react'
import type { MonthPlace } from '../api/queries.ts'
import { useOverruns } from '../api/queries.ts'
import type { Level } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { BlockView } from '../parts/block-view.tsx'
import { TicketLink } from '../parts/panel-link.tsx'
import { VerdictBadge } from '../parts/verdict-badge.tsx'
import { LateTable } from './late-table.tsx'

interface OverrunsStepProps {
  readonly place: MonthPlace
  readonly levels: readonly Level[]
}

export function OverrunsStep({ place, levels }: OverrunsStepProps) {
  const { say } = useWords()
  const told = levels.filter(({ late, verdict }) => isSome(late.value) || verdict === 'missed')
  if (told.length === 0) return <p className="soft">{say('no-overrun')}</p>
  return (
    <div className="folds">
      {told.map((level) => (
        <LevelOverruns key={`${level.id} ${level.period}`} place={place} level={level} />
      ))}
    </div>
  )
}

const isSome = (value: string): boolean => value !== '0 count' && value !== 'nothing'

interface LevelOverrunsProps {
  readonly place: MonthPlace
  readonly level: Level
}

function LevelOverruns({ place, level }: LevelOverrunsProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { say } = useWords()
  return (
    <details className="fold" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <bdi className="level-title">{level.title}</bdi>
        <span className="fold-gist">
          {isSome(level.late.value) ? (
            <span>
              {say('column-late')} <strong>{level.late.text}</strong>
            </span>
          ) : null}
          <VerdictBadge verdict={level.verdict} />
        </span>
      </summary>
      {isOpen ? <OverrunsOf place={place} level={level} /> : null}
    </details>
  )
}

function OverrunsOf({ place, level }: LevelOverrunsProps) {
  const { say } = useWords()
  return (
    <Answer of={useOverruns(place, level.id, true)} heights={[2.5, 14]}>
      {({ late, outages, backlog }) => (
        <>
          {late.length === 0 ? null : <LateTable title={level.title} items={late} />}
          {outages === undefined ? null : <BlockView block={outages} />}
          {backlog.length === 0 ? null : (
            <>
              <h3>{say('backlog')}</h3>
              <ul className="ticket-list">
                {backlog.map((ticket) => (
                  <li key={ticket}>
                    <TicketLink ticket={ticket} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {late.length + backlog.length === 0 && outages === undefined ? (
            <p className="soft">{say('no-item')}</p>
          ) : null}
        </>
      )}
    </Answer>
  )
}
