/** What was promised and what was measured, level by level. */
import type { Level } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FigureLink } from '../parts/panel-link.tsx'
import type { TableColumn } from '../parts/ruled-table.tsx'
import { RuledTable } from '../parts/ruled-table.tsx'
import { VerdictBadge } from '../parts/verdict-badge.tsx'

export function LevelsStep({ levels }: { readonly levels: readonly Level[] }) {
  const { say } = useWords()
  return (
    <RuledTable
      caption={say('step-levels')}
      columns={useLevelColumns()}
      rows={levels}
      keyOf={({ id, period }) => `${id} ${period}`}
    />
  )
}

function useLevelColumns(): readonly TableColumn<Level>[] {
  const { say } = useWords()
  return [
    {
      key: 'level',
      title: say('column-level'),
      grows: true,
      cell: (level) => <LevelName level={level} />,
    },
    { key: 'target', title: say('column-target'), align: 'right', cell: ({ target }) => target },
    {
      key: 'figure',
      title: say('column-figure'),
      align: 'right',
      cell: ({ id, figure }) => <FigureLink name={id} text={figure.text} />,
    },
    {
      key: 'judged',
      title: say('column-judged'),
      align: 'right',
      cell: ({ id, judged }) => <FigureLink name={id} text={judged.text} />,
    },
    {
      key: 'late',
      title: say('column-late'),
      align: 'right',
      cell: ({ id, late }) => <FigureLink name={id} text={late.text} />,
    },
    {
      key: 'verdict',
      title: say('column-verdict'),
      cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
    },
  ]
}

function LevelName({ level }: { readonly level: Level }) {
  const { say, count } = useWords()
  const { title, clause, open, removed } = level
  return (
    <>
      <bdi className="level-title">{title}</bdi>
      <span className="row-notes">
        {clause === undefined ? null : <bdi>{clause}</bdi>}
        {open === 0 ? null : <span>{say('without-verdict', { count: count(open) })}</span>}
        {removed === 0 ? null : <span>{say('taken-out', { count: count(removed) })}</span>}
      </span>
    </>
  )
}
