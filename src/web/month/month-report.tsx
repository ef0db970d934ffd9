/** The report of the month and its evidence file, to keep or to send. */
import { Button } from '@mantine/core'
import type { MonthPlace, ReportForm } from '../api/queries.ts'
import { useEvidence, useReport } from '../api/queries.ts'
import { useWords } from '../language/words.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'

const FORMS: readonly ReportForm[] = ['pdf', 'html']

export function MonthReport({ place }: { readonly place: MonthPlace }) {
  const { say } = useWords()
  const report = useReport(place)
  const ask = (form: ReportForm): void =>
    report.mutate(form, { onSuccess: (file) => save(file, `vigie-${place.month}.${form}`) })
  return (
    <section aria-labelledby="report">
      <h3 id="report">{say('report')}</h3>
      <p className="soft">{say('report-means')}</p>
      <p className="buttons">
        {FORMS.map((form) => (
          <Button
            key={form}
            variant="default"
            size="sm"
            loading={report.isPending && report.variables === form}
            onClick={() => ask(form)}
          >
            {say(`report-${form}`)}
          </Button>
        ))}
      </p>
      {report.error === null ? null : <ProblemNotice failure={report.error} />}
      <MonthEvidence place={place} />
    </section>
  )
}

function MonthEvidence({ place }: { readonly place: MonthPlace }) {
  const { say } = useWords()
  const evidence = useEvidence(place)
  const ask = (): void =>
    evidence.mutate(undefined, { onSuccess: (file) => save(file, `vigie-${place.month}.zip`) })
  return (
    <>
      <p className="soft">{say('evidence-means')}</p>
      <Button variant="default" size="sm" loading={evidence.isPending} onClick={ask}>
        {say('evidence-download')}
      </Button>
      {evidence.error === null ? null : <ProblemNotice failure={evidence.error} />}
    </>
  )
}

/** Gives a file to the browser, which keeps it where its user wants. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
