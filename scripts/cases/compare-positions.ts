/** Compares the positions of the parties: totals, what each fact in dispute is worth, the rest. */
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredPosition, StoredPositions } from '../../src/money/settlement.ts'
import type { Compared } from './compared.ts'
import { byId, figure } from './compared.ts'
import { eachKey, eachName, textIn } from './tree.ts'

/** `positions: none` where nothing in dispute changes the month. */
export function checkPositions(node: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  const { positions } = settlement
  if (node.kind === 'scalar' && textIn(node, 'positions', fail) === 'none') {
    if (positions !== undefined) fail(node.where, `expected none, actual ${named(positions)}`)
    return
  }
  if (positions === undefined) {
    fail(node.where, 'nothing is in dispute: positions: none')
    return
  }
  const party = (position: StoredPosition) => (value: SourceNode) =>
    checkPosition(value, position, compared)
  eachKey(
    node,
    'positions',
    {
      client: party(positions.client),
      provider: party(positions.provider),
      agreed: party(positions.agreed),
      'in-discussion': figure(compared, positions.inDiscussion),
      'joint-effect': figure(compared, positions.jointEffect),
      disputed: (value) => checkDisputed(value, positions, compared),
    },
    fail,
  )
}

const named = ({ disputed }: StoredPositions): string => disputed.map(({ id }) => id).join(', ')

/** The whole, or a map by nature. */
function checkPosition(node: SourceNode, position: StoredPosition, compared: Compared): void {
  if (node.kind === 'scalar') {
    figure(compared, position.total)(node)
    return
  }
  const handlers = {
    indemnity: figure(compared, position.indemnity),
    'price-reduction': figure(compared, position['price-reduction']),
    total: figure(compared, position.total),
  }
  eachKey(node, 'a position', handlers, compared.fail)
}

/** All the facts in dispute, each with what it is worth. */
function checkDisputed(node: SourceNode, positions: StoredPositions, compared: Compared): void {
  const { fail } = compared
  const disputed = byId(positions.disputed)
  eachName(
    node,
    'fact in dispute',
    disputed,
    ({ worth }, value) => figure(compared, worth)(value),
    fail,
  )
  const told = new Set(node.kind === 'map' ? node.entries.map(({ key }) => key) : [])
  for (const id of disputed.keys()) {
    if (!told.has(id)) fail(node.where, `${id} is in dispute as well`)
  }
}
