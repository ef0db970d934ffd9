/** Opening balances in rows of text, read for a contract that was taken over in April 2026. */
import { formatValue } from '../../src/base/because/value.ts'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { parseMonth } from '../../src/base/calendar/date.ts'
import { parseRatio } from '../../src/base/ratio.ts'
import type { ContractVersion } from '../../src/contract/amendments/versions.ts'
import type { Opening } from '../../src/facts/fact.ts'
import { tilesUntil } from '../../src/measures/periods.ts'
import type { Balance } from '../../src/money/balances.ts'
import { endOf, firstMonthOf, lifeContext } from '../../src/money/life.ts'
import { readBalances } from '../../src/money/read-balances.ts'
import { versionsOf, zoneIn } from './close-life.ts'
import type { Written } from './contract-text.ts'
import { written } from './contract-text.ts'
import { at } from './hours.ts'

export const level = (priority: string, penalty: string, more = ''): string =>
  `restoration: { of: incidents, where: { priority: ${priority} }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }
  ${more}
  penalty: { ${penalty} }`

export const rowsOf = (table: string): string[] =>
  table
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'))

export const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim())

const WORDS: ReadonlySet<string> = new Set(['yes', 'no', 'nothing'])

/** An opening balance of a row; its id is its place, `OB-1` the first. */
export function openingOf(row: string, i: number): Opening {
  const [of = '', line = '', period = '', value = ''] = cellsOf(row)
  const number = parseRatio(value)
  if (number === undefined && !WORDS.has(value)) throw new Error(`no value ${value}`)
  return {
    kind: 'opening',
    source: 'agreed',
    externalId: `OB-${i + 1}`,
    revision: 1,
    origin: { file: 'openings.yaml', row: i + 1 },
    contract: 'CT-1',
    of,
    ...(line === '' ? {} : { line }),
    ...(period === '' ? {} : { in: period }),
    value: (number ?? value) as Opening['value'],
    asOf: at('2026-03-31T00:00:00+02:00'),
    evidence: 'PV-12',
    clientAgreed: at('2026-04-02T10:00:00Z'),
    providerAgreed: at('2026-04-03T10:00:00Z'),
  }
}

/** Reads balances for the closing of a month, known on 10 May 2026. */
export function read(about: Written, openings: readonly Opening[], closing = '2026-04') {
  const asOf = at('2026-05-10T00:00:00Z')
  const versions = versionsOf(written(about), asOf)
  const latest = versions.at(-1) as ContractVersion
  const { terms } = latest
  const [zone, month] = [zoneIn(latest), parseMonth(closing) as YearMonth]
  return readBalances(versions, openings, {
    contract: 'CT-1',
    isTakenOver: terms.term.takenOver !== undefined,
    from: firstMonthOf(terms),
    closing: month,
    asOf,
    windows: {
      ...lifeContext(terms, zone, month),
      periods: (tile) => tilesUntil(tile, zone, terms.term.starts, month, endOf(terms).end),
    },
  })
}

/** Each finding with all that it says, but for the term, which the row names. */
export const said = ({ findings }: ReturnType<typeof read>): string[] =>
  findings.map(({ code, where, params }) => {
    const { of, id, ...rest } = params
    const about = Object.entries(rest).map(([key, value]) => `, ${key} ${shortened(value)}`)
    return `${where === undefined ? of : `row ${where.line}`}: ${code}${about.join('')}`
  })

/** A long row of months by its first and its last. */
function shortened(text: string): string {
  const months = text.split(', ')
  const isLong = months.length > 3 && /^\d{4}-\d\d$/.test(months[0] ?? '')
  return isLong ? `${months[0]} to ${months.at(-1)} (${months.length})` : text
}

export const balance = ({ name, line, period, value }: Balance): string =>
  `${name}${line === undefined ? '' : ` ${line}`} ${period} ${formatValue(value)}`
