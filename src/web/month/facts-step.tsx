/** What the month rests on: how many facts, what was set aside, what is to be known about them. */
import { Link } from '@tanstack/react-router'
import type { Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FindingList } from '../parts/finding-list.tsx'

export function FactsStep({ month }: { readonly month: Month }) {
  const { say, count } = useWords()
  const { facts, findings, asOfText, amendments } = month
  const shown = [
    ['tickets', count(facts.tickets)],
    ['other-facts', count(facts.others)],
    ['set-aside', count(facts.setAside)],
    ['known', asOfText],
  ] as const
  return (
    <>
      <dl className="tiles">
        {shown.map(([name, text]) => (
          <div key={name} className={`tile tile-${name}`}>
            <dt>{say(name)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {amendments === undefined ? null : (
        <p>
          {say('judged-under')} <bdi>{amendments}</bdi>
        </p>
      )}
      {findings.length === 0 ? (
        <p className="soft">{say('no-finding')}</p>
      ) : (
        <FindingList findings={findings} />
      )}
      <p>
        <Link to="/imports">{say('see-imports')}</Link>
      </p>
    </>
  )
}
