/** What the comparisons share: the settlement, and the handlers that compare one value. */
import { parseValue } from '../../src/base/because/value.ts'
import type { Finding, Place } from '../../src/base/finding.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { differs, parseTime, showTime, showValue } from './figures.ts'
import type { Fail } from './tree.ts'
import { textIn, textsIn } from './tree.ts'

/** What the comparison of a settlement needs beside it. */
export interface Compared {
  readonly settlement: Settlement
  /** What was found while reading. */
  readonly findings: readonly Finding[]
  readonly checkStories: (expected: SourceNode) => void
  /** Whether a stored instant is what a text of the case says. */
  readonly isAt: (text: string, stored: string) => boolean
  /** Where the expectations of the month stand. */
  readonly where: Place
  readonly fail: Fail
}

export function valueAt(settlement: Settlement, id: number) {
  const value = parseValue(settlement.graph[id]?.value ?? '') ?? { state: 'nothing' as const }
  return { value, said: showValue(value) }
}

export const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]))

/** A handler that compares the text of a key with a figure of the graph. */
export const figure =
  ({ settlement, fail }: Compared, id: number) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a figure', fail)
    const said = text === undefined ? undefined : differs(text, valueAt(settlement, id).value)
    if (said !== undefined) fail(node.where, said)
  }

export const word =
  ({ fail }: Compared, actual: string | undefined) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a value', fail)
    if (text !== actual) fail(node.where, `expected ${text}, actual ${actual ?? 'none'}`)
  }

export const words =
  ({ fail }: Compared, actual: readonly string[]) =>
  (node: SourceNode): void => {
    const wanted = textsIn(node, 'a list of identifiers', fail).sort().join(', ')
    const found = [...actual].sort().join(', ')
    if (wanted !== found) fail(node.where, `expected [${wanted}], actual [${found}]`)
  }

export const time =
  (actual: number | undefined, fail: Fail) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a time', fail) ?? ''
    if (parseTime(text) === actual && actual !== undefined) return
    fail(node.where, `expected ${text}, actual ${actual === undefined ? 'none' : showTime(actual)}`)
  }

export const moment =
  (actual: string | undefined, { isAt, fail }: Compared) =>
  (node: SourceNode): void => {
    const text = textIn(node, 'a moment', fail) ?? ''
    const holds = actual === undefined ? text === 'none' : isAt(text, actual)
    if (!holds) fail(node.where, `expected ${text}, actual ${actual ?? 'none'}`)
  }
