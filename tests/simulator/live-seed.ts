/** Lives the life of a seed, and says what of it does not hold. */
import { checkEnd } from './check-end.ts'
import { checkStore, checkVerifies } from './check-forgery.ts'
import { checkMoney } from './check-money.ts'
import type { Broken } from './invariants.ts'
import { Living } from './live.ts'
import type { Plan } from './plan.ts'
import type { LifeRecord, Port } from './record.ts'
import type { CutStore } from './wire.ts'

export interface Lived {
  readonly broken: readonly Broken[]
  readonly record?: LifeRecord
}

const untouched: Port = (store) => store

export async function livePlan(
  stores: CutStore,
  plan: Plan,
  port: Port = untouched,
  salt = 0,
): Promise<Lived> {
  let living: Living | undefined
  try {
    living = await Living.begin(stores, plan, port, salt)
    await living.live()
    await checkEnd(living)
    checkMoney(living)
    checkVerifies(living)
    await checkStore(living, stores)
    return { broken: living.record.broken, record: living.record }
  } catch (failure) {
    stores.arm(undefined)
    if (stores.isCut) await stores.reopen()
    const said = failure instanceof Error ? `${failure.stack}`.slice(0, 600) : `${failure}`
    const before = living?.record.broken ?? []
    return { broken: [...before, { invariant: 'no-failure', said }] }
  }
}
