/** What became of a level: a sign and its word, so that colour is never alone in saying it. */
import type { Verdict } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from './icon.tsx'

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const { say } = useWords()
  return (
    <span className={`badge badge-${verdict}`}>
      <Icon sign={verdict} />
      {say(`verdict-${verdict}`)}
    </span>
  )
}
