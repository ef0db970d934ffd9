/**
 * `vigie explain SETTLEMENT [LINE]`: from a euro back to the clause, the tickets and their clocks.
 */
import { parseMonth } from '../../../base/calendar/date.ts'
import type { Zone } from '../../../base/calendar/zone.ts'
import { zoneOf } from '../../../base/calendar/zone.ts'
import { parseInstant } from '../../../base/instant.ts'
import type { FactSource } from '../../../facts/fact-log.ts'
import { storiesOf } from '../../../measures/story.ts'
import { compileCalendars } from '../../../money/calendars.ts'
import type { Envelope } from '../../../money/verify.ts'
import type { Block } from '../../../reports/document.ts'
import { heading, sentence } from '../../../reports/document.ts'
import { composeExplanation, explainableIds } from '../../../reports/explanation.ts'
import { composeStatement } from '../../../reports/statement.ts'
import { clockTable, ticketLine } from '../../../reports/ticket-line.ts'
import { loadTables } from '../../catalogue.ts'
import { openContractText, openFacts } from '../../close-month.ts'
import { findTickets } from '../../find-tickets.ts'
import type { FactFiles } from '../../importers/read-files.ts'
import { versionsOfSettled } from '../../open-settled.ts'
import { OperatingFailure } from '../failure.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings } from '../session.ts'
import { assertReadable, findMapping, printStatement } from './close.ts'
import { isAsWritten, readEnvelope } from './stored.ts'

export interface ExplainOptions {
  readonly facts?: readonly string[]
  readonly mapping?: string
  readonly zone?: string
}

const STORIES_SHOWN = 20

export function explain(
  session: Session,
  file: string,
  line: string | undefined,
  options: ExplainOptions,
): number {
  const told = options.facts === undefined ? undefined : () => readFacts(session, options)
  return explainEnvelope(session, { name: file, envelope: readEnvelope(file) }, line, told)
}

/** A settlement, and what the user calls it. */
export interface NamedEnvelope {
  readonly name: string
  readonly envelope: Envelope
}

/** Explains a settlement or one name of it; `facts` are read where a ticket is to be told. */
export function explainEnvelope(
  session: Session,
  { name, envelope }: NamedEnvelope,
  line: string | undefined,
  facts: (() => FactSource) | undefined,
): number {
  if (!isAsWritten(envelope)) {
    session.error(`${session.speaker.say('explain-changed', { file: name })}\n`)
    return EXIT.unverified
  }
  const zone = zoneOf(loadTables().zones, envelope.settlement.contract.zone)
  if (zone === undefined) throw notSettlement(name, 'settlement.contract.zone')
  if (line === undefined) return explainAll(session, envelope, zone)
  const explained = composeExplanation(envelope.settlement, line, zone, session.speaker)
  if (session.isJson) {
    session.out(`${JSON.stringify({ name: line, document: explained ?? null })}\n`)
    return explained === undefined ? EXIT.wrong : EXIT.right
  }
  if (explained !== undefined) session.out(printBlocks(explained))
  const late = lateIdsOf(envelope, line)
  const wanted = explained === undefined ? [line] : late.slice(0, STORIES_SHOWN)
  const stories =
    facts === undefined || wanted.length === 0
      ? []
      : storyBlocks(session, envelope, zone, wanted, facts())
  if (stories.length > 0) session.out(printBlocks(stories))
  else if (explained === undefined) {
    session.error(`${session.speaker.say('explain-unknown', { name: line })}\n`)
    session.error(knownIds(session, envelope))
    return EXIT.wrong
  } else if (late.length > 0 && facts === undefined) {
    session.out(`${session.speaker.say('story-hint')}\n`)
  }
  return EXIT.right
}

const notSettlement = (file: string, path: string): OperatingFailure =>
  new OperatingFailure('failure-not-settlement', { file, path })

/** Without a name: the statement, and the names that can be asked for. */
function explainAll(session: Session, envelope: Envelope, zone: Zone): number {
  const { settlement } = envelope
  if (session.isJson) {
    const document = composeStatement(settlement, zone, session.speaker)
    session.out(`${JSON.stringify({ names: explainableIds(settlement), document })}\n`)
  } else {
    printStatement(session, envelope)
    session.out(knownIds(session, envelope))
  }
  return EXIT.right
}

function knownIds(session: Session, { settlement }: Envelope): string {
  const { lines, levels, caps, steps, positions } = explainableIds(settlement)
  const holes = { lines: lines.join(', '), levels: levels.join(', '), caps: caps.join(', ') }
  const known = session.speaker.say('known-ids', holes)
  const more = session.speaker.say('known-steps', { steps: steps.join(', ') })
  const disputed = session.speaker.say('known-positions', { positions: positions.join(', ') })
  return [
    known,
    ...(steps.length === 0 ? [] : [more]),
    ...(positions.length === 0 ? [] : [disputed]),
    '',
  ].join('\n')
}

/** The late items behind a line or a level. */
function lateIdsOf({ settlement }: Envelope, id: string): readonly string[] {
  const level = settlement.lines.find((line) => line.id === id)?.level ?? id
  const items = settlement.levels.find((candidate) => candidate.id === level)?.lateItems ?? []
  return items.map((item) => item.id)
}

/** The stories of tickets, told again from the facts by the contract that travels along. */
function storyBlocks(
  session: Session,
  envelope: Envelope,
  zone: Zone,
  wanted: readonly string[],
  facts: FactSource,
): Block[] {
  const { settlement } = envelope
  const opened = versionsOfSettled(envelope)
  const asOf = parseInstant(settlement.asOf)
  const month = parseMonth(settlement.month)
  if (opened === undefined || month === undefined || asOf === undefined) {
    const { file, text } = envelope.contract
    printFindings(session, openContractText(file, text).findings)
    throw notSettlement(file, 'contract.text')
  }
  const { program } = opened.inForce
  const tables = loadTables()
  const calendars = compileCalendars(opened.inForce, { month, asOf, tables }, zone)
  if (calendars.value === undefined) throw notSettlement(envelope.contract.file, 'contract.text')
  const blocks: Block[] = []
  const found = findTickets(facts.tickets, new Set(wanted))
  for (const ticket of wanted.flatMap((id) => found.get(id) ?? [])) {
    blocks.push(heading(ticket.externalId))
    for (const select of program.selects) {
      if (select.kind !== 'tickets') continue
      for (const story of storiesOf(select, calendars.value, ticket, asOf, facts.rare)) {
        blocks.push(sentence(`${select.id}: ${ticketLine(story, zone, session.speaker)}`))
        if (wanted.length === 1) blocks.push(clockTable(story, zone, session.speaker))
      }
    }
  }
  return blocks
}

/** Opens the files that were named; what is wrong with them is said. */
export function readFacts(session: Session, options: ExplainOptions): FactFiles {
  const facts = options.facts ?? []
  for (const file of facts) assertReadable(file)
  const mapping = options.mapping === undefined ? undefined : findMapping(session, options.mapping)
  const files = openFacts({
    facts,
    ...(mapping === undefined ? {} : { mapping }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  })
  printFindings(
    session,
    files.findings.filter((finding) => finding.severity === 'error'),
  )
  return files
}
