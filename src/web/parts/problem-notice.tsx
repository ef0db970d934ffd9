/** What went wrong, where, and what to do: never an empty page, never a text of the machine. */
import { Button } from '@mantine/core'
import type { Speaker } from '../../base/wording/say.ts'
import { ApiProblem } from '../api/client.ts'
import type { Problem } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FindingList } from './finding-list.tsx'
import { Icon } from './icon.tsx'

interface ProblemNoticeProps {
  readonly failure: Error
  readonly again?: () => void
}

export function ProblemNotice({ failure, again }: ProblemNoticeProps) {
  const { say } = useWords()
  const problem = failure instanceof ApiProblem ? failure.problem : undefined
  const { title, remedy } = saidOf(problem, say)
  // Findings bring remedies of their own.
  const findings = problem?.findings ?? []
  return (
    <div className="notice notice-error" role="alert">
      <Icon sign="error" />
      <div>
        <p className="notice-title">{title}</p>
        {findings.length === 0 ? <p className="soft">{remedy}</p> : null}
        <FindingList findings={findings} />
        {again === undefined ? null : (
          <Button variant="default" size="sm" onClick={again}>
            {say('try-again')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The server's own words where it has some, and a remedy by what kind of problem it is. */
function saidOf(
  problem: Problem | undefined,
  say: Speaker['say'],
): { readonly title: string; readonly remedy: string } {
  if (problem === undefined) return { title: say('failed'), remedy: say('remedy-failed') }
  if (problem.status === 0) return { title: say('unreachable'), remedy: say('remedy-unreachable') }
  if (problem.status === 401) return { title: say('locked'), remedy: say('remedy-locked') }
  const kind = problem.status === 404 ? 'unknown' : problem.status >= 500 ? 'failed' : 'refused'
  return { title: problem.title || say(kind), remedy: say(`remedy-${kind}`) }
}
