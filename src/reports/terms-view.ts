/**
 * Composes what was agreed on levels and money as tables, in the contract's own phrases.
 *
 * @fr stipulations
 */

import { formatDay } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { BandTable, Penalty, ServiceLevel, Terms, Worth } from '../contract/terms.ts'
import type { Block } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'

export function composeTerms(terms: Terms, speaker: Speaker): Block[] {
  const { contract, parties, term, performance, costs } = terms
  const { say, language } = speaker
  return [
    heading(`${contract.title} (${contract.id})`, 1),
    sentence(
      say('terms-parties', { client: parties.client.name, provider: parties.provider.name }),
    ),
    sentence(
      say('terms-starts', { date: formatDay(term.starts, language), initial: term.initial.text }),
    ),
    heading(say('levels-heading')),
    table(
      [
        left(say('column-level')),
        left(say('column-clause')),
        left(say('column-measure')),
        left(say('column-target')),
        left(say('column-penalty')),
        left(say('column-cap')),
      ],
      (performance?.levels ?? []).map((level) => [
        level.id,
        level.clause.text,
        sayMeasure(level),
        `${level.target.reducer === 'figure' ? '' : `${level.target.reducer} `}${level.target.bound.text}`,
        level.penalty === undefined ? '' : sayPenalty(level.penalty),
        (level.penalty?.countsIn ?? []).map((cap) => cap.id).join(', '),
      ]),
    ),
    heading(say('caps-heading')),
    table(
      [left(say('column-cap')), left(say('column-clause')), left(say('column-limit'))],
      (performance?.caps ?? []).map((cap) => [cap.id, cap.clause.text, cap.atMost.text]),
    ),
    heading(say('prices-heading')),
    table(
      [left(say('column-fee')), right(say('column-amount'))],
      (costs?.fees ?? []).map((fee) => [fee.id, fee.amount.text]),
    ),
  ]
}

function sayMeasure(level: ServiceLevel): string {
  const { measure } = level
  const filter = (measure.filter?.rows ?? []).flatMap((row) => row.anyOf).join('|')
  const within =
    'within' in measure && 'text' in measure.within
      ? measure.within.text
      : 'within' in measure && measure.within.kind === 'one'
        ? measure.within.value.text
        : ''
  return [measure.kind, measure.of, filter, within].filter((part) => part !== '').join(' ')
}

const sayWorth = (worth: Worth): string =>
  worth.kind === 'rate' ? worth.rate.text : worth.amount.text

const sayBands = (bands: BandTable): string =>
  bands.rows
    .map((row) => {
      const sides = [row.lower?.text, row.upper?.text].filter((side) => side !== undefined)
      return `${sides.join(' ')}: ${sayWorth(row.worth)}`
    })
    .join(' / ')

function sayPenalty(penalty: Penalty): string {
  const worth = penalty.worth.kind === 'bands' ? sayBands(penalty.worth) : sayWorth(penalty.worth)
  return penalty.of === undefined ? worth : `${worth} (${penalty.of.text})`
}
