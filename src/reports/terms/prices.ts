/**
 * Says what the service costs: fees, the bases that terms name, and how prices are revised.
 */
import { yearMonth } from '../../base/calendar/date.ts'
import {
  formatDay,
  formatMonthName,
  formatShare,
  formatYearlyDay,
  MONTH_NAMES,
} from '../../base/wording/format.ts'
import type {
  BaseRef,
  Conventions,
  Costs,
  Due,
  Fee,
  IndexSymbol,
  Phrase,
  UnitFee,
  Worth,
} from '../../contract/terms.ts'
import type { Block } from '../document.ts'
import { heading, left, pairs, table } from '../document.ts'
import { sayBands } from './penalties.ts'
import type { Row, TermSpeaker } from './phrases.ts'
import {
  sayAmount,
  sayBase,
  sayEach,
  sayLimit,
  sayNumber,
  sayQuantity,
  sayRate,
  sayRounding,
  titledName,
} from './phrases.ts'
import { stockTermBlocks } from './stocks.ts'

export function priceBlocks(costs: Costs, conventions: Conventions, words: TermSpeaker): Block[] {
  const { say } = words
  const rows = [
    ...costs.fees.flatMap((fee) => feeRows(fee, conventions, words)),
    ...costs.bases.map((base) => [
      base.id,
      base.clause?.text ?? '',
      sayRate(base.rate, base.of, 'full', words),
      '',
      '',
    ]),
  ]
  const titles = ['fee', 'clause', 'amount', 'vat', 'dates']
  return [
    heading(say('prices-heading')),
    table(
      titles.map((title) => left(say(`column-${title}`))),
      rows,
    ),
    ...dueBlocks(costs, words),
    ...stockTermBlocks(costs, words),
    ...revisionBlocks(costs, words),
  ]
}

/** Declared money and sums that are due: the words of the contract are their own arithmetic. */
function dueBlocks({ declared, dues }: Costs, words: TermSpeaker): Block[] {
  const { say } = words
  if (declared.length + dues.length === 0) return []
  return [
    heading(say('dues-heading')),
    table(
      ['fee', 'clause', 'amount', 'vat', 'dates'].map((title) => left(say(`column-${title}`))),
      [
        ...declared.map((money) => [
          titledName(money),
          money.clause?.text ?? '',
          say(`declared-${money.take}`),
          '',
          '',
        ]),
        ...dues.flatMap((due) => dueRows(due, words)),
      ],
    ),
  ]
}

/** A sum, and below it who owes it, as what, and what each symbol stands for. */
function dueRows(due: Due, words: TermSpeaker): string[][] {
  const { say } = words
  const { worth, when, vat, atMost, minimum } = due
  const amount =
    worth.kind === 'formula'
      ? worth.formula.text
      : worth.kind === 'bands'
        ? say('by-bands', { base: sayBase(worth.of, words) })
        : sayDueWorth(worth, worth.kind === 'rate' ? worth.of : undefined, words)
  const nature = due.who === 'client' ? `nature-${due.nature}-of-client` : `nature-${due.nature}`
  const symbols = worth.kind === 'formula' ? worth.symbols : []
  const lines = [
    say(nature),
    ...(worth.kind === 'bands'
      ? sayBands(worth.table, (row) => sayDueWorth(row, worth.of, words), words)
      : []),
    ...symbols.map(({ symbol, text }) => `${symbol} = ${text}`),
    ...(atMost === undefined ? [] : [say('bound-at-most', { value: sayLimit(atMost, words) })]),
    ...(minimum === undefined ? [] : [say('bound-at-least', { value: sayLimit(minimum, words) })]),
  ]
  const date =
    when.kind === 'per'
      ? sayEach(when.tile, words)
      : say('due-on', { event: when.kind === 'on' ? when.event : when.of.id })
  const rate = vat === undefined ? '' : formatShare(vat.value, words.language)
  return [
    [titledName(due), due.clause.text, amount, rate, date],
    ...lines.map((line) => ['', '', line, '', '']),
  ]
}

