/**
 * Reads the opening balances of a contract from its facts, and says what is wrong with them.
 *
 * All that the contract reads of the time before must be told, once, as of the last day before the
 * takeover, and agreed by both parties. A balance of anything else is refused: it would count for
 * nothing.
 *
 * Example: `year-cap.used` of 41 200.00 €, agreed on 2 April by the client and on 3 April by the
 * provider. As of 2 April it is not agreed, and April cannot be closed.
 *
 * @fr lecture des soldes d'ouverture
 */
import type { Params } from '../base/because/formula.ts'
import type { KnownValue, Value } from '../base/because/value.ts'
import { isTrue, known, NOTHING, truth } from '../base/because/value.ts'
import type { CalendarDate } from '../base/calendar/date.ts'
import { addDays, firstDayOf, formatDate } from '../base/calendar/date.ts'
import { dateAt } from '../base/calendar/zone.ts'
import type { Checked, Finding } from '../base/finding.ts'
import { hasError, withoutRepeats } from '../base/finding.ts'
import type { Instant } from '../base/instant.ts'
import {
  add,
  compare,
  divide,
  formatDecimal,
  formatRatio,
  multiply,
  ratio,
  ZERO,
} from '../base/ratio.ts'
import { nearest } from '../base/yaml/nearest.ts'
import type { Opening, RareFact } from '../facts/fact.ts'
import type { Balance } from './balances.ts'
import type { TermsFrom } from './closing.ts'
import type { Need, NeedContext } from './needed-balances.ts'
import { neededBalances } from './needed-balances.ts'

export interface BalanceContext extends NeedContext {
  readonly contract: string
  readonly isTakenOver: boolean
  readonly asOf: Instant
}

/** The balances of a contract; where one is wrong or missing there is no value. */
export function readBalances(
  versions: readonly TermsFrom[],
  facts: readonly RareFact[],
  context: BalanceContext,
): Checked<readonly Balance[]> {
  const openings = facts.filter(
    (fact): fact is Opening => fact.kind === 'opening' && fact.contract === context.contract,
  )
  if (!context.isTakenOver) {
    const findings = openings.map((one) => wrong('opening-without-takeover', one, {}))
    return { value: findings.length > 0 ? undefined : [], findings }
  }
  const stock = versions.flatMap(({ program }) => program.stocks)[0]
  if (stock !== undefined) {
    const params = { of: stock.id }
    const finding: Finding = { code: 'opening-of-stock', severity: 'error', params }
    return { value: undefined, findings: [finding] }
  }
  const needs = neededBalances(versions, context)
  const findings: Finding[] = []
  const told = openings.flatMap((opening) => {
    const read = readOpening(opening, needs, context)
    if ('code' in read) findings.push(read)
    return 'code' in read ? [] : read.map((balance) => ({ opening, balance }))
  })
  findings.push(...toldTwice(told))
  const balances = told.map(({ balance }) => balance)
  const refused = new Set(findings.map(({ params }) => params['of'] as string))
  findings.push(
    ...needs.flatMap((need) => missing(need, balances, refused)),
    ...needs.flatMap((need) => (refused.has(need.name) ? [] : aboveLimit(need, told))),
  )
  // Two clauses may read the same of the time before.
  return { value: hasError(findings) ? undefined : balances, findings: withoutRepeats(findings) }
}

const wrong = (code: string, { of, origin, externalId }: Opening, params: Params): Finding => ({
  code,
  severity: 'error',
  where: { file: origin.file, line: origin.row },
  params: { of, id: externalId, ...params },
})

/** `restore-p1.missed-in-a-row` tells as many periods of `restore-p1.missed` at once. */
const IN_A_ROW = '-in-a-row'

