/**
 * The words of the contract that figures rest on: each path that an explanation names, with its
 * clause, the text that stands there, and the hash of that text.
 */
import type { TextSpan } from '../../base/yaml/node-text.ts'
import { spansOf } from '../../base/yaml/node-text.ts'
import type { StoredNode } from '../../money/settlement.ts'
import { sha256 } from '../close-month.ts'

/** A term of the contract as it is written. */
export interface ClauseText {
  /** Such as `performance.levels[0].penalty`. */
  readonly path: string
  readonly clause?: string
  /** The first byte of the text in the contract, and the one after its last, from 0. */
  readonly from: number
  readonly to: number
  readonly sha256: string
  readonly text: string
}

/** The terms that the steps of a graph name, in the order of their paths and clauses. */
export function clauseTexts(
  contract: string,
  graph: readonly Pick<StoredNode, 'path' | 'clause'>[],
): readonly ClauseText[] {
  const spans = spansOf(contract)
  const named = new Map<string, { readonly path: string; readonly clause?: string }>()
  for (const { path, clause } of graph) {
    if (path === undefined) continue
    named.set(`${path}\n${clause ?? ''}`, { path, ...(clause === undefined ? {} : { clause }) })
  }
  return [...named.keys()].sort().flatMap((key): ClauseText[] => {
    const about = named.get(key)
    const span = about && spanAt(spans, about.path)
    if (about === undefined || span === undefined) return []
    const text = contract.slice(span.start, span.end)
    const from = Buffer.byteLength(contract.slice(0, span.start))
    return [{ ...about, from, to: from + Buffer.byteLength(text), sha256: sha256(text), text }]
  })
}

/** The text of a path, or of the nearest term around it where the path is what a form implies. */
function spanAt(spans: ReadonlyMap<string, TextSpan>, path: string): TextSpan | undefined {
  for (let at = path; at !== ''; at = parentOf(at)) {
    const span = spans.get(at)
    if (span !== undefined) return span
  }
  return undefined
}

const parentOf = (path: string): string => path.replace(/(^|\.)[^.[]+$|\[\d+\]$/, '')
