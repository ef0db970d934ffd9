/**
 * Amendments for a drawn life, most of them retroactive: each sets another limit, price, amount or
 * cap, or takes a penalty away, from a month that chance draws, signed in another.
 */
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'
import type { NaiveLife } from '../oracles/naive-life.ts'
import { KNOWN } from './close-life.ts'

type Draw = (below: number) => number

const day = ({ starts }: NaiveLife, index: number, date: number): string =>
  new Date(Date.UTC(starts.year, starts.month - 1 + index, date)).toISOString().slice(0, 10)

/** What could be changed of a life, as amendments write it. */
function changesOf(life: NaiveLife, draw: Draw): readonly string[] {
  const price = (): string => `${draw(900) + 100}.${draw(90) + 10}`
  const set = (path: string, to: string): string => `{ set: ${path}, to: ${to} }`
  return [
    ...life.fees.map(({ id, months }) =>
      set(
        `costs.fees.${id}.amount`,
        `${price()} per ${{ 1: 'month', 3: 'quarter', 12: 'year' }[months]}`,
      ),
    ),
    ...life.levels.flatMap(({ id, target, penalty: { worth } }) => [
      ...(target.kind === 'up' || target.kind === 'count'
        ? []
        : [set(`performance.levels.${id}.restoration.within`, `${draw(600) + 20} min`)]),
      ...('cents' in worth && worth.units === undefined
        ? [set(`performance.levels.${id}.penalty.amount`, price())]
        : []),
      `{ remove: performance.levels.${id}.penalty }`,
    ]),
    ...life.bounds.flatMap((bound) =>
      'take' in bound && 'cents' in bound.limit
        ? [set(`performance.caps.${bound.id}.at-most`, price())]
        : [],
    ),
  ]
}

/** The contract with amendments, as many as it stands: what makes no contract is left out. */
export function amended(text: string, life: NaiveLife, draw: Draw): string {
  const changes = changesOf(life, draw)
  let kept = text
  for (let i = 1; i <= 2; i += 1) {
    const [change] = changes.slice(draw(changes.length))
    const signed = day(life, draw(life.months), 20)
    const effective = day(life, draw(life.months), 1)
    const amendment = `  - { id: av-${i}, signed: ${signed}, effective: ${effective}, changes: [${change}] }\n`
    const next = `${kept}${kept === text ? 'amendments:\n' : ''}${amendment}`
    if (readAmendedContract('contract.yaml', next, KNOWN).value !== undefined) kept = next
  }
  return kept
}