function readOpening(
  opening: Opening,
  needs: readonly Need[],
  context: BalanceContext,
): Finding | readonly Balance[] {
  const unagreed = notAgreed(opening, context) ?? wrongDate(opening, context)
  if (unagreed !== undefined) return unagreed
  const { of, line } = opening
  const isRow = of.endsWith(IN_A_ROW)
  const name = isRow ? of.slice(0, -IN_A_ROW.length) : of
  const asked = needs.filter((need) => need.name === name && (!isRow || need.unit === 'truth'))
  const [first] = asked
  if (first === undefined) return unknownTerm(opening, needs)
  const own = asked.filter((need) => need.line === line)
  const [need] = own
  if (need === undefined) {
    const lines = [...new Set(asked.map((one) => one.line ?? '—'))].join(', ')
    return wrong('opening-of-unknown-line', opening, { line: line ?? '—', lines })
  }
  const periods = [...new Set(own.flatMap((one) => one.periods))].sort()
  return isRow ? rowOf(opening, name, periods, context) : balanceIn(opening, need, periods, context)
}

/** Both parties must have agreed by the instant that is settled: one alone says nothing. */
function notAgreed(opening: Opening, { asOf, windows }: BalanceContext): Finding | undefined {
  const [client, provider] = [opening.clientAgreed, opening.providerAgreed].map((at) =>
    at === undefined || at > asOf ? undefined : formatDate(dateAt(windows.zone, at)),
  )
  if (client !== undefined && provider !== undefined) return undefined
  return wrong('opening-not-agreed', opening, { client: client ?? '—', provider: provider ?? '—' })
}

const lastDayBefore = ({ from }: NeedContext): CalendarDate => addDays(firstDayOf(from), -1)

function wrongDate(opening: Opening, context: BalanceContext): Finding | undefined {
  const [date, expected] = [dateAt(context.windows.zone, opening.asOf), lastDayBefore(context)]
  if (date === expected) return undefined
  const params = { date: formatDate(date), expected: formatDate(expected) }
  return wrong('opening-of-another-date', opening, params)
}

function unknownTerm(opening: Opening, needs: readonly Need[]): Finding {
  const rows = needs.flatMap(({ name, reach }) => (reach === 'row' ? [`${name}${IN_A_ROW}`] : []))
  const names = [...new Set([...needs.map(({ name }) => name), ...rows])].sort()
  const suggestion = nearest(opening.of, names) ?? (names.join(', ') || '—')
  return wrong('opening-of-nothing', opening, { nearest: suggestion })
}

/** A period may be left out where there is one only. */
function balanceIn(
  opening: Opening,
  need: Need,
  periods: readonly string[],
  context: BalanceContext,
): Finding | readonly Balance[] {
  const isNever = need.reach === 'once' && opening.value === 'no'
  const only = periods.length === 1 || isNever ? periods.at(-1) : undefined
  const period = opening.in ?? only
  const params = { periods: periods.join(', ') }
  if (period === undefined) return wrong('opening-without-period', opening, params)
  if (!periods.includes(period)) {
    return wrong('opening-of-another-period', opening, { ...params, period })
  }
  const value = valueTold(opening, need)
  if (value === undefined) {
    return wrong('opening-value', opening, { value: textOf(opening), unit: need.unit })
  }
  return [balance(opening, need.outcome ?? need.name, period, value, context)]
}

/** A row of truths is as many periods that were so, and one before them that was not. */
function rowOf(
  opening: Opening,
  name: string,
  periods: readonly string[],
  context: BalanceContext,
): Finding | readonly Balance[] {
  const { value } = opening
  const count = typeof value !== 'string' && value.denominator === 1n ? Number(value.numerator) : -1
  if (count < 0 || opening.in !== undefined) {
    return wrong('opening-value', opening, { value: textOf(opening), unit: 'row' })
  }
  if (count > periods.length) {
    const params = { value: textOf(opening), periods: `${periods.length}` }
    return wrong('opening-row-too-long', opening, params)
  }
  const told = periods.slice(Math.max(0, periods.length - count - 1))
  return told.map((period, i) => {
    const isInRow = i >= told.length - count
    return balance(opening, name, period, truth(isInRow), context)
  })
}

