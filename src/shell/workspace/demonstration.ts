/**
 * Loads the demonstration into a tenant of its own: contract, facts, past months closed.
 */
import { basename } from 'node:path'
import { addToMonth, formatMonth, parseMonth } from '../../base/calendar/date.ts'
import type { Checked } from '../../base/finding.ts'
import { invariant } from '../../base/invariant.ts'
import { openContract } from '../close-month.ts'
import { DEMONSTRATION } from '../demonstration.ts'
import { loadMapping } from '../importers/load-mappings.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { Store } from '../storage/store.ts'
import { done } from './known-contracts.ts'
import type { StoreWorkspace } from './store-workspace.ts'
import type { Actor } from './workspace.ts'

/** The name of the tenant that holds it. */
export const DEMONSTRATION_TENANT = 'demonstration'

/** The contract of the demonstration is stored first: it can be looked at before the facts. */
export async function addDemonstrationContract(
  store: Store,
  tenant: TenantId,
  actor: Actor,
): Promise<void> {
  if ((await store.contracts(tenant)).length > 0) return
  const { terms, text } = openContract(DEMONSTRATION.contract)
  invariant(terms !== undefined, 'the contract of the demonstration is right')
  const contract = { reference: terms.contract.id, text }
  done(await store.addContract(tenant, { actor: actor.id }, contract))
}

/**
 * Whether a tenant holds the demonstration whole: the last thing that is done of it is to close the
 * month before the one to look at.
 */
export async function isDemonstrationWhole(store: Store, tenant: TenantId): Promise<boolean> {
  const [contract] = await store.contracts(tenant)
  if (contract === undefined) return false
  const shown = parseMonth(DEMONSTRATION.month)
  invariant(shown !== undefined, 'the demonstration has its month')
  const last = addToMonth(shown, -1)
  const months = await store.months(tenant, contract.id)
  return months.some(({ month, closedAt }) => month === last && closedAt !== undefined)
}

/**
 * Imports the facts of the demonstration, then closes the months before the one to look at. What a
 * process that was stopped has done of it is not done again. Without a value, the findings say why
 * not all of it is there; there are none where it was stopped.
 */
export async function loadDemonstration(
  workspace: StoreWorkspace,
  actor: Actor,
  stop: AbortSignal,
): Promise<Checked<true>> {
  const { value: mapping } = loadMapping(DEMONSTRATION.mapping)
  invariant(mapping !== undefined, 'the mapping of the demonstration is right')
  const told = await filesTold(workspace)
  for (const path of DEMONSTRATION.facts) {
    const name = basename(path)
    if (told.has(name)) continue
    const isSimulated = name.startsWith('simulated-')
    const { zone } = DEMONSTRATION
    const request = { paths: [path], name, zone, mapping, isUpload: false, isSimulated }
    await workspace.beginImport(actor, request)
  }
  await workspace.rest()
  const now = await filesTold(workspace)
  if (!DEMONSTRATION.facts.every((path) => now.has(basename(path)))) {
    const failed = (await workspace.imports()).filter(({ state }) => state === 'failed')
    return { value: undefined, findings: failed.flatMap(({ findings }) => findings) }
  }
  for (const { id } of await workspace.contracts()) {
    for (const { month, state } of await workspace.months(id)) {
      if (state !== 'open' || formatMonth(month) >= DEMONSTRATION.month) continue
      if (stop.aborted) return { value: undefined, findings: [] }
      await workspace.close(actor, id, month)
    }
  }
  return { value: true, findings: [] }
}

/** The files whose import has come to its end; one that was undone since was told as well. */
async function filesTold(workspace: StoreWorkspace): Promise<ReadonlySet<string>> {
  const imports = await workspace.imports()
  return new Set(
    imports.flatMap(({ file, state }) => (state === 'done' || state === 'undone' ? file : [])),
  )
}
