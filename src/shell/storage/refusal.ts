/**
 * The two ways in which the store says no, both as a finding of `catalogue/findings-store.yaml`.
 *
 * A refusal is an expected no: thrown inside a transaction so that nothing of it stays, and given
 * back as a finding by the door. A failure is the machine's: a full disk, a server that does not
 * answer; it is thrown to whoever calls.
 */
import type { Checked, Finding } from '../../base/finding.ts'

export const finding = (code: string, params: Finding['params'] = {}): Finding => ({
  code,
  severity: 'error',
  params,
})

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly finding: Finding

  constructor(code: string, params: Finding['params'] = {}) {
    super(code)
    this.finding = finding(code, params)
  }
}

/** The value of something that was checked; throws its refusal again where there is none. */
export function granted<T>({ value, findings: [first] }: Checked<T>): T {
  if (value !== undefined) return value
  throw new Refusal(first?.code ?? '', first?.params)
}

/** The value of some work, or the finding of the {@link Refusal} that it threw. */
export async function refusing<T>(work: () => Promise<T>): Promise<Checked<T>> {
  try {
    return { value: await work(), findings: [] }
  } catch (failure) {
    if (failure instanceof Refusal) return { value: undefined, findings: [failure.finding] }
    throw failure
  }
}

export class StoreFailure extends Error {
  override readonly name = 'StoreFailure'
  readonly finding: Finding

  constructor(code: string, params: Finding['params'] = {}) {
    super(code)
    this.finding = finding(code, params)
  }
}

/** What a failure of the driver means to people, or the failure itself where it is our mistake. */
export function failureOf(failure: unknown): unknown {
  const code = codeOf(failure)
  if (code === undefined) return failure
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new StoreFailure('store-full')
  }
  // 08 is a connection that fails, 57P a server that is shut down or not yet up.
  return /^(08|57P)|^E[A-Z]+$/.test(code)
    ? new StoreFailure('store-unreachable', { code })
    : failure
}

/** The code of a failure, or of what caused it: drizzle wraps what the driver throws. */
function codeOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined
  const { code } = failure as NodeJS.ErrnoException
  return typeof code === 'string' ? code : codeOf(failure.cause)
}
