/** What the tests of the page look at: a golden life, and the same with hostile texts. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { yearMonth } from '../../src/base/calendar/date.ts'
import type { Language } from '../../src/base/wording/format.ts'
import { speakerOf } from '../../src/base/wording/say.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { sayFigure } from '../../src/reports/figures.ts'
import { loadSentences } from '../../src/shell/catalogue.ts'
import type { Workspace } from '../../src/shell/workspace/workspace.ts'
import { workspaceOf } from '../server/served-case.ts'
import { importsDouble } from './imports-double.ts'

const CASES = fileURLToPath(new URL('../../cases/', import.meta.url))

/** 4 000.00 a month under a cap of 10 000.00 a year: in June the cap lets 2 000.00 pass. */
const CASE = 'a-yearly-cap-remembers-the-months-before'
export const JUNE: YearMonth = yearMonth(2026, 6)
export const MONTH = '/contracts/the-case/months/2026-06'

export const HOSTILE = {
  script: '<script>window.taken = 1</script><img src=x onerror="window.taken = 2">',
  /** Reads from right to left, and pulls what follows it along unless it is kept apart. */
  turned: 'عقد ٢٠٢٦ SA',
  /** Turns what follows it round. */
  turning: '\u202evsc.42.csv',
  ticket: 'JUN/<i>1</i>?#%2F',
  long: 'x'.repeat(300),
} as const

export function ordinaryWorkspace(): Workspace {
  return { ...remembering(workspaceOf({ name: CASE, last: JUNE })), ...importsDouble() }
}

/** The same life under a title, parties and a level that no one would write in good faith. */
export function hostileWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-hostile-'))
  const text = readFileSync(join(CASES, CASE, 'contract.yaml'), 'utf8')
    .replace('title: Infogérance', `title: ${JSON.stringify(HOSTILE.script)}`)
    .replace('name: Client SA', `name: ${JSON.stringify(HOSTILE.turned)}`)
    .replace('- id: first', `- id: first\n      title: ${JSON.stringify(HOSTILE.long)}`)
  writeFileSync(join(folder, 'contract.yaml'), text)
  const facts = readFileSync(join(CASES, CASE, 'facts.yaml'), 'utf8')
  writeFileSync(
    join(folder, 'facts.yaml'),
    facts.replace('id: JUN-1', `id: ${JSON.stringify(HOSTILE.ticket)}`),
  )
  return {
    ...remembering(workspaceOf({ name: relative(CASES, folder), last: JUNE })),
    ...importsDouble(),
  }
}

/** The same answers, settled once until a month is closed. */
function remembering(workspace: Workspace): Workspace {
  let kept = new Map<string, Promise<unknown>>()
  const once = <T>(name: string, answer: () => Promise<T>): Promise<T> => {
    const known = kept.get(name) ?? answer()
    kept.set(name, known)
    return known as Promise<T>
  }
  return {
    ...workspace,
    months: (id) => once(`months ${id}`, () => workspace.months(id)),
    settle: (id, month) => once(`settle ${id} ${month}`, () => workspace.settle(id, month)),
    close: async (...gesture) => {
      const closed = await workspace.close(...gesture)
      kept = new Map()
      return closed
    },
  }
}

/** The settlement of June, as the product makes it. */
export async function settlementOfJune(): Promise<Settlement> {
  const { envelope } = await workspaceOf({ name: CASE, last: JUNE }).settle('the-case', JUNE)
  return envelope.settlement
}

/** The words of a figure of a settlement. */
export function wordsOf(settlement: Settlement, node: number, language: Language): string {
  return sayFigure(settlement, node, speakerOf(loadSentences(), language))
}
