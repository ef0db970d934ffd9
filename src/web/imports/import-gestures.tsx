/** Stop an import that runs; take back one that is done, once that was confirmed. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useImportChange } from '../api/queries.ts'
import type { Import } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'

export function ImportGestures({ record }: { readonly record: Import }) {
  if (record.state === 'running') return <Cancel record={record} />
  return record.state === 'done' ? <Undo record={record} /> : null
}

function Cancel({ record }: { readonly record: Import }) {
  const { say } = useWords()
  const cancelling = useImportChange('cancel')
  return (
    <div className="import-gestures">
      {cancelling.error === null ? null : <ProblemNotice failure={cancelling.error} />}
      <Button
        variant="default"
        size="sm"
        loading={cancelling.isPending}
        onClick={() => cancelling.mutate(record.id)}
      >
        {say('stop-import')}
        <span className="hidden-text"> {record.file}</span>
      </Button>
    </div>
  )
}

function Undo({ record }: { readonly record: Import }) {
  const { say } = useWords()
  const [isAsked, setIsAsked] = useState(false)
  const undoing = useImportChange('undo')
  const undo = (): void => undoing.mutate(record.id, { onSuccess: () => setIsAsked(false) })
  return (
    <div className="import-gestures">
      <Button variant="default" size="sm" onClick={() => setIsAsked(true)}>
        {say('undo-import')}
        <span className="hidden-text"> {record.file}</span>
      </Button>
      <Dialog title={say('undo-question')} isOpen={isAsked} onClose={() => setIsAsked(false)}>
        <p>
          <bdi>{record.file}</bdi>
        </p>
        <p>{say('undo-means')}</p>
        {undoing.error === null ? null : <ProblemNotice failure={undoing.error} />}
        <div className="dialog-buttons">
          <Button variant="default" onClick={() => setIsAsked(false)} data-autofocus>
            {say('keep-import')}
          </Button>
          <Button color="red" onClick={undo} loading={undoing.isPending}>
            {say('undo-import')}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}
