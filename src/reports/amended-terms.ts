/**
 * Composes the terms of a contract as they are in force on a day, and says which amendment changed
 * which of them.
 *
 * Example: “Penalty: €300.00 per late ticket (av-1)”, where av-1, signed on 20 May, sets it from 1
 * March; the table above says of av-1 when it was signed and from when it holds.
 *
 * @fr version consolidée
 */
import type { CalendarDate } from '../base/calendar/date.ts'
import { formatDay } from '../base/wording/format.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { ContractVersion } from '../contract/amendments/versions.ts'
import type { Amendment, Terms } from '../contract/terms.ts'
import type { Block, Cell } from './document.ts'
import { heading, left, richCell, sentence, table } from './document.ts'
import type { SaidRow } from './terms/said-rows.ts'
import { eachRow, keyOfRow, rowsSaid } from './terms/said-rows.ts'
import { composeTerms } from './terms-view.ts'

type Version = Pick<ContractVersion, 'terms' | 'amendments'>

/** The day of which the terms are asked for, and the day on which they are known. */
export interface TermsReading {
  readonly on: CalendarDate
  readonly knownOn: CalendarDate
}

/**
 * Composes the last of the versions, each of which has one or more amendments more than the one
 * before it. A contract without amendments is the same on any day.
 */
export function composeAmendedTerms(
  history: readonly Version[],
  reading: TermsReading,
  speaker: Speaker,
): Block[] {
  const [{ terms: original }] = history as readonly [Version]
  // The levels and prices of orders stand in the months in which they run.
  const isDated = original.orders.length > 0
  if (original.amendments.length === 0 && !isDated) return composeTerms(original, speaker)
  const versions = history.map(({ terms }) => composeTerms(terms, speaker))
  const said = versions.map((blocks) => new Set(rowsSaid(blocks).map(keyOfRow)))
  const marked = eachRow(versions.at(-1) as Block[], (row, cells) => {
    const since = said.findLastIndex((rows) => !rows.has(keyOfRow(row)))
    return since < 0 ? cells : withNote(cells, nameAdded(history, since + 1))
  })
  // The title, the parties and the frame of the contract go before.
  return [
    ...marked.slice(0, 3),
    ...amendmentBlocks(original, reading, speaker),
    ...marked.slice(3),
    ...removedBlocks(history, versions, speaker),
  ]
}

/** The amendments that a version has and the one before it has not. */
function nameAdded(history: readonly Version[], index: number): string {
  const before = new Set(history[index - 1]?.amendments.map(({ id }) => id))
  const added = history[index]?.amendments.filter(({ id }) => !before.has(id)) ?? []
  return added.map(({ id }) => id).join(', ')
}

/** On the last cell of a pair, on the first one of a row of a table: what is read first. */
function withNote(cells: readonly Cell[], amendment: string): readonly Cell[] {
  const place = cells.length === 2 ? 1 : 0
  return cells.map((cell, i) => {
    if (i !== place) return cell
    const { note, ...rich } = richCell(cell)
    return { ...rich, note: note === undefined ? amendment : `${note}, ${amendment}` }
  })
}

/** The day at which the terms are read, and where each amendment stands on it. */
function amendmentBlocks(
  { amendments }: Terms,
  reading: TermsReading,
  { say, language }: Speaker,
): Block[] {
  const day = (date: CalendarDate): string => formatDay(date, language)
  const read = sentence(say('terms-read-on', { on: day(reading.on), known: day(reading.knownOn) }))
  if (amendments.length === 0) return [read]
  return [
    read,
    heading(say('amendments-heading')),
    table(
      [
        left(say('column-amendment')),
        left(say('column-title')),
        left(say('column-signed')),
        left(say('column-effective')),
        left(say('column-state')),
      ],
      [...amendments]
        .sort((a, b) => a.effective - b.effective || a.signed - b.signed)
        .map((amendment) => [
          amendment.id,
          amendment.title ?? '',
          day(amendment.signed),
          day(amendment.effective),
          say(`amendment-${stateOf(amendment, reading)}`),
        ]),
    ),
  ]
}

const stateOf = ({ signed, effective }: Amendment, { on, knownOn }: TermsReading): string =>
  signed > knownOn ? 'unsigned' : effective > on ? 'later' : 'in-force'

/** What amendments have taken away, with what each said last. */
function removedBlocks(
  history: readonly Version[],
  versions: readonly (readonly Block[])[],
  { say }: Speaker,
): Block[] {
  const nameOf = ({ section, name }: SaidRow): string => JSON.stringify([section, name])
  const names = versions.map((blocks) => new Set(rowsSaid(blocks).map(nameOf)))
  const removed = versions.slice(0, -1).flatMap((blocks, i) =>
    rowsSaid(blocks)
      .filter((row) => names.slice(i + 1).every((later) => !later.has(nameOf(row))))
      .map(({ section, name, text }) => [section, name, text, nameAdded(history, i + 1)]),
  )
  if (removed.length === 0) return []
  const columns = ['term', 'name', 'before', 'amendment'] as const
  return [
    heading(say('terms-removed-heading')),
    table(
      columns.map((column) => left(say(`column-${column}`))),
      removed,
    ),
  ]
}
