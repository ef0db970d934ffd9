/**
 * The caps as bars: what earlier months used, what this month takes, what is left. The widths are
 * drawn from the amounts; the amounts themselves are those of the settlement.
 */
import type { Cap } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FigureLink } from '../parts/panel-link.tsx'

export function CapBars({ caps }: { readonly caps: readonly Cap[] }) {
  const { say } = useWords()
  if (caps.length === 0) return null
  return (
    <>
      <h3>{say('caps')}</h3>
      <ul className="caps">
        {caps.map((cap) => (
          <CapBar key={cap.id} cap={cap} />
        ))}
      </ul>
    </>
  )
}

function CapBar({ cap }: { readonly cap: Cap }) {
  const { say } = useWords()
  const { id, title, clause, limit, used, kept } = cap
  const [whole, before, now] = [centsOf(limit.value), centsOf(used.value), centsOf(kept.value)]
  const isReached = whole > 0 && before + now >= whole
  return (
    <li className="cap">
      <p className="cap-name">
        <bdi>{title}</bdi>
        <span className="row-notes">
          <bdi>{clause}</bdi>
        </span>
        {isReached ? <span className="badge badge-cap">{say('cap-reached')}</span> : null}
      </p>
      <svg className="cap-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="cap-room" width="100" height="6" />
        <rect className="cap-used" width={percent(before, whole)} height="6" />
        <rect
          className="cap-kept"
          x={percent(before, whole)}
          width={percent(now, whole)}
          height="6"
        />
      </svg>
      <dl className="cap-figures">
        {(
          [
            ['column-used', used],
            ['column-kept', kept],
            ['column-limit', limit],
          ] as const
        ).map(([name, figure]) => (
          <div key={name} className={name}>
            <dt>{say(name)}</dt>
            <dd>
              <FigureLink name={id} text={figure.text} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

/** `840000 cents` as a length to draw; what is not an amount has none. */
const centsOf = (value: string): number => Number(/^(-?\d+) cents$/.exec(value)?.[1] ?? 0)

const percent = (part: number, whole: number): number =>
  whole <= 0 ? 0 : Math.min(100, (100 * part) / whole)
