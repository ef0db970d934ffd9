/** How the month stands between the parties: its state and date, what is payable and disputed. */
import type { Month } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { BlockView } from '../parts/block-view.tsx'
import { FigureLink } from '../parts/panel-link.tsx'

export function ProcedureCard({ month: { procedure } }: { readonly month: Month }) {
  const { say } = useWords()
  if (procedure === undefined) return null
  const { text, amounts, blocks } = procedure
  return (
    <section className="card procedure" aria-labelledby="procedure">
      <p id="procedure" className="overline">
        {say('procedure-heading')}
      </p>
      <p>
        <strong>{text}</strong>
      </p>
      {amounts.length === 0 ? null : (
        <dl className="tiles">
          {amounts.map(({ name, title, figure }) => (
            <div key={name} className="tile">
              <dt>{title}</dt>
              <dd>
                <FigureLink name={name} text={figure.text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their order
        <BlockView key={index} block={block} />
      ))}
    </section>
  )
}
