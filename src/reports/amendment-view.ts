/**
 * Composes what an amendment changes: in terms, said in words on both sides, and in euros, on the
 * months that were settled with it and without it.
 *
 * Example: “Penalty: €240.00 per late ticket | €300.00 per late ticket”, and for April
 * “restore-p1.penalty: €240.00 | €300.00 | €60.00”.
 *
 * @fr portée d'un avenant
 */
import type { Derived } from '../base/because/graph.ts'
import { formatDay } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { AmendmentEffect } from '../contract/amendments/effect.ts'
import type { Amendment, Change } from '../contract/terms.ts'
import type { ComparedMonth } from '../money/compare-months.ts'
import type { Block } from './document.ts'
import { heading, left, list, pairs, right, sentence, table } from './document.ts'
import { sayMonth, sayValue } from './figures.ts'
import type { TermSpeaker } from './terms/phrases.ts'
import { changesSaid, rowsSaid } from './terms/said-rows.ts'
import { composeTerms } from './terms-view.ts'

export function composeAmendment(
  amendment: Amendment,
  { before, after }: Pick<AmendmentEffect, 'before' | 'after'>,
  speaker: Speaker,
): Block[] {
  const { say, language } = speaker
  const { id, title, signed, effective, changes } = amendment
  const [old, now] = [before, after].map((terms) => rowsSaid(composeTerms(terms, speaker)))
  const said = changesSaid(old ?? [], now ?? [])
  const columns = ['term', 'name', 'before', 'after'] as const
  return [
    heading(title === undefined ? id : `${title} (${id})`, 1),
    pairs([
      [say('column-signed'), formatDay(signed, language)],
      [say('column-effective'), formatDay(effective, language)],
    ]),
    list(changes.map((change) => sayChange(change, speaker))),
    heading(say('amendment-terms-heading')),
    said.length === 0
      ? sentence(say('amendment-without-words'))
      : table(
          columns.map((column) => left(say(`column-${column}`))),
          said.map(({ section, name, before: was, after: is }) => [
            section,
            name,
            was.join(' ; '),
            is.join(' ; '),
          ]),
        ),
  ]
}

/** What an amendment does to the file, by the path of its term. */
const sayChange = (change: Change, { say }: Speaker): string =>
  say(`change-${change.kind}`, { path: change.at.text })

/** What the amendment is worth on months, on the same facts. */
export function composeWorth(
  months: readonly ComparedMonth[],
  worth: Derived,
  speaker: TermSpeaker,
): Block[] {
  const { say, currency } = speaker
  const figure = ({ value }: Derived): string => sayValue(value, currency, speaker)
  const nameOf = (kind: string, name: string): string =>
    kind === 'total' ? say(`total-${name}`) : name
  return [
    heading(say('amendment-worth-heading')),
    table(
      [
        left(say('column-period')),
        left(say('column-line')),
        right(say('column-before')),
        right(say('column-after')),
        right(say('column-difference')),
      ],
      months.flatMap(({ month, figures, worth: own }) => [
        ...figures.map(({ kind, name, before, after, difference }) => [
          sayMonth(month, speaker),
          nameOf(kind, name),
          figure(before),
          figure(after),
          figure(difference),
        ]),
        [sayMonth(month, speaker), say('amendment-worth'), '', '', figure(own)],
      ]),
    ),
    pairs([[say('amendment-worth-in-all'), figure(worth)]]),
    list(
      months.map(({ month, before, after }) =>
        say('amendment-settlements', {
          month: sayMonth(month, speaker),
          before: before.hash,
          after: after.hash,
        }),
      ),
    ),
  ]
}
