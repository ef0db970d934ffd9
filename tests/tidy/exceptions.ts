/**
 * Places where a house rule does not hold yet. Both lists may only shrink: an exception that is no
 * longer needed fails, a debt that grows fails, and so does one that is paid and still listed.
 */

/** One file, one rule. */
export interface Exception {
  readonly rule: string
  readonly path: string
  readonly since: string
  readonly why: string
}

/** A rule that came after the code: so many places at most, fewer at each visit. */
export interface Debt {
  readonly rule: string
  readonly most: number
  readonly since: string
}

const since = '2026-11-22'

export const exceptions: readonly Exception[] = [
  {
    rule: 'file-length',
    path: 'src/contract/core/core.ts',
    since,
    why: 'the thirteen primitives are read as one page',
  },
  {
    rule: 'file-length',
    since,
    why: 'tables of phrases',
  },
  {
    rule: 'file-length',
    path: 'src/contract/surface/measure-forms.ts',
    since,
    why: 'one form after another: to be cut by family',
  },
  {
    rule: 'file-length',
    path: 'src/measures/kernel/ticket-kernel.ts',
    since,
    why: 'to be cut: the kernel and its tallies',
  },
  {
    rule: 'file-length',
    path: 'src/money/settle.ts',
    since,
    why: 'to be cut: levels, amounts and totals',
  },
  {
    rule: 'file-length',
    path: 'src/money/settlement.ts',
    since,
    why: 'to be cut: stored types and their composition',
  },
  {
    rule: 'function-length',
    path: 'src/base/because/formula.ts',
    since,
    why: 'one line over: a table of formulas',
  },
  {
    rule: 'function-length',
    path: 'src/contract/surface/levels.ts',
    since,
    why: 'to be cut: figure, verdict and penalty of a level',
  },
  {
    rule: 'function-length',
    path: 'src/facts/normalise/csv-scanner.ts',
    since,
    why: 'one line over: the inner loop of the scanner',
  },
  {
    rule: 'function-length',
    path: 'src/measures/evaluate.ts',
    since,
    why: 'one case for each kind of expression',
  },
  {
    rule: 'function-length',
    path: 'src/money/closing.ts',
    since,
    why: 'to be cut: the checks before a closing',
  },
]

export const debts: readonly Debt[] = [
  { rule: 'columns', most: 62, since },
  { rule: 'dead-export', most: 62, since },
  { rule: 'french-terms', most: 9, since },
]
