/**
 * A clause of a vector file: cases of the form `{ op: penalty, clause, contract, input, expected }`.
 *
 * A module of this folder answers the clauses that it lists; a clause that has no meaning here is
 * skipped with its reason.
 */
import type { Fields } from '../read-case.ts'
import { CaseError, isFields, textOf } from '../read-case.ts'
import * as lateDelivery from './late-delivery.ts'
import * as serviceLevel from './service-level.ts'

interface ClauseModule {
  readonly clauses: readonly string[]
  /** What each part of the case asks, with our answer. */
  readonly ask: (fields: Fields, expected: Fields) => readonly Asked[]
}

export interface Asked {
  readonly name: string
  readonly given: unknown
  readonly expected: unknown
}

const MODULES: readonly ClauseModule[] = [lateDelivery, serviceLevel]

const NO_MEANING: Readonly<Record<string, string>> = {
  'fragile-goods': 'its prices and limits are not in the case',
  'perishable-goods': 'readings of the sensors of a shipment are no facts of a service',
  volumediscount: 'its table of discounts is not in the case',
  'fixed-interests': 'a loan is no contract of services',
  lateinvoicewithpayment: 'it says whether an invoice is accepted, not what is owed',
}

export function askClause(fields: Fields): readonly Asked[] {
  const clause = textOf(fields, 'clause')
  const found = MODULES.find(({ clauses }) => clauses.includes(clause))
  if (found === undefined) {
    throw new CaseError('skipped', `${clause}: ${NO_MEANING[clause] ?? 'nothing answers it'}`)
  }
  const { expected } = fields
  if (!isFields(expected)) throw new CaseError('failed', '"expected" has no keys')
  return found.ask(fields, expected)
}
