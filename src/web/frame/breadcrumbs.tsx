/** The way from the list of contracts to this screen; the last step is where one is. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language/words.tsx'

export function Breadcrumbs({ children }: { readonly children: ReactNode }) {
  const { say } = useWords()
  return (
    <nav className="breadcrumbs" aria-label={say('breadcrumbs')}>
      <ol>
        <li>
          <Link to="/" activeOptions={{ exact: true }}>
            {say('contracts')}
          </Link>
        </li>
        {children}
      </ol>
    </nav>
  )
}

export const Here = ({ children }: { readonly children: ReactNode }) => (
  <li aria-current="page">
    <bdi>{children}</bdi>
  </li>
)
