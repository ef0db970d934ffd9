/**
 * Where the data of a command are: a folder of this machine, or a PostgreSQL server.
 *
 * What is typed comes before what the environment says, and a server before a folder:
 * `--data /srv/vigie` is that folder even where `DATABASE_URL` names a server.
 */
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Place } from '../storage/store.ts'
import { OperatingFailure } from './failure.ts'

export interface DataOptions {
  readonly data?: string
}

export interface DataPlace {
  readonly place: Place
  /** The folder, or what is beside the server: where files wait to be read. */
  readonly folder: string
  /** As people are told. An address may hold a password. */
  readonly name: string
}

const FOLDER = 'vigie-data'

export function dataPlaceOf(
  { data }: DataOptions,
  environment: Readonly<Record<string, string | undefined>>,
): DataPlace {
  const folder = resolve(data ?? (environment['VIGIE_DATA'] || FOLDER))
  const url = data === undefined ? environment['DATABASE_URL'] : undefined
  return url === undefined || url === ''
    ? { place: { folder }, folder, name: folder }
    : { place: { url }, folder, name: 'PostgreSQL' }
}

/** Refuses a folder that holds nothing: reading it would make one. */
export function assertMade({ place, name }: DataPlace): void {
  if ('folder' in place && !(existsSync(place.folder) && readdirSync(place.folder).length > 0)) {
    throw nothingIn(name)
  }
}

export const nothingIn = (place: string): OperatingFailure =>
  new OperatingFailure('failure-no-data', { place })
