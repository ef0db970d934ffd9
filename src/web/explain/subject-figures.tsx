/** The figures of what is explained: the one that people come for large, the others beside it. */
import { useWords } from '../language/words.tsx'
import { VerdictBadge } from '../parts/verdict-badge.tsx'
import type { Subject } from './subject.ts'

export function SubjectFigures({ subject }: { readonly subject: Subject }) {
  const { say } = useWords()
  const { figures, verdict } = subject
  return (
    <>
      <dl className="subject-figures">
        {figures.map(([key, figure]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{figure.text}</dd>
          </div>
        ))}
      </dl>
      {verdict === undefined ? null : <VerdictBadge verdict={verdict} />}
    </>
  )
}
