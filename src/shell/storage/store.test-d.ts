/** What types forbid around the store. */
import { expectTypeOf, test } from 'vitest'
import type { ContractId, TenantId } from './identifiers.ts'
import { newIdentifier, parseIdentifier } from './identifiers.ts'
import type { openStore } from './open-store.ts'
import type { Store } from './store.ts'

test('a tenant is not a contract, and a plain text is neither', () => {
  expectTypeOf<ContractId>().not.toExtend<TenantId>()
  expectTypeOf<string>().not.toExtend<TenantId>()
  expectTypeOf(parseIdentifier<TenantId>('')).toEqualTypeOf<TenantId | undefined>()
  expectTypeOf(newIdentifier<ContractId>).returns.toEqualTypeOf<ContractId>()
  expectTypeOf<Parameters<Store['months']>>().toEqualTypeOf<[TenantId, ContractId]>()
  expectTypeOf<Awaited<ReturnType<typeof openStore>>['value']>().toEqualTypeOf<Store | undefined>()
})
