/** Shows what was asked for once it is there; until then its place, or the problem it met. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemNotice } from './problem-notice.tsx'
import { Waiting } from './waiting.tsx'

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>
  /** The heights of what is to come, in rems. */
  readonly heights: readonly number[]
  readonly children: (answer: T) => ReactNode
}

export function Answer<T>({ of, heights, children }: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data)
  if (of.error !== null) {
    return <ProblemNotice failure={of.error} again={() => void of.refetch()} />
  }
  return <Waiting heights={heights} />
}
