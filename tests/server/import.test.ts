/**
 * Drills: an import is killed and stopped at any moment, and meets a full disk. What was stored
 * stays, nothing is half known, and the same file sent again completes it.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
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
import { copyOf, eventually, FAILED, isLocked, Program } from './program.ts'

const MINUTES = 5 * 60_000
const ROWS = 8000
vi.setConfig({ testTimeout: MINUTES, hookTimeout: MINUTES })

let folder = ''
let program: Program
let drill: Drill

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-import-'))
  program = await Program.build()
  drill = await prepareDrill(program, folder, ROWS)
})

afterAll(async () => {
  await program.remove()
  rmSync(folder, { recursive: true })
})

/** A folder of data that holds a contract and no facts. */
const data = (name: string): string => copyOf(drill.empty, join(folder, name))

describe('an import', () => {
  test('that is killed five times is completed, and is what one left alone is', async () => {
    const place = data('killed')
    for (let round = 0; round < 5; round += 1) {
      const moment = Math.random() * drill.milliseconds
      console.info(`killed after ${Math.round(moment)} ms`)
      await killWhileImporting(drill, place, moment)
    }
    expect(await complete(drill, place)).toEqual(drill.whole)
    expect(readdirSync(join(place, 'uploads'))).toEqual([])
  })

  test('is stopped cleanly within ten seconds, and is not known', async () => {
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
  })
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

/**
 * What is said of an import that finds no room. Where the database itself needed the room, it has
 * stopped and the program with it; else the import has failed, and the server goes on.
 */
async function saidOfFull(server: Process, file: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await importWhole(server, file).catch(() => undefined)
  const { code, said } = await (answer === undefined ? server.ended() : server.stop())
  expect(code).toBe(answer === undefined ? FAILED : 0)
  expect(answer?.state ?? 'failed').toBe('failed')
  return `${said} ${JSON.stringify(answer?.findings)}`
}

describe('a full disk', () => {
  test('at the first start, then with room', async ({ skip }) => {
    const disk = join(folder, 'small-disk')
    const unmount = mountDisk(disk, 20)
    if (unmount === undefined) return skip('this account may not mount a disk')
    try {
      const place = join(disk, 'data')
      const { code, said } = await program.serve(place).ended()
      expect(code).toBe(FAILED)
      expect(said).toContain('error store-full')
      expect(said).not.toMatch(/\n +at /)
      expect(isLocked(place)).toBe(false)
      enlarge(disk)
      const server = program.serve(place)
      expect(await server.ask('/contracts')).toHaveLength(1)
      expect((await server.stop()).code).toBe(0)
    } finally {
      unmount()
    }
  })

  test('under an import, then with room', async ({ skip }) => {
    const disk = join(folder, 'disk')
    const unmount = mountDisk(disk, Math.ceil(megabytesOf(drill.empty)) + 6)
    if (unmount === undefined) return skip('this account may not mount a disk')
    try {
      const place = join(disk, 'data')
      copyOf(drill.empty, place)
      const server = program.serve(place)
      await server.url()
      expect(await saidOfFull(server, drill.file)).toContain('store-full')
      expect(isLocked(place)).toBe(false)
      enlarge(disk)
      expect(await complete(drill, place)).toEqual(drill.whole)
    } finally {
      unmount()
    }
  })
})
