/** A month closed under a contract of which only what matters is written. */
import type { Zone } from '../../src/base/calendar/zone.ts'
import { zoneOf } from '../../src/base/calendar/zone.ts'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import type { RareFact, Ticket } from '../../src/facts/fact.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { loadTables } from '../../src/shell/catalogue.ts'
import { closeText } from '../engine/close-life.ts'
import type { Written } from '../engine/contract-text.ts'
import { written } from '../engine/contract-text.ts'
import { at } from '../engine/hours.ts'

export const PARIS = zoneOf(loadTables().zones, 'Europe/Paris') as Zone

/** The facts of a text in the form of a facts file, in the zone of Paris. */
export function factsIn(text: string): {
  readonly tickets: readonly Ticket[]
  readonly rare: readonly RareFact[]
} {
  const { value: root } = readYaml('facts.yaml', `zone: Europe/Paris\n${text}`)
  const read =
    root === undefined ? undefined : readFactsFile('facts.yaml', root, loadTables().zones)
  if (read?.value === undefined) throw new Error(JSON.stringify(read?.findings))
  return read.value
}

/** April 2026, closed on 1 May with these facts. */
export function april(about: Written, facts: string): Settlement {
  const { tickets, rare } = factsIn(facts)
  return closeText(written(about), {
    month: '2026-04',
    asOf: at('2026-04-30T22:00:00Z'),
    facts: rare,
    batches: [tickets],
  })
}
