/**
 * Applies one change of an amendment to a contract, as a tree of its text.
 *
 * Nothing is copied: what changes stands where it was written, in the amendment, and keeps that
 * place. So a finding about a term of an amendment points into the amendment.
 *
 * Example: `set: performance.levels.availability.target, to: { at-least: 99.95 % }` gives a tree in
 * which the level named `availability` has that target; all other nodes are those of the contract.
 *
 * @fr application d'un avenant
 */
import type { Finding } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { SourceMap, SourceNode } from '../../base/yaml/source.ts'
import { itemsOf, textOf, valueAt } from '../../base/yaml/source.ts'
import type { Change, TermPath } from '../chapters/amendments.ts'

/** The contract after a change, or why it cannot be made. */
export type Changed =
  | { readonly node: SourceNode; readonly finding?: undefined }
  | { readonly node?: undefined; readonly finding: Finding }

export function applyChange(root: SourceNode, change: Change): Changed {
  return within(root, change.at.steps, change.at, (node, step) => {
    switch (change.kind) {
      case 'set':
        return replaced(node, step, change.to)
      case 'remove':
        return replaced(node, step, undefined)
      case 'add':
        return added(node, step, change.add)
    }
  })
}

/** A parent after its edit, or the name that it has already. */
type Edited = { readonly node: SourceNode } | { readonly taken: string }
type Edit = (parent: SourceNode, step: string) => Edited

/** Goes down to the parent of the last step, edits it, and puts the parents together again. */
function within(node: SourceNode, steps: readonly string[], at: TermPath, edit: Edit): Changed {
  const [step, ...below] = steps as [string, ...string[]]
  const child = childOf(node, step)
  if (child === undefined) return { finding: missing(node, step, at) }
  if (below.length > 0) {
    const changed = within(child, below, at, edit)
    return changed.node === undefined ? changed : replaced(node, step, changed.node)
  }
  const edited = edit(node, step)
  if ('node' in edited) return edited
  const params = { path: at.text, name: edited.taken }
  return { finding: { code: 'change-not-new', severity: 'error', where: at.where, params } }
}

/** An entry of a map by its key, an item of a list by its id. */
function childOf(node: SourceNode, step: string): SourceNode | undefined {
  return valueAt(node, step) ?? itemsOf(node).find((item) => idOf(item) === step)
}

/** A text in a list is its own id. */
export const idOf = (item: SourceNode): string | undefined =>
  textOf(item) ?? textOf(valueAt(item, 'id'))

function replaced(
  parent: SourceNode,
  step: string,
  by: SourceNode | undefined,
): { readonly node: SourceNode } {
  if (parent.kind === 'list') {
    const items = parent.items.flatMap((item) =>
      idOf(item) !== step ? [item] : by === undefined ? [] : [by],
    )
    return { node: { ...parent, items } }
  }
  const { entries } = parent as SourceMap
  const kept = entries.flatMap((entry) =>
    entry.key !== step ? [entry] : by === undefined ? [] : [{ ...entry, value: by }],
  )
  return { node: { ...(parent as SourceMap), entries: kept } }
}

/** The parent, with `what` in the term at `step`: an item of its list, or keys of its map. */
function added(parent: SourceNode, step: string, what: SourceNode): Edited {
  const term = childOf(parent, step) as SourceNode
  if (term.kind === 'list') {
    const id = idOf(what)
    const isThere = id !== undefined && childOf(term, id) !== undefined
    return isThere
      ? { taken: id }
      : replaced(parent, step, { ...term, items: [...term.items, what] })
  }
  if (term.kind === 'scalar' || what.kind !== 'map') return { taken: step }
  const twice = what.entries.find(({ key }) => childOf(term, key) !== undefined)
  if (twice !== undefined) return { taken: twice.key }
  return replaced(parent, step, { ...term, entries: [...term.entries, ...what.entries] })
}

function missing(node: SourceNode, step: string, at: TermPath): Finding {
  const known =
    node.kind === 'map'
      ? node.entries.map(({ key }) => key)
      : itemsOf(node).flatMap((item) => idOf(item) ?? [])
  const suggestion = nearest(step, known)
  const params = { path: at.text, step, known: known.slice(0, 12).join(', ') }
  return suggestion === undefined
    ? { code: 'change-of-nothing', severity: 'error', where: at.where, params }
    : {
        code: 'change-misspelt',
        severity: 'error',
        where: at.where,
        params: { ...params, suggestion },
      }
}
