/** Wherever a demonstration is shown, it says that it is one. */
import { useWords } from '../language/words.tsx'
import { Icon } from './icon.tsx'

export function DemonstrationNote() {
  const { say } = useWords()
  return (
    <p className="badge badge-demonstration">
      <Icon sign="information" />
      {say('demonstration')}
    </p>
  )
}
