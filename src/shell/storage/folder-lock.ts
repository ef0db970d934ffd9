/**
 * One process at a time in a data folder: PGlite opens a folder twice without a word, and both
 * would write.
 *
 * The lock is a file that says who holds it. A process that dies leaves it behind, and the next one
 * takes it over: it knows the dead by their number and the moment of their birth, since numbers are
 * given again. The lock of another machine is never taken over: nobody here can know.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Checked } from '../../base/finding.ts'
import type { Instant } from '../../base/instant.ts'
import { formatInstant } from '../../base/instant.ts'
import { finding } from './refusal.ts'

const LOCK = 'lock'

interface Holder {
  readonly pid: number
  readonly host: string
  readonly since: string
  /** When the process was born, where the system tells. */
  readonly birth?: string
  /** Where it answers, once it has said so. */
  readonly url?: string
}

export interface FolderLock {
  announce(url: string): void
  release(): void
}

/** Takes the lock of a folder. Refused: `store-held`. */
export function lockFolder(folder: string, now: Instant): Checked<FolderLock> {
  const path = join(folder, LOCK)
  const birth = birthOf(process.pid)
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    since: formatInstant(now),
    ...(birth === undefined ? {} : { birth }),
  }
  for (;;) {
    if (create(path, own)) return { value: lockOf(path, own), findings: [] }
    const text = readIfThere(path)
    const holder = text === undefined ? undefined : parseHolder(text)
    if (holder !== undefined && isAlive(holder)) {
      const { pid, since, host, url } = holder
      const params = { folder, pid: `${pid}`, since, host, url: url ?? '–' }
      return { value: undefined, findings: [finding('store-held', params)] }
    }
    if (text !== undefined) remove(path, text)
  }
}

function lockOf(path: string, own: Holder): FolderLock {
  let written = own
  return {
    announce: (url) => {
      written = { ...own, url }
      writeFileSync(`${path}.new`, JSON.stringify(written))
      renameSync(`${path}.new`, path)
    },
    release: () => {
      if (readIfThere(path) === JSON.stringify(written)) rmSync(path)
    },
  }
}

/** Whether the file was made, and is ours. */
function create(path: string, own: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(own), { flag: 'wx' })
    return true
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw failure
  }
}

/** Moves the lock of the dead away; one that somebody else made meanwhile is put back. */
function remove(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return
    throw failure
  }
  if (readFileSync(aside, 'utf8') !== dead) {
    writeFileSync(path, readFileSync(aside), { flag: 'wx' })
  }
  rmSync(aside)
}

function readIfThere(path: string): string | undefined {
  try {
    return readWritten(path)
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw failure
  }
}

const PATIENCE_MS = 500

/** A lock that is empty is being written by who made it, or was left so by a power cut. */
function readWritten(path: string): string {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const text = readFileSync(path, 'utf8')
    if (text !== '' || Date.now() > until) return text
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>
    return Number.isInteger(holder.pid) && typeof holder.host === 'string'
      ? (holder as Holder)
      : undefined
  } catch {
    return undefined
  }
}

function isAlive({ pid, host, birth, since }: Holder): boolean {
  if (host !== hostname()) return true
  if (birth !== undefined) return birthOf(pid) === birth
  // A container gives its first process the same number each time.
  if (pid === process.pid) return Date.parse(since) >= Date.now() - process.uptime() * 1000
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The start of the machine and that of the process, where there is a /proc; or nothing. */
function birthOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name, which may hold spaces and parentheses.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return undefined
  }
}