const sayDueWorth = (worth: Worth, of: Phrase<BaseRef> | undefined, words: TermSpeaker): string =>
  worth.kind === 'rate'
    ? sayRate(worth.rate, of, 'full', words)
    : sayAmount(worth.amount, 'full', words)

/** A fee, and below it how its quantity is taken. */
function feeRows(fee: Fee, conventions: Conventions, words: TermSpeaker): string[][] {
  const [amount = '', ...quantity] =
    fee.kind === 'fixed'
      ? [`${sayQuantity(fee.amount.quantity, words)} ${sayEach(fee.every, words)}`]
      : unitLines(fee, conventions, words)
  const vat = fee.vat === undefined ? '' : formatShare(fee.vat, words.language)
  return [
    [titledName(fee), fee.clause?.text ?? '', amount, vat, sayDates(fee, words)],
    ...quantity.map((line) => ['', '', line, '', '']),
  ]
}

function unitLines(fee: UnitFee, conventions: Conventions, words: TermSpeaker): string[] {
  const { say } = words
  const { of, baseline, deadBand } = fee
  const policy = fee.partUnits ?? conventions.partUnits
  return [
    `${sayAmount(fee.amount, policy, words)} ${sayEach(fee.per, words)}`,
    say(`taken-${of.taken}`, { of: of.of }),
    say(`part-units-${fee.amount.per?.parts ?? policy}`),
    ...(baseline === undefined ? [] : [say('baseline', { count: sayNumber(baseline, words) })]),
    ...(deadBand === undefined
      ? []
      : [say(`dead-band-${deadBand.oncePassed}`, { limit: sayLimit(deadBand.atMost, words) })]),
  ]
}

function sayDates({ from, until }: Fee, words: TermSpeaker): string {
  const { say, language } = words
  return [
    ...(from === undefined ? [] : [say('fee-from', { date: formatDay(from, language) })]),
    ...(until === undefined ? [] : [say('fee-until', { date: formatDay(until, language) })]),
  ].join(' ')
}

function sayIndex({ series, value }: IndexSymbol, words: TermSpeaker): string {
  const { say, language } = words
  switch (value.kind) {
    case 'of-month': {
      const month = formatMonthName(yearMonth(value.year, value.month), language)
      return say('index-of-month', { series, month })
    }
    case 'month-before':
      return say('index-month-before', {
        series,
        month: `${MONTH_NAMES[language][value.month - 1]}`,
      })
    case 'months-before':
      return say('index-months-before', { series, count: `${value.count}` })
    case 'last-published':
      return say(`index-last-published-${value.word ?? 'by'}`, { series })
    case 'previous-revision':
      return say('index-previous-revision', { series })
  }
}

/** The formula is the contract's own arithmetic: its symbols are said, not its signs. */
function revisionBlocks({ revision }: Costs, words: TermSpeaker): Block[] {
  if (revision === undefined) return []
  const { say } = words
  const { atMost, excess, every, symbols } = revision
  const rows: Row[] = [
    [say('revision-every'), formatYearlyDay(every.month, every.day, words.language)],
    [say('revision-of'), revision.of.map(({ id }) => id).join(', ')],
    [say('revision-formula'), revision.formula.text],
    ...symbols.map((symbol): Row => [symbol.symbol, sayIndex(symbol, words)]),
    [say('revision-no-data'), say(`index-no-data-${revision.noData}`)],
    [say('revision-round'), sayRounding(revision.round, words)],
  ]
  if (atMost !== undefined) {
    rows.push([say('revision-at-most'), sayRate(atMost, undefined, 'full', words)])
  }
  if (excess !== undefined) rows.push([say('column-excess'), say(`excess-${excess}`)])
  return [heading(say('revision-heading')), pairs(rows)]
}
