/** The evidence files of a case: one for each month that it closes. */
import { formatMonth } from '../../src/base/calendar/date.ts'
import type { ClosedMonth } from '../../src/money/closed-months.ts'
import { packArchive } from '../../src/shell/evidence/archive.ts'
import { evidenceOf } from '../../src/shell/evidence/compose-evidence.ts'
import { partsOf } from '../../src/shell/evidence/evidence.ts'
import { closeFiles, openCase } from '../cases/close-case.ts'
import type { GoldenCase } from '../cases/read-case.ts'
import { readCase } from '../cases/read-case.ts'

export interface MonthArchive {
  readonly month: string
  readonly archive: Buffer
}

/** None where the case cannot be run, or where each of its months is refused. */
export function archivesOf(folder: string): readonly MonthArchive[] {
  const { value: golden } = readCase(folder)
  if (golden === undefined || golden.incomplete !== undefined) return []
  const steps = golden.closings ?? golden.months.map(({ month }) => ({ month }))
  const done: ClosedMonth[] = []
  return steps.flatMap((step): MonthArchive[] => {
    const then: GoldenCase = { ...golden, ...step }
    const before = golden.closings === undefined ? [] : [...done]
    const closed = closeFiles(then, step.month, before)
    if ('refused' in closed) return []
    const { settlement, hash } = closed
    done.push({ settlement, hash })
    const { contract, files } = openCase(then)
    const envelope = { settlement, hash, contract }
    const evidence = evidenceOf({ envelope, facts: files, closed: before })
    return [{ month: formatMonth(step.month), archive: packArchive(partsOf(evidence)) }]
  })
}
