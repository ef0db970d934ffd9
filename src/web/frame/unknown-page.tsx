/** An address that leads nowhere. */
import { Link } from '@tanstack/react-router'
import { useWords } from '../language/words.tsx'
import { PageTitle } from './page-title.tsx'

export function UnknownPage() {
  const { say } = useWords()
  return (
    <div className="lone">
      <PageTitle title={say('unknown-page')} />
      <p>{say('unknown-page-why')}</p>
      <p>
        <Link to="/">{say('back-to-contracts')}</Link>
      </p>
    </div>
  )
}
