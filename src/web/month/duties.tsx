/** Steps and rights: who had to act by when, what came of it, each explained like an amount. */
import type { Month, Step } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FigureLink } from '../parts/panel-link.tsx'
import type { TableColumn } from '../parts/ruled-table.tsx'
import { RuledTable } from '../parts/ruled-table.tsx'

export function Duties({ steps }: Pick<Month, 'steps'>) {
  const { say } = useWords()
  const columns = useColumns()
  if (steps.length === 0) return null
  return (
    <>
      <h3>{say('duties')}</h3>
      <RuledTable
        caption={say('duties')}
        columns={columns}
        rows={steps}
        keyOf={({ name }) => name}
      />
    </>
  )
}

function useColumns(): readonly TableColumn<Step>[] {
  const { say } = useWords()
  return [
    {
      key: 'step',
      title: say('column-step-name'),
      cell: ({ title, about, clause }) => (
        <>
          <bdi>{title}</bdi>
          <span className="row-notes">
            <bdi>{about}</bdi>
            <bdi>{clause}</bdi>
          </span>
        </>
      ),
    },
    { key: 'party', title: say('column-party'), cell: ({ partyText }) => partyText },
    {
      key: 'due',
      title: say('column-due'),
      cell: ({ name, due }) =>
        due === undefined ? null : <FigureLink name={name} text={due.text} />,
    },
    { key: 'state', title: say('column-step-state'), cell: ({ stateText }) => stateText },
    {
      key: 'date',
      title: say('column-date'),
      cell: ({ name, date }) =>
        date === undefined ? null : <FigureLink name={name} text={date.text} />,
    },
    { key: 'lateness', title: say('column-lateness'), cell: ({ latenessText }) => latenessText },
  ]
}
