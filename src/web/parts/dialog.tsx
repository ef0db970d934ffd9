/** A dialog with its title and its way out; what it asks is its content. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../language/words.tsx'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const { say } = useWords()
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size="lg"
      centered
      transitionProps={{ duration: 140, exitDuration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content className="dialog">
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={say('close')} />
        </div>
        {children}
      </Modal.Content>
    </Modal.Root>
  )
}
