/**
 * Loads the catalogue: zones, holidays, mappings, and every text that people read.
 *
 * The catalogue is data beside the program, found from the program's own place: the same whether it
 * runs from its sources or from its bundle.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CalendarTables } from '../base/calendar/compile.ts'
import type { HolidayTable } from '../base/calendar/holidays.ts'
import type { ZoneTable } from '../base/calendar/zone.ts'
import type { Sentences } from '../base/wording/say.ts'
import { readSentences } from '../base/wording/say.ts'
import type { FindingTexts } from '../base/wording/say-finding.ts'
import { joinFindingTexts, readFindingTexts } from '../base/wording/say-finding.ts'
import { readYaml } from '../base/yaml/read-yaml.ts'
import type { KnownNames } from '../contract/reading/read-contract.ts'
import type { Mapping } from '../facts/normalise/mapping.ts'
import { STATUSES } from '../facts/normalise/mapping.ts'
import { loadMappings } from './importers/load-mappings.ts'

function findCatalogue(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const candidate = join(folder, 'catalogue')
    if (existsSync(join(candidate, 'zones', 'zones.json'))) return candidate
    const parent = dirname(folder)
    if (parent === folder)
      throw new Error('The catalogue folder is missing from this installation.')
    folder = parent
  }
}

const FOLDER = findCatalogue()

/** The folder of the program: the parent of its catalogue. */
export const PROGRAM_FOLDER = dirname(FOLDER)

const read = (...parts: readonly string[]): string => readFileSync(join(FOLDER, ...parts), 'utf8')

let tables: CalendarTables | undefined

/** Zones and holidays, loaded at the first use. */
export function loadTables(): CalendarTables {
  tables ??= {
    zones: JSON.parse(read('zones', 'zones.json')) as ZoneTable,
    holidays: JSON.parse(read('parameters', 'holidays.json')) as HolidayTable,
  }
  return tables
}

/** What a contract may refer to without declaring it. */
export function knownNames(): KnownNames {
  const { zones, holidays } = loadTables()
  return {
    zones: new Set([...Object.keys(zones.zones), ...Object.keys(zones.aliases)]),
    regions: new Set([...Object.keys(holidays.regions), ...Object.keys(holidays.aliases)]),
    statuses: STATUSES,
  }
}

export function loadSentences(): Sentences {
  const names = readdirSync(FOLDER).filter((name) => /^(help|words.*)\.yaml$/.test(name))
  const files = names.sort().map((name) => {
    const root = readYaml(name, read(name)).value
    if (root === undefined) throw new Error(`catalogue/${name} cannot be read.`)
    return readSentences(root)
  })
  return new Map(files.flatMap((sentences) => [...sentences]))
}

/** The texts of all findings: each stage that finds has its own file. */
export function loadFindingTexts(): FindingTexts {
  const files = readdirSync(FOLDER).filter((name) => /^findings.*\.yaml$/.test(name))
  const texts = files.sort().map((name) => {
    const { value, findings } = readFindingTexts(name, read(name))
    if (value === undefined) throw new Error(`catalogue/${name}: ${JSON.stringify(findings[0])}`)
    return value
  })
  return joinFindingTexts(texts)
}

export function loadReadyMappings(): readonly Mapping[] {
  const { value, findings } = loadMappings(join(FOLDER, 'mappings'))
  const first = findings.find((finding) => finding.severity === 'error')
  if (first !== undefined) throw new Error(`catalogue/mappings: ${JSON.stringify(first)}`)
  return value ?? []
}
