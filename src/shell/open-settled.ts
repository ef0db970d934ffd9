/** A settled month with the contract that it was settled under, once it verifies by itself. */
import { parseMonth } from '../base/calendar/date.ts'
import type { Zone } from '../base/calendar/zone.ts'
import { zoneOf } from '../base/calendar/zone.ts'
import { parseInstant } from '../base/instant.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import { versionIn } from '../contract/amendments/versions.ts'
import type { Program } from '../contract/core/core.ts'
import type { Terms } from '../contract/terms.ts'
import type { Settlement } from '../money/settlement.ts'
import type { Envelope } from '../money/verify.ts'
import { findFaults } from '../money/verify.ts'
import { loadTables } from './catalogue.ts'
import { openContractText, sha256, versionsAt } from './close-month.ts'

export interface Settled {
  readonly settlement: Settlement
  /** Those in force in its month, as they were known. */
  readonly terms: Terms
  readonly program: Program
  readonly zone: Zone
}

/** The versions of its contract that a settlement knew; nothing where it says no month. */
export function versionsOfSettled({
  settlement,
  contract,
}: Pick<Envelope, 'settlement' | 'contract'>):
  | { readonly versions: readonly ContractVersion[]; readonly inForce: ContractVersion }
  | undefined {
  const { amended } = openContractText(contract.file, contract.text)
  const asOf = parseInstant(settlement.asOf)
  const month = parseMonth(settlement.month)
  if (amended === undefined || asOf === undefined || month === undefined) return undefined
  const versions = versionsAt(amended, asOf)
  return { versions, inForce: versionIn(versions, month) }
}

/** Nothing where the settlement is not what its contract makes of its measures. */
export function openSettled(envelope: Envelope): Settled | undefined {
  const opened = versionsOfSettled(envelope)
  if (opened === undefined) return undefined
  const { versions, inForce } = opened
  const { terms, program } = inForce
  const tables = loadTables()
  const zone = zoneOf(tables.zones, terms.contract.zone.name)
  if (zone === undefined) return undefined
  const faults = findFaults(envelope, { versions, tables, zone }, sha256)
  const { settlement } = envelope
  return faults.length > 0 ? undefined : { settlement, terms, program, zone }
}
