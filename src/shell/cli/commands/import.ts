/**
 * `vigie import FILE…`: stores contracts and facts in the data.
 *
 * Contracts are read first, and one that is wrong stops all: nothing is imported. The files of
 * facts are then one import, as they are one closing: their order changes nothing, and a ticket
 * that two of them tell differently is set aside. What was imported already changes nothing, and
 * what was cut short is completed by the same command.
 */
import { basename } from 'node:path'
import { hasError } from '../../../base/finding.ts'
import type { Mapping } from '../../../facts/normalise/mapping.ts'
import type { OpenedContract } from '../../close-month.ts'
import { openContract } from '../../close-month.ts'
import { loadText } from '../../importers/load-text.ts'
import type { StoreWorkspace } from '../../workspace/store-workspace.ts'
import type { Actor, ContractKept, ImportRecord } from '../../workspace/workspace.ts'
import type { DataPlace } from '../data-place.ts'
import type { Session } from '../session.ts'
import { EXIT, findingsAsJson, printFindings, printQuality } from '../session.ts'
import type { Stop } from '../stop-signal.ts'
import { tellRefusal, withNewWorkspace } from '../with-workspace.ts'
import { assertReadable, findMapping } from './close.ts'
import { isContractText } from './stored.ts'

export interface ImportOptions {
  readonly mapping?: string
  readonly zone?: string
}

interface Given {
  readonly contracts: readonly OpenedContract[]
  /** Files of facts. */
  readonly facts: readonly string[]
  readonly mapping?: Mapping
  readonly zone?: string
}

/** Imports files; `stop` ends it between two batches. */
export async function importFiles(
  session: Session,
  data: DataPlace,
  files: readonly string[],
  options: ImportOptions,
  stop: Stop,
): Promise<number> {
  try {
    const given = readGiven(session, files, options)
    if (given === undefined) return EXIT.wrong
    const findings = given.contracts.flatMap((contract) => contract.findings)
    if (hasError(findings)) {
      tellRefusal(session, findings)
      return EXIT.wrong
    }
    printFindings(session, findings)
    return await withNewWorkspace(session, data, (workspace, actor) =>
      storeGiven({ session, workspace, actor, stop: stop.signal }, given, data),
    )
  } finally {
    stop.forget()
  }
}

function readGiven(
  session: Session,
  files: readonly string[],
  { mapping: name, zone }: ImportOptions,
): Given | undefined {
  const mapping = name === undefined ? undefined : findMapping(session, name)
  if (name !== undefined && mapping === undefined) return undefined
  for (const file of files) assertReadable(file)
  const isContract = new Set(files.filter(isContractFile))
  return {
    contracts: files.filter((file) => isContract.has(file)).map(openContract),
    facts: files.filter((file) => !isContract.has(file)),
    ...(mapping === undefined ? {} : { mapping }),
    ...(zone === undefined ? {} : { zone }),
  }
}

const isContractFile = (file: string): boolean =>
  /\.ya?ml$/i.test(file) && isContractText(loadText(file).value ?? '')

/** What an import works with. */
interface Work {
  readonly session: Session
  readonly workspace: StoreWorkspace
  readonly actor: Actor
  readonly stop: AbortSignal
}

async function storeGiven(work: Work, given: Given, { name }: DataPlace): Promise<number> {
  const { session, workspace, actor, stop } = work
  const contracts: ContractKept[] = []
  for (const contract of given.contracts) {
    const kept = await workspace.keepContract(actor, contract)
    tellContract(session, kept)
    contracts.push(kept)
  }
  const record =
    given.facts.length === 0 || stop.aborted ? undefined : await importFacts(work, given)
  if (record !== undefined) tellImport(session, record)
  if (session.isJson) session.out(`${JSON.stringify(viewOf(session, contracts, record))}\n`)
  else session.error(`${session.speaker.say('import-place', { place: name })}\n`)
  if (stop.aborted && record?.state !== 'done') {
    session.error(`${session.speaker.say('import-stopped')}\n`)
    return EXIT.stopped
  }
  return record === undefined ? EXIT.right : exitCodeOf(record)
}

async function importFacts(
  { session, workspace, actor, stop }: Work,
  { facts, mapping, zone }: Given,
): Promise<ImportRecord> {
  const { progress, speaker } = session
  const { id } = await workspace.beginImport(actor, {
    paths: facts,
    name: facts.map((file) => basename(file)).join(', '),
    isUpload: false,
    isSimulated: false,
    ...(mapping === undefined ? {} : { mapping }),
    ...(zone === undefined ? {} : { zone }),
    onProgress: ({ read, total }) =>
      progress?.(speaker.say('import-progress', { read: `${read}`, total: `${total}` })),
  })
  // It may have ended just before.
  const cancel = (): void => void workspace.cancelImport(actor, id).catch(() => undefined)
  if (stop.aborted) cancel()
  else stop.addEventListener('abort', cancel, { once: true })
  await workspace.rest()
  stop.removeEventListener('abort', cancel)
  progress?.('')
  return workspace.import(id)
}

function exitCodeOf(record: ImportRecord): number {
  if (record.state === 'done') return isIncomplete(record) ? EXIT.incomplete : EXIT.right
  const isMachine = record.findings.some(({ code }) => /^(import-failed$|store-)/.test(code))
  return isMachine ? EXIT.failed : EXIT.wrong
}

/** Whether a part of the files could not be used. */
const isIncomplete = ({ quality = [], findings }: ImportRecord): boolean =>
  quality.some(({ rowsSetAside }) => rowsSetAside > 0) ||
  findings.some(({ code }) => code === 'ticket-twice')

function tellContract(session: Session, { contract, hash, change }: ContractKept): void {
  if (session.isJson) return
  const holes = { reference: contract.terms?.contract.id ?? '', file: contract.file, hash }
  session.out(`${session.speaker.say(`contract-kept-${change}`, holes)}\n`)
}

function tellImport(session: Session, record: ImportRecord): void {
  if (session.isJson) return
  printFindings(session, record.findings)
  printQuality(session, record.quality ?? [])
  if (record.state !== 'done') return
  const { added, revised, unchanged } = record.items
  const counts = { added: `${added}`, changed: `${revised}`, same: `${unchanged}` }
  const holes = { file: record.file, import: record.run ?? record.id, ...counts }
  session.out(`${session.speaker.say('import-done', holes)}\n`)
}

function viewOf(
  session: Session,
  contracts: readonly ContractKept[],
  record: ImportRecord | undefined,
): object {
  return {
    contracts: contracts.map(({ contract, hash, change }) => ({
      reference: contract.terms?.contract.id,
      change,
      hash,
    })),
    ...(record === undefined ? {} : { import: viewImport(session, record) }),
  }
}

const viewImport = (session: Session, { findings, run, id, ...record }: ImportRecord): object => ({
  id: run ?? id,
  ...record,
  findings: findingsAsJson(session, findings),
})
