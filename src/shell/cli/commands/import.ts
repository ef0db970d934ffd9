/**
 * `vigie import FILE…`: stores contracts and facts in the data.
 *
 * Contracts are read first, and one that is wrong stops all: nothing is imported. Facts are then
 * stored file by file; a file that was imported already changes nothing, and one that was cut short
 * is completed by importing it again.
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
  /** Files of facts, in the order in which they were typed. */
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
  const records: ImportRecord[] = []
  for (const file of given.facts) {
    if (stop.aborted) break
    const record = await importFacts(work, file, given)
    tellImport(session, record)
    records.push(record)
  }
  if (session.isJson) session.out(`${JSON.stringify(viewOf(session, contracts, records))}\n`)
  else session.error(`${session.speaker.say('import-place', { place: name })}\n`)
  if (stop.aborted && records.filter(isDone).length < given.facts.length) {
    session.error(`${session.speaker.say('import-stopped')}\n`)
    return EXIT.stopped
  }
  return exitCodeOf(records)
}

async function importFacts(
  { session, workspace, actor, stop }: Work,
  path: string,
  { mapping, zone }: Given,
): Promise<ImportRecord> {
  const { progress, speaker } = session
  const name = basename(path)
  const { id } = await workspace.beginImport(actor, {
    path,
    name,
    isUpload: false,
    isSimulated: false,
    ...(mapping === undefined ? {} : { mapping }),
    ...(zone === undefined ? {} : { zone }),
    onProgress: ({ read, total }) =>
      progress?.(
        speaker.say('import-progress', { file: name, read: `${read}`, total: `${total}` }),
      ),
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

const isDone = ({ state }: ImportRecord): boolean => state === 'done'

function exitCodeOf(records: readonly ImportRecord[]): number {
  const failed = records.filter((record) => !isDone(record)).flatMap(({ findings }) => findings)
  if (failed.some(({ code }) => /^(import-failed$|store-)/.test(code))) return EXIT.failed
  if (!records.every(isDone)) return EXIT.wrong
  return records.some(isIncomplete) ? EXIT.incomplete : EXIT.right
}

/** Whether a part of the file could not be used. */
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
  if (!isDone(record)) return
  const { added, revised, unchanged } = record.items
  const counts = { added: `${added}`, changed: `${revised}`, same: `${unchanged}` }
  const holes = { file: record.file, import: record.run ?? record.id, ...counts }
  session.out(`${session.speaker.say('import-done', holes)}\n`)
}

function viewOf(
  session: Session,
  contracts: readonly ContractKept[],
  records: readonly ImportRecord[],
): object {
  return {
    contracts: contracts.map(({ contract, hash, change }) => ({
      reference: contract.terms?.contract.id,
      change,
      hash,
    })),
    imports: records.map(({ findings, run, id, ...record }) => ({
      id: run ?? id,
      ...record,
      findings: findingsAsJson(session, findings),
    })),
  }
}