function balance(
  { externalId, of, line, evidence, clientAgreed, providerAgreed, ...opening }: Opening,
  name: string,
  period: string,
  value: Value,
  { windows }: BalanceContext,
): Balance {
  const agreedOn = (at: Instant | undefined): string =>
    formatDate(dateAt(windows.zone, at as Instant))
  return {
    name,
    period,
    ...(line === undefined ? {} : { line }),
    value,
    params: {
      reducer: 'opening',
      opening: externalId,
      of: name,
      in: period,
      ...(line === undefined ? {} : { line }),
      ...(of === name ? {} : { told: `${of} ${textOf({ ...opening, of })}` }),
      evidence,
      'agreed-by-client': agreedOn(clientAgreed),
      'agreed-by-provider': agreedOn(providerAgreed),
    },
  }
}

const textOf = ({ value }: Pick<Opening, 'value' | 'of'>): string =>
  typeof value === 'string' ? value : formatRatio(value)

/** What is told in the unit of the term: money to the cent, and never below zero. */
function valueTold({ value }: Opening, { unit, mayBeNothing }: Need): Value | undefined {
  if (value === 'nothing') return mayBeNothing ? NOTHING : undefined
  if (value === 'yes' || value === 'no')
    return unit === 'truth' ? truth(value === 'yes') : undefined
  if (unit === 'truth' || compare(value, ZERO) < 0) return undefined
  const number = unit === 'cents' ? multiply(value, ratio(100n)) : value
  return unit === 'cents' && number.denominator !== 1n ? undefined : known(number, unit)
}

interface Told {
  readonly opening: Opening
  readonly balance: Balance
}

const keyOf = ({ name, line, period }: Pick<Balance, 'name' | 'line' | 'period'>): string =>
  `${name} ${line ?? ''} ${period}`

function toldTwice(told: readonly Told[]): Finding[] {
  const first = new Map<string, Opening>()
  return told.flatMap(({ opening, balance: one }) => {
    const key = keyOf(one)
    const before = first.get(key)
    first.set(key, before ?? opening)
    return before === undefined
      ? []
      : [wrong('opening-told-twice', opening, { other: before.externalId, period: one.period })]
  })
}

/** What is asked for and not told; a term of which a balance was refused is not said again. */
function missing(
  need: Need,
  balances: readonly Balance[],
  refused: ReadonlySet<string>,
): Finding[] {
  const { name, line, periods, outcome = name } = need
  if (refused.has(name) || refused.has(`${name}${IN_A_ROW}`)) return []
  const values = new Map(balances.map((one) => [keyOf(one), one.value]))
  const lacking: string[] = []
  for (const period of [...periods].reverse()) {
    const value = values.get(
      keyOf({ name: outcome, period, ...(line === undefined ? {} : { line }) }),
    )
    if (value === undefined) lacking.unshift(period)
    const isEnough =
      need.reach === 'row'
        ? value !== undefined && !isTrue(value)
        : need.reach === 'last' && value?.state === 'known'
    if (isEnough) break
  }
  const isTold = need.reach === 'once' && lacking.length < periods.length
  if (lacking.length === 0 || isTold) return []
  const of = line === undefined ? name : `${name}, ${line}`
  const params = { of, periods: lacking.join(', ') }
  return [{ code: 'opening-missing', severity: 'error', params }]
}

/** More cannot have passed a cap than it lets pass. */
function aboveLimit({ name, most }: Need, told: readonly Told[]): Finding[] {
  const own = told.filter(({ balance: one }) => one.name === name)
  const last = own.at(-1)
  if (most === undefined || last === undefined) return []
  // What a cap has let pass is always an amount.
  const total = own.reduce(
    (sum, { balance: one }) => add(sum, (one.value as KnownValue).number),
    ZERO,
  )
  if (compare(total, most) <= 0) return []
  const inEuros = (amount: typeof total): string => formatDecimal(divide(amount, ratio(100n)), 2)
  const params = { total: inEuros(total), most: inEuros(most) }
  return [wrong('opening-above-limit', last.opening, params)]
}
