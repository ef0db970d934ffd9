/** Imports that go on by a quarter each time somebody asks how far they are. */
import type { ImportRecord, Workspace } from '../../src/shell/workspace/workspace.ts'
import { Refused } from '../../src/shell/workspace/workspace.ts'

const TOTAL = 8_000

type ImportGestures = Pick<
  Workspace,
  'imports' | 'import' | 'beginImport' | 'cancelImport' | 'undoImport'
>

export function importsDouble(): ImportGestures {
  let records: readonly ImportRecord[] = []
  const change = (id: string, to: Partial<ImportRecord>): ImportRecord => {
    const found = records.find((record) => record.id === id)
    if (found === undefined) throw new Refused('import-unknown')
    const changed = { ...found, ...to }
    records = records.map((record) => (record === found ? changed : record))
    return changed
  }
  const goOn = (record: ImportRecord): ImportRecord => {
    if (record.state !== 'running') return record
    const read = Math.min(TOTAL, (record.progress?.read ?? 0) + TOTAL / 4)
    return read === TOTAL
      ? { ...record, state: 'done', items: { added: 7_999, revised: 1, unchanged: 0 } }
      : { ...record, progress: { read, total: TOTAL } }
  }
  return {
    imports: async () => {
      const shown = records
      records = records.map(goOn)
      return shown
    },
    import: async (id) => change(id, {}),
    beginImport: async (_, { name }) => {
      const begun: ImportRecord = {
        id: `import-${records.length + 1}`,
        file: name,
        state: 'running',
        startedAt: '2026-05-11T06:00:00Z',
        progress: { read: 0, total: TOTAL },
        items: { added: 0, revised: 0, unchanged: 0 },
        isSimulated: false,
        findings: [{ code: 'zone-missing', severity: 'error', params: { count: '3', rows: '2' } }],
      }
      records = [begun, ...records]
      return begun
    },
    cancelImport: async (_, id) => change(id, { state: 'cancelled' }),
    undoImport: async (_, id) => change(id, { state: 'undone' }),
  }
}
