/**
 * Lists, maps with free keys, and values that may be written in two ways.
 *
 * A list keeps the items that can be read and reports the others, so that the terms after a mistake
 * are checked as well. The caller knows by the findings that something is missing.
 *
 * Example: `listOf(id)` reads `[hosting, backup]`, and reads `hosting` alone as a list of one.
 *
 * @fr listes et tables
 */
import type { Place } from '../finding.ts'
import { mapOf } from './record.ts'
import type { Report, Shape } from './shape.ts'
import type { SourceNode } from './source.ts'

/** No list of a contract is longer; checks that compare items in pairs stay quick. */
const LONGEST_LIST = 500

/** A list with at least `min` items. */
export function listOf<T>(shape: Shape<T>, min = 0): Shape<readonly T[]> {
  return {
    about: { kind: 'list', of: shape.about, min },
    decode: (node, report) => {
      if (node.kind !== 'list') {
        const isReported = node.kind === 'scalar' && node.text === '' && !node.isQuoted
        if (!isReported) report('list-expected', node.where, { found: node.kind })
        return undefined
      }
      if (node.items.length < min) report('list-too-short', node.where, { least: `${min}` })
      if (isTooLong(node.items, node.where, report)) return undefined
      return decodeItems(node.items, shape, report)
    },
  }
}

function isTooLong(items: readonly unknown[], where: Place, report: Report): boolean {
  if (items.length <= LONGEST_LIST) return false
  report('list-too-long', where, { found: `${items.length}`, most: `${LONGEST_LIST}` })
  return true
}

/** A list, or its only item written without brackets. */
export function oneOrMore<T>(shape: Shape<T>): Shape<readonly T[]> {
  const list = listOf(shape, 1)
  return {
    about: { kind: 'either', options: [shape.about, list.about] },
    decode: (node, report) => {
      if (node.kind === 'list') return list.decode(node, report)
      const only = shape.decode(node, report)
      return only === undefined ? undefined : [only]
    },
  }
}

function decodeItems<T>(items: readonly SourceNode[], shape: Shape<T>, report: Report): T[] {
  const values: T[] = []
  for (const item of items) {
    const value = shape.decode(item, report)
    if (value !== undefined) values.push(value)
  }
  return values
}

/** What was read under a key that the user chose. */
export interface FreeEntry<T> {
  readonly key: string
  readonly where: Place
  readonly value: T
}

/** The entries of a free map by their keys. */
export const byKey = <T>(entries: readonly FreeEntry<T>[]): ReadonlyMap<string, T> =>
  new Map(entries.map(({ key, value }) => [key, value]))

const FREE_KEY = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,79}$/u

/** A map whose keys are the user's own: ids, or the values of a field of the facts. */
export function freeMap<T>(name: string, shape: Shape<T>): Shape<readonly FreeEntry<T>[]> {
  return {
    about: { kind: 'map', of: shape.about },
    decode: (node, report) => {
      const map = mapOf(node, name, report)
      if (map === undefined || isTooLong(map.entries, map.where, report)) return undefined
      const entries: FreeEntry<T>[] = []
      for (const { key, keyWhere, value } of map.entries) {
        if (!FREE_KEY.test(key)) {
          report('key-unusable', keyWhere, { key })
          continue
        }
        const read = shape.decode(value, report)
        if (read !== undefined) entries.push({ key, where: keyWhere, value: read })
      }
      return entries
    },
  }
}

/** One shape for a scalar and another for a map or a list. */
export function scalarOr<A, B>(scalar: Shape<A>, other: Shape<B>): Shape<A | B> {
  return {
    about: { kind: 'either', options: [scalar.about, other.about] },
    decode: (node, report): A | B | undefined =>
      node.kind === 'scalar' ? scalar.decode(node, report) : other.decode(node, report),
  }
}

/** A fixed word, or something else: `none`, or a list of caps. */
export function wordOr<const W extends string, B>(word: W, other: Shape<B>): Shape<W | B> {
  return {
    about: { kind: 'either', options: [{ kind: 'choice', words: [word] }, other.about] },
    decode: (node, report): W | B | undefined =>
      node.kind === 'scalar' && node.text === word ? word : other.decode(node, report),
  }
}
