/** `vigie demo`: closes a month of the demonstration contract on the real log, and explains it. */
import { parseMonth } from '../../../base/calendar/date.ts'
import { zoneOf } from '../../../base/calendar/zone.ts'
import { instant, parseInstant } from '../../../base/instant.ts'
import { invariant } from '../../../base/invariant.ts'
import { composeExplanation } from '../../../reports/explanation.ts'
import { loadTables } from '../../catalogue.ts'
import { closeMonth, openContract } from '../../close-month.ts'
import { DEMONSTRATION } from '../../demonstration.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, printFindings, printQuality } from '../session.ts'
import { findMapping, printJson, printStatement } from './close.ts'

export function demo(session: Session): number {
  const { say } = session.speaker
  const mapping = findMapping(session, DEMONSTRATION.mapping)
  const month = parseMonth(DEMONSTRATION.month)
  const asOf = parseInstant(DEMONSTRATION.asOf)
  invariant(mapping !== undefined && month !== undefined, 'the demonstration is whole')
  invariant(asOf !== undefined, 'the demonstration has its date')
  if (!session.isJson) session.out(`${say('demo-simulated')}\n`)
  const result = closeMonth({
    contract: openContract(DEMONSTRATION.contract),
    facts: DEMONSTRATION.facts,
    month,
    mapping,
    zone: DEMONSTRATION.zone,
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
