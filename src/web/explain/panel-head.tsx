/** The head of the panel: what is explained, its figure, the way back and the way out. */
import { Drawer } from '@mantine/core'
import { useLocation, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'

interface PanelHeadProps {
  readonly kind: string
  readonly title: string
  readonly children?: ReactNode
}

export function PanelHead({ kind, title, children }: PanelHeadProps) {
  const { say } = useWords()
  const { history } = useRouter()
  const depth = useLocation({ select: ({ state }) => state.depth ?? 0 })
  useEffect(() => {
    document.title = `${title} · Vigie`
  }, [title])
  return (
    <div className="panel-head">
      {depth > 1 ? (
        <button type="button" className="quiet-button" onClick={() => history.back()}>
          <Icon sign="left" />
          <span className="hidden-text">{say('back')}</span>
        </button>
      ) : null}
      <div className="panel-title">
        <p className="overline">{kind}</p>
        <Drawer.Title>
          <bdi>{title}</bdi>
        </Drawer.Title>
        {children}
      </div>
      <Drawer.CloseButton aria-label={say('close')} size="lg" />
    </div>
  )
}
