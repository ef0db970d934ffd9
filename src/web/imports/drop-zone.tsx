/** A place for one file: dropped on it, or chosen with the mouse, a finger or the keyboard. */
import type { DragEvent } from 'react'
import { useState } from 'react'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'

interface DropZoneProps {
  readonly file: File | undefined
  readonly choose: (file: File | undefined) => void
}

export function DropZone({ file, choose }: DropZoneProps) {
  const { say, count } = useWords()
  const [isOver, setIsOver] = useState(false)
  const over = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(true)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    const [dropped] = event.dataTransfer.files
    if (dropped !== undefined) choose(dropped)
  }
  return (
    <label
      className={isOver ? 'drop-zone drop-zone-over' : 'drop-zone'}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        className="hidden-text"
        accept=".csv,.tsv,.txt,.gz,.yaml,.yml"
        // The same file can be chosen again once it was sent.
        key={file === undefined ? 'none' : 'one'}
        onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
      />
      <Icon sign="upload" />
      <span className="drop-title">
        {file === undefined ? say('drop-file') : <bdi>{file.name}</bdi>}
      </span>
      <span className="soft">
        {file === undefined
          ? say('drop-kinds')
          : say('file-size', { size: count(Math.ceil(file.size / 1024)) })}
      </span>
    </label>
  )
}
