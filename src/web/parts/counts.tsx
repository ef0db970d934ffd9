/** How many levels of a month were met, missed, not measured: signs with their words. */
import { useWords } from '../language/words.tsx'
import { Icon } from './icon.tsx'

interface Counts {
  readonly met: number
  readonly missed: number
  readonly unmeasured: number
}

export function VerdictCounts({ met, missed, unmeasured }: Counts) {
  const { say, count } = useWords()
  const shown = [
    ['met', met],
    ['missed', missed],
    ['unmeasured', unmeasured],
  ] as const
  return (
    <ul className="counts">
      {shown
        .filter(([verdict, number]) => number > 0 || verdict !== 'unmeasured')
        .map(([verdict, number]) => (
          <li key={verdict} className={`count-${verdict}`}>
            <Icon sign={verdict} />
            <strong>{count(number)}</strong>{' '}
            {say(number > 1 ? `count-${verdict}` : `count-${verdict}-one`)}
          </li>
        ))}
    </ul>
  )
}
