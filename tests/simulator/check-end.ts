/** What must hold once a life is over: the past, the audit chain, and that nothing waits. */
import { parseMonth } from '../../src/base/calendar/date.ts'
import { settlementText } from '../../src/money/settlement.ts'
import { sha256 } from '../engine/close-life.ts'
import { pick, seeded } from '../engine/draw.ts'
import { textOf } from './known-facts.ts'
import type { Living } from './live.ts'

/** So many instants of a life are asked again. */
const MOST_LOOKS = 3

/** What was known at some looks is given back, and each month is computed again from it. */
async function checkPast(living: Living): Promise<void> {
  const { plan, looks } = living.record
  const random = seeded(plan.seed)
  const asked = Array.from({ length: MOST_LOOKS }, () => pick(random, looks))
  for (const { at, bytes } of new Set(asked)) {
    const facts = await living.factsKnown(at)
    if (textOf(facts) !== bytes) {
      living.break(
        'known-then',
        `what was known at ${new Date(at).toISOString()} is told otherwise`,
      )
    }
  }
  const id = await living.contractId()
  for (const { month, hash, bytes } of living.record.closed.values()) {
    const { value } = await living.store.readSettlement(living.record.tenant, hash)
    const kept = value === undefined ? 'unreadable' : settlementText(value)
    if (kept !== bytes) living.break('closed-stays', `${month} has other bytes`)
    const asked = parseMonth(month)
    const again =
      asked === undefined ? undefined : await living.workspace.replay(id, asked, 'closing')
    const said = again === undefined ? 'nothing' : settlementText(again.envelope.settlement)
    if (said !== bytes) living.break('verifies', `${month}: computed again, it is not ${hash}`)
  }
}

/** How often each kind of effect is told by the audit chain. */
async function actionsOf(living: Living): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const entries = await living.store.auditEntries(living.record.tenant, 0, 1000)
  for (const { action } of entries) counts.set(action, (counts.get(action) ?? 0) + 1)
  return counts
}

async function checkAudit(living: Living): Promise<void> {
  const { tenant, heads, plan, answers } = living.record
  const kept = pick(seeded(plan.seed), heads)
  const { findings } = await living.store.verifyAudit(tenant, kept)
  for (const { code, params } of findings) {
    living.break('audit-holds', `${code} ${JSON.stringify(params)}`)
  }
  const actions = await actionsOf(living)
  const ofKind = (kind: string): number =>
    new Set(plan.steps.flatMap((step) => (step.kind === kind && 'key' in step ? step.key : [])))
      .size
  const undone = [...answers].filter(
    ([key, answer]) => key.startsWith('un') && answer !== '"nothing to undo"',
  )
  const expected = {
    'tenant-created': 1,
    'contract-added': 1,
    'contract-changed': ofKind('amend'),
    'import-begun': ofKind('import'),
    'import-finished': ofKind('import'),
    'import-withdrawn': undone.length,
    'month-opened': plan.months.length,
    'month-closed': plan.months.length,
  }
  for (const [action, count] of Object.entries(expected)) {
    const found = actions.get(action) ?? 0
    if (found !== count) living.break('one-effect', `${action}: ${found} times, not ${count}`)
  }
}

/** Whatever waits is sent; then nothing waits, and all that was begun is done. */
async function checkEnds(living: Living): Promise<void> {
  const { tenant, plan, text } = living.record
  for (const { id } of await living.store.pendingMessages(tenant, 1000)) {
    await living.store.markSent(tenant, id)
  }
  const waiting = await living.store.pendingMessages(tenant, 1000)
  if (waiting.length > 0) living.break('all-ends', `${waiting.length} messages wait`)
  const unfinished = (await living.store.imports(tenant)).filter((run) => !('finishedAt' in run))
  if (unfinished.length > 0) living.break('all-ends', `${unfinished.length} imports are unfinished`)
  const [contract] = await living.store.contracts(tenant)
  if (contract?.textHash !== sha256(text)) living.break('all-ends', 'the contract is another')
  const months = await living.store.months(tenant, await living.contractId())
  const closed = months.filter(({ closedAt }) => closedAt !== undefined)
  if (closed.length !== plan.months.length) {
    living.break('all-ends', `${closed.length} months of ${plan.months.length} are closed`)
  }
}

export async function checkEnd(living: Living): Promise<void> {
  await living.checkClosed()
  await living.checkFacts('the end')
  await checkPast(living)
  await checkAudit(living)
  await checkEnds(living)
}
