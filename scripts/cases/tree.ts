/**
 * Walks over the YAML tree of a case, and notes what does not hold, each with its place.
 *
 * A key that nobody knows is a failure, never a wish that silently did nothing.
 */
import type { Place } from '../../src/base/finding.ts'
import { nearest } from '../../src/base/yaml/nearest.ts'
import type { SourceMap, SourceNode } from '../../src/base/yaml/source.ts'

/** One thing that is wrong with a case, at the place of the expectation. */
export interface Failure {
  readonly where: Place
  readonly said: string
}

export type Fail = (where: Place, said: string) => void

export type Handlers = Readonly<Record<string, (value: SourceNode, keyWhere: Place) => void>>

export function mapIn(node: SourceNode, what: string, fail: Fail): SourceMap | undefined {
  if (node.kind === 'map') return node
  fail(node.where, `${what} is a map, such as { … }`)
  return undefined
}

export function listIn(node: SourceNode, what: string, fail: Fail): readonly SourceNode[] {
  if (node.kind === 'list') return node.items
  fail(node.where, `${what} is a list, such as [ … ]`)
  return []
}

export function textIn(node: SourceNode, what: string, fail: Fail): string | undefined {
  if (node.kind === 'scalar') return node.text
  fail(node.where, `${what} is one value, not a ${node.kind}`)
  return undefined
}

/** A list of texts, or one text alone. */
export function textsIn(node: SourceNode, what: string, fail: Fail): string[] {
  if (node.kind === 'scalar') return [node.text]
  return listIn(node, what, fail).flatMap((item) => textIn(item, what, fail) ?? [])
}

/** Says that a name is not one of those that there are, and which one was probably meant. */
export function unknown(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  const hint =
    near !== undefined
      ? `; did you mean \`${near}\`?`
      : known.length === 0
        ? '; there is none'
        : `; known: ${known.join(', ')}`
  return `unknown ${what} \`${name}\`${hint}`
}

/** Hands each key of a map to its handler. */
export function eachKey(node: SourceNode, what: string, handlers: Handlers, fail: Fail): void {
  const map = mapIn(node, what, fail)
  for (const { key, keyWhere, value } of map?.entries ?? []) {
    if (Object.hasOwn(handlers, key)) handlers[key]?.(value, keyWhere)
    else fail(keyWhere, unknown('key', key, Object.keys(handlers)))
  }
}

/** Hands each entry of a map whose keys are names of `known` to `handle`. */
export function eachName<T>(
  node: SourceNode,
  what: string,
  known: ReadonlyMap<string, T>,
  handle: (found: T, value: SourceNode, keyWhere: Place, name: string) => void,
  fail: Fail,
): void {
  const map = mapIn(node, what, fail)
  for (const { key, keyWhere, value } of map?.entries ?? []) {
    const found = known.get(key)
    if (found === undefined) fail(keyWhere, unknown(what, key, [...known.keys()]))
    else handle(found, value, keyWhere, key)
  }
}
