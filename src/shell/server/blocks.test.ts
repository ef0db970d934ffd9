/** The blocks of a document in the shapes of the API. */
import { expect, test } from 'vitest'
import { left, right, table } from '../../reports/document.ts'
import { viewBlocks } from './blocks.ts'

const columns = [left('Ligne'), right('Écart')]

test('a cell that a name explains gives it, beside what the cell says', () => {
  const reason = { title: 'reply', what: 'Écart', name: 'reply.penalty 2026-03', nodes: [7] }
  expect(
    viewBlocks([
      table(columns, [
        ['reply', { text: '240,00 €', reason }],
        ['up', ''],
      ]),
    ]),
  ).toEqual([
    {
      kind: 'table',
      columns,
      rows: [
        ['reply', '240,00 €'],
        ['up', ''],
      ],
      names: [
        ['', 'reply.penalty 2026-03'],
        ['', ''],
      ],
    },
  ])
})

test('a table that nothing explains has no names, and a note stands after its text', () => {
  const [block] = viewBlocks([table(columns, [['reply', { text: '1', note: 'sla §1' }]])])
  expect(block).toEqual({ kind: 'table', columns, rows: [['reply', '1 (sla §1)']] })
})
