/** The list of the steps, each with its gist; the one in view is marked. */
import { useEffect, useState } from 'react'
import { useWords } from '../language/words.tsx'
import type { Step } from './month-steps.tsx'

export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  const { say } = useWords()
  const seen = useStepInView(steps.map(({ name }) => name))
  return (
    <nav className="step-list" aria-label={say('steps')}>
      <ol>
        {steps.map(({ name, gist }, index) => (
          <li key={name}>
            <a href={`#${name}`} aria-current={name === seen ? 'step' : undefined}>
              <span className="step-number">{index + 1}</span>
              <span className="step-name">{say(`step-${name}`)}</span>
              <span className="step-gist">{gist}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The last step whose top has passed the upper third of the window; at the end, the last. */
function useStepInView(names: readonly string[]): string | undefined {
  const [seen, setSeen] = useState(names[0])
  const joined = names.join(' ')
  useEffect(() => {
    const look = (): void => {
      const passed = joined.split(' ').filter((name) => {
        const top = document.getElementById(name)?.getBoundingClientRect().top
        return top !== undefined && top < innerHeight / 3
      })
      const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2
      setSeen((isAtEnd ? joined.split(' ') : passed).at(-1) ?? joined.split(' ')[0])
    }
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [joined])
  return seen
}
