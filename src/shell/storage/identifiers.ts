/**
 * The names that the store gives: UUIDs whose first half is the time, so that they sort as they
 * were made, and that no two machines give twice.
 *
 * They are branded: the identifier of a contract is not that of a tenant, and a plain text is
 * neither.
 */
import type { Instant } from '../../base/instant.ts'

export type TenantId = string & { readonly tenant: unique symbol }
export type ContractId = string & { readonly contract: unique symbol }
export type ImportId = string & { readonly import: unique symbol }
export type MessageId = string & { readonly message: unique symbol }

/** Any of the identifiers above. */
export type Identifier = TenantId | ContractId | ImportId | MessageId

/** Chance: so many random bytes. An argument, as the time is. */
export type RandomBytes = (count: number) => Uint8Array

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads an identifier from outside, such as a part of a URL; another text gives nothing. */
export const parseIdentifier = <T extends Identifier>(text: string): T | undefined =>
  UUID.test(text) ? (text as T) : undefined

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, 74 of chance.
 *
 * Example: at 2022-02-22T19:22:22Z, without chance, `017f22e2-79b0-7000-8000-000000000000`.
 */
export function newIdentifier<T extends Identifier>(now: Instant, random: RandomBytes): T {
  const bytes = random(10)
  const chance = Uint8Array.from(bytes)
  chance[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70
  chance[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80
  const time = now.toString(16).padStart(12, '0')
  const [a, b, c] = [
    hex(chance.subarray(0, 2)),
    hex(chance.subarray(2, 4)),
    hex(chance.subarray(4)),
  ]
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}` as T
}
