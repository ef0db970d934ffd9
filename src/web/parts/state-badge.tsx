/** Where a month stands: open, closed or to come. */
import type { MonthState } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Icon } from './icon.tsx'

export function StateBadge({ state }: { readonly state: MonthState }) {
  const { say } = useWords()
  return (
    <span className={`badge badge-state-${state}`}>
      <Icon sign={state} />
      {say(`state-${state}`)}
    </span>
  )
}
