/** What a mutation run says of one file, as a row of `docs/quality/mutation.md`. */

/** The part of Stryker's JSON report that is read (mutation-testing-report-schema 2). */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>
}

interface Mutant {
  readonly mutatorName: string
  readonly replacement?: string
  readonly status: string
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

export interface Row {
  readonly file: string
  /** Noticed by a test, or by a loop that no longer ended. */
  readonly caught: number
  readonly survived: number
  /** Reached by no test. */
  readonly unreached: number
  /** The commit that was mutated. */
  readonly commit: string
}

const count = (mutants: readonly Mutant[], ...statuses: readonly string[]): number =>
  mutants.filter(({ status }) => statuses.includes(status)).length

export const rowOf = (file: string, report: MutationReport, commit: string): Row =>
  counted(file, report.files[file]?.mutants ?? [], commit)

/** All that was mutated, under one name. */
export const rowOfAll = (name: string, report: MutationReport, commit: string): Row =>
  counted(
    name,
    Object.values(report.files).flatMap(({ mutants }) => mutants),
    commit,
  )

function counted(file: string, mutants: readonly Mutant[], commit: string): Row {
  return {
    file,
    caught: count(mutants, 'Killed', 'Timeout'),
    survived: count(mutants, 'Survived'),
    unreached: count(mutants, 'NoCoverage'),
    commit,
  }
}

/** The places that no test guards, as `file:line:column: mutation, replacement`. */
export const survivorsOf = ({ files }: MutationReport): readonly string[] =>
  Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ mutatorName, replacement = '', location: { start }, status }) => {
        const shown = replacement.replaceAll(/\s+/g, ' ').slice(0, 80)
        return `${file}:${start.line}:${start.column}: ${status}, ${mutatorName}: ${shown}`
      }),
  )

/** In per cent; nothing to mutate counts as all caught. */
export const scoreOf = ({ caught, survived, unreached }: Omit<Row, 'file' | 'commit'>): string => {
  const all = caught + survived + unreached
  return all === 0 ? 'none' : `${((caught * 100) / all).toFixed(1)} %`
}

const HEAD = '| file | caught | survived | reached by no test | score | commit |'
const CELLS = /^\| (src\/\S+\.ts) \| (\d+) \| (\d+) \| (\d+) \| [^|]* \| (\w+) \|$/

const readRows = (page: string): readonly Row[] =>
  page.split('\n').flatMap((line): Row[] => {
    const [, file, caught, survived, unreached, commit] = CELLS.exec(line) ?? []
    if (file === undefined || commit === undefined) return []
    const counts = { caught: Number(caught), survived: Number(survived) }
    return [{ file, ...counts, unreached: Number(unreached), commit }]
  })

const shown = (row: Row): string => {
  const { file, caught, survived, unreached, commit } = row
  return `| ${file} | ${caught} | ${survived} | ${unreached} | ${scoreOf(row)} | ${commit} |`
}

const totalOf = (stage: string, rows: readonly Row[]): string => {
  const sum = (key: 'caught' | 'survived' | 'unreached'): number =>
    rows.reduce((total, row) => total + row[key], 0)
  const total = { caught: sum('caught'), survived: sum('survived'), unreached: sum('unreached') }
  return shown({ ...total, file: `${stage}, ${rows.length} files`, commit: '' })
}

const DRAWN_HEAD =
  '| stage | stretches drawn | caught | survived | reached by no test | score | commit |'

/** The page with the row of one stage's drawn stretches replaced or added. */
export function withDrawn(page: string, row: Row, what: string): string {
  const { file, caught, survived, unreached, commit } = row
  const cells = [file, what, caught, survived, unreached, scoreOf(row), commit]
  const start = page.indexOf(DRAWN_HEAD)
  const lines = page.slice(start).split('\n')
  const end = lines.findIndex((line) => !line.startsWith('|'))
  const others = lines.slice(2, end).filter((line) => !line.startsWith(`| ${file} |`))
  const rows = [...others, `| ${cells.join(' | ')} |`].sort()
  return [page.slice(0, start) + lines[0], lines[1], ...rows, ...lines.slice(end)].join('\n')
}

/** The page with the row of one file replaced or added; everything above the table stays. */
export function withRow(page: string, row: Row): string {
  const above = page.slice(0, page.indexOf(HEAD))
  const rows = [...readRows(page).filter(({ file }) => file !== row.file), row].sort((a, b) =>
    a.file < b.file ? -1 : 1,
  )
  const stages = [...new Set(rows.map(({ file }) => file.split('/').slice(0, 2).join('/')))]
  const lines = stages.flatMap((stage) => {
    const own = rows.filter(({ file }) => file.startsWith(`${stage}/`))
    return [totalOf(stage, own), ...own.map(shown)]
  })
  return `${above}${[HEAD, '|---|---|---|---|---|---|', ...lines].join('\n')}\n`
}
