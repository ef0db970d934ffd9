/**
 * Drills: the program starts where it cannot, is stopped, is killed, and meets a full disk. It says
 * what is wrong in the words of the catalogue with exit code 4, and spoils nothing.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Drill, ImportAnswer } from './import-drill.ts'
import {
  complete,
  heldIn,
  importWhole,
  killWhileImporting,
  prepareDrill,
  send,
} from './import-drill.ts'
import type { Process } from './program.ts'
import { eventually, Program } from './program.ts'

const FAILED = 4
const MINUTES = 10 * 60_000
const ROWS = 8000

let folder = ''
let program: Program
let drill: Drill

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-start-'))
  program = await Program.build()
  drill = await prepareDrill(program, folder, ROWS)
}, MINUTES)

afterAll(async () => {
  await program.remove()
  rmSync(folder, { recursive: true })
}, MINUTES)

/** A folder of data that holds a contract and no facts. */
function data(name: string): string {
  const own = join(folder, name)
  cpSync(drill.empty, own, { recursive: true })
  return own
}

const isLocked = (place: string): boolean => existsSync(join(place, 'lock'))

describe('what cannot be opened', () => {
  test(
    'a port that is taken',
    async () => {
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
    },
    MINUTES,
  )

  test(
    'data of a newer version',
    async () => {
      const place = data('newer')
      const version = join(place, 'version')
      writeFileSync(version, readFileSync(version, 'utf8').replace(/("migrations":)\d+/, '$1999'))
      const { code, said } = await program.serve(place).ended()
      expect(code).toBe(FAILED)
      expect(said).toContain('error store-newer')
      expect(isLocked(place)).toBe(false)
    },
    MINUTES,
  )

  test(
    'a folder of other things',
    async () => {
      const place = join(folder, 'photos')
      mkdirSync(place)
      writeFileSync(join(place, 'holiday.jpg'), 'sea')
      const { code, said } = await program.serve(place).ended()
      expect(code).toBe(FAILED)
      expect(said).toContain('error store-not-ours')
      expect(said).toContain('holiday.jpg')
      expect(readdirSync(place)).toEqual(['holiday.jpg'])
    },
    MINUTES,
  )

  test(
    'a file in the place of the folder',
    async () => {
      const place = join(folder, 'a-file')
      writeFileSync(place, 'x')
      const { code, said } = await program.serve(place).ended()
      expect(code).toBe(FAILED)
      expect(said).toContain('error store-unreadable')
      expect(readFileSync(place, 'utf8')).toBe('x')
    },
    MINUTES,
  )

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
    MINUTES,
  )
})

test(
  'a folder is held by the living and taken over from the dead',
  async () => {
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
  },
  MINUTES,
)

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

test(
  'a first start that is killed at any moment is completed by the next ones',
  async () => {
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
    expect(months.filter(({ month }) => month < '2026-04').every(({ state }) => state === 'closed'))
    expect((await last.stop()).code).toBe(0)
  },
  MINUTES,
)

describe('an import', () => {
  test(
    'that is killed five times is completed, and is what one left alone is',
    async () => {
      const place = data('killed')
      for (let round = 0; round < 5; round += 1) {
        const moment = Math.random() * drill.milliseconds
        console.info(`killed after ${Math.round(moment)} ms`)
        await killWhileImporting(drill, place, moment)
      }
      expect(await complete(drill, place)).toEqual(drill.whole)
      expect(readdirSync(join(place, 'uploads'))).toEqual([])
    },
    MINUTES,
  )

  test(
    'is stopped cleanly within ten seconds, and is not known',
    async () => {
      const place = data('stopped')
      const server = program.serve(place)
      const { id } = await send(server, drill.file)
      await eventually(async () => {
        const { progress } = await server.ask<ImportAnswer>(`/imports/${id}`)
        return (progress?.read ?? 0) > 0 || undefined
      })
      const begin = performance.now()
      expect((await server.stop()).code).toBe(0)
      expect(performance.now() - begin).toBeLessThan(10_000)
      expect(isLocked(place)).toBe(false)
      expect(readdirSync(join(place, 'uploads'))).toEqual([])
      expect((await heldIn(place)).tickets).toBe(0)
      expect(await complete(drill, place)).toEqual(drill.whole)
    },
    MINUTES,
  )
})

/** A small disk of its own; nothing where this machine does not give one. */
function mountDisk(place: string, megabytes: number): (() => void) | undefined {
  mkdirSync(place)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place])
  return mounted.status === 0 ? () => spawnSync('umount', [place]) : undefined
}

const enlarge = (place: string): unknown => spawnSync('mount', ['-o', 'remount,size=400m', place])

const megabytesOf = (place: string): number =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) /
  1_048_576

describe('a full disk', () => {
  test(
    'at the first start, then with room',
    async ({ skip }) => {
      const disk = join(folder, 'small-disk')
      const unmount = mountDisk(disk, 20)
      if (unmount === undefined) return skip('this account may not mount a disk')
      try {
        const place = join(disk, 'data')
        const { code, said } = await program.serve(place).ended()
        expect(code).toBe(FAILED)
        expect(said).toMatch(/error store-(full|stopped)/)
        expect(said).not.toMatch(/\n +at /)
        expect(isLocked(place)).toBe(false)
        enlarge(disk)
        const server = program.serve(place)
        expect(await server.ask('/contracts')).toHaveLength(1)
        expect((await server.stop()).code).toBe(0)
      } finally {
        unmount()
      }
    },
    MINUTES,
  )

  test(
    'under an import, then with room',
    async ({ skip }) => {
      const disk = join(folder, 'disk')
      const unmount = mountDisk(disk, Math.ceil(megabytesOf(drill.empty)) + 6)
      if (unmount === undefined) return skip('this account may not mount a disk')
      try {
        const place = join(disk, 'data')
        cpSync(drill.empty, place, { recursive: true })
        const server = program.serve(place)
        await server.url()
        await importWhole(server, drill.file).catch(() => undefined)
        const { code, said } = await server.ended()
        expect(code).toBe(FAILED)
        expect(said).toContain('error store-full')
        expect(said).toContain('Free some space')
        expect(isLocked(place)).toBe(false)
        enlarge(disk)
        expect(await complete(drill, place)).toEqual(drill.whole)
      } finally {
        unmount()
      }
    },
    MINUTES,
  )
})
