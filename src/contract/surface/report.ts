/**
 * What the rewriting says when it meets a term that it cannot carry into the core.
 *
 * A term that is well written but that this version does not compute is refused by name: a figure
 * without it would be wrong, and a silent zero worse.
 */
import type { Finding, Place } from '../../base/finding.ts'

export class Report {
  readonly findings: Finding[] = []

  /** The term is lawful and understood, and this version does not compute it. */
  notComputed(where: Place, what: string): void {
    this.error('not-computed', where, { what })
  }

  error(code: string, where: Place, params: Readonly<Record<string, string>>): void {
    this.findings.push({ code, severity: 'error', where, params })
  }

  warning(code: string, where: Place, params: Readonly<Record<string, string>>): void {
    this.findings.push({ code, severity: 'warning', where, params })
  }
}
