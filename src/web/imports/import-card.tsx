/** One import: how far it is, what came of it, what can be done with it. */
import { Progress } from '@mantine/core'
import type { Import } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { FindingList } from '../parts/finding-list.tsx'
import { ImportGestures } from './import-gestures.tsx'

/** Findings that end once the zone of the file is named. */
const NO_ZONE: ReadonlySet<string> = new Set(['zone-missing', 'facts-zone-missing'])

export function ImportCard({ record }: { readonly record: Import }) {
  const { say, count, moment } = useWords()
  const { file, state, startedAt, items, isSimulated, findings } = record
  const shown = [
    ['items-added', items.added],
    ['items-revised', items.revised],
    ['items-unchanged', items.unchanged],
  ] as const
  return (
    <article className="card import-card" aria-label={file}>
      <header>
        <h3>
          <bdi>{file}</bdi>
        </h3>
        <span className={`badge badge-import-${state}`}>{say(`import-${state}`)}</span>
        {isSimulated ? <span className="badge">{say('simulated')}</span> : null}
        <p className="soft">{say('sent-at', { time: moment(startedAt) })}</p>
      </header>
      <ImportProgress record={record} />
      <dl className="import-items">
        {shown.map(([key, number]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{count(number)}</dd>
          </div>
        ))}
      </dl>
      {findings.some(({ code }) => NO_ZONE.has(code)) ? (
        <p>
          <a href="#zone">{say('zone-asked')}</a>
        </p>
      ) : null}
      {findings.length === 0 ? null : (
        <details className="fold" open={state === 'failed'}>
          <summary>{say('findings', { count: count(findings.length) })}</summary>
          <FindingList findings={findings} />
        </details>
      )}
      <ImportGestures record={record} />
    </article>
  )
}

function ImportProgress({ record }: { readonly record: Import }) {
  const { say, count } = useWords()
  if (record.state !== 'running') return null
  const { read, total } = record.progress ?? { read: 0, total: 0 }
  return (
    <div className="import-progress">
      <Progress.Root size="lg">
        <Progress.Section
          value={total === 0 ? 100 : (100 * read) / total}
          animated={total === 0}
          aria-label={say('progress-of', { file: record.file })}
        />
      </Progress.Root>
      <p className="soft">
        {total === 0 ? say('reading') : say('progress', { read: count(read), total: count(total) })}
      </p>
    </div>
  )
}
