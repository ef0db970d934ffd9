/** Runs every case below some folders, and says what came out. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { Verdict } from './run-case.ts'
import { runCase } from './run-case.ts'
import type { Failure } from './tree.ts'

export interface CaseRun {
  readonly folder: string
  readonly verdict: Verdict
}

export interface RunOptions {
  /** Only the cases whose folder is named so. */
  readonly only?: string
}

/** The folders of cases below a folder; one that holds neither a case nor a folder is one too. */
export function caseFolders(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [folder]
  if (existsSync(join(folder, 'case.yaml'))) return [folder]
  const inner = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
  return inner.length === 0 ? [folder] : inner.flatMap((name) => caseFolders(join(folder, name)))
}

export function runCases(folders: readonly string[], options: RunOptions = {}): CaseRun[] {
  const found = [...new Set(folders.flatMap(caseFolders))]
  const { only } = options
  const chosen = only === undefined ? found : found.filter((folder) => basename(folder) === only)
  if (only !== undefined && chosen.length === 0) {
    const failure: Failure = {
      where: { file: folders.join(', '), line: 1 },
      said: `no case is named ${only}`,
    }
    return [{ folder: only, verdict: { outcome: 'failed', failures: [failure] } }]
  }
  return chosen.map((folder) => ({ folder, verdict: runCase(folder) }))
}

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export function countsOf(runs: readonly CaseRun[]): Counts {
  const count = (outcome: Verdict['outcome']): number =>
    runs.filter(({ verdict }) => verdict.outcome === outcome).length
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
}

export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

/** The lines to print: failures with their places, skips with their reasons, and the count. */
export function report(runs: readonly CaseRun[], from: string): string[] {
  const lines = runs.flatMap(({ folder, verdict }): string[] => {
    const name = relative(from, folder) || folder
    if (verdict.outcome === 'passed') return []
    if (verdict.outcome === 'skipped') return [`SKIPPED ${name}: ${verdict.reason}`]
    return [`FAILED ${name}`, ...verdict.failures.map((failure) => `  ${said(failure, from)}`)]
  })
  return [...lines, closingLine(countsOf(runs))]
}

function said({ where, said: sentence }: Failure, from: string): string {
  const { file, line, column } = where
  const place = [relative(from, file) || file, line, column].filter((part) => part !== undefined)
  return `${place.join(':')}: ${sentence}`
}
