/**
 * Imports of facts: those that run, with how far they are, and those that the store remembers.
 *
 * One import runs at a time; the next ones wait. The reading of a file goes on after the answer to
 * whoever asked for it.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Finding } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { formatInstant, instant } from '../../base/instant.ts'
import { ticketSource } from '../../facts/fact-log.ts'
import type { QualityReport } from '../../facts/quality.ts'
import { openFacts } from '../close-month.ts'
import type { FactFiles } from '../importers/read-files.ts'
import type { TenantId } from '../storage/identifiers.ts'
import type { ImportRun } from '../storage/records.ts'
import { StoreFailure } from '../storage/refusal.ts'
import type { Store } from '../storage/store.ts'
import type {
  Actor,
  ImportProgress,
  ImportRecord,
  ImportRequest,
  ImportState,
} from './workspace.ts'
import { NotSettled, Refused } from './workspace.ts'

/** An import of this process. */
interface Job {
  readonly id: string
  readonly name: string
  readonly begunAt: Instant
  readonly isSimulated: boolean
  readonly stop: AbortController
  progress: ImportProgress
  state: ImportState
  /** What the store has made of it. */
  run?: ImportRun
  findings: readonly Finding[]
  quality: readonly QualityReport[]
}

export class Imports {
  readonly #store: Store
  readonly #tenant: TenantId
  readonly #now: () => Instant
  /** Called when what is known has changed. */
  readonly #changed: () => void
  readonly #jobs = new Map<string, Job>()
  #last: Promise<void> = Promise.resolve()

  constructor(store: Store, tenant: TenantId, now: () => Instant, changed: () => void) {
    this.#store = store
    this.#tenant = tenant
    this.#now = now
    this.#changed = changed
  }

  /** The latest first; one that this process ran keeps the findings of its reading. */
  async all(): Promise<readonly ImportRecord[]> {
    const runs = await this.#store.imports(this.#tenant)
    const jobs = [...this.#jobs.values()]
    const told = new Set(jobs.flatMap((job) => job.run?.id ?? []))
    const others = runs.filter((run) => !told.has(run.id))
    return [
      ...jobs.map((job) =>
        recordOfJob(
          job,
          runs.find((run) => run.id === job.run?.id),
        ),
      ),
      ...others.map(recordOfRun),
    ].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  }

  async one(id: string): Promise<ImportRecord> {
    const found = (await this.all()).find((record) => record.id === id)
    if (found === undefined) throw new Refused('import-unknown')
    return found
  }

  /** When what is known last changed; nothing while nothing was imported. */
  async lastChange(): Promise<Instant | undefined> {
    const runs = await this.#store.imports(this.#tenant)
    const times = runs.flatMap((run) => [run.finishedAt, run.withdrawnAt]).filter(isKnown)
    return times.length === 0 ? undefined : instant(Math.max(...times))
  }

  /** Begins an import; files that were sent are removed once they are read. */
  begin(actor: Actor, request: ImportRequest): Promise<ImportRecord> {
    const job: Job = {
      id: randomUUID(),
      name: request.name,
      begunAt: this.#now(),
      isSimulated: request.isSimulated,
      stop: new AbortController(),
      progress: { read: 0, total: 0 },
      state: 'running',
      findings: [],
      quality: [],
    }
    this.#jobs.set(job.id, job)
    this.#last = this.#last.then(() => this.#run(job, actor, request))
    return this.one(job.id)
  }

  /** Waits until all that was begun has ended. */
  async rest(): Promise<void> {
    await this.#last
  }

  /** Stops all of them between two batches; what they have stored is not stored again. */
  async stop(): Promise<void> {
    for (const { stop } of this.#jobs.values()) stop.abort()
    await this.#last
  }

  async cancel(id: string): Promise<ImportRecord> {
    const job = this.#jobs.get(id)
    if (job?.state !== 'running') {
      await this.one(id)
      throw new Refused('import-not-running')
    }
    job.stop.abort()
    await this.#last
    return this.one(id)
  }

  async undo(actor: Actor, id: string): Promise<ImportRecord> {
    const { state } = await this.one(id)
    if (state !== 'done') throw new Refused('import-not-done')
    const run = this.#jobs.get(id)?.run?.id ?? id
    const { findings } = await this.#store.withdrawImport(
      this.#tenant,
      { actor: actor.id },
      { import: run as ImportRun['id'], reason: '' },
    )
    if (findings.length > 0) throw new NotSettled(findings)
    this.#changed()
    return this.one(id)
  }

  async #run(job: Job, actor: Actor, request: ImportRequest): Promise<void> {
    const { mapping } = request
    try {
      if (job.stop.signal.aborted) {
        job.state = 'cancelled'
        return
      }
      const files = openFacts({
        facts: request.paths,
        ...(mapping === undefined ? {} : { mapping }),
        ...(request.zone === undefined ? {} : { zone: request.zone }),
      })
      const { value, findings } = await this.#store.importFacts(
        this.#tenant,
        { actor: actor.id },
        noting(files, (quality) => {
          job.quality = quality
        }),
        {
          isSimulated: request.isSimulated,
          signal: job.stop.signal,
          onProgress: ({ stored, total }) => {
            job.progress = { read: stored, total }
            request.onProgress?.(job.progress)
          },
        },
      )
      job.findings = findings.map(withoutFolder)
      if (value !== undefined) job.run = value
      job.state = value === undefined ? (job.stop.signal.aborted ? 'cancelled' : 'failed') : 'done'
    } catch (failure) {
      job.state = 'failed'
      job.findings = [failureFinding(failure)]
    } finally {
      if (request.isUpload) await removeFolders(request.paths)
      this.#changed()
    }
  }
}

