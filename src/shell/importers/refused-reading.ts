/**
 * When a reading of files is refused, rather than used for what it has.
 *
 * A row that cannot be used is set aside and counted. A file that is no table, of which nothing can
 * be used, or whose second half nobody can know, would make a month look better than it was.
 */
import type { Finding } from '../../base/finding.ts'
import { hasError } from '../../base/finding.ts'
import type { QualityReport } from '../../facts/quality.ts'

/** Whether a file cannot be read at all: asked before its tickets are. */
export const isFatal = (finding: Finding): boolean =>
  finding.where?.file === undefined || !/\.(csv|gz|tsv|txt)$/i.test(finding.where.file)
    ? finding.severity === 'error'
    : FATAL_CODES.has(finding.code)

const FATAL_CODES: ReadonlySet<string> = new Set([
  'table-unrecognised',
  'file-not-a-table',
  'file-utf-16',
])

/** Whether what was read is not to be used, as its reports say at the end. */
export const isRefused = (
  quality: readonly QualityReport[],
  findings: readonly Finding[],
): boolean => quality.some(isUnusable) || findings.some(({ code }) => HALF_A_FILE.has(code))

/** What follows an open quote is one cell: nobody knows what the rest of the file said. */
const HALF_A_FILE: ReadonlySet<string> = new Set(['quote-not-closed'])

/** Nothing of a file could be used although something is wrong with it. */
const isUnusable = (report: QualityReport): boolean =>
  report.rowsUsed === 0 && hasError(report.findings)
