/** The lines of the contract that a figure rests on, as they were written, with their numbers. */
import type { Explanation } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'

type WordingProps = NonNullable<Explanation['wording']>

export function Wording({ file, line, text }: WordingProps) {
  const { say } = useWords()
  const lines = text.replace(/\n$/, '').split('\n')
  const name = file.split(/[\\/]/).at(-1) ?? file
  return (
    <section className="panel-part">
      <h3 className="overline">{say('wording')}</h3>
      <figure className="wording">
        <figcaption>
          <bdi>{say('lines-of-file', { file: name, line: `${line}` })}</bdi>
        </figcaption>
        <section aria-label={say('wording')}>
          {lines.map((written, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <code key={index} data-line={line + index}>
              {written === '' ? ' ' : written}
            </code>
          ))}
        </section>
      </figure>
    </section>
  )
}