async function removeFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(dirname(path), { recursive: true, force: true })
}

/** The same files; whoever reads their tickets leaves the reports of all their tables. */
const noting = (
  files: FactFiles,
  note: (quality: readonly QualityReport[]) => void,
): FactFiles => ({
  ...files,
  tickets: ticketSource(function* (onBatch) {
    const read = yield* files.tickets.steps(onBatch)
    note([...files.quality, ...read])
    return read
  }),
})

const isKnown = (at: Instant | undefined): at is Instant => at !== undefined

/** A file is known by its own name: where it waited is nobody's matter. */
const withoutFolder = (finding: Finding): Finding =>
  finding.where === undefined
    ? finding
    : { ...finding, where: { ...finding.where, file: basename(finding.where.file) } }

const failureFinding = (failure: unknown): Finding =>
  failure instanceof StoreFailure
    ? failure.finding
    : {
        code: 'import-failed',
        severity: 'error',
        params: { cause: failure instanceof Error ? failure.message : `${failure}` },
      }

const stateOf = (run: ImportRun): ImportState =>
  run.withdrawnAt !== undefined ? 'undone' : run.finishedAt === undefined ? 'unfinished' : 'done'

function recordOfRun(run: ImportRun): ImportRecord {
  return {
    id: run.id,
    file: run.files.map((file) => basename(file)).join(', '),
    state: stateOf(run),
    startedAt: formatInstant(run.begunAt),
    ...(run.finishedAt === undefined ? {} : { finishedAt: formatInstant(run.finishedAt) }),
    isSimulated: run.isSimulated,
    items: { added: run.counts.added, revised: run.counts.changed, unchanged: run.counts.same },
    findings: [],
  }
}

function recordOfJob(job: Job, run: ImportRun | undefined): ImportRecord {
  const stored = run === undefined ? undefined : recordOfRun(run)
  return {
    ...(stored ?? {
      startedAt: formatInstant(job.begunAt),
      isSimulated: job.isSimulated,
      items: { added: 0, revised: 0, unchanged: 0 },
    }),
    id: job.id,
    file: job.name,
    state: stored?.state === 'undone' ? 'undone' : job.state,
    ...(job.state === 'running' ? { progress: job.progress } : {}),
    ...(run === undefined ? {} : { run: run.id }),
    findings: job.findings,
    quality: job.quality,
  }
}
