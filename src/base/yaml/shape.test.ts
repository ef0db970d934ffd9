import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Place } from '../finding.ts'
import { freeMap, listOf, oneOrMore, wordOr } from './collections.ts'
import { nearest } from './nearest.ts'
import { readYaml } from './read-yaml.ts'
import { absentMeans, optional, record, required } from './record.ts'
import type { Infer, Shape } from './shape.ts'
import { choice, date, flag, id, integer, text } from './shape.ts'

/** What a shape reads, and each finding as `code line:column`. */
function read<T>(shape: Shape<T>, source: string): { value: T | undefined; said: string[] } {
  const said: string[] = []
  const root = readYaml('s.yaml', source).value
  const value =
    root && shape.decode(root, (code, where) => said.push(`${code} ${where.line}:${where.column}`))
  return { value, said }
}

const few = record('few', {
  under: required(integer(1, 999)),
  'allow-late': optional(integer(0, 9)),
  tags: absentMeans(listOf(id), []),
  where: optional(text),
})

describe('a record', () => {
  test('has camel-case names, its place, and what absent keys mean', () => {
    const { value, said } = read(few, 'under: 10\nallow-late: 1\nwhere: here')
    expect(said).toEqual([])
    expect(value).toEqual({
      where: { file: 's.yaml', line: 1, column: 1 },
      under: 10,
      allowLate: 1,
      tags: [],
      filter: 'here',
    })
  })

  test('its type is the type of what it reads', () => {
    expectTypeOf<Infer<typeof few>['under']>().toEqualTypeOf<number>()
    expectTypeOf<Infer<typeof few>['allowLate']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Infer<typeof few>['tags']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<Infer<typeof few>['where']>().toEqualTypeOf<Place>()
  })

  test('says all that is wrong, and goes on', () => {
    expect(read(few, 'allow-lat: 1\ntags: [a b, ok]\nzebra: 1').said).toEqual([
      'key-misspelt 1:1',
      'key-unknown 3:1',
      'key-missing 1:1',
      'text-unreadable 2:8',
    ])
  })

  test('a value that cannot be read takes an optional key away, and a mandatory one the record', () => {
    expect(read(few, 'under: 10\nallow-late: many').value).toEqual(
      expect.objectContaining({ under: 10, tags: [] }),
    )
    expect(read(few, 'under: many').value).toBeUndefined()
  })

  test('a missing value is reported by the reader and not again', () => {
    expect(read(few, 'under:').said).toEqual([])
  })

  test('a key that every object has is unknown all the same', () => {
    expect(read(few, 'under: 1\n__proto__: 1\nconstructor: 2').said).toEqual([
      'key-unknown 2:1',
      'key-unknown 3:1',
    ])
  })
})

test.each([
  ['a date', date, '2026-02-29', 'text-unreadable 1:1'],
  ['a flag', flag, 'yes', 'word-unknown 1:1'],
  ['a word', choice(['full', 'started']), 'strated', 'word-misspelt 1:1'],
  ['a list', listOf(id), 'a: 1', 'list-expected 1:1'],
  ['a list of two', listOf(id, 2), '[a]', 'list-too-short 1:1'],
  ['a free key', freeMap('m', id), '"?": a', 'key-unusable 1:1'],
  ['an empty text', listOf(text), '[""]', 'text-empty 1:2'],
  ['an empty text for a list', listOf(listOf(id)), '[""]', 'list-expected 1:2'],
  ['an empty text for a map', listOf(few), '[""]', 'map-expected 1:2'],
  ['a long title', text, 'x'.repeat(501), 'text-unreadable 1:1'],
  ['a title of two lines', text, '|\n  a\n  b', 'text-unreadable 1:1'],
  ['a word that is a list', choice(['full']), '[full]', 'text-expected 1:1'],
  ['a flag that is a list', flag, '[true]', 'text-expected 1:1'],
  ['one item that is none', oneOrMore(id), 'a b', 'text-unreadable 1:1'],
  ['a map of words', freeMap('m', id), '[a]', 'map-expected 1:1'],
  ['a list of too many', listOf(id), `[${'a, '.repeat(500)}a]`, 'list-too-long 1:1'],
  [
    'a map of too many',
    freeMap('m', id),
    Array.from({ length: 501 }, (_, i) => `k${i}: a`).join('\n'),
    'list-too-long 1:1',
  ],
])('%s is refused', (_, shape: Shape<unknown>, source, expected) => {
  expect(read(shape, source).said).toContain(expected)
})

test('what is missing after a key is said by the reader alone', () => {
  const lists = record('lists', { l: optional(listOf(id)), m: optional(freeMap('m', id)) })
  expect(read(lists, 'l:\nm:\n').said).toEqual([])
})

test('five hundred items are not too many', () => {
  expect(read(listOf(id), `[${'a, '.repeat(499)}a]`).value).toHaveLength(500)
})

test('one item may stand without brackets', () => {
  expect(read(oneOrMore(id), 'hosting').value).toEqual(['hosting'])
  expect(read(wordOr('none', oneOrMore(id)), 'none').value).toBe('none')
})

test.each([
  ['penality', 'penalty'],
  ['claus', 'clause'],
  ['allow_late', 'allow-late'],
  ['count-in', 'counts-in'],
  ['ofice', 'office'],
  ['sla', undefined],
  ['x', undefined],
])('the word nearest to %s is %s', (word, expected) => {
  const known = ['penalty', 'clause', 'allow-late', 'counts-in', 'office', 'per']
  expect(nearest(word, known)).toBe(expected)
})

describe('a whole number between two', () => {
  test.each([
    ['1', 1],
    ['999', 999],
    ['007', 7],
    ['0', undefined],
    ['1000', undefined],
    ['-5', undefined],
    ['5.0', undefined],
    ['5 h', undefined],
    ['about 5', undefined],
    ['1234567890', undefined],
  ])('%s of 1 to 999', (text, value) => {
    const { value: found, said } = read(integer(1, 999), text)
    expect(found).toBe(value)
    expect(said).toEqual(value === undefined ? ['text-unreadable 1:1'] : [])
  })

  test('has at most nine digits, whatever its bounds', () => {
    expect(read(integer(0, 10 ** 12), '999999999').value).toBe(999_999_999)
    expect(read(integer(0, 10 ** 12), '1000000000').value).toBe(undefined)
  })
})
