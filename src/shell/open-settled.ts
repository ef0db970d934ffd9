/** A settled month with the contract that it was settled under, once it verifies by itself. */
import type { Zone } from '../base/calendar/zone.ts'
import { zoneOf } from '../base/calendar/zone.ts'
import type { Program } from '../contract/core/core.ts'
import type { Terms } from '../contract/terms.ts'
import type { Settlement } from '../money/settlement.ts'
import type { Envelope } from '../money/verify.ts'
import { findFaults } from '../money/verify.ts'
import { loadTables } from './catalogue.ts'
import { openContractText, sha256 } from './close-month.ts'

export interface Settled {
  readonly settlement: Settlement
  readonly terms: Terms
  readonly program: Program
  readonly zone: Zone
}

/** Nothing where the settlement is not what its contract makes of its measures. */
export function openSettled(envelope: Envelope): Settled | undefined {
  const { terms, program } = openContractText(envelope.contract.file, envelope.contract.text)
  const tables = loadTables()
  const zone = terms === undefined ? undefined : zoneOf(tables.zones, terms.contract.zone.name)
  if (terms === undefined || program === undefined || zone === undefined) return undefined
  const faults = findFaults(envelope, { terms, program, tables, zone }, sha256)
  const { settlement } = envelope
  return faults.length > 0 ? undefined : { settlement, terms, program, zone }
}
