/** `vigie evidence REFERENCE/YYYY-MM -o FILE.zip`: the evidence file of a month of the data. */
import { requestOfMonth } from '../../workspace/month-evidence.ts'
import type { DataPlace } from '../data-place.ts'
import type { Session } from '../session.ts'
import { assertWritable } from '../settlement-file.ts'
import type { MonthName } from '../with-workspace.ts'
import { contractNamed, withWorkspace } from '../with-workspace.ts'
import type { RedactedOptions } from './evidence.ts'
import { storeEvidence } from './evidence.ts'

export function evidenceStored(
  session: Session,
  data: DataPlace,
  { reference, month }: MonthName,
  options: RedactedOptions & { readonly output: string },
): Promise<number> {
  assertWritable(options.output, [])
  return withWorkspace(session, data, async (workspace) => {
    const { id } = await contractNamed(workspace, reference)
    const { request, state } = await requestOfMonth(workspace, id, month)
    if (state === 'open') session.error(`${session.speaker.say('month-is-open')}\n`)
    return storeEvidence(session, request, options)
  })
}
