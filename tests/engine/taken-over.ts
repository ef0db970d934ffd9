/**
 * A drawn life settled whole, and the same life cut at a month: its first part settled elsewhere,
 * and told to the second by the opening balances that both parties agreed on.
 *
 * What a cap has let pass, what it carries, what a minimum has seen and holds, and which periods
 * were missed are taken from the settlements of the first part, as a consultant would.
 */
import { parseValue } from '../../src/base/because/value.ts'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import {
  addDays,
  addToMonth,
  firstDayOf,
  formatMonth,
  parseMonth,
} from '../../src/base/calendar/date.ts'
import type { Zone } from '../../src/base/calendar/zone.ts'
import { startOfDate, zoneOf } from '../../src/base/calendar/zone.ts'
import type { Instant } from '../../src/base/instant.ts'
import { formatRatio, ratio } from '../../src/base/ratio.ts'
import type { ContractVersion } from '../../src/contract/amendments/versions.ts'
import type { Bound, Program } from '../../src/contract/core/core.ts'
import type { Terms } from '../../src/contract/terms.ts'
import type { Opening } from '../../src/facts/fact.ts'
import { tilesUntil } from '../../src/measures/periods.ts'
import { endOf, lifeContext } from '../../src/money/life.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { WindowContext } from '../../src/money/windows.ts'
import { monthsSharing } from '../../src/money/windows.ts'
import { versionsOf } from './close-life.ts'
import { TABLES } from './hours.ts'

const centsAt = ({ graph }: Settlement, node: number): bigint => {
  const value = parseValue(graph[node]?.value ?? '')
  return value?.state === 'known' ? value.number.numerator : 0n
}

const monthOf = (text: string): YearMonth => parseMonth(text) as YearMonth

/** What a bound was passed by, month by month. */
class Ledger {
  readonly used = new Map<YearMonth, bigint>()
  readonly carried = new Map<string, bigint>()
  readonly held = new Map<string, Map<YearMonth, bigint>>()

  constructor(bound: Bound, settled: readonly Settlement[], sharing: SharedMonths) {
    for (const settlement of settled) this.#add(bound, settlement, sharing)
  }

  #add(bound: Bound, settlement: Settlement, sharing: SharedMonths): void {
    const month = monthOf(settlement.month)
    for (const line of settlement.lines) {
      const cut = line.cuts.find(({ cap }) => cap === bound.id)
      if (cut === undefined) continue
      const [before, after] = [centsAt(settlement, cut.before), centsAt(settlement, cut.after)]
      const used = this.used.get(month) ?? 0n
      if (bound.kind === 'cap') {
        this.used.set(month, used + after)
        this.carried.set(line.id, before - after)
      } else if (bound.oncePassed === 'excess') {
        this.used.set(month, used + before)
      } else {
        const held = this.held.get(line.id) ?? new Map<YearMonth, bigint>()
        const kept = sharing(month).map((m): [YearMonth, bigint] => [m, held.get(m) ?? 0n])
        const amount = kept.reduce((left, [, one]) => left - one, before)
        this.used.set(month, used + amount)
        const isPassed = after > 0n
        const all: [YearMonth, bigint][] = [...kept, [month, amount]]
        this.held.set(line.id, new Map(all.map(([m, one]) => [m, isPassed ? 0n : one])))
      }
    }
  }
}

type SharedMonths = (month: YearMonth) => readonly YearMonth[]

function windowsOf(terms: Terms, zone: Zone, from: YearMonth): WindowContext {
  return {
    ...lifeContext(terms, zone, from),
    periods: (tile: Parameters<typeof tilesUntil>[0]) =>
      tilesUntil(tile, zone, terms.term.starts, from, endOf(terms).end),
  }
}

