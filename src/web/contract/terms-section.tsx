/** What was agreed, as it is in force on a day that the reader chooses, and each amendment. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTerms } from '../api/queries.ts'
import type { Terms } from '../api/shapes.ts'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { BlockView } from '../parts/block-view.tsx'

export function TermsSection({ contract }: { readonly contract: string }) {
  const { say } = useWords()
  const [chosen, setChosen] = useState<string>()
  const answer = useTerms(contract, chosen)
  return (
    <section className="card terms" aria-labelledby="terms">
      <h2 id="terms">{say('terms')}</h2>
      <TextInput
        id="terms-day"
        type="date"
        label={say('terms-day')}
        value={chosen ?? answer.data?.on ?? ''}
        onChange={({ currentTarget: { value } }) => setChosen(value === '' ? undefined : value)}
      />
      <Answer of={answer} heights={[24]}>
        {(terms) => <TermsView terms={terms} />}
      </Answer>
    </section>
  )
}

function TermsView({ terms: { blocks, amendments } }: { readonly terms: Terms }) {
  const { say } = useWords()
  return (
    <>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their order
        <BlockView key={index} block={block} />
      ))}
      {amendments.map(({ id, title, blocks: changes }) => (
        <details key={id} className="amendment">
          <summary>
            {say('amendment-changes')} <bdi>{title === undefined ? id : `${title} (${id})`}</bdi>
          </summary>
          {changes.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <BlockView key={index} block={block} />
          ))}
        </details>
      ))}
    </>
  )
}
