/** The closing: what it does, who it binds, and the hash that proves it afterwards. */
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { MonthPlace } from '../api/queries.ts'
import type { Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'
import { ClosingDialog } from './closing-dialog.tsx'
import { MonthReport } from './month-report.tsx'

interface ClosingStepProps {
  readonly place: MonthPlace
  readonly month: Month
}

export function ClosingStep({ place, month }: ClosingStepProps) {
  const [isAsked, setIsAsked] = useState(false)
  const [isJustClosed, setIsJustClosed] = useState(false)
  const end = (): void => {
    setIsAsked(false)
    setIsJustClosed(true)
  }
  return (
    <>
      {month.state === 'closed' ? (
        <ClosedMonth month={month} takesFocus={isJustClosed} />
      ) : (
        <OpenMonth month={month} onAsk={() => setIsAsked(true)} />
      )}
      <MonthReport place={place} />
      <ClosingDialog
        place={place}
        month={month}
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        onClosed={end}
      />
    </>
  )
}

interface OpenMonthProps {
  readonly month: Month
  readonly onAsk: () => void
}

function OpenMonth({ month, onAsk }: OpenMonthProps) {
  const { say } = useWords()
  return (
    <>
      <p>{say('closing-intro')}</p>
      <Button size="md" onClick={onAsk}>
        {say('close-month', { month: month.title })}
      </Button>
    </>
  )
}

interface ClosedMonthProps {
  readonly month: Month
  /** Whether it was closed just now, in a dialog that is gone. */
  readonly takesFocus: boolean
}

function ClosedMonth({ month, takesFocus }: ClosedMonthProps) {
  const { say } = useWords()
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) notice.current?.focus()
  }, [takesFocus])
  return (
    <div ref={notice} tabIndex={-1} className="notice notice-closed" role="status">
      <Icon sign="closed" />
      <div>
        <p className="notice-title">{say('closed-title', { month: month.title })}</p>
        <p>{say('closed-means')}</p>
        <p className="soft">{say('hash')}</p>
        <code className="hash">{month.hash}</code>
      </div>
    </div>
  )
}
