/** Facts: send a file, watch it being read, see what was found in it, take it back. */
import { useState } from 'react'
import { useImports } from '../api/queries.ts'
import type { Import } from '../api/shapes.ts'
import { Breadcrumbs, Here } from '../frame/breadcrumbs.tsx'
import { PageTitle } from '../frame/page-title.tsx'
import { useWords } from '../language/words.tsx'
import { Answer } from '../parts/answer.tsx'
import { ImportCard } from './import-card.tsx'
import { ImportForm } from './import-form.tsx'
import './imports.css'

export function ImportsPage() {
  const { say } = useWords()
  const [sent, setSent] = useState<string>()
  return (
    <>
      <Breadcrumbs>
        <Here>{say('imports')}</Here>
      </Breadcrumbs>
      <PageTitle title={say('imports-title')} />
      <p className="soft lead">{say('imports-intro')}</p>
      <div className="imports">
        <ImportForm onSent={setSent} />
        <section aria-labelledby="history">
          <h2 id="history">{say('history')}</h2>
          <Answer of={useImports()} heights={[7, 7, 7]}>
            {(imports) =>
              imports.length === 0 ? (
                <p className="empty soft">{say('no-import')}</p>
              ) : (
                <ol className="import-list">
                  {sentFirst(imports, sent).map((one) => (
                    <li key={one.id}>
                      <ImportCard record={one} />
                    </li>
                  ))}
                </ol>
              )
            }
          </Answer>
        </section>
      </div>
    </>
  )
}

/** What was sent just now is looked for at the top, whatever the clock of the server says. */
const sentFirst = (imports: readonly Import[], sent: string | undefined): readonly Import[] => [
  ...imports.filter(({ id }) => id === sent),
  ...imports.filter(({ id }) => id !== sent),
]
