/**
 * Where the data of a command are: a folder of this machine, or a PostgreSQL server.
 *
 * What is typed comes before what the environment says, and a server before a folder:
 * `--data /srv/vigie` is that folder even where `DATABASE_URL` names a server.
 */
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Checked } from '../../base/finding.ts'
import type { Place, Store } from '../storage/store.ts'
import { OperatingFailure } from './failure.ts'

export interface DataOptions {
  readonly data?: string
}

/** Opens the data of a place. */
export type Opening = (place: Place) => Promise<Checked<Store>>

export interface DataPlace {
  readonly place: Place
  readonly open: Opening
  /** The folder, or what is beside the server: where files wait to be read. */
  readonly folder: string
  /** As people are told. An address may hold a password. */
  readonly name: string
}

const FOLDER = 'vigie-data'

export function dataPlaceOf(
  { data }: DataOptions,
  environment: Readonly<Record<string, string | undefined>>,
  open: Opening = loadAndOpen,
): DataPlace {
  const folder = resolve(data ?? (environment['VIGIE_DATA'] || FOLDER))
  const url = data === undefined ? environment['DATABASE_URL'] : undefined
  return url === undefined || url === ''
    ? { place: { folder }, open, folder, name: folder }
    : { place: { url }, open, folder, name: 'PostgreSQL' }
}

/** The store and its packages are loaded here: a command on files starts without them. */
async function loadAndOpen(place: Place): Promise<Checked<Store>> {
  const { openStore } = await import('../storage/open-store.ts')
  return openStore(place)
}

/** Refuses a folder that holds nothing: reading it would make one. */
export function assertMade({ place, name }: DataPlace): void {
  if ('folder' in place && !(existsSync(place.folder) && readdirSync(place.folder).length > 0)) {
    throw nothingIn(name)
  }
}

export const nothingIn = (place: string): OperatingFailure =>
  new OperatingFailure('failure-no-data', { place })
