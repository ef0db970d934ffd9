/** `vigie imports` and `vigie undo IMPORT`: what was imported, and undoing one of them. */
import { left, right, table } from '../../../reports/document.ts'
import type { ImportRecord } from '../../workspace/workspace.ts'
import type { DataPlace } from '../data-place.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT } from '../session.ts'
import { withWorkspace } from '../with-workspace.ts'

export function imports(session: Session, data: DataPlace): Promise<number> {
  return withWorkspace(session, data, async (workspace) => {
    const records = await workspace.imports()
    if (session.isJson) session.out(`${JSON.stringify({ imports: records })}\n`)
    else session.out(listOf(session, records))
    return EXIT.right
  })
}

export function undo(session: Session, data: DataPlace, id: string): Promise<number> {
  return withWorkspace(session, data, async (workspace, actor) => {
    const record = await workspace.undoImport(actor, id)
    if (session.isJson) session.out(`${JSON.stringify(record)}\n`)
    else session.out(`${session.speaker.say('import-undone', { file: record.file })}\n`)
    return EXIT.right
  })
}

function listOf({ speaker: { say } }: Session, records: readonly ImportRecord[]): string {
  if (records.length === 0) return `${say('imports-none')}\n`
  const columns = [
    ...[left(say('column-import')), left(say('column-file')), left(say('column-state'))],
    ...[left(say('column-begun')), right(say('column-added')), right(say('column-changed'))],
    right(say('column-same')),
  ]
  const rows = records.map(({ id, file, state, startedAt, items, isSimulated }) => [
    id,
    isSimulated ? say('simulated-file', { file }) : file,
    say(`import-state-${state}`),
    startedAt,
    ...[items.added, items.revised, items.unchanged].map((count) => `${count}`),
  ])
  return printBlocks([table(columns, rows)])
}
