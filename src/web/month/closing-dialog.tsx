/** Asks once more before a month is closed, and says what closing means. */
import { Button } from '@mantine/core'
import type { MonthPlace } from '../api/queries.ts'
import { useClosing } from '../api/queries.ts'
import type { Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { monthTotals } from './named-totals.ts'

interface ClosingDialogProps {
  readonly place: MonthPlace
  readonly month: Month
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Once the month is closed. */
  readonly onClosed: () => void
}

export function ClosingDialog({ place, month, isOpen, onClose, onClosed }: ClosingDialogProps) {
  const { say } = useWords()
  const closing = useClosing(place, month.hash)
  const close = (): void => closing.mutate(undefined, { onSuccess: onClosed })
  return (
    <Dialog
      title={say('close-month-question', { month: month.title })}
      isOpen={isOpen}
      onClose={onClose}
    >
      <dl className="tiles">
        {monthTotals(month).map(({ name, own, posted }) => (
          <div key={name} className="tile">
            <dt>{say(`total-${name}`)}</dt>
            <dd>{own.text}</dd>
            {posted === undefined ? null : (
              <dd className="row-notes">
                <span>{say('adjustments-included')}</span>
                <span>{posted.text}</span>
              </dd>
            )}
          </div>
        ))}
      </dl>
      <ul className="meaning">
        {['closing-freezes', 'closing-later-facts', 'closing-no-way-back'].map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
      {closing.error === null ? null : <ProblemNotice failure={closing.error} />}
      <div className="dialog-buttons">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say('cancel')}
        </Button>
        <Button onClick={close} loading={closing.isPending}>
          {say('close-month', { month: month.title })}
        </Button>
      </div>
    </Dialog>
  )
}
