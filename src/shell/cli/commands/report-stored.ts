/** `vigie report REFERENCE/YYYY-MM -o FILE.pdf`: the report of a month of the data. */
import { reportOfMonth } from '../../workspace/month-report.ts'
import { Refused } from '../../workspace/workspace.ts'
import type { DataPlace } from '../data-place.ts'
import type { Session } from '../session.ts'
import { assertWritable } from '../settlement-file.ts'
import type { MonthName } from '../with-workspace.ts'
import { contractNamed, withWorkspace } from '../with-workspace.ts'
import { refuseReport, rendererOf, storeReport } from './report.ts'
import { nameOf } from './stored-month.ts'

export function reportStored(
  session: Session,
  data: DataPlace,
  name: MonthName,
  output: string,
): Promise<number> {
  const render = rendererOf(output)
  assertWritable(output, [])
  return withWorkspace(session, data, async (workspace) => {
    const { month } = name
    const { id } = await contractNamed(workspace, name.reference)
    try {
      const { envelope, state } = await workspace.settle(id, month)
      const document = await reportOfMonth(workspace, id, month, session.speaker)
      if (state === 'open') session.error(`${session.speaker.say('month-is-open')}\n`)
      return storeReport(session, document, render, { output, hash: envelope.hash })
    } catch (failure) {
      const refusal = failure instanceof Refused ? failure.refusal : undefined
      if (refusal !== 'report-unverified' && refusal !== 'report-other-facts') throw failure
      return refuseReport(session, refusal, nameOf(name))
    }
  })
}
