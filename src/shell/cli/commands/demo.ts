/** `vigie demo`: closes a month of the demonstration contract on the real log, and explains it. */
import { join } from 'node:path'
import { parseMonth } from '../../../base/calendar/date.ts'
import { zoneOf } from '../../../base/calendar/zone.ts'
import { instant, parseInstant } from '../../../base/instant.ts'
import { invariant } from '../../../base/invariant.ts'
import { composeExplanation } from '../../../reports/explanation.ts'
import { loadTables, PROGRAM_FOLDER } from '../../catalogue.ts'
import { closeMonth, openContract } from '../../close-month.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings, printQuality } from '../session.ts'
import { findMapping, printJson, printStatement } from './close.ts'

const inDemo = (file: string): string => join(PROGRAM_FOLDER, 'demo', file)

export function demo(session: Session): number {
  const { say } = session.speaker
  const mapping = findMapping(session, inDemo('servicenow-shifted.yaml'))
  const month = parseMonth('2026-04')
  const asOf = parseInstant('2026-05-11T08:00:00+02:00')
  invariant(mapping !== undefined && month !== undefined, 'the demonstration is whole')
  invariant(asOf !== undefined, 'the demonstration has its date')
  if (!session.isJson) session.out(`${say('demo-simulated')}\n`)
  const result = closeMonth({
    contract: openContract(inDemo('contract.yaml')),
    facts: [inDemo('incident-event-log.csv.gz'), inDemo('simulated-facts.yaml')],
    month,
    mapping,
    zone: 'Europe/Paris',
    // The log goes on for months: the demonstration closes April as one would on 11 May.
    asOf,
    now: instant(Date.now()),
  })
  if (session.isJson) {
    printJson(session, result)
    return result.envelope === undefined ? EXIT.wrong : EXIT.right
  }
  printQuality(session, result.quality)
  if (result.envelope === undefined) {
    printFindings(session, result.findings)
    return EXIT.wrong
  }
  printStatement(session, result.envelope)
  const { settlement } = result.envelope
  const zone = zoneOf(loadTables().zones, settlement.contract.zone)
  invariant(zone !== undefined, 'a settlement is in a zone of the table')
  const owed = settlement.lines.find((line) => !settlement.graph[line.owed]?.value.startsWith('0 '))
  const explained =
    owed === undefined ? undefined : composeExplanation(settlement, owed.id, zone, session.speaker)
  if (explained !== undefined) session.out(`\n${printBlocks(explained)}`)
  return EXIT.right
}
