/** Closes a life with the product and with the oracle, and says where they differ. */
import { createHash } from 'node:crypto'
import { parseValue } from '../../src/base/because/value.ts'
import { yearMonth } from '../../src/base/calendar/date.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { dateAt, zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import { formatRatio, ONE } from '../../src/base/ratio.ts'
import type { ContractVersion } from '../../src/contract/amendments/versions.ts'
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'
import type { ExemptionClaim, RareFact, Ticket, TicketEvent } from '../../src/facts/fact.ts'
import { factHash } from '../../src/facts/fact-hash.ts'
import { STATUSES } from '../../src/facts/normalise/mapping.ts'
import { batchOf, ticketAt } from '../../src/facts/ticket-batch.ts'
import { beginClosing } from '../../src/money/closing.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { Fault } from '../../src/money/verify.ts'
import { findFaults } from '../../src/money/verify.ts'
import type { NaiveLife, NaiveMonth, NaiveTicket } from '../oracles/naive-life.ts'
import { naiveMonth } from '../oracles/naive-penalties.ts'
import { TABLES } from './hours.ts'
import { contractOf } from './lives.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const known = {
  zones: new Set([...Object.keys(TABLES.zones.zones), ...Object.keys(TABLES.zones.aliases)]),
  regions: new Set(Object.keys(TABLES.holidays.regions)),
  statuses: STATUSES,
}

/** A contract that must be right: a finding of severity error is a mistake of the test. */
function versionsOf(text: string, asOf: Instant): readonly ContractVersion[] {
  const { value: contract, findings } = readAmendedContract('contract.yaml', text, known)
  if (contract === undefined) throw new Error(`${JSON.stringify(findings)}\n${text}`)
  return contract.knownOn(dateAt(zoneIn(contract.original), asOf))
}

function zoneIn({ terms }: ContractVersion): Zone {
  const zone = zoneOf(TABLES.zones, terms.contract.zone.name)
  if (zone === undefined) throw new Error(`no zone ${terms.contract.zone.name}`)
  return zone
}

export interface Known {
  readonly month: string
  readonly asOf: Instant
  readonly facts?: readonly RareFact[]
  /** Tickets in the batches in which they arrive. */
  readonly batches: readonly (readonly Ticket[])[]
}

/** Closes a month of a contract given as text. */
export function closeText(text: string, { month, asOf, facts = [], batches }: Known): Settlement {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const begun = beginClosing({
    versions: versionsOf(text, asOf),
    contractHash: sha256(text),
    month: yearMonth(year, number),
    asOf,
    tables: TABLES,
    facts,
    hashOf: (batch, index) => factHash(ticketAt(batch, index), sha256),
  })
  if (begun.value === undefined) throw new Error(JSON.stringify(begun.findings))
  for (const batch of batches) begun.value.add(batchOf(batch))
  return begun.value.finish(0, sha256)
}

const MINUTE = 60_000
const instantOf = (minute: number): Instant => (minute * MINUTE) as Instant

function ticketOf(ticket: NaiveTicket, row: number): Ticket {
  const events: TicketEvent[] = [{ kind: 'opened', at: instantOf(ticket.opened) }]
  for (const [from, to] of ticket.pauses) {
    events.push({ kind: 'status', at: instantOf(from), value: 'awaiting-client' })
    events.push({ kind: 'status', at: instantOf(to), value: 'in-progress' })
  }
  if (ticket.resolved !== undefined) {
    events.push({ kind: 'resolved', at: instantOf(ticket.resolved) })
  }
  return {
    kind: 'ticket',
    source: 'life',
    externalId: ticket.id,
    revision: 1,
    origin: { file: 'life', row },
    fields: { type: 'incident', priority: ticket.priority },
    events: events.sort((a, b) => a.at - b.at),
  }
}

export const ticketsOf = (life: NaiveLife): Ticket[] =>
  life.tickets.map((ticket, i) => ticketOf(ticket, i + 1))

export const claimsOf = (life: NaiveLife): ExemptionClaim[] =>
  life.tickets.flatMap(({ id, claim }): ExemptionClaim[] =>
    claim === undefined
      ? []
      : [
          {
            kind: 'exemption',
            source: 'life',
            externalId: `claim-${id}`,
            revision: 1,
            origin: { file: 'life', row: 1 },
            ground: 'client',
            about: { item: id },
            share: ONE,
            claimedBy: 'provider',
            status: claim,
          },
        ],
  )

/** The month that is closed, `2026-04`. */
export function closedMonth(life: NaiveLife): string {
  const { year, month } = life.starts
  const last = new Date(Date.UTC(year, month - 1 + life.months - 1, 1))
  return last.toISOString().slice(0, 7)
}

export function closeLife(
  life: NaiveLife,
  batches: readonly (readonly Ticket[])[] = [ticketsOf(life)],
  facts: readonly RareFact[] = claimsOf(life),
): Settlement {
  return closeText(contractOf(life), {
    month: closedMonth(life),
    asOf: asOfOf(life),
    facts,
    batches,
  })
}

/** What `verify` finds wrong with a settlement of a contract given as text, without the facts. */
export function faultsOf(text: string, settlement: Settlement): readonly Fault[] {
  const versions = versionsOf(text, parseInstant(settlement.asOf) as Instant)
  const zone = zoneIn(versions[0] as ContractVersion)
  const envelope = {
    settlement,
    hash: sha256(settlementText(settlement)),
    contract: { file: 'contract.yaml', text },
  }
  return findFaults(envelope, { versions, tables: TABLES, zone }, sha256)
}

/** The end of a month lies an hour or two before midnight UTC in Paris: never before it here. */
const asOfOf = (life: NaiveLife): Instant => instantOf(life.asOf)

/** What a settlement says, in the words of the oracle. */
function asNaive(settlement: Settlement): Omit<NaiveMonth, 'isCut'> {
  const at = (node: number): string => settlement.graph[node]?.value ?? ''
  const number = (node: number): string => {
    const value = parseValue(at(node))
    return value?.state === 'known' ? formatRatio(value.number) : (value?.state ?? 'nothing')
  }
  const missed = { '1': 'yes', '0': 'no' } as const
  return {
    lines: settlement.levels.map((level) => {
      const line = settlement.lines.find((candidate) => candidate.level === level.id)
      if (line === undefined) throw new Error(`no line of ${level.id}`)
      return {
        level: level.id,
        judged: Number(number(level.judged)),
        late: Number(number(level.late)),
        figure: number(level.figure),
        missed: missed[number(level.missed) as '0' | '1'] ?? 'nothing',
        gross: number(line.gross),
        owed: number(line.owed),
      }
    }),
    caps: Object.fromEntries(
      settlement.caps.map((cap) => [cap.id, { limit: number(cap.limit), kept: number(cap.kept) }]),
    ),
    total: number(settlement.totals.indemnity),
  }
}

export interface Comparison {
  readonly product: Omit<NaiveMonth, 'isCut'>
  readonly oracle: Omit<NaiveMonth, 'isCut'>
  readonly settlement: Settlement
  readonly isCut: boolean
}

export function compareLife(life: NaiveLife): Comparison {
  const { isCut, ...oracle } = naiveMonth(life)
  const settlement = closeLife(life)
  return { product: asNaive(settlement), oracle, settlement, isCut }
}
