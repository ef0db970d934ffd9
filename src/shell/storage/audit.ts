/**
 * The audit chain of a tenant: who did what, each entry sealed by a hash that covers the one
 * before.
 *
 * Whoever changes, removes, adds or moves an entry must change all that follow it, up to the end;
 * and the end is compared with the one that the other party kept. What nobody kept elsewhere cannot
 * be proven against who owns the database: the documents say so.
 */
import { and, asc, desc, eq, gt } from 'drizzle-orm'
import { canonicalText } from '../../base/canonical.ts'
import type { Finding } from '../../base/finding.ts'
import { formatInstant } from '../../base/instant.ts'
import { sha256 } from '../close-month.ts'
import type { Transaction } from './as-tenant.ts'
import { asTenant } from './as-tenant.ts'
import type { Database } from './database.ts'
import type { TenantId } from './identifiers.ts'
import type { AuditEntry, AuditHead, AuditVerdict } from './records.ts'
import { finding } from './refusal.ts'
import { auditEntry } from './schema.ts'

const VERSION = 1
const BEGINNING: AuditHead = { seq: 0, hash: '' }

type Content = Pick<AuditEntry, 'at' | 'actor' | 'action' | 'subject' | 'detail'>

export async function lastEntry(
  transaction: Transaction,
  tenant: TenantId,
): Promise<AuditEntry | undefined> {
  const [last] = await transaction
    .select()
    .from(auditEntry)
    .where(eq(auditEntry.tenantId, tenant))
    .orderBy(desc(auditEntry.seq))
    .limit(1)
  return last
}

/** Adds an entry after `last`, in a transaction that holds the tenant's lock. */
export async function appendEntry(
  transaction: Transaction,
  tenant: TenantId,
  last: AuditEntry | undefined,
  content: Content,
): Promise<void> {
  const { seq, hash: previous } = last ?? BEGINNING
  const entry = { ...content, seq: seq + 1, previous }
  const hash = entryHash(tenant, entry)
  await transaction.insert(auditEntry).values({ tenantId: tenant, ...entry, hash })
}

const entryHash = (tenant: TenantId, entry: Omit<AuditEntry, 'hash'>): string =>
  sha256(
    canonicalText({
      v: VERSION,
      tenant,
      seq: entry.seq,
      at: formatInstant(entry.at),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail: entry.detail,
      previous: entry.previous,
    }),
  )

/** Entries after number `after`, in order. */
export async function auditEntries(
  database: Database,
  tenant: TenantId,
  after: number,
  limit: number,
): Promise<readonly AuditEntry[]> {
  return await asTenant(database, tenant, (transaction) =>
    transaction
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.tenantId, tenant), gt(auditEntry.seq, after)))
      .orderBy(asc(auditEntry.seq))
      .limit(limit),
  )
}

const PAGE = 1000

/** Does the whole chain again; `kept` is an end that was noted elsewhere. */
export async function verifyAudit(
  database: Database,
  tenant: TenantId,
  kept?: AuditHead,
): Promise<AuditVerdict> {
  const findings: Finding[] = []
  let head = BEGINNING
  let count = 0
  let isKeptFound = kept === undefined
  for (;;) {
    const entries = await auditEntries(database, tenant, head.seq, PAGE)
    for (const entry of entries) {
      findings.push(...entryFaults(tenant, entry, head))
      head = { seq: entry.seq, hash: entry.hash }
      if (kept !== undefined && head.seq === kept.seq) isKeptFound = head.hash === kept.hash
    }
    count += entries.length
    if (entries.length < PAGE) break
  }
  if (kept !== undefined && !isKeptFound) {
    findings.push(finding('audit-end-differs', { seq: `${kept.seq}`, hash: kept.hash }))
  }
  return { entries: count, head, findings }
}

/** What is wrong with an entry, where `before` is the one that stands before it. */
function entryFaults(tenant: TenantId, entry: AuditEntry, before: AuditHead): Finding[] {
  const seq = `${entry.seq}`
  if (entry.seq !== before.seq + 1) {
    return [finding('audit-entry-missing', { seq: `${before.seq + 1}` })]
  }
  if (entry.previous !== before.hash) return [finding('audit-chain-broken', { seq })]
  return entry.hash === entryHash(tenant, entry) ? [] : [finding('audit-entry-changed', { seq })]
}
