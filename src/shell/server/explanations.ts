/** The explanation of a figure of a settlement, with the wording of its clause. */
import type { Zone } from '../../base/calendar/zone.ts'
import { wordingAt } from '../../contract/reading/wording-at.ts'
import type { Envelope } from '../../money/verify.ts'
import { composeExplanation } from '../../reports/explanation.ts'
import { versionsOfSettled } from '../open-settled.ts'
import { viewBlocks } from './blocks.ts'
import type { Explanation } from './schemas.ts'
import type { Voice } from './views.ts'

/** The explanation of a line, a level, a cap, a fee or a total; nothing for any other name. */
export function explanationOf(
  { settlement, contract }: Pick<Envelope, 'settlement' | 'contract'>,
  name: string,
  zone: Zone,
  { speaker }: Voice,
): Explanation | undefined {
  const blocks = composeExplanation(settlement, name, zone, speaker)
  if (blocks === undefined) return undefined
  const line = settlement.lines.find((candidate) => candidate.id === name)
  const level = settlement.levels.find((candidate) => candidate.id === (line?.level ?? name))
  const cap = settlement.caps.find((candidate) => candidate.id === name)
  const fee = settlement.fees.find((candidate) => name === `fee.${candidate.id}`)
  const price = fee === undefined ? undefined : settlement.graph[fee.amount]?.path
  const path = level?.path ?? cap?.path ?? price
  const inForce = versionsOfSettled({ settlement, contract })?.inForce.amendments ?? []
  const { file, text } = contract
  const wording = path === undefined ? undefined : wordingAt(file, text, path, inForce)
  return {
    name,
    blocks: viewBlocks(blocks),
    ...(wording === undefined ? {} : { wording: { file: contract.file, ...wording } }),
    tickets: level?.lateItems.map((item) => item.id) ?? [],
  }
}
