/** What is owed: each line before and after the caps, the caps themselves, the totals by nature. */
import type { Cap, Line, Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { BlockView } from '../parts/block-view.tsx'
import { FigureLink } from '../parts/panel-link.tsx'
import type { TableColumn } from '../parts/ruled-table.tsx'
import { RuledTable } from '../parts/ruled-table.tsx'
import { CapBars } from './cap-bars.tsx'
import { Duties } from './duties.tsx'
import { InDiscussion } from './in-discussion.tsx'
import { monthTotals } from './named-totals.ts'

export function PenaltiesStep({ month }: { readonly month: Month }) {
  const { say } = useWords()
  const { caps, fees, steps, positions, orders, adjustments, stocks } = month
  return (
    <>
      <dl className="tiles">
        {monthTotals(month).map(({ name, own, posted }) => (
          <div key={name} className="tile tile-total">
            <dt>{say(`total-${name}`)}</dt>
            <dd>
              <FigureLink name={`total.${name}`} text={own.text} />
            </dd>
            {posted === undefined ? null : (
              <dd className="row-notes">
                <span>{say('adjustments-included')}</span>
                <FigureLink name={`posted.${name}`} text={posted.text} />
              </dd>
            )}
          </div>
        ))}
      </dl>
      <Lines month={month} />
      <CapBars caps={caps} />
      {positions === undefined ? null : <InDiscussion positions={positions} />}
      {[...orders, ...adjustments, ...stocks].map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their order
        <BlockView key={index} block={block} />
      ))}
      <Fees fees={fees} />
      <Duties steps={steps} />
    </>
  )
}

/** The lines with an amount; those without are folded below. */
function Lines({ month }: { readonly month: Month }) {
  const { say, count } = useWords()
  const columns = useLineColumns(month)
  const caption = say('step-penalties')
  const keyOf = ({ id, period }: Line): string => `${id} ${period}`
  const lines = month.lines.filter(({ gross }) => gross.value !== '0 cents')
  const without = month.lines.filter(({ gross }) => gross.value === '0 cents')
  if (month.lines.length === 0) return <p className="soft">{say('no-line')}</p>
  return (
    <>
      {lines.length === 0 ? null : (
        <RuledTable caption={caption} columns={columns} rows={lines} keyOf={keyOf} />
      )}
      {without.length === 0 ? null : (
        <details className="fold fold-quiet">
          <summary>{say('nothing-owed', { count: count(without.length) })}</summary>
          <RuledTable caption={caption} columns={columns} rows={without} keyOf={keyOf} />
        </details>
      )}
    </>
  )
}

function useLineColumns({ lines, levels, caps }: Month): readonly TableColumn<Line>[] {
  const { say } = useWords()
  const titles = new Map(levels.map(({ id, title }) => [id, title]))
  const amount = (key: 'gross' | 'owed'): TableColumn<Line> => ({
    key,
    title: say(`column-${key}`),
    align: 'right',
    cell: ({ id, [key]: figure }) => <FigureLink name={id} text={figure.text} />,
  })
  const forfeited: TableColumn<Line> = {
    key: 'forfeited',
    title: say('column-forfeited'),
    align: 'right',
    cell: ({ id, isForfeited, cut }) =>
      isForfeited ? <FigureLink name={id} text={cut.text} /> : null,
  }
  return [
    {
      key: 'line',
      title: say('column-line'),
      grows: true,
      cell: ({ level, clause, natureText }) => (
        <>
          <bdi className="level-title">{titles.get(level) ?? level}</bdi>
          <span className="row-notes">
            <span>{natureText}</span>
            {clause === undefined ? null : <bdi>{clause}</bdi>}
          </span>
        </>
      ),
    },
    { ...amount('gross'), cell: (line) => <Gross line={line} /> },
    {
      key: 'cut',
      title: say('column-cut'),
      align: 'right',
      cell: (line) => (line.isForfeited ? null : <Cut line={line} caps={caps} />),
    },
    ...(lines.some(({ isForfeited }) => isForfeited) ? [forfeited] : []),
    amount('owed'),
  ]
}

/** A gross amount; where the contract leaves it open, what each reading would make of it. */
function Gross({ line }: { readonly line: Line }) {
  const { id, gross, readings } = line
  return (
    <>
      <FigureLink name={id} text={gross.text} />
      {readings.map(({ reading, gross: read }) => (
        <span key={reading} className="row-notes">
          {reading} <span>{read.text}</span>
        </span>
      ))}
    </>
  )
}

/** What the caps keep back of a line, and which of them do. */
function Cut({ line, caps }: { readonly line: Line; readonly caps: readonly Cap[] }) {
  const { id, cut, cuts } = line
  const binding = cuts.filter(({ before, after }) => before.value !== after.value)
  return (
    <>
      <FigureLink name={id} text={cut.text} />
      {binding.map(({ cap, before, after }) => (
        <span key={cap} className="row-notes">
          <bdi>{caps.find(({ id: of }) => of === cap)?.title ?? cap}</bdi>
          <span>
            {before.text} → {after.text}
          </span>
        </span>
      ))}
    </>
  )
}

function Fees({ fees }: Pick<Month, 'fees'>) {
  const { say } = useWords()
  if (fees.length === 0) return null
  return (
    <>
      <h3>{say('fees')}</h3>
      <dl className="fees">
        {fees.map(({ id, title, amount }) => (
          <div key={id}>
            <dt>
              <bdi>{title}</bdi>
            </dt>
            <dd>
              <FigureLink name={`fee.${id}`} text={amount.text} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
