/** A tree of steps by keyboard: where each key leads, and where it leads nowhere. */
import { expect, test } from 'vitest'
import type { Branch } from '../../src/web/api/shapes.ts'
import { moveOf, placesOf, rowsOf } from '../../src/web/parts/tree-rows.ts'

const leaf = (text: string): Branch => ({ text, value: '1', branches: [] })
const root: Branch = {
  text: 'sum',
  value: '3',
  branches: [{ text: 'product', value: '2', branches: [leaf('rate'), leaf('base')] }, leaf('one')],
}
const open = new Set(['0', '0.0'])
const rows = rowsOf(root, open)

test('only what is open is seen, with its place among its siblings', () => {
  expect(rows.map(({ place }) => place)).toEqual(['0', '0.0', '0.0.0', '0.0.1', '0.1'])
  expect(rows.at(-1)).toMatchObject({ depth: 2, position: 2, siblings: 2 })
  expect(rowsOf(root, new Set())).toHaveLength(1)
  expect(rowsOf(root, new Set(['0.0']))).toHaveLength(1)
})

test('what has something below it can be opened, down to a depth', () => {
  expect(placesOf(root)).toEqual(['0', '0.0'])
  expect(placesOf(root, 1)).toEqual(['0'])
  expect(placesOf(leaf('alone'))).toEqual([])
})

test.each([
  ['ArrowDown', '0', { kind: 'go', to: '0.0' }],
  ['ArrowUp', '0.1', { kind: 'go', to: '0.0.1' }],
  ['Home', '0.1', { kind: 'go', to: '0' }],
  ['End', '0', { kind: 'go', to: '0.1' }],
  ['ArrowRight', '0.0', { kind: 'go', to: '0.0.0' }],
  ['ArrowLeft', '0.0', { kind: 'close', at: '0.0' }],
  ['ArrowLeft', '0.0.1', { kind: 'go', to: '0.0' }],
  ['Enter', '0.0', { kind: 'close', at: '0.0' }],
  [' ', '0', { kind: 'close', at: '0' }],
])('%s at %s', (key, at, move) => {
  expect(moveOf(key, at, rows, open)).toEqual(move)
})

test.each([
  ['ArrowDown', '0.1'],
  ['ArrowUp', '0'],
  ['ArrowRight', '0.1'],
  ['Enter', '0.1'],
  [' ', '0.0.0'],
  ['a', '0'],
  ['Tab', '0'],
  ['ArrowDown', '9'],
])('%s at %s leads nowhere', (key, at) => {
  expect(moveOf(key, at, rows, open)).toBeUndefined()
})

test('a closed root opens to the right and has nothing to its left', () => {
  const folded = rowsOf(root, new Set())
  expect(moveOf('ArrowRight', '0', folded, new Set())).toEqual({ kind: 'open', at: '0' })
  expect(moveOf('ArrowLeft', '0', folded, new Set())).toBeUndefined()
})
