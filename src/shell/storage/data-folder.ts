/**
 * The folder of an embedded store: the files of the database, and what says that they are whole.
 *
 * `creating` stands while the folder is being made, `version` from then on. Only a folder that was
 * being made and never finished is emptied and made again: it never held anything. Any other
 * surprise is refused with its remedy.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../base/finding.ts'
import { knownMigrations } from './migrate.ts'
import { PGLITE_POSTGRES } from './pglite-thread.ts'
import { finding } from './refusal.ts'

const FORMAT = 1
const OURS = /^(lock(\..*)?|creating(\.new)?|version(\.new)?|database)$/

export const databaseIn = (folder: string): string => join(folder, 'database')

interface Version {
  readonly format: number
  readonly migrations: number
  readonly postgres: number
}

const version = (): Version => ({
  format: FORMAT,
  migrations: knownMigrations().length,
  postgres: PGLITE_POSTGRES,
})

export type FolderState =
  | { readonly kind: 'new' | 'made' }
  | { readonly kind: 'refused'; readonly finding: Finding }

/** Looks at a folder, and makes it where there is none. Changes nothing in it. */
export function lookAtFolder(folder: string): FolderState {
  // What people did and when is nobody else's business on a shared machine.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = readdirSync(folder)
  const has = (name: string): boolean => names.includes(name)
  if (has('version')) return stateOf(folder)
  if (has('database') && !has('creating')) {
    return { kind: 'refused', finding: finding('store-version-missing', { folder }) }
  }
  const other = names.find((name) => !OURS.test(name))
  return other === undefined
    ? { kind: 'new' }
    : { kind: 'refused', finding: finding('store-not-ours', { folder, other }) }
}

function stateOf(folder: string): FolderState {
  const found = parseVersion(readFileSync(join(folder, 'version'), 'utf8'))
  if (found === undefined) {
    return { kind: 'refused', finding: finding('store-version-missing', { folder }) }
  }
  const known = version()
  if (found.postgres !== known.postgres) {
    const params = { folder, found: `${found.postgres}`, known: `${known.postgres}` }
    return { kind: 'refused', finding: finding('store-other-postgres', params) }
  }
  return found.format > known.format || found.migrations > known.migrations
    ? { kind: 'refused', finding: finding('store-newer') }
    : { kind: 'made' }
}

function parseVersion(text: string): Version | undefined {
  try {
    const { format, migrations, postgres } = JSON.parse(text) as Partial<Version>
    const isWhole = [format, migrations, postgres].every(Number.isInteger)
    return isWhole ? ({ format, migrations, postgres } as Version) : undefined
  } catch {
    return undefined
  }
}

/** Says that the folder is being made; what an earlier try left is gone. */
export function beginFolder(folder: string): void {
  writeSynced(folder, 'creating', '')
  rmSync(databaseIn(folder), { recursive: true, force: true })
  mkdirSync(databaseIn(folder))
}

/** Says that the folder is whole, and of this version. */
export function finishFolder(folder: string): void {
  syncAll(databaseIn(folder))
  writeVersion(folder)
  rmSync(join(folder, 'creating'), { force: true })
}

/** Notes the version of a folder that was migrated. */
export const writeVersion = (folder: string): void =>
  writeSynced(folder, 'version', JSON.stringify(version()))

/** Writes a file whole or not at all, power cuts included. */
function writeSynced(folder: string, name: string, text: string): void {
  const partial = join(folder, `${name}.new`)
  writeFileSync(partial, text)
  sync(partial)
  renameSync(partial, join(folder, name))
  sync(folder)
}

function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncAll(path)
    else if (entry.isFile()) sync(path)
  }
  sync(folder)
}

function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } catch (failure) {
    // A directory cannot be opened for this on Windows, where renames are durable by themselves.
    if ((failure as NodeJS.ErrnoException).code !== 'EPERM') throw failure
  } finally {
    closeSync(file)
  }
}
