/** Leaves that hold under a supposition only, and how they say so. */
import { expect, test } from 'vitest'
import { isOfSupposition, markOf, suppositionsOf } from './suppositions.ts'

test.each([
  [{}, false],
  [{ selection: 'restore-p1', reducer: 'late' }, false],
  [{ selection: 'restore-p1', position: 'client' }, true],
  [{ selection: 'restore-p1', accepting: 'E-1' }, true],
])('%j holds under a supposition only: %s', (params, expected) => {
  expect(isOfSupposition(params)).toBe(expected)
})

test('each supposition marks its leaves, and no two marks are one', () => {
  const marks = suppositionsOf(['E-1', 'E-2']).map(markOf)
  expect(marks.every(isOfSupposition)).toBe(true)
  expect(new Set(marks.map((mark) => JSON.stringify(mark))).size).toBe(marks.length)
  expect(marks).toContainEqual({ position: 'client' })
  expect(marks).toContainEqual({ position: 'provider' })
  expect(marks).toContainEqual({ accepting: 'E-2' })
})
