/** The late tickets of a level: the longest first or by name, searched, a page at a time. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LateItem } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'
import { TicketLink } from '../parts/panel-link.tsx'
import type { TableColumn } from '../parts/ruled-table.tsx'
import { RuledTable } from '../parts/ruled-table.tsx'

const AT_ONCE = 20

type Order = 'longest' | 'name'

interface LateTableProps {
  readonly title: string
  readonly items: readonly LateItem[]
}

export function LateTable({ title, items }: LateTableProps) {
  const { say, count } = useWords()
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<Order>('longest')
  const [most, setMost] = useState(AT_ONCE)
  const found = sorted(items, order).filter(({ ticket }) =>
    ticket.toLowerCase().includes(search.trim().toLowerCase()),
  )
  return (
    <>
      <div className="table-tools">
        <TextInput
          label={say('search-ticket')}
          leftSection={<Icon sign="search" />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <OrderChoice order={order} choose={setOrder} />
      </div>
      <p className="soft" role="status">
        {say('shown', { shown: count(Math.min(most, found.length)), all: count(items.length) })}
      </p>
      <RuledTable
        caption={title}
        columns={useLateColumns()}
        rows={found.slice(0, most)}
        keyOf={({ ticket }) => ticket}
      />
      {found.length > most ? (
        <Button variant="default" size="sm" onClick={() => setMost(most + 5 * AT_ONCE)}>
          {say('show-more')}
        </Button>
      ) : null}
    </>
  )
}

const sorted = (items: readonly LateItem[], order: Order): readonly LateItem[] =>
  order === 'name' ? items : items.toSorted((a, b) => b.elapsedMs - a.elapsedMs)

interface OrderChoiceProps {
  readonly order: Order
  readonly choose: (order: Order) => void
}

function OrderChoice({ order, choose }: OrderChoiceProps) {
  const { say } = useWords()
  return (
    <fieldset className="switch">
      <legend className="hidden-text">{say('order')}</legend>
      {(['longest', 'name'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === order} onClick={() => choose(one)}>
          {say(`order-${one}`)}
        </button>
      ))}
    </fieldset>
  )
}

function useLateColumns(): readonly TableColumn<LateItem>[] {
  const { say } = useWords()
  return [
    {
      key: 'ticket',
      title: say('column-ticket'),
      cell: ({ ticket }) => <TicketLink ticket={ticket} />,
    },
    {
      key: 'elapsed',
      title: say('column-elapsed'),
      align: 'right',
      cell: ({ elapsed }) => elapsed,
    },
    {
      key: 'allowed',
      title: say('column-allowed'),
      align: 'right',
      cell: ({ allowed }) => allowed,
    },
    { key: 'due', title: say('column-due'), cell: ({ due }) => due },
    {
      key: 'stop',
      title: say('column-stop'),
      cell: ({ stop }) => stop ?? <span className="soft">{say('still-open')}</span>,
    },
  ]
}
