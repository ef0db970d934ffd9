/**
 * Says what each party claims, what each fact in dispute is worth, and what they make together.
 *
 * @fr positions des parties, montant en discussion
 */
import type { Zone } from '../base/calendar/zone.ts'
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement, StoredDispute, StoredPositions } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { heading, left, right, sentence, table } from './document.ts'
import { sayFigure, sayInstant, sayShare } from './figures.ts'

const PARTIES = ['client', 'provider', 'agreed'] as const

export function positionBlocks(settlement: Settlement, zone: Zone, speaker: Speaker): Block[] {
  const { positions } = settlement
  if (positions === undefined) return []
  const { say } = speaker
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  const amounts = ['total-indemnity', 'total-price-reduction', 'column-amount'] as const
  return [
    heading(say('position-heading')),
    table(
      [left(say('column-position')), ...amounts.map((column) => right(say(column)))],
      PARTIES.map((party) => [
        say(`position-${party}`),
        figure(positions[party].indemnity),
        figure(positions[party]['price-reduction']),
        figure(positions[party].total),
      ]),
    ),
    sentence(say('position-worth')),
    disputedTable(positions, figure, zone, speaker),
  ]
}

/** Each fact in dispute, the joint effect that closes their sum, and the sum. */
function disputedTable(
  { disputed, jointEffect, inDiscussion }: StoredPositions,
  figure: (node: number) => string,
  zone: Zone,
  speaker: Speaker,
): Block {
  const { say } = speaker
  const columns = ['fact', 'ground', 'about', 'party', 'claim-status'] as const
  const closing = [
    ['joint-effect', jointEffect],
    ['in-discussion', inDiscussion],
  ] as const
  return table(
    [...columns.map((column) => left(say(`column-${column}`))), right(say('column-worth'))],
    [
      ...disputed.map((dispute) => [
        dispute.id,
        dispute.ground,
        aboutOf(dispute, zone, speaker),
        say(`party-${dispute.by}`),
        say(`claim-status-${dispute.status}`),
        figure(dispute.worth),
      ]),
      ...closing.map(([key, node]) => [say(`position-${key}`), '', '', '', '', figure(node)]),
    ],
  )
}

/** The item or the stretch that a claim is about, and the part of it where it is not the whole. */
export function aboutOf(
  { item, from, to, share }: StoredDispute,
  zone: Zone,
  speaker: Speaker,
): string {
  const [start, end] = [from, to].map((at) => sayInstant(at, zone, speaker))
  const about = item ?? `${start} → ${end}`
  return share === undefined ? about : `${about} (${sayShare(share, speaker)})`
}

/** The names that positions are explained by, each with its node. */
export function positionNames({ positions }: Settlement): ReadonlyMap<string, number> {
  if (positions === undefined) return new Map()
  return new Map([
    ...PARTIES.map((party) => [`position.${party}`, positions[party].total] as const),
    ...positions.disputed.map(({ id, worth }) => [`dispute.${id}`, worth] as const),
    ['joint-effect', positions.jointEffect] as const,
    ['in-discussion', positions.inDiscussion] as const,
  ])
}

/** What a node of the positions is, by its name: `position.client.indemnity`. */
export function sayPositionName(name: string, { say, sayOr }: Speaker): string | undefined {
  const [head, ...rest] = name.split('.')
  if (head === 'dispute') return say('dispute-named', { claim: rest.join('.') })
  if (head === 'joint-effect' || head === 'in-discussion') return say(`position-${head}`)
  if (head !== 'position') return undefined
  const nature = (['indemnity', 'price-reduction'] as const).find((one) => one === rest.at(-1))
  const who = rest.slice(0, nature === undefined ? undefined : -1).join('.')
  const position = sayOr(`position-${who}`, say('dispute-named', { claim: who }))
  return nature === undefined ? position : `${position}, ${say(`total-${nature}`)}`
}
