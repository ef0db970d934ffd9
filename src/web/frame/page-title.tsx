/**
 * The title of a screen. It names the window, and takes the focus when a reader comes from another
 * screen, so that a screen reader says where they are.
 */
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

interface PageTitleProps {
  readonly title: string
  readonly children?: ReactNode
}

export function PageTitle({ title, children }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { history } = useRouter()
  useEffect(() => {
    document.title = `${title} · Vigie`
  }, [title])
  useEffect(() => {
    if (history.location.state.__TSR_index > 0) heading.current?.focus({ preventScroll: true })
  }, [history])
  return (
    <h1 ref={heading} tabIndex={-1}>
      <bdi>{title}</bdi>
      {children}
    </h1>
  )
}
