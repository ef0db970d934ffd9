/** Why a figure is what it is: its steps, the words of the contract, the facts. */
import { Drawer } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useExplanation, useMonth } from '../api/queries.ts'
import type { Explanation } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { BlockView } from '../parts/block-view.tsx'
import { PanelHead } from './panel-head.tsx'
import { useSubject } from './subject.ts'
import { SubjectFigures } from './subject-figures.tsx'
import { Wording } from './wording.tsx'
import './explain.css'

export function ExplanationPanel() {
  const { name, ...place } = useParams({
    from: '/contracts/$contract/months/$month/explain/$name',
  })
  const explanation = useExplanation(place, name)
  const subject = useSubject(useMonth(place).data, name)
  return (
    <>
      <PanelHead kind={subject.kind} title={subject.title}>
        <SubjectFigures subject={subject} />
      </PanelHead>
      <Drawer.Body className="panel-body">
        <Answer of={explanation} heights={[3, 16, 10]}>
          {(found) => <ExplanationView key={name} explanation={found} />}
        </Answer>
      </Drawer.Body>
    </>
  )
}

function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  const { say } = useWords()
  const { blocks, wording } = explanation
  const tickets = new Set(explanation.tickets)
  const lastTree = blocks.findLastIndex(({ kind }) => kind === 'tree')
  // Blocks have nothing but their order.
  const shown = blocks.map((block, index) => [`${index}`, block] as const)
  return (
    <>
      <section className="panel-part">
        <h3 className="overline">{say('computation')}</h3>
        {shown.slice(0, lastTree + 1).map(([key, block]) => (
          <BlockView key={key} block={block} />
        ))}
      </section>
      {wording === undefined ? null : <Wording {...wording} />}
      {lastTree + 1 === blocks.length ? null : (
        <section className="panel-part">
          <h3 className="overline">{say('facts-behind')}</h3>
          {shown.slice(lastTree + 1).map(([key, block]) => (
            <BlockView key={key} block={block} tickets={tickets} />
          ))}
        </section>
      )}
    </>
  )
}
