/** The commands of a life, as the store is asked them. */
import type { Checked } from '../../src/base/finding.ts'
import type { Fact } from '../../src/facts/fact.ts'
import type { ContractId } from '../../src/shell/storage/identifiers.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import { sha256 } from '../engine/close-life.ts'
import { reading } from '../storage/scene.ts'
import type { Asked } from './plan.ts'
import type { LifeRecord } from './record.ts'

/** The value of what was asked; a refusal is nothing that a life expects. */
export function granted<T>({ value, findings }: Checked<T>): T {
  if (value === undefined) throw new Error(`refused: ${JSON.stringify(findings)}`)
  return value
}

interface Commanded {
  readonly store: Store
  readonly record: LifeRecord
  contractId(): Promise<ContractId>
}

/** What the store answers to a command, for which it may be asked again. */
export async function answerTo(life: Commanded, actor: string, step: Asked): Promise<unknown> {
  const { store } = life
  const { tenant } = life.record
  const gesture = { actor: actor, ...('key' in step ? { key: step.key } : {}) }
  switch (step.kind) {
    case 'add': {
      const contract = { reference: 'CT-LIFE', text: step.text }
      return granted(await store.addContract(tenant, gesture, contract))
    }
    case 'amend': {
      const contract = await life.contractId()
      const expected = sha256(life.record.text)
      const change = { contract, expected, reference: 'CT-LIFE', text: step.text }
      return granted(await store.changeContract(tenant, gesture, change))
    }
    case 'import':
      return granted(await store.importFacts(tenant, gesture, filesOf(step)))
    case 'withdraw': {
      const runs = await store.imports(tenant)
      const run = runs.find(({ files }) => files.includes(step.import))
      if (run === undefined) return 'nothing to undo'
      const withdrawal = { import: run.id, reason: 'a mistake' }
      return granted(await store.withdrawImport(tenant, gesture, withdrawal))
    }
    default:
      throw new Error(`${step.kind} is no command`)
  }
}

/** What reading the files of an import would give; they are named by its key. */
export function filesOf({ key, facts }: { readonly key: string; readonly facts: readonly Fact[] }) {
  const told = facts.map((fact, row) => ({ ...fact, origin: { file: key, row: row + 1 } }))
  return reading(
    told.filter((fact) => fact.kind === 'ticket'),
    told.filter((fact) => fact.kind !== 'ticket'),
  )
}
