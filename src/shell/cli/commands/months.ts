/** `vigie months [REFERENCE]`: the contracts of the data and their months, with what is owed. */
import { formatMonth } from '../../../base/calendar/date.ts'
import type { Finding } from '../../../base/finding.ts'
import { withoutRepeats } from '../../../base/finding.ts'
import type { Envelope } from '../../../money/verify.ts'
import type { Block } from '../../../reports/document.ts'
import { heading, left, right, table } from '../../../reports/document.ts'
import { sayFigure, totalsOwed } from '../../../reports/figures.ts'
import type { StoreWorkspace } from '../../workspace/store-workspace.ts'
import type { ContractRecord, MonthState } from '../../workspace/workspace.ts'
import { NotSettled } from '../../workspace/workspace.ts'
import type { DataPlace } from '../data-place.ts'
import { printBlocks } from '../print.ts'
import type { Session } from '../session.ts'
import { EXIT, findingsAsJson, printFindings } from '../session.ts'
import { contractNamed, withWorkspace } from '../with-workspace.ts'

/** A month with its settlement, or with what stands against it. */
interface ListedMonth {
  readonly month: string
  readonly state: MonthState
  readonly envelope?: Envelope
  readonly findings: readonly Finding[]
}

interface ListedContract {
  readonly reference: string
  readonly title: string
  readonly months: readonly ListedMonth[]
}

export function months(
  session: Session,
  data: DataPlace,
  reference: string | undefined,
): Promise<number> {
  return withWorkspace(session, data, async (workspace) => {
    const records =
      reference === undefined
        ? await workspace.contracts()
        : [await contractNamed(workspace, reference)]
    const listed: ListedContract[] = []
    for (const record of records) listed.push(await listContract(workspace, record))
    if (session.isJson) session.out(`${JSON.stringify(viewOf(session, listed))}\n`)
    else printContracts(session, listed)
    return EXIT.right
  })
}

async function listContract(
  workspace: StoreWorkspace,
  { id, contract }: ContractRecord,
): Promise<ListedContract> {
  const listed: ListedMonth[] = []
  for (const { month, state } of await workspace.months(id)) {
    const head = { month: formatMonth(month), state }
    if (state === 'to-come') {
      listed.push({ ...head, findings: [] })
      continue
    }
    try {
      const { envelope, findings } = await workspace.settle(id, month)
      listed.push({ ...head, envelope, findings })
    } catch (failure) {
      if (!(failure instanceof NotSettled)) throw failure
      listed.push({ ...head, findings: failure.findings })
    }
  }
  const { id: reference = '', title = '' } = contract.terms?.contract ?? {}
  return { reference, title, months: listed }
}

function printContracts(session: Session, contracts: readonly ListedContract[]): void {
  if (contracts.length === 0) session.out(`${session.speaker.say('contracts-none')}\n`)
  for (const contract of contracts) session.out(`${printBlocks(blocksOf(session, contract))}\n`)
  const findings = contracts.flatMap((contract) => contract.months.flatMap((one) => one.findings))
  printFindings(session, withoutRepeats(findings))
}

function blocksOf({ speaker }: Session, { reference, title, months }: ListedContract): Block[] {
  const { say } = speaker
  const columns = [
    ...[left(say('column-month')), left(say('column-state'))],
    ...[right(say('total-indemnity')), right(say('total-price-reduction'))],
    left(say('column-hash')),
  ]
  const rows = months.map(({ month, state, envelope }) => {
    const head = [`${reference}/${month}`, say(`month-${state}`)]
    if (envelope === undefined) return [...head, '', '', '']
    const { settlement, hash } = envelope
    const owed = totalsOwed(settlement)
    const figures = [owed.indemnity, owed['price-reduction']]
    return [...head, ...figures.map((node) => sayFigure(settlement, node, speaker)), hash]
  })
  return [heading(`${reference} · ${title}`), table(columns, rows)]
}

const viewOf = (session: Session, contracts: readonly ListedContract[]): object => ({
  contracts: contracts.map(({ months, ...contract }) => ({
    ...contract,
    months: months.map(({ month, state, envelope, findings }) => ({
      month,
      state,
      ...(envelope === undefined ? {} : { hash: envelope.hash, ...totalsOf(envelope) }),
      findings: findingsAsJson(session, findings),
    })),
  })),
})

/** What a month owes in all, as a settlement writes it: `347600 cents`. */
function totalsOf({ settlement }: Envelope): object {
  const owed = totalsOwed(settlement)
  return {
    indemnity: settlement.graph[owed.indemnity]?.value,
    'price-reduction': settlement.graph[owed['price-reduction']]?.value,
  }
}
