/**
 * Links that open the panel beside a month, at an address of its own.
 *
 * Each adds one to the depth of the panel, so that closing it goes back to the month in one step,
 * however far the reader went inside.
 */
import { Link, useLocation, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language/words.tsx'

const MONTH = '/contracts/$contract/months/$month'

/** A figure of the month: it opens what explains it. `name` is the line, level, cap or total. */
export function FigureLink({ name, text }: { readonly name: string; readonly text: string }) {
  const { say } = useWords()
  return (
    <ExplanationLink name={name} look="figure">
      {text}
      <span className="hidden-text"> {say('explain-figure')}</span>
    </ExplanationLink>
  )
}

interface ExplanationLinkProps {
  readonly name: string
  readonly look: string
  readonly children: ReactNode
}

function ExplanationLink({ name, look, children }: ExplanationLinkProps) {
  const place = useParams({ from: MONTH })
  return (
    <Link
      to={`${MONTH}/explain/$name`}
      params={{ ...place, name }}
      className={look}
      {...usePanelState()}
    >
      {children}
    </Link>
  )
}

export function TicketLink({ ticket }: { readonly ticket: string }) {
  const place = useParams({ from: MONTH })
  return (
    <Link
      to={`${MONTH}/tickets/$ticket`}
      params={{ ...place, ticket }}
      className="ticket"
      {...usePanelState()}
    >
      <bdi>{ticket}</bdi>
    </Link>
  )
}

/** The month stays where it is while the panel opens over it. */
function usePanelState() {
  const depth = useLocation({ select: ({ state }) => state.depth ?? 0 })
  return { state: { depth: depth + 1 }, resetScroll: false }
}
