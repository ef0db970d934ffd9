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
  if (!(failure instanceof Error)) return failure
  const { code } = failure as NodeJS.ErrnoException
  if (typeof code !== 'string') {
    if (LOST.test(failure.message)) return unreachable('–')
    // Drizzle wraps what the driver throws.
    return failure.cause === undefined ? failure : (known(failureOf(failure.cause)) ?? failure)
  }
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new StoreFailure('store-full')
  }
  return UNREACHABLE.test(code) ? unreachable(code) : failure
}

const known = (failure: unknown): StoreFailure | undefined =>
  failure instanceof StoreFailure ? failure : undefined

const unreachable = (code: string): StoreFailure => new StoreFailure('store-unreachable', { code })

/** Connections that fail (08), accounts (28), databases (3D), servers that stop or start (57P). */
const UNREACHABLE = /^(08|28|3D|57P)|^E(?!RR_)[A-Z_]+$/

/** What the driver says without a code of a connection that is gone. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect)/
