/** Fingerprints, as many as fill one part of the table past the size up to which it doubles. */
import { expect, test } from 'vitest'
import { FingerprintTable } from './fingerprint-table.ts'
import { DIFFERENT, NEW, SAME, SeenTable, WHOLE } from './seen-table.ts'

test('a part that grows keeps all that it has', () => {
  const table = new FingerprintTable()
  const size = 40_000
  // The six highest bits, which choose the part, are zero in all of them.
  const lowOf = (i: number): number => Math.imul(i, 0x9e3779b1)
  for (let i = 0; i < size; i += 1) {
    expect(table.find(i, lowOf(i))).toBe(false)
    table.put(i, lowOf(i), i * 3)
  }
  expect(table.size).toBe(size)
  for (let i = 0; i < size; i += 1) {
    if (!table.find(i, lowOf(i)) || table.value !== i * 3) throw new Error(`${i} is lost`)
  }
  expect(table.find(size, lowOf(size))).toBe(false)
})

test('a fingerprint of zeros is one like any other', () => {
  const table = new FingerprintTable()
  expect(table.find(0, 0)).toBe(false)
  table.put(0, 0, 7)
  expect(table.find(0, 0)).toBe(true)
  expect(table.value).toBe(7)
  expect(table.find(1, 0)).toBe(false)
})

test('a content of zero is a content: the same item again is the same', () => {
  const seen = new Uint8Array(1)
  const note = (table: SeenTable, content: number, tail: number): number => {
    const one = Int32Array.of(5)
    table.noteAll(one, one, Int32Array.of(content), 1, seen, Int8Array.of(tail))
    return seen[0] as number
  }
  for (const tail of [WHOLE, 0, 42]) {
    const table = new SeenTable()
    expect([0, 0, 2, 0].map((content) => note(table, content, tail))).toEqual([
      NEW,
      SAME,
      DIFFERENT,
      SAME,
    ])
    expect(table.size).toBe(1)
  }
})
