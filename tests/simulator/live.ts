/**
 * Lives a plan through the real store, step by step, and checks after each step what must hold then.
 *
 * A step that is cut is sent again to another process, with the same key: at once, or where other
 * steps are let by, before anything but another import is asked.
 */
import { parseMonth } from '../../src/base/calendar/date.ts'
import type { Instant } from '../../src/base/instant.ts'
import type { Fact } from '../../src/facts/fact.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import { settlementText } from '../../src/money/settlement.ts'
import type { ContractId } from '../../src/shell/storage/identifiers.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import { StoreWorkspace } from '../../src/shell/workspace/store-workspace.ts'
import { Refused } from '../../src/shell/workspace/workspace.ts'
import type { Random } from '../engine/draw.ts'
import { chance, seeded } from '../engine/draw.ts'
import { answerTo, filesOf, granted } from './commands.ts'
import type { Invariant } from './invariants.ts'
import { contentsOf, textOf } from './known-facts.ts'
import type { Asked, Plan, Step } from './plan.ts'
import type { LifeRecord, Port } from './record.ts'
import { newRecord } from './record.ts'
import type { CutStore } from './wire.ts'

const ACTOR = { id: 'somebody', name: 'somebody' }

const monthOf = (name: string) => {
  const month = parseMonth(name)
  if (month === undefined) throw new Error(`not a month: ${name}`)
  return month
}

export class Living {
  readonly record: LifeRecord
  readonly #stores: CutStore
  readonly #port: Port
  /** Whether it is looked at what is known. */
  readonly #random: Random
  #workspace: StoreWorkspace | undefined
  #left: Step | undefined
  #contract: ContractId | undefined

  private constructor(stores: CutStore, port: Port, record: LifeRecord) {
    this.#stores = stores
    this.#port = port
    this.record = record
    this.#random = seeded(record.plan.seed)
  }

  /** `salt` makes another tenant of the same seed. */
  static async begin(stores: CutStore, plan: Plan, port: Port, salt: number): Promise<Living> {
    stores.random = seeded(Math.imul(plan.seed, 7_919) + salt)
    stores.now = plan.steps[0]?.at ?? stores.now
    const { id } = await stores.store.createTenant({ actor: ACTOR.id }, `life ${plan.seed}`)
    return new Living(stores, port, newRecord(plan, id))
  }

  get store(): Store {
    return this.#port(this.#stores.store)
  }

