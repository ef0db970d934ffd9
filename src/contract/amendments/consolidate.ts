/**
 * Writes a contract and its amendments as one text: the file as it would be if it had been signed
 * with them.
 *
 * Each change replaces the bytes of the one term that it is about; comments, order and spelling of
 * all others stay. Where the layout does not allow it, the chapter of the term is written anew, or
 * else the file. The text says exactly what the version says: each edit is compared with the tree
 * that the amendment makes.
 *
 * Example: `target: { at-least: 99.9 % } # per month`, under an amendment that sets 99.95 %,
 * becomes `target: { at-least: 99.95 % } # per month`.
 *
 * @fr texte consolidé
 */
import { invariant } from '../../base/invariant.ts'
import type { TextEdit } from '../../base/yaml/edit-text.ts'
import { editText } from '../../base/yaml/edit-text.ts'
import { readYaml } from '../../base/yaml/read-yaml.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { isSameNode, valueAt } from '../../base/yaml/source.ts'
import { entryLines } from '../../base/yaml/write-node.ts'
import type { Amendment, Change } from '../chapters/amendments.ts'
import { applyChange } from './apply-change.ts'

/** Aborts: the amendments do not apply to the text, which a contract that was read excludes. */
export function consolidate(text: string, applied: readonly Amendment[]): string {
  const changed = applied
    .flatMap(({ changes }) => changes)
    .reduce((before, change) => withChange(before, change), text)
  return editText(changed, { kind: 'remove', steps: ['amendments'] }) ?? changed
}

function withChange(text: string, change: Change): string {
  const { node: wanted } = applyChange(treeOf(text), change)
  invariant(wanted?.kind === 'map', 'an amendment that was read applies')
  const [chapter] = change.at.steps as [string, ...string[]]
  const value = valueAt(wanted, chapter)
  const attempts = [
    () => editText(text, editOf(change)),
    () => value && editText(text, { kind: 'set', steps: [chapter], to: value }),
    () => wanted.entries.map((entry) => `${entryLines(entry.key, entry.value, 0)}\n`).join(''),
  ]
  for (const attempt of attempts) {
    const after = attempt()
    if (after !== undefined && isSameNode(readTree(after), wanted)) return after
  }
  invariant(false, 'a tree is written as it is read')
}

function editOf(change: Change): TextEdit {
  const { steps } = change.at
  switch (change.kind) {
    case 'set':
      return { kind: 'set', steps, to: change.to }
    case 'add':
      return { kind: 'add', steps, add: change.add }
    case 'remove':
      return { kind: 'remove', steps }
  }
}

const readTree = (text: string): SourceNode | undefined => readYaml('', text).value

function treeOf(text: string): SourceNode {
  const root = readTree(text)
  invariant(root !== undefined, 'a contract that was read is read again')
  return root
}
