/** Findings, the gravest first: what it is, why, and what to do. */
import type { Finding } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from './icon.tsx'

const SEVERITIES = ['error', 'warning', 'information'] as const

export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { say } = useWords()
  return SEVERITIES.map((severity) => {
    const found = findings.filter((finding) => finding.severity === severity)
    return found.length === 0 ? null : (
      <section key={severity} className={`findings findings-${severity}`}>
        <h3>
          <Icon sign={severity} />
          {say(`severity-${severity}`)}
        </h3>
        <ul>
          {found.map((finding) => (
            <FindingItem key={`${finding.code} ${finding.place} ${finding.message}`} {...finding} />
          ))}
        </ul>
      </section>
    )
  })
}

function FindingItem({ place, message, reason, remedy }: Finding) {
  const { say } = useWords()
  return (
    <li>
      <p className="finding-message">
        <bdi>{message}</bdi>
      </p>
      <p className="soft">
        <bdi>{reason}</bdi>
      </p>
      {remedy === '' ? null : (
        <p>
          <strong>{say('remedy')}</strong> <bdi>{remedy}</bdi>
        </p>
      )}
      {place === undefined ? null : (
        <p className="soft">
          <code>{place}</code>
        </p>
      )}
    </li>
  )
}
