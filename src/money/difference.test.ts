/** Where two settlements differ, said by the path of the first place. */
import { describe, expect, test } from 'vitest'
import { firstDifference } from './difference.ts'

describe('the first difference between two settlements', () => {
  test.each([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1 }, { a: 2 }, 'a'],
    [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] }, 'a.1.b'],
    [{ a: [1] }, { a: [1, 2] }, 'a.1'],
    [{ a: 1 }, {}, 'a'],
    [{}, { a: null }, 'a'],
    [{ a: [] }, { a: {} }, 'a'],
  ])('%j and %j: %s', (stored, computed, path) => {
    expect(firstDifference(stored, computed)?.path).toBe(path)
  })
})
