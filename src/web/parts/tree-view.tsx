/** The steps of a figure as a tree, folded below its first steps: by mouse, finger or keyboard. */
import type { KeyboardEvent } from 'react'
import { useRef, useState } from 'react'
import type { Branch } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from './icon.tsx'
import type { TreeRow } from './tree-rows.ts'
import { moveOf, placesOf, rowsOf } from './tree-rows.ts'
import './tree-view.css'

/** How many steps are open at first. */
const OPEN_AT_FIRST = 2

export function TreeView({ root }: { readonly root: Branch }) {
  const { say } = useWords()
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(placesOf(root, OPEN_AT_FIRST)),
  )
  const [current, setCurrent] = useState('0')
  const tree = useRef<HTMLDivElement>(null)
  const rows = rowsOf(root, open)
  const toggle = (place: string): void => setOpen(toggled(open, place))
  const goTo = (place: string): void => {
    setCurrent(place)
    tree.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus()
  }
  const move = (event: KeyboardEvent): void => {
    const found = moveOf(event.key, current, rows, open)
    if (found === undefined) return
    event.preventDefault()
    if (found.kind === 'go') goTo(found.to)
    else toggle(found.at)
  }
  const isWhole = placesOf(root).every((place) => open.has(place))
  return (
    <>
      <button
        type="button"
        className="text-button"
        onClick={() => setOpen(new Set(placesOf(root, isWhole ? OPEN_AT_FIRST : undefined)))}
      >
        {say(isWhole ? 'fold-all' : 'unfold-all')}
      </button>
      <div ref={tree} role="tree" aria-label={say('steps-of-figure')} className="tree">
        {rows.map((row) => (
          <TreeItem
            key={row.place}
            row={row}
            isOpen={open.has(row.place)}
            isCurrent={row.place === current}
            onToggle={() => {
              setCurrent(row.place)
              toggle(row.place)
            }}
            onMove={move}
          />
        ))}
      </div>
    </>
  )
}

function toggled(open: ReadonlySet<string>, place: string): ReadonlySet<string> {
  const next = new Set(open)
  if (!next.delete(place)) next.add(place)
  return next
}

interface TreeItemProps {
  readonly row: TreeRow
  readonly isOpen: boolean
  readonly isCurrent: boolean
  readonly onToggle: () => void
  readonly onMove: (event: KeyboardEvent) => void
}

function TreeItem({ row, isOpen, isCurrent, onToggle, onMove }: TreeItemProps) {
  const { place, branch, depth, position, siblings } = row
  const isFull = branch.branches.length > 0
  return (
    <div
      role="treeitem"
      aria-level={depth}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isFull ? isOpen : undefined}
      tabIndex={isCurrent ? 0 : -1}
      data-place={place}
      className="tree-row"
      style={{ '--depth': Math.min(depth - 1, 8) } as React.CSSProperties}
      onClick={isFull ? onToggle : undefined}
      onKeyDown={onMove}
    >
      <span className={isOpen ? 'tree-sign tree-sign-open' : 'tree-sign'}>
        {isFull ? <Icon sign="right" /> : null}
      </span>
      <span className="tree-text">
        <bdi>{branch.text}</bdi>
        {branch.note === undefined ? null : <small>{branch.note}</small>}
      </span>
      <span className="tree-value">{branch.value}</span>
    </div>
  )
}
