/** A contract and readings of files, for the tests of the store. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instant } from '../../src/base/instant.ts'
import { parseRatio, ZERO } from '../../src/base/ratio.ts'
import type { Outage, Quantity, RareFact, Ticket } from '../../src/facts/fact.ts'
import { FactLog, ticketsOf } from '../../src/facts/fact-log.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'

export const HERE = fileURLToPath(new URL('.', import.meta.url))
export const caseFolder = (name: string): string => join(HERE, '..', '..', 'cases', name)

const DAY = 86_400_000
const MARCH = Date.UTC(2026, 2, 1)

/** A ticket opened on a day of March and, where said, resolved some hours later. */
export const ticket = (id: string, day: number, hours?: number): Ticket => {
  const opened = MARCH + day * DAY
  return {
    kind: 'ticket',
    source: 'desk',
    externalId: id,
    revision: 1,
    origin: { file: 'desk.csv', row: day + 2 },
    events: [
      { kind: 'opened', at: instant(opened) },
      ...(hours === undefined
        ? []
        : [{ kind: 'resolved' as const, at: instant(opened + hours * 3_600_000) }]),
    ],
    fields: { priority: 'P1' },
  }
}

export const outage = (id: string, day: number, hours?: number): Outage => ({
  kind: 'outage',
  source: 'probe',
  externalId: id,
  revision: 1,
  origin: { file: 'outages.csv', row: 2 },
  of: 'mail',
  start: instant(MARCH + day * DAY),
  ...(hours === undefined ? {} : { end: instant(MARCH + day * DAY + hours * 3_600_000) }),
  fields: {},
})

export const quantity = (id: string, amount: string): Quantity => ({
  kind: 'quantity',
  source: 'count',
  externalId: id,
  revision: 1,
  origin: { file: 'counts.csv', row: 2 },
  of: 'users',
  at: instant(MARCH),
  amount: parseRatio(amount) ?? ZERO,
})

/** What reading files of these facts would give. */
export function reading(
  tickets: readonly Ticket[],
  rare: readonly RareFact[] = [],
  told: Partial<FactFiles> = {},
): FactFiles {
  const log = new FactLog()
  for (const fact of rare) log.add(fact)
  return {
    tickets: ticketsOf(tickets),
    rare: log.facts,
    findings: [],
    quality: [],
    log,
    contested: [],
    ...told,
  }
}
