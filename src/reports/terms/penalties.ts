/**
 * Says what a missed level is worth, what lifts it, and which caps the amounts pass.
 */
import type { Ratio } from '../../base/ratio.ts'
import { isEarnBack } from '../../contract/surface/earn-backs.ts'
import { isOfMaintenance } from '../../contract/surface/exemptions.ts'
import type {
  Band,
  BandBound,
  BandTable,
  CapPeriod,
  Condition,
  Conventions,
  Exemption,
  Grace,
  Penalty,
  Performance,
  PointBalance,
  Repeat,
  ServiceLevel,
  Worth,
} from '../../contract/terms.ts'
import type { Block } from '../document.ts'
import { heading, left, table } from '../document.ts'
import type { Row, TermSpeaker } from './phrases.ts'
import {
  rowsOf,
  sayAmount,
  sayBound,
  sayDate,
  sayEach,
  sayLength,
  sayLimit,
  sayNeed,
  sayNumber,
  sayQuantity,
  sayRate,
  saySlot,
  sayWindow,
  titledName,
} from './phrases.ts'

/** The rows of a level on its penalty; that there is none is said. */
export function penaltyRows(
  { penalty, per }: ServiceLevel,
  conventions: Conventions,
  words: TermSpeaker,
): Row[] {
  const { say } = words
  if (penalty === undefined) return [[say('terms-penalty'), say('penalty-none')]]
  const { countsIn, each, repeat, multiply, atMost, minimum, nature, partUnits, paidBy } = penalty
  const { calendar } = penalty
  const worth = (of: Worth): string =>
    sayWorth(of, penalty, partUnits ?? conventions.partUnits, words)
  const caps = countsIn.map(({ id }) => id).join(say('then'))
  const ofWhat = each === undefined && per !== 'item' ? '' : '-each'
  const releases = penalty.releasesFromDamages
  return [
    ...worthRows(penalty, worth, words),
    ...(calendar === undefined ? [] : [[say('terms-late-calendar'), calendar.id] as const]),
    ...(each === undefined ? [] : [[say('terms-each'), say(`each-${each}`)] as const]),
    ...(repeat === undefined ? [] : [[say('terms-repeat'), sayRepeat(repeat, words)] as const]),
    ...(multiply === undefined
      ? []
      : [[say('terms-multiply'), sayNumber(multiply.value, words)] as const]),
    ...(atMost === undefined
      ? []
      : [[say(`terms-penalty-at-most${ofWhat}`), sayLimit(atMost, words)] as const]),
    ...(minimum === undefined
      ? []
      : [[say(`terms-penalty-minimum${ofWhat}`), sayLimit(minimum, words)] as const]),
    [say('terms-counts-in'), caps === '' ? say('caps-none') : caps],
    ...(nature === undefined ? [] : [[say('convention-nature'), say(`nature-${nature}`)] as const]),
    ...(releases === undefined
      ? []
      : [[say('convention-releases'), say(`releases-${releases}`)] as const]),
    ...(paidBy === undefined ? [] : [[say('terms-paid-by'), say(`paid-by-${paidBy}`)] as const]),
  ]
}

function worthRows(penalty: Penalty, worth: (of: Worth) => string, words: TermSpeaker): Row[] {
  const { say } = words
  if (penalty.worth.kind !== 'bands') return [[say('terms-penalty'), worth(penalty.worth)]]
  const { oncePassed } = penalty
  return [
    ...rowsOf(say('terms-penalty'), sayBands(penalty.worth, worth, words)),
    ...(oncePassed === undefined
      ? []
      : [[say('terms-once-passed'), say(`bands-${oncePassed}`)] as const]),
  ]
}

/** The rows of a table, and what a figure that none of them holds is worth. */
export function sayBands(
  { rows, otherwise }: BandTable,
  worth: (of: Worth) => string,
  words: TermSpeaker,
): readonly string[] {
  const { say } = words
  const said = rows.map((row) =>
    say('band', { sides: sayBand(row, words), worth: worth(row.worth) }),
  )
  return otherwise === undefined ? said : [...said, say(`hole-${otherwise}`)]
}

const sayBand = ({ lower, upper }: Band, words: TermSpeaker): string =>
  [lower, upper].flatMap((side) => (side === undefined ? [] : [saySide(side, words)])).join(', ')

/** `plus de 30 min de retard`, where the row is not read on the figure itself. */
function saySide({ word, limit, side }: BandBound, words: TermSpeaker): string {
  const { say } = words
  if (side === undefined) return sayBound({ word, limit }, words)
  const step = say(`step-side-${side}`, { step: sayQuantity(limit, words) })
  return say(`bound-${word}`, { value: step })
}

function sayWorth(
  worth: Worth,
  penalty: Penalty,
  policy: Conventions['partUnits'],
  words: TermSpeaker,
): string {
  return worth.kind === 'amount'
    ? sayAmount(worth.amount, policy, words)
    : sayRate(worth.rate, penalty.of, policy, words)
}

function sayRepeat(repeat: Repeat, words: TermSpeaker): string {
  const { say } = words
  const times = (factor: Ratio): string => `× ${sayNumber(factor, words)}`
  switch (repeat.kind) {
    case 'times':
      return say('repeat-times', {
        factor: times(repeat.factor),
        bound: sayBound(repeat.bound, words),
        window: sayWindow(repeat.in, words),
      })
    case 'in-a-row':
      return say('repeat-in-a-row', {
        factor: times(repeat.factor),
        bound: sayBound(repeat.bound, words),
      })
    case 'by-row': {
      const rows = repeat.rows.map((row) =>
        say('row-when', { when: `${row.count}`, value: times(row.factor) }),
      )
      const last = say('row-otherwise', { value: times(repeat.otherwise) })
      const factor = [...rows, last].join(say('then'))
      return repeat.in === undefined
        ? say('repeat-by-row', { factor })
        : say('repeat-by-times', { factor, window: sayWindow(repeat.in, words) })
    }
  }
}