/** The agreed balances of a contract text at a month, from the settlements of those before. */
export function openingsOf(
  text: string,
  settled: readonly Settlement[],
  asOf: Instant,
  from: YearMonth,
): Opening[] {
  const [version] = versionsOf(text, asOf) as [ContractVersion]
  const { terms, program } = version
  const zone = zoneOf(TABLES.zones, terms.contract.zone.name)
  if (zone === undefined) throw new Error('a drawn life has a zone')
  const windows = windowsOf(terms, zone, from)
  const tell = (of: string, value: Opening['value'], more: Partial<Opening> = {}): Opening => ({
    kind: 'opening',
    source: 'agreed',
    externalId: `${of} ${more.in ?? ''} ${more.line ?? ''}`,
    revision: 1,
    origin: { file: 'openings', row: 1 },
    contract: terms.contract.id,
    of,
    value,
    asOf: startOfDate(zone, addDays(firstDayOf(from), -1)),
    evidence: 'minutes',
    clientAgreed: asOf,
    providerAgreed: asOf,
    ...more,
  })
  return [...balancesOfBounds(program, settled, windows, from, tell), ...missesOf(settled, tell)]
}

type Tell = (of: string, value: Opening['value'], more?: Partial<Opening>) => Opening

function balancesOfBounds(
  program: Program,
  settled: readonly Settlement[],
  windows: WindowContext,
  from: YearMonth,
  tell: Tell,
): Opening[] {
  const last = addToMonth(from, -1)
  const euros = (cents: bigint) => ratio(cents, 100n)
  return program.bounds.flatMap((bound) => {
    const sharing: SharedMonths = (month) => monthsSharing(windows, bound.window, month)
    const ledger = new Ledger(bound, settled, sharing)
    const shared = sharing(from).filter((month) => month < from)
    const lines = program.effects.filter(({ through }) => through.includes(bound.id))
    const months = bound.window.kind === 'tile' ? [last] : shared
    const sum = (of: ReadonlyMap<YearMonth, bigint> | undefined, month: YearMonth): bigint =>
      (bound.window.kind === 'tile' ? shared : [month]).reduce(
        (total, one) => total + (of?.get(one) ?? 0n),
        0n,
      )
    const each = (of: string, one: (month: YearMonth) => bigint, more: Partial<Opening> = {}) =>
      shared.length === 0
        ? []
        : months.map((month) => tell(of, euros(one(month)), { in: formatMonth(month), ...more }))
    return [
      ...each(`${bound.id}.used`, (month) => sum(ledger.used, month)),
      ...(bound.kind === 'cap' && bound.excess === 'carried'
        ? lines.map(({ id: line }) =>
            tell(`${bound.id}.carried`, euros(ledger.carried.get(line) ?? 0n), { line }),
          )
        : []),
      ...(bound.kind === 'minimum' && bound.oncePassed === 'whole'
        ? lines.flatMap(({ id: line }) =>
            each(`${bound.id}.held`, (month) => sum(ledger.held.get(line), month), { line }),
          )
        : []),
    ]
  })
}

/** Every period of every level, missed or not: those that the contract does not read are left out. */
const missesOf = (
  settled: readonly Settlement[],
  tell: (of: string, value: Opening['value'], more: Partial<Opening>) => Opening,
): Opening[] =>
  settled.flatMap((settlement) =>
    settlement.levels.map(({ id, period, missed }) => {
      const words = { '1 truth': 'yes', '0 truth': 'no' } as const
      const value = settlement.graph[missed]?.value ?? ''
      const told = value in words ? words[value as keyof typeof words] : 'nothing'
      return tell(`${id}.missed`, told, { in: period })
    }),
  )

/** What is owed and what bounds do in a month, in figures. */
export function figuresOf(settlement: Settlement): readonly string[] {
  const text = (node: number): string => {
    const value = parseValue(settlement.graph[node]?.value ?? '')
    return value?.state === 'known' ? formatRatio(value.number) : (value?.state ?? '')
  }
  const line = ({ id, period, gross, owed }: Settlement['lines'][number]): string =>
    `${id} ${period}: ${text(gross)}, ${text(owed)} owed`
  return [
    ...settlement.lines.map(line),
    ...settlement.caps.map((c) => `${c.id}: ${text(c.limit)}, ${text(c.used)}, ${text(c.kept)}`),
    ...settlement.levels.map((l) => `${l.id} ${l.period}: ${text(l.figure)}, ${text(l.missed)}`),
  ]
}
