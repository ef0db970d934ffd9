/** `vigie verify FILE`: does every step of a settlement again and names what is wrong. */
import { parseMonth } from '../../../base/calendar/date.ts'
import { zoneOf } from '../../../base/calendar/zone.ts'
import { instant, parseInstant } from '../../../base/instant.ts'
import type { Difference } from '../../../money/difference.ts'
import { settlementDifference } from '../../../money/difference.ts'
import type { Envelope, Fault } from '../../../money/verify.ts'
import { findFaults } from '../../../money/verify.ts'
import { loadTables } from '../../catalogue.ts'
import { closeMonth, openContractText, sha256 } from '../../close-month.ts'
import { isArchive } from '../../evidence/archive.ts'
import { headOf } from '../../importers/pieces.ts'
import { versionsOfSettled } from '../../open-settled.ts'
import { UsageError } from '../failure.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'
import { assertReadable, findMapping } from './close.ts'
import type { ExplainOptions } from './explain.ts'
import { readClosed, readEnvelope } from './stored.ts'
import { verifyEvidenceFile } from './verify-evidence.ts'

/** With `closed`, the months that the settlement adjusts are looked at as well. */
export interface VerifyOptions extends ExplainOptions {
  readonly closed?: readonly string[]
}

export function verify(session: Session, file: string, options: VerifyOptions): number {
  if (isArchive(headOf(file, 4))) {
    // It has facts and closed months of its own: others would verify something else.
    const given = (['facts', 'closed', 'mapping', 'zone'] as const).find((key) => key in options)
    if (given !== undefined) throw new UsageError('usage-on-evidence', { detail: `--${given}` })
    return verifyEvidenceFile(session, file)
  }
  const envelope = readEnvelope(file)
  return options.facts === undefined
    ? verifyEnvelope(session, envelope, { seen: 'verify-facts-unseen', recompute: () => [] })
    : verifyEnvelope(session, envelope, {
        seen: 'verify-same',
        closedSeen: (options.closed ?? []).length > 0,
        recompute: () => recompute(session, envelope, options),
      })
}

/** How a settlement is compared with its facts. */
export interface FactsCheck {
  /** What is said of the facts where all is right. */
  readonly seen: string
  /** Whether the settlements of the closed months that it rests on were looked at as well. */
  readonly closedSeen?: boolean
  /** Says where the facts give another settlement. Not asked of one that is wrong by itself. */
  recompute(): readonly string[]
}

/** Does every step of a settlement again, and says what is wrong. */
export function verifyEnvelope(session: Session, envelope: Envelope, facts: FactsCheck): number {
  const tables = loadTables()
  const opened = versionsOfSettled(envelope)
  const zone = opened && zoneOf(tables.zones, opened.inForce.terms.contract.zone.name)
  if (opened === undefined || zone === undefined) {
    const { file, text } = envelope.contract
    printFindings(session, openContractText(file, text).findings)
    return EXIT.unverified
  }
  const faults = findFaults(envelope, { versions: opened.versions, tables, zone }, sha256)
  const said = faults.length > 0 ? faults.map((f) => sayFault(session, f)) : facts.recompute()
  const isRight = said.length === 0
  if (session.isJson) {
    session.out(`${JSON.stringify({ verified: isRight, hash: envelope.hash, faults, said })}\n`)
  } else if (isRight) {
    const nodes = `${envelope.settlement.graph.length}`
    session.out(`${session.speaker.say('verify-right', { nodes, hash: envelope.hash })}\n`)
    session.out(`${session.speaker.say(facts.seen)}\n`)
    const rests = (envelope.settlement.closed ?? []).length > 0
    if (rests && facts.closedSeen !== true) {
      session.out(`${session.speaker.say('verify-closed-unseen')}\n`)
    }
  } else {
    for (const line of said) session.error(`${line}\n`)
  }
  return isRight ? EXIT.right : EXIT.unverified
}

export function sayDifference(session: Session, { path, stored, computed }: Difference): string {
  const { say } = session.speaker
  const shown = (json: string): string => {
    if (json === '') return say('verify-absent')
    return json.length > SHOWN ? `${json.slice(0, SHOWN)}…` : json
  }
  return say('verify-differs', { path, stored: shown(stored), computed: shown(computed) })
}

/** What is shown of a part of a settlement: enough to know it by. */
const SHOWN = 120

export function sayFault(session: Session, fault: Fault): string {
  const { say } = session.speaker
  switch (fault.kind) {
    case 'wrong-hash':
      return say('verify-wrong-hash')
    case 'wrong-contract':
      return say('verify-wrong-contract')
    case 'cannot-settle':
      return say('verify-cannot-settle', { code: fault.code })
    case 'wrong-entry':
      return sayDifference(session, fault)
    case 'wrong-node':
    case 'foreign-node':
    case 'wrong-clause':
    case 'wrong-term': {
      const { stored } = fault
      return say(`verify-${fault.kind}`, {
        node: `${fault.node}`,
        name: stored?.name ?? stored?.step ?? '',
        value: stored?.value ?? '',
        clause: stored?.clause ?? '',
        path: stored?.path ?? '',
      })
    }
  }
}

/** Closes the month again from the contract that travels along and the facts; says what differs. */
function recompute(
  session: Session,
  envelope: Envelope,
  options: VerifyOptions,
): readonly string[] {
  const { settlement } = envelope
  const month = parseMonth(settlement.month)
  const asOf = parseInstant(settlement.asOf)
  const facts = options.facts ?? []
  for (const file of facts) assertReadable(file)
  const mapping = options.mapping === undefined ? undefined : findMapping(session, options.mapping)
  if (month === undefined || asOf === undefined) return [session.speaker.say('verify-wrong-hash')]
  const result = closeMonth({
    contract: openContractText(envelope.contract.file, envelope.contract.text),
    facts,
    month,
    asOf,
    now: instant(Date.now()),
    ...(mapping === undefined ? {} : { mapping }),
    closed: (options.closed ?? []).map(readClosed),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  })
  if (result.envelope === undefined) {
    printFindings(session, result.findings)
    return [session.speaker.say('verify-differs', { path: '', stored: '', computed: '' })]
  }
  const difference = settlementDifference(settlement, result.envelope.settlement)
  return difference === undefined ? [] : [sayDifference(session, difference)]
}
