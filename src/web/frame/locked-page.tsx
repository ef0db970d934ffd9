/** Nobody came in with the key: what to open instead. */
import { useLocation } from '@tanstack/react-router'
import { ApiProblem } from '../api/client.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from '../parts/icon.tsx'
import { PageTitle } from './page-title.tsx'

export const isLocked = (failure: Error | null): boolean =>
  failure instanceof ApiProblem && failure.problem.status === 401

export function LockedPage() {
  const { say } = useWords()
  const isRefused = useLocation({ select: ({ searchStr }) => searchStr.includes('refused=key') })
  return (
    <div className="lone">
      <span className="lone-sign">
        <Icon sign="closed" />
      </span>
      <PageTitle title={say(isRefused ? 'key-refused' : 'locked')} />
      <p>{say('remedy-locked')}</p>
      <pre className="example">http://localhost:…/enter?key=…</pre>
      <p className="soft">{say('locked-why')}</p>
    </div>
  )
}
