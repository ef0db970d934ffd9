/** Opens the data of a command, and says what they refuse in one place. */
import type { YearMonth } from '../../base/calendar/date.ts'
import type { Finding } from '../../base/finding.ts'
import { StoreFailure } from '../storage/refusal.ts'
import type { StoreWorkspace } from '../workspace/store-workspace.ts'
import type { Actor, ContractRecord } from '../workspace/workspace.ts'
import { NotSettled, Refused } from '../workspace/workspace.ts'
import type { DataPlace } from './data-place.ts'
import { assertMade, nothingIn } from './data-place.ts'
import { WrongName } from './failure.ts'
import type { Session } from './session.ts'
import { EXIT, findingsAsJson, printFindings } from './session.ts'

type Work = (workspace: StoreWorkspace, actor: Actor) => Promise<number>

/** Does something with data that are there; gives the exit code. */
export function withWorkspace(session: Session, data: DataPlace, work: Work): Promise<number> {
  assertMade(data)
  return inStore(session, data, undefined, work)
}

/** The same, where there may be no data yet: they are made. */
export const withNewWorkspace = (session: Session, data: DataPlace, work: Work): Promise<number> =>
  inStore(session, data, 'contracts', work)

async function inStore(
  session: Session,
  { place, open, name }: DataPlace,
  newTenant: string | undefined,
  work: Work,
): Promise<number> {
  const { ADMINISTRATOR, tenantIn, workspaceOver } = await import('../workspace/open-workspace.ts')
  const { value: store, findings } = await open(place)
  if (store === undefined) {
    tellRefusal(session, findings)
    return EXIT.failed
  }
  try {
    const known = await tenantIn(store)
    if (known === undefined && newTenant === undefined) throw nothingIn(name)
    const gesture = { actor: ADMINISTRATOR.id }
    const tenant = known ?? (await store.createTenant(gesture, newTenant ?? ''))
    return await work(workspaceOver(store, tenant), ADMINISTRATOR)
  } catch (failure) {
    return tellFailure(session, failure)
  } finally {
    await store.close()
  }
}

function tellFailure(session: Session, failure: unknown): number {
  if (failure instanceof Refused) {
    session.error(`vigie: ${session.speaker.say(`problem-${failure.refusal}`)}\n`)
    return EXIT.wrong
  }
  if (failure instanceof NotSettled) {
    tellRefusal(session, failure.findings)
    const isTampered = failure.findings.some(({ code }) => code.endsWith('-tampered'))
    return isTampered ? EXIT.unverified : EXIT.wrong
  }
  if (failure instanceof StoreFailure) {
    tellRefusal(session, [failure.finding])
    return EXIT.failed
  }
  throw failure
}

/** Why nothing was done, to people or to a program. */
export function tellRefusal(session: Session, findings: readonly Finding[]): void {
  if (session.isJson) {
    session.out(`${JSON.stringify({ findings: findingsAsJson(session, findings) })}\n`)
  } else printFindings(session, findings)
}

/** A month of a contract that the store keeps. */
export interface MonthName {
  readonly reference: string
  readonly month: YearMonth
}

/** The contract of a reference. */
export async function contractNamed(
  workspace: StoreWorkspace,
  reference: string,
): Promise<ContractRecord> {
  const contracts = await workspace.contracts()
  const found = contracts.find(({ contract }) => contract.terms?.contract.id === reference)
  if (found !== undefined) return found
  const known = contracts.flatMap(({ contract }) => contract.terms?.contract.id ?? [])
  throw new WrongName('stored-contract-unknown', { reference, known: known.join(', ') || '–' })
}
