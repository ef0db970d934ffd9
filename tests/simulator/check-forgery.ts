/** Settlements verify; and a character that is changed in one, or in the store, is named. */
import type { Settlement } from '../../src/money/settlement.ts'
import { reachable } from '../../src/money/settlement.ts'
import type { Random } from '../engine/draw.ts'
import { pick, seeded } from '../engine/draw.ts'
import { openQuickly } from '../engine/quick-close.ts'
import type { Living } from './live.ts'
import type { CutStore } from './wire.ts'

/** The same text with one of its figures changed. */
function otherDigit(text: string, random: Random): string {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index)
  const place = pick(random, places)
  const digit = (Number(text[place]) + 1 + Math.floor(random() * 9)) % 10
  return `${text.slice(0, place)}${digit}${text.slice(place + 1)}`
}

/** A settlement with one figure of one step changed, and the number of that step. */
function forged(settlement: Settlement, random: Random) {
  const { lines, levels, graph } = settlement
  const roots = [...lines.map(({ owed }) => owed), ...levels.map(({ figure }) => figure)]
  const steps = [...new Set(roots.flatMap((root) => [...reachable(graph, root)]))].filter((id) => {
    const node = graph[id]
    return node !== undefined && node.operands.length > 0 && /\d/.test(node.value)
  })
  if (steps.length === 0) return undefined
  const node = pick(random, steps)
  const other = graph.map((one, id) =>
    id === node ? { ...one, value: otherDigit(one.value, random) } : one,
  )
  return { node, settlement: { ...settlement, graph: other } }
}

export function checkVerifies(living: Living): void {
  const closed = [...living.record.closed.values()]
  const random = seeded(living.record.plan.seed)
  const chosen = pick(random, closed)
  for (const { month, settlement, text } of closed) {
    const contract = openQuickly(text)
    const [fault] = contract.faultsOf(settlement)
    if (fault !== undefined) living.break('verifies', `${month}: ${JSON.stringify(fault)}`)
    const forgery = month === chosen.month ? forged(settlement, random) : undefined
    if (forgery === undefined) continue
    const faults = contract.faultsOf(forgery.settlement)
    if (!faults.some((one) => 'node' in one && one.node === forgery.node)) {
      living.break('forgery-named', `${month}: step ${forgery.node} is not named`)
    }
  }
}

/** Changes one character of a row of the life, as the owner of the database may. */
async function tamper(stores: CutStore, table: string, column: string, where: string) {
  const { rows } = await stores.owner.query(
    `update vigie.${table} set ${column} = overlay(${column} placing '~' from
      1 + length(${column}) / 2 for 1) where ${where} returning 1`,
  )
  return rows.length > 0
}

/** A last check: nothing can be made of the life after it. */
export async function checkStore(living: Living, stores: CutStore): Promise<void> {
  const { plan, tenant, closed } = living.record
  const own = `tenant_id = '${tenant}'`
  const { month, hash } = pick(seeded(plan.seed), [...closed.values()])
  const said = (what: string, code: string, findings: readonly { code: string }[]) => {
    if (!findings.some((one) => one.code === code)) {
      living.break('forgery-named', `${what} was changed in the store, and not ${code}`)
    }
  }
  if (await tamper(stores, 'settlement', 'body', `${own} and hash = '${hash}'`)) {
    const { findings } = await living.store.readSettlement(tenant, hash)
    said(month, 'settlement-tampered', findings)
  }
  if (await tamper(stores, 'audit_entry', 'detail', `${own} and seq = 2`)) {
    const { findings } = await living.store.verifyAudit(tenant)
    said('an audit entry', 'audit-entry-changed', findings)
  }
}
