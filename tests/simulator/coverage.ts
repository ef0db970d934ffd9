/** What came into play in a life: a simulator that never meets a thing says nothing about it. */
import type { Fact } from '../../src/facts/fact.ts'
import { centsAt } from '../engine/conservation.ts'
import { CHANGES } from './draw-plan.ts'
import { contentsOf } from './known-facts.ts'
import type { Plan, Step } from './plan.ts'
import type { Closed, LifeRecord } from './record.ts'

const MINUTE = 60_000

export const TRAITS = [
  'binding cap',
  'adjustment',
  'barred adjustment',
  'pause',
  'refused exemption',
  'DST night',
  'amendment',
  'retroactive amendment',
  'crash',
  'late fact',
  'duplicate delivery',
  'import undone',
  'month closed again',
] as const

export type Trait = (typeof TRAITS)[number]

/** No trait may be rarer. */
export const LEAST_SHARE = 0.05

type Import = Step & { readonly kind: 'import' }

const importsOf = ({ steps }: Plan): Import[] =>
  steps.filter((step): step is Import => step.kind === 'import')

function hasBindingCap({ settlement }: Closed, caps: ReadonlySet<string>): boolean {
  const cuts = settlement.lines.flatMap((line) => line.cuts).filter(({ cap }) => caps.has(cap))
  return cuts.some(
    ({ before, after }) => centsAt(settlement, before) !== centsAt(settlement, after),
  )
}

const hasAdjustment = ({ settlement }: Closed, state: string): boolean =>
  settlement.adjustments?.some((one) => one.state === state) === true

/** From its beginning to its end, a stretch that is told; nothing of what has not ended. */
function stretchOf(fact: Fact): readonly [number, number] | undefined {
  if (fact.kind === 'outage') return fact.end === undefined ? undefined : [fact.start, fact.end]
  if (fact.kind !== 'ticket') return undefined
  const resolved = fact.events.find(({ kind }) => kind === 'resolved')
  return resolved === undefined ? undefined : [fact.events[0]?.at ?? 0, resolved.at]
}

const spansNight = (fact: Fact): boolean => {
  const [from, to] = stretchOf(fact) ?? [0, 0]
  return CHANGES.some((night) => from < night * MINUTE && night * MINUTE < to)
}

/** Whether something that had ended in a month is first told after its closing. */
function hasLateFact(plan: Plan): boolean {
  const closings = new Map(
    plan.steps.flatMap((step) => (step.kind === 'close' ? [[step.month, step.at] as const] : [])),
  )
  const told = new Set<string>()
  return importsOf(plan).some(({ facts, at }) =>
    facts.some((fact) => {
      const isFirst = !told.has(`${fact.kind} ${fact.externalId}`)
      told.add(`${fact.kind} ${fact.externalId}`)
      const [, end = 0] = stretchOf(fact) ?? []
      const closing = closings.get(new Date(end).toISOString().slice(0, 7))
      return isFirst && closing !== undefined && closing < at
    }),
  )
}

/** Whether a fact is told twice as it is, before the import that tells everything. */
function hasDuplicate(plan: Plan): boolean {
  const told = importsOf(plan)
    .slice(0, -1)
    .flatMap(({ facts }) => contentsOf(facts))
  return new Set(told).size < told.length
}

/** Whether an amendment is signed after a month that it changes. */
const isRetroactive = (text: string): boolean =>
  [...text.matchAll(/signed: (\d{4}-\d\d)-\d\d, effective: (\d{4}-\d\d)/g)].some(
    ([, signed = '', effective = '']) => effective < signed,
  )

export function traitsOf({ plan, known, closed, cuts, text }: LifeRecord): Trait[] {
  const { life, steps } = plan
  const months = [...closed.values()]
  const facts = known.facts
  const caps = new Set(life.bounds.flatMap((bound) => ('take' in bound ? [bound.id] : [])))
  const has = (kind: Step['kind']): boolean => steps.some((step) => step.kind === kind)
  const seen: { readonly [trait in Trait]: boolean } = {
    'binding cap': months.some((month) => hasBindingCap(month, caps)),
    adjustment: months.some((month) => hasAdjustment(month, 'posted')),
    'barred adjustment': months.some((month) => hasAdjustment(month, 'barred')),
    pause: facts.some(
      (fact) => fact.kind === 'ticket' && fact.events.some(({ kind }) => kind === 'status'),
    ),
    'refused exemption': facts.some(
      (fact) => fact.kind === 'exemption' && fact.status === 'refused',
    ),
    'DST night': life.zone === 'Europe/Paris' && facts.some(spansNight),
    amendment: has('amend'),
    'retroactive amendment': isRetroactive(text),
    crash: cuts > 0,
    'late fact': hasLateFact(plan),
    'duplicate delivery': hasDuplicate(plan),
    'import undone': has('withdraw'),
    'month closed again': has('close-again'),
  }
  return TRAITS.filter((trait) => seen[trait])
}
