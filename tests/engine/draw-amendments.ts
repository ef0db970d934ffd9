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

/** An amendment as the contract writes it, and the day on which it is signed. */
export interface DrawnAmendment {
  readonly signed: string
  readonly line: string
}

/** A contract with amendments, in their order. */
export const withAmendments = (text: string, amendments: readonly DrawnAmendment[]): string =>
  amendments.length === 0
    ? text
    : `${text}amendments:\n${amendments.map(({ line }) => line).join('')}`

/** As many amendments as the contract stands: what makes no contract is left out. */
export function drawAmendments(text: string, life: NaiveLife, draw: Draw): DrawnAmendment[] {
  const changes = changesOf(life, draw)
  const kept: DrawnAmendment[] = []
  for (let i = 1; i <= 2; i += 1) {
    const [change] = changes.slice(draw(changes.length))
    const signed = day(life, draw(life.months), 20)
    const effective = day(life, draw(life.months), 1)
    const line = `  - { id: av-${i}, signed: ${signed}, effective: ${effective}, changes: [${change}] }\n`
    const next = withAmendments(text, [...kept, { signed, line }])
    const isRight = readAmendedContract('contract.yaml', next, KNOWN).value !== undefined
    if (isRight) kept.push({ signed, line })
  }
  return kept
}

/** The contract with drawn amendments. */
export const amended = (text: string, life: NaiveLife, draw: Draw): string =>
  withAmendments(text, drawAmendments(text, life, draw))
