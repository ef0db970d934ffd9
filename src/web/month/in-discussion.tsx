/** What the parties do not agree on: each position, each fact in dispute and what it is worth. */
import type { Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FigureLink } from '../parts/panel-link.tsx'
import type { TableColumn } from '../parts/ruled-table.tsx'
import { RuledTable } from '../parts/ruled-table.tsx'

type Positions = NonNullable<Month['positions']>
type Dispute = Positions['disputed'][number]

const PARTIES = ['client', 'provider', 'agreed'] as const

export function InDiscussion({ positions }: { readonly positions: Positions }) {
  const { say } = useWords()
  const columns = useColumns()
  const { disputed, inDiscussion, jointEffect } = positions
  return (
    <>
      <h3>{say('position-heading')}</h3>
      <dl className="tiles">
        <div className="tile tile-total">
          <dt>{say('position-in-discussion')}</dt>
          <dd>
            <FigureLink name="in-discussion" text={inDiscussion.text} />
          </dd>
        </div>
        {PARTIES.map((party) => (
          <div key={party} className="tile">
            <dt>{say(`position-${party}`)}</dt>
            <dd>
              <FigureLink name={`position.${party}`} text={positions[party].total.text} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">{say('position-worth')}</p>
      <RuledTable
        caption={say('position-heading')}
        columns={columns}
        rows={disputed}
        keyOf={({ id }) => id}
      />
      <p>
        {say('position-joint-effect')} <FigureLink name="joint-effect" text={jointEffect.text} />
      </p>
    </>
  )
}

function useColumns(): readonly TableColumn<Dispute>[] {
  const { say } = useWords()
  return [
    {
      key: 'fact',
      title: say('column-fact'),
      grows: true,
      cell: ({ id, ground, about }) => (
        <>
          <bdi className="level-title">{id}</bdi>
          <span className="row-notes">
            <bdi>{ground}</bdi>
            <bdi>{about}</bdi>
          </span>
        </>
      ),
    },
    { key: 'party', title: say('column-party'), cell: ({ partyText }) => partyText },
    { key: 'status', title: say('column-claim-status'), cell: ({ statusText }) => statusText },
    {
      key: 'worth',
      title: say('column-worth'),
      align: 'right',
      cell: ({ id, worth }) => <FigureLink name={`dispute.${id}`} text={worth.text} />,
    },
  ]
}
