/** Values that come from outside, looked at key by key: the path of the first thing wrong. */
import { describe, expect, test } from 'vitest'
import type { Check } from './check-values.ts'
import {
  exact,
  isRecord,
  listOf,
  moment,
  number,
  oneOf,
  optional,
  own,
  params,
  recordOf,
  text,
  where,
  whole,
} from './check-values.ts'

interface Point {
  readonly x: number
  readonly name?: string
}

const CHECKS = {
  text,
  moment,
  exact,
  whole,
  number,
  params,
  side: oneOf('client', 'provider'),
  even: where((value) => typeof value === 'number' && value % 2 === 0),
  numbers: listOf(number),
  point: recordOf<Point>({ x: whole, name: optional(text) }),
  points: listOf(recordOf<Point>({ x: whole, name: optional(text) })),
} satisfies Record<string, Check>

const rowsOf = (table: string): string[] =>
  table
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'))

/** What is looked at, as JSON, and what is found wrong; `ok` where it is nothing. */
const TABLE = `
  text   | "a"                         | ok
  text   | ""                          | ok
  text   | 1                           | it
  text   | null                        | it
  text   | ["a"]                       | it
  moment | "2026-05-04T08:00:00Z"      | ok
  moment | "2026-05-04T10:00:00+02:00" | ok
  moment | "2026-05-04T10:00:00"       | it
  moment | "2026-02-30T10:00:00Z"      | it
  moment | 1777881600000               | it
  exact  | "1/3"                       | ok
  exact  | "-12"                       | ok
  exact  | "1/0"                       | it
  exact  | "1e3"                       | it
  exact  | "0,5"                       | it
  exact  | 0.5                         | it
  whole  | 0                           | ok
  whole  | -3                          | ok
  whole  | 1.5                         | it
  whole  | 9007199254740992            | it
  whole  | "3"                         | it
  # An operand may point nowhere: that is said later, by its node.
  number | 1.5                         | ok
  number | "1"                         | it
  side   | "client"                    | ok
  side   | "Client"                    | it
  side   | ""                          | it
  even   | 4                           | ok
  even   | 3                           | it
  params | {}                          | ok
  params | {"unit":"euros"}            | ok
  params | {"unit":"euros","count":3}  | it.count
  params | ["euros"]                   | it
  params | "euros"                     | it
  params | null                        | it
  numbers | []                         | ok
  numbers | [1,2]                      | ok
  numbers | [1,"2",null]               | it[1]
  numbers | {"0":1}                    | it
  numbers | "12"                       | it
  point  | {"x":1}                     | ok
  point  | {"x":1,"name":"a"}          | ok
  point  | {"x":1,"name":2}            | it.name
  point  | {"x":1,"name":null}         | it.name
  point  | {"name":"a"}                | it.x
  point  | {"x":1.5}                   | it.x
  point  | []                          | it
  point  | null                        | it
  # What nobody knows is said first: it is the likelier mistake of a key that is missing.
  point  | {"X":1}                     | it.X
  point  | {"x":1,"toString":"a"}      | it.toString
  point  | {"x":1,"__proto__":"a"}     | it.__proto__
  points | [{"x":1},{"x":2,"y":3}]     | it[1].y
  points | [{"x":1},{}]                | it[1].x
  points | [{"x":1},[]]                | it[1]
`

describe('a value from outside', () => {
  test.each(rowsOf(TABLE))('%s', (row) => {
    const [name = '', json = '', expected] = row.split(' | ').map((cell) => cell.trim())
    const check: Check = CHECKS[name as keyof typeof CHECKS]
    expect(check(JSON.parse(json), 'it') ?? 'ok').toBe(expected)
  })

  test('a key that every object has is no key of the file', () => {
    expect(own({}, 'toString')).toBeUndefined()
    expect(own({ toString: 'a' }, 'toString')).toBe('a')
  })

  test.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['{}', false],
    [undefined, false],
  ])('%j is a record: %s', (value, expected) => {
    expect(isRecord(value)).toBe(expected)
  })
})