  get workspace(): StoreWorkspace {
    this.#workspace ??= new StoreWorkspace({
      store: this.store,
      tenant: this.record.tenant,
      now: () => this.#stores.now,
      isDemonstration: false,
    })
    return this.#workspace
  }

  async live(): Promise<void> {
    const { steps } = this.record.plan
    // The last import tells everything as it is: nothing that is cut comes after it.
    const whole = steps.findLast(({ kind }) => kind === 'import')
    for (const step of steps) {
      if (step.kind !== 'import' || step === whole) await this.sendLeft()
      await this.#take(step)
    }
    await this.sendLeft()
  }

  /** Sends again what was cut and left. */
  async sendLeft(): Promise<void> {
    const step = this.#left
    this.#left = undefined
    if (step !== undefined) await this.#send(step)
  }

  break(invariant: Invariant, said: string): void {
    this.record.broken.push({ invariant, said })
  }

  async #take(step: Step): Promise<void> {
    this.#stores.now = step.at
    this.#stores.arm(step.cut)
    try {
      await this.#send(step)
    } catch (failure) {
      if (!this.#stores.isCut) throw failure
    }
    if (!this.#stores.isCut) return this.#stores.arm(undefined)
    this.record.cuts += 1
    await this.#stores.reopen()
    this.#workspace = undefined
    await this.#noteHeard(step)
    if (step.cut?.isLeft === true && this.#left === undefined) this.#left = step
    else await this.#send(step)
  }

  /** An import whose answer was lost may have been heard: then its facts are known. */
  async #noteHeard(step: Step): Promise<void> {
    if (step.kind !== 'import') return
    const runs = await this.store.imports(this.record.tenant)
    const isHeard = runs.some(
      ({ files, finishedAt }) => finishedAt !== undefined && files.includes(step.key),
    )
    if (isHeard) this.record.known.tell(step.key, step.facts)
  }

  async #send(step: Step): Promise<void> {
    switch (step.kind) {
      case 'add':
      case 'amend':
      case 'import':
      case 'withdraw':
        return await this.#command(step)
      case 'again': {
        const first = this.#stepOf(step.key)
        return first === undefined ? undefined : await this.#command(first)
      }
      case 'misuse':
        return await this.#misuse(step.key)
      case 'look':
        return await this.#look(step.month)
      case 'close':
        return await this.#close(step.month)
      case 'close-again':
        return await this.#closeAgain(step.month)
    }
  }

  #stepOf(key: string): Step | undefined {
    return this.record.plan.steps.find(
      (step) =>
        step.kind !== 'again' && step.kind !== 'misuse' && 'key' in step && step.key === key,
    )
  }

  async #command(step: Asked): Promise<void> {
    const answer = textOf(await answerTo(this, ACTOR.id, step))
    if (!('key' in step)) return
    const first = this.record.answers.get(step.key)
    if (first !== undefined && first !== answer) {
      this.break('one-effect', `${step.key}: answered ${answer}, and ${first} before`)
    }
    this.record.answers.set(step.key, answer)
    if (step.kind === 'import') this.record.known.tell(step.key, step.facts)
    if (step.kind === 'withdraw') this.record.known.undo(step.import)
    if (step.kind === 'amend' || step.kind === 'add') this.record.text = step.text
    else if (first === undefined && (this.record.looks.length === 0 || chance(this.#random, 0.5))) {
      await this.checkFacts(step.key)
    }
    this.#workspace = undefined
  }

  async contractId(): Promise<ContractId> {
    this.#contract ??= (await this.store.contracts(this.record.tenant))[0]?.id
    if (this.#contract === undefined) throw new Error('there is no contract')
    return this.#contract
  }

  async #misuse(key: string): Promise<void> {
    const first = this.#stepOf(key)
    if (first?.kind !== 'import' || !this.record.answers.has(key)) return
    const other = filesOf({
      ...first,
      facts: [{ ...(first.facts[0] as Fact), externalId: 'other' }],
    })
    const { findings } = await this.store.importFacts(
      this.record.tenant,
      { actor: ACTOR.id, key },
      other,
    )
    const codes = findings.map(({ code }) => code).join(', ')
    if (codes !== 'key-used-otherwise') this.break('one-effect', `${key} misused: ${codes}`)
  }

  /** What is known, as it is told now, or was known at an instant. */
  async factsKnown(asOf?: Instant): Promise<readonly Fact[]> {
    const facts: Fact[] = []
    const selection = asOf === undefined ? {} : { asOf }
    const { rare } = await this.store.readFacts(this.record.tenant, selection, (batch) => {
      for (let i = 0; i < batch.count; i += 1) facts.push(ticketAt(batch, i))
    })
    return [...facts, ...rare]
  }

  /** Each fact is known once, as it was last told, whatever was told how often. */
  async checkFacts(after: string): Promise<void> {
    const facts = await this.factsKnown()
    const [found, expected] = [contentsOf(facts), contentsOf(this.record.known.facts)]
    const other = found.find((line, i) => line !== expected[i]) ?? expected[found.length]
    if (other !== undefined) {
      const counts = `${found.length} facts, ${expected.length} told`
      this.break('each-fact-once', `after ${after}: ${counts}, first apart: ${other}`)
    }
    const { tenant, heads, looks } = this.record
    const entries = await this.store.auditEntries(tenant, heads.at(-1)?.seq ?? 0, 1000)
    const last = entries.at(-1)
    if (last === undefined) return
    heads.push(last)
    looks.push({ at: last.at, bytes: textOf(facts) })
  }

  async #look(month: string): Promise<void> {
    const id = await this.contractId()
    const looked = await this.workspace.settle(id, monthOf(month))
    const again = await this.workspace.preview(id, monthOf(month))
    if (looked.state === 'open' && again.envelope.hash !== looked.envelope.hash) {
      this.break('known-then', `${month} looked at twice: ${again.envelope.hash}`)
    }
  }

  async #close(name: string): Promise<void> {
    const [id, month] = [await this.contractId(), monthOf(name)]
    const looked = await this.workspace.settle(id, month)
    const { envelope } =
      looked.state === 'closed'
        ? looked
        : await this.workspace.close(ACTOR, id, month, looked.envelope.hash)
    const { settlement, hash, contract } = envelope
    const bytes = settlementText(settlement)
    this.record.closed.set(name, { month: name, hash, settlement, bytes, text: contract.text })
    await this.checkClosed()
  }

  /** A closed month is refused, by the workspace and by the store, and stays as it is. */
  async #closeAgain(name: string): Promise<void> {
    const first = this.record.closed.get(name)
    if (first === undefined) return
    const [id, month] = [await this.contractId(), monthOf(name)]
    const refused = await this.workspace.close(ACTOR, id, month).then(
      () => 'closed',
      (failure) => {
        if (failure instanceof Refused) return failure.refusal
        throw failure
      },
    )
    if (refused !== 'month-closed') this.break('closed-stays', `${name} again: ${refused}`)
    const { envelope } = await this.workspace.preview(id, month)
    const gesture = { actor: ACTOR.id }
    const { tenant } = this.record
    const hash = granted(await this.store.keepSettlement(tenant, gesture, id, envelope.settlement))
    const closing = await this.store.closeMonth(tenant, gesture, { contract: id, month, hash })
    const said = closing.findings.map(({ code }) => code).join(', ')
    if (said !== (hash === first.hash ? '' : 'month-closed-otherwise')) {
      this.break('closed-stays', `${name} with ${hash}: ${said}`)
    }
    await this.checkClosed()
  }

  /** Every closed month has the settlement that it was closed with. */
  async checkClosed(): Promise<void> {
    const stored = await this.store.months(this.record.tenant, await this.contractId())
    for (const { month, hash } of this.record.closed.values()) {
      const found = stored.find((one) => one.month === monthOf(month))?.settlement ?? 'open'
      if (found !== hash) this.break('closed-stays', `${month}: closed with ${hash}, is ${found}`)
    }
  }
}
