/** What stands around every screen: where to go, in which language and colours. */
import { Link, Outlet } from '@tanstack/react-router'
import { useSession } from '../api/queries.ts'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { isLocked, LockedPage } from './locked-page.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'

export function PageFrame() {
  const { say } = useWords()
  const session = useSession()
  return (
    <>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <img src="/vigie.svg" alt="Vigie" width="28" height="28" />
          <span className="brand-name" aria-hidden="true">
            Vigie
          </span>
        </Link>
        <nav className="top-nav" aria-label={say('sections')}>
          <Link to="/" activeOptions={{ exact: true }}>
            {say('contracts')}
          </Link>
          <Link to="/imports">{say('imports')}</Link>
        </nav>
        <div className="top-choices">
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
      </header>
      <main id="main">
        {isLocked(session.error) ? (
          <LockedPage />
        ) : (
          <Answer of={session} heights={[3, 20]}>
            {() => <Outlet />}
          </Answer>
        )}
      </main>
    </>
  )
}
