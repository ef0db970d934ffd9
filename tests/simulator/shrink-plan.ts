/** Shortens a life as long as it still breaks the same invariant, and tells what is left of it. */
import type { Invariant } from './invariants.ts'
import { livePlan } from './live-seed.ts'
import type { Plan, Step } from './plan.ts'
import type { Port } from './record.ts'
import type { CutStore } from './wire.ts'

/** No life is lived again more often for it. */
const MOST_TRIES = 60

/** Tenants of these lives are others than those of their seed. */
const SALT = 1000

/** A step that a life can do without: the contract, the closings and the last import are needed. */
const isSpare = (step: Step, plan: Plan): boolean =>
  step.kind !== 'add' &&
  step.kind !== 'close' &&
  step !== plan.steps.findLast(({ kind }) => kind === 'import')

export async function shrinkPlan(
  stores: CutStore,
  plan: Plan,
  invariant: Invariant,
  port?: Port,
): Promise<Plan> {
  let smallest = plan
  let tries = 0
  for (const step of plan.steps) {
    if (!isSpare(step, plan) || tries === MOST_TRIES) continue
    tries += 1
    const smaller = { ...smallest, steps: smallest.steps.filter((one) => one !== step) }
    const { broken } = await livePlan(stores, smaller, port, SALT + tries)
    if (broken.some((one) => one.invariant === invariant)) smallest = smaller
  }
  return smallest
}

/** `2026-10-02T07:00:00.000Z import import-0, cut at 31`, a line a step. */
export const tellPlan = ({ steps }: Plan): readonly string[] =>
  steps.map((step) => {
    const name = 'key' in step ? step.key : step.month
    const { cut } = step
    const heard = cut?.isHeard === true ? ', heard' : ''
    const left = cut?.isLeft === true ? ', left' : ''
    const end = cut === undefined ? '' : `, cut at ${cut.exchange}${heard}${left}`
    return `${new Date(step.at).toISOString()} ${step.kind} ${name}${end}`
  })
