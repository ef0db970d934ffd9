/**
 * Drills: the program starts where it cannot, is stopped, and is killed. It says what is wrong in
 * the words of the catalogue with exit code 4, and spoils nothing.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ImportAnswer } from './import-drill.ts'
import type { Process } from './program.ts'
import { copyOf, eventually, FAILED, isLocked, Program } from './program.ts'

const MINUTES = 5 * 60_000
vi.setConfig({ testTimeout: MINUTES, hookTimeout: MINUTES })

let folder = ''
let empty = ''
let program: Program

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-start-'))
  program = await Program.build()
  empty = await program.makeFolder(join(folder, 'empty'))
})

afterAll(async () => {
  await program.remove()
  rmSync(folder, { recursive: true })
})

const data = (name: string): string => copyOf(empty, join(folder, name))

describe('what cannot be opened', () => {
  test('a port that is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const place = data('port')
    const { code, said } = await program.serve(place, port).ended()
    other.close()
    expect(code).toBe(FAILED)
    expect(said).toContain(`${port}`)
    expect(said).toContain('EADDRINUSE')
    expect(said).not.toMatch(/\n +at /)
    expect(isLocked(place)).toBe(false)
  })

  test('data of a newer version', async () => {
    const place = data('newer')
    const version = join(place, 'version')
    writeFileSync(version, readFileSync(version, 'utf8').replace(/("migrations":)\d+/, '$1999'))
    const { code, said } = await program.serve(place).ended()
    expect(code).toBe(FAILED)
    expect(said).toContain('error store-newer')
    expect(isLocked(place)).toBe(false)
  })

  test('a folder of other things', async () => {
    const place = join(folder, 'photos')
    mkdirSync(place)
    writeFileSync(join(place, 'holiday.jpg'), 'sea')
    const { code, said } = await program.serve(place).ended()
    expect(code).toBe(FAILED)
    expect(said).toContain('error store-not-ours')
    expect(said).toContain('holiday.jpg')
    expect(readdirSync(place)).toEqual(['holiday.jpg'])
  })

  test('a file in the place of the folder', async () => {
    const place = join(folder, 'a-file')
    writeFileSync(place, 'x')
    const { code, said } = await program.serve(place).ended()
    expect(code).toBe(FAILED)
    expect(said).toContain('error store-unreadable')
    expect(readFileSync(place, 'utf8')).toBe('x')
  })

  const isRoot = process.getuid?.() === 0
  test.skipIf(isRoot)(
    'a folder without its rights (root has them all, and is not stopped)',
    async () => {
      const place = join(folder, 'without-rights')
      mkdirSync(place)
      chmodSync(place, 0)
      const { code, said } = await program.serve(place).ended()
      chmodSync(place, 0o700)
      expect(code).toBe(FAILED)
      expect(said).toContain('error store-unreadable')
    },
  )
})

test('a folder is held by the living and taken over from the dead', async () => {
  const place = data('held')
  const first = program.serve(place)
  const url = await first.url()
  const { code, said } = await program.serve(place).ended()
  expect(code).toBe(FAILED)
  expect(said).toContain('error store-held')
  expect(said).toContain(`Process ${first.pid} `)
  expect(said).toContain(`(address: ${url})`)
  expect(await first.ask('/contracts')).toHaveLength(1)
  await first.kill()
  expect(isLocked(place)).toBe(true)
  const next = program.serve(place)
  expect(await next.ask('/contracts')).toHaveLength(1)
  expect((await next.stop()).code).toBe(0)
  expect(isLocked(place)).toBe(false)
})

test('a start that is asked to stop while it opens its data stops cleanly', async () => {
  const place = data('asked-early')
  const server = program.serve(place)
  await server.says(/Opening the data/)
  expect((await server.stop()).code).toBe(0)
  expect(isLocked(place)).toBe(false)
})

/** What a first start does, in its order, as seen from outside. */
const FIRST_START: readonly (readonly [string, (place: string, server: Process) => unknown])[] = [
  ['the folder is locked', isLocked],
  ['it is being made', (place) => existsSync(join(place, 'creating'))],
  ['the database is unpacked', (place) => existsSync(join(place, 'database', 'PG_VERSION'))],
  ['the folder is whole', (place) => existsSync(join(place, 'version'))],
  ['it answers', (_, server) => server.said.includes('Vigie is open')],
  ['facts are stored', (_, server) => hasStored(server)],
]

const hasStored = async (server: Process): Promise<boolean> =>
  (await server.ask<readonly ImportAnswer[]>('/imports')).some(
    ({ state, progress }) => state === 'done' || (progress?.read ?? 0) > 0,
  )

test('a first start that is killed at any moment is completed by the next ones', async () => {
  const place = join(folder, 'first')
  for (const [, hasCome] of FIRST_START) {
    const server = program.serve(place)
    await eventually(async () => (await hasCome(place, server)) === true || undefined)
    await server.kill()
  }
  // Stopped as well, before it has closed the months.
  const stopped = program.serve(place)
  await stopped.url()
  expect(await stopped.stop()).toMatchObject({ code: 0 })
  expect(stopped.said).not.toContain('The demonstration is loaded.')
  const last = program.serve(place)
  await last.says(/The demonstration is loaded\./)
  const [contract] = await last.ask<readonly { readonly id: string }[]>('/contracts')
  const imports = await last.ask<readonly (ImportAnswer & { file: string })[]>('/imports')
  expect(imports.map(({ file, state }) => `${file} ${state}`).sort()).toEqual([
    'incident-event-log.csv.gz done',
    'simulated-facts.yaml done',
    'simulated-tickets.csv.gz done',
  ])
  const { months } = await last.ask<{
    readonly months: readonly { readonly month: string; readonly state: string }[]
  }>(`/contracts/${contract?.id}`)
  const before = months.filter(({ month }) => month < '2026-04')
  expect(before.length).toBeGreaterThan(0)
  expect(before.map(({ state }) => state)).toEqual(before.map(() => 'closed'))
  expect((await last.stop()).code).toBe(0)
})
