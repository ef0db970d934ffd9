/** The clauses that are run on other inputs, and those that are not, with the reason. */
import type { Entry } from './entry.ts'
import { AMOUNTS } from './inputs/amounts.ts'
import { DAYS } from './inputs/days.ts'
import { DOWNTIME } from './inputs/downtime.ts'

export const ENTRIES: readonly Entry[] = [...DAYS, ...DOWNTIME, ...AMOUNTS]

/** By identifier, or by identifier and reading. */
export const SKIPPED: Readonly<Record<string, string>> = {
  'ccag09-late': 'how its inputs become facts is not said yet',
  'ccag09-relapse': 'how its inputs become facts is not said yet',
  'aq-late': 'how its inputs become facts is not said yet',
  'ccag21-installation': 'how its inputs become facts is not said yet',
  'ccag09-30d-down': 'how its inputs become facts is not said yet',
  'ovh-pci-minute': 'how its inputs become facts is not said yet',
  'imaje-annual': 'how its inputs become facts is not said yet',
  'dokos-prorata': 'how its inputs become facts is not said yet',
  'lameduse-range': 'how its inputs become facts is not said yet',
  'no-digiquip-tiers': 'how its inputs become facts is not said yet',
  'it-leonardo-annual': 'how its inputs become facts is not said yet',
  'dk-bodspoint': 'how its inputs become facts is not said yet',
  'masergy-chronic': 'how its inputs become facts is not said yet',
  'uk-servicepoints': 'how its inputs become facts is not said yet',
  'naic-3of6': 'how its inputs become facts is not said yet',
  'hercules-rrc': 'how its inputs become facts is not said yet',
  'sec-24h': 'how its inputs become facts is not said yet',
  'stepin-2d': 'how its inputs become facts is not said yet',
  'dir-uptime-hybrid': 'how its inputs become facts is not said yet',
  'aws-privateca': 'how its inputs become facts is not said yet',
  'azure-vm-set': 'how its inputs become facts is not said yet',
  'azure-single': 'how its inputs become facts is not said yet',
  'cloudflare-ratio': 'how its inputs become facts is not said yet',
  'snowflake-multiple': 'how its inputs become facts is not said yet',
  'kemitchell-lookback': 'how its inputs become facts is not said yet',
  'aq-insurance15': 'how its inputs become facts is not said yet',
  'aq-audit4w3w': 'how its inputs become facts is not said yet',
  'aq-env-report': 'how its inputs become facts is not said yet',
  'webplus-hosting-rev': 'how its inputs become facts is not said yet',
  'lmd-avail': 'how its inputs become facts is not said yet',
  'lmd-renew': 'how its inputs become facts is not said yet',
  'lmd-audit': 'how its inputs become facts is not said yet',
  'lmd-subprocessor': 'how its inputs become facts is not said yet',
  'lmd-incident72': 'how its inputs become facts is not said yet',
  'lmd-nonsolicit': 'how its inputs become facts is not said yet',
}