/** What must be claimed, by whom and until when. */
export function claimRows({ claim }: ServiceLevel, words: TermSpeaker): Row[] {
  if (claim === undefined) return []
  const { say } = words
  const { who, opens = [], within, dated, needs, silence } = claim
  const dates = opens.map((date) => sayDate(date, words)).join(say('then'))
  const needed = needs.map((need) => sayNeed(need, words)).join(say('then'))
  return rowsOf(say('terms-claim'), [
    say('claim-by', {
      party: say(`party-${who}`),
      date: sayDate(within, words),
      dated: say(`dated-${dated}`),
    }),
    ...(dates === '' ? [] : [say('claim-opens', { dates })]),
    ...(needed === '' ? [] : [say('exemption-needs', { needs: needed })]),
    ...(silence === undefined ? [] : [say('claim-forfeiture')]),
  ])
}

/** What does not count, on which proof and up to where. */
const provenBy = (exemption: Exemption): string =>
  isEarnBack(exemption)
    ? 'months'
    : exemption.when !== undefined
      ? 'outcomes'
      : isOfMaintenance(exemption)
        ? 'maintenance'
        : 'claim'

export function exemptionRows(exemption: Exemption, words: TermSpeaker): Row[] {
  const { say } = words
  const { needs, atMost, excess, rate, when } = exemption
  const parts = [
    say('exemption-takes-out', {
      what: exemption.takesOut.map((target) => say(`takes-out-${target}`)).join(', '),
    }),
    say(`exemption-by-${provenBy(exemption)}`),
  ]
  if (needs.length > 0) {
    const needed = needs.map((need) => sayNeed(need, words)).join(say('then'))
    parts.push(say('exemption-needs', { needs: needed }))
  }
  if (exemption.in !== undefined)
    parts.push(say('exemption-in', { slot: saySlot(exemption.in, words) }))
  if (atMost !== undefined) {
    const quota = `${sayQuantity(atMost.quantity, words)} ${sayEach(atMost.per, words)}`
    parts.push(say('exemption-at-most', { quota }))
    if (excess !== undefined) parts.push(say(`exemption-excess-${excess}`))
  }
  if (rate !== undefined)
    parts.push(say('exemption-rate', { rate: sayRate(rate, undefined, 'full', words) }))
  if (when !== undefined)
    parts.push(say('exemption-when', { condition: sayCondition(when, words) }))
  return rowsOf(say('terms-exemption', { ground: exemption.ground }), parts)
}

function sayCondition(condition: Condition, words: TermSpeaker): string {
  const holds = words.say(`target-${condition.reducer}`, {
    bound: sayBound(condition.bound, words),
  })
  return [
    ...(condition.of === undefined ? [] : [condition.of.id]),
    holds,
    ...(condition.in === undefined ? [] : [sayWindow(condition.in, words)]),
  ].join(', ')
}

export const sayGrace = (grace: Grace, words: TermSpeaker): string =>
  [
    words.say('grace-first', { length: sayLength(grace.first, words) }),
    words.say(`grace-measured-${grace.measured}`),
    words.say(`grace-penalised-${grace.penalised}`),
  ].join(', ')

/** Caps in the order in which they apply, and the other accumulators that amounts pass. */
export function capBlocks(performance: Performance, words: TermSpeaker): Block[] {
  const { say } = words
  const rows = [
    ...performance.caps.map((cap) => [
      titledName(cap),
      cap.clause.text,
      sayLimit(cap.atMost, words),
      sayPeriod(cap.per, words),
      say(`take-${cap.take}`),
      say(`excess-${cap.excess}`),
    ]),
    ...performance.minimums.map((minimum) => [
      minimum.id,
      minimum.clause.text,
      say('minimum-above', { limit: sayLimit(minimum.above, words) }),
      sayPeriod(minimum.per, words),
      say(`minimum-${minimum.oncePassed}`),
      '',
    ]),
    ...performance.balances.map((balance) => [
      balance.id,
      balance.clause.text,
      sayBalance(balance, words),
      sayEach(balance.per, words),
      balance.atMost === undefined
        ? ''
        : say('balance-at-most', { limit: sayLimit(balance.atMost, words) }),
      '',
    ]),
    ...performance.combine.map((list) => [
      titledName(list),
      list.clause.text,
      say('combine-highest', { of: list.of.map(({ id }) => id).join(', ') }),
      list.on === 'always' ? sayEach('month', words) : say('due-on', { event: list.on }),
      '',
      '',
    ]),
  ]
  if (rows.length === 0) return []
  const titles = ['cap', 'clause', 'limit', 'period', 'take', 'excess']
  return [
    heading(say('caps-heading')),
    table(
      titles.map((title) => left(say(`column-${title}`))),
      rows,
    ),
  ]
}

/** A rate for each point, or the rows of a table, one after the other. */
function sayBalance({ worth, of }: PointBalance, words: TermSpeaker): string {
  const one = (part: Worth): string =>
    part.kind === 'rate'
      ? sayRate(part.rate, of, 'full', words)
      : sayAmount(part.amount, 'full', words)
  return worth.kind === 'bands' ? sayBands(worth, one, words).join(' · ') : one(worth)
}

function sayPeriod(per: CapPeriod, words: TermSpeaker): string {
  switch (per.kind) {
    case 'tile':
      return sayEach(per.tile, words)
    case 'sliding':
      return words.say('period-sliding', { length: sayLength(per.length, words) })
    case 'order':
      return words.say('period-order')
  }
}
