/**
 * The one door through which anything is written: the effect, its audit entry, its idempotency key
 * and its messages are in one transaction, or none of them is.
 *
 * The writes of one tenant come one after the other, since its audit chain has one end. Its
 * recorded times only grow: a clock that is set back does not change what was known at an instant.
 *
 * Example: closing a month twice with the key `k` writes one entry, and answers the same twice; the
 * key `k` with another month is refused.
 */
import { and, eq, sql } from 'drizzle-orm'
import type { Canonical } from '../../base/canonical.ts'
import { canonicalText } from '../../base/canonical.ts'
import type { Checked } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { instant } from '../../base/instant.ts'
import { sha256 } from '../close-month.ts'
import type { Transaction } from './as-tenant.ts'
import { asTenant } from './as-tenant.ts'
import { appendEntry, lastEntry } from './audit.ts'
import type { Database } from './database.ts'
import type { MessageId, RandomBytes, TenantId } from './identifiers.ts'
import { newIdentifier } from './identifiers.ts'
import type { Gesture } from './records.ts'
import { Refusal, refusing } from './refusal.ts'
import { idempotencyKey, outbox } from './schema.ts'

/** What the store works with: time and chance are arguments. */
export interface Workshop {
  readonly database: Database
  readonly now: () => Instant
  readonly random: RandomBytes
}

/** Something to be written. */
export interface Effect<T> {
  /** What is done, for the audit chain: `month-closed`. */
  readonly action: string
  /** What was asked: a key stands for one request. */
  readonly request: Canonical
  /** Writes. Throws a {@link Refusal} where it may not; then nothing stays. */
  apply(transaction: Transaction, at: Instant): Promise<Applied<T>>
}

export interface Applied<T> {
  /** Given back, and given again for the same key: of plain values. */
  readonly answer: T
  /** What it was done to: an identifier, or a hash. */
  readonly subject: string
  /** Things were so already: there is nothing to tell the audit chain. */
  readonly isUnchanged?: boolean
  readonly messages?: readonly { readonly topic: string; readonly body: string }[]
}

/** Applies an effect once. Refused: what the effect refuses; `key-used-otherwise`. */
export function commit<T>(
  workshop: Workshop,
  tenant: TenantId,
  gesture: Gesture,
  effect: Effect<T>,
): Promise<Checked<T>> {
  return refusing(() =>
    asTenant(workshop.database, tenant, async (transaction) => {
      await lockTenant(transaction, tenant)
      const first = await firstAnswer<T>(transaction, tenant, gesture, effect.request)
      if (first !== undefined) return first.answer
      return await commitLocked(workshop, transaction, tenant, gesture, effect)
    }),
  )
}

/** The effect and all that goes with it, in a transaction that is the tenant's and alone. */
export async function commitLocked<T>(
  { now, random }: Pick<Workshop, 'now' | 'random'>,
  transaction: Transaction,
  tenant: TenantId,
  { actor, key }: Gesture,
  { action, request, apply }: Effect<T>,
): Promise<T> {
  const last = await lastEntry(transaction, tenant)
  const at = instant(Math.max(now(), last === undefined ? 0 : last.at + 1))
  const { answer, subject, isUnchanged, messages = [] } = await apply(transaction, at)
  // Answers are plain records of texts and whole numbers: `Canonical`, though their types say less.
  const detail = canonicalText(answer as Canonical)
  if (key !== undefined) {
    const requestHash = sha256(canonicalText(request))
    const row = { tenantId: tenant, key, requestHash, answer: detail, recordedAt: at }
    await transaction.insert(idempotencyKey).values(row)
  }
  if (isUnchanged !== true) {
    await appendEntry(transaction, tenant, last, { at, actor, action, subject, detail })
  }
  if (messages.length > 0) {
    await transaction.insert(outbox).values(
      messages.map(({ topic, body }) => {
        const id = newIdentifier<MessageId>(at, random)
        return { tenantId: tenant, id, topic, body, createdAt: at }
      }),
    )
  }
  return answer
}

/** Waits until no other transaction writes for the tenant. */
export async function lockTenant(transaction: Transaction, tenant: TenantId): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tenant}, 0))`)
}

/** The answer that a key was given, if it was. Throws a {@link Refusal} for another request. */
export async function firstAnswer<T>(
  transaction: Transaction,
  tenant: TenantId,
  { key }: Gesture,
  request: Canonical,
): Promise<{ readonly answer: T } | undefined> {
  if (key === undefined) return undefined
  const [known] = await transaction
    .select()
    .from(idempotencyKey)
    .where(and(eq(idempotencyKey.tenantId, tenant), eq(idempotencyKey.key, key)))
  if (known === undefined) return undefined
  if (known.requestHash !== sha256(canonicalText(request))) {
    throw new Refusal('key-used-otherwise', { key })
  }
  return { answer: JSON.parse(known.answer) as T }
}
