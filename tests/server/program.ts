/**
 * The program as people run it: bundled, in processes of its own that are asked over HTTP, stopped
 * and killed. For the drills of failures, which no function can stand for.
 */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../scripts/build.mjs'
import { PROGRAM_FOLDER } from '../../src/shell/catalogue.ts'

const KEY = 'the-key-of-the-drill'
const CONTRACT = fileURLToPath(new URL('../../bench/contract.yaml', import.meta.url))

/** How long a drill waits for what must come, in milliseconds; a slow machine needs a tenth. */
const PATIENCE = 120_000

/** The exit code of a program that could not do what it was asked. */
export const FAILED = 4

/** Whether a process holds a folder of data, or died holding it. */
export const isLocked = (folder: string): boolean => existsSync(join(folder, 'lock'))

/** Copies a folder of data, which nobody holds, and gives the place of the copy. */
export function copyOf(folder: string, place: string): string {
  cpSync(folder, place, { recursive: true })
  return place
}

export interface Ended {
  readonly code: number | null
  /** All that was said, on both outputs. */
  readonly said: string
}

/** A process of the program. */
export class Process {
  readonly #child: ChildProcess
  readonly #ended: Promise<Ended>
  #said = ''

  constructor(program: string, words: readonly string[]) {
    const { DATABASE_URL: _, ...environment } = process.env
    this.#child = spawn(process.execPath, [program, ...words], {
      env: { ...environment, VIGIE_LANG: 'en', VIGIE_KEY: KEY },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      output?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text
      })
    }
    this.#ended = once(this.#child, 'close').then(([code]) => ({ code, said: this.#said }))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get said(): string {
    return this.#said
  }

  get isOver(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  ended(): Promise<Ended> {
    return this.#ended
  }

  stop(): Promise<Ended> {
    this.#child.kill('SIGTERM')
    return this.#ended
  }

  kill(): Promise<Ended> {
    this.#child.kill('SIGKILL')
    return this.#ended
  }

  /** Waits until it has said something, and gives the first group of the pattern. */
  async says(pattern: RegExp): Promise<string> {
    const found = await eventually(async () => {
      const match = pattern.exec(this.#said)
      if (match !== null || !this.isOver) return match
      const { code, said } = await this.#ended
      throw new Error(`It ended with ${code}, having said: ${said}`)
    })
    return found[1] ?? ''
  }

  /** The address of a server, once it answers. */
  url(): Promise<string> {
    return this.says(/Vigie is open: (http:\/\/localhost:\d+)/)
  }

  /** Asks the API of a server. */
  async ask<T>(path: string, body?: Uint8Array<ArrayBuffer>): Promise<T> {
    const answer = await fetch(`${await this.url()}/api${path}`, {
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/octet-stream' },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

/** Looks again and again until something is there. */
export async function eventually<T>(
  look: () => T | undefined | null | Promise<T | undefined | null>,
  milliseconds = 5,
): Promise<T> {
  const end = performance.now() + PATIENCE
  while (performance.now() < end) {
    const found = await look()
    if (found !== undefined && found !== null) return found
    await setTimeout(milliseconds)
  }
  throw new Error(`It has not come within ${PATIENCE} ms.`)
}

/** The program, bundled for these tests, and the processes of it that are still there. */
export class Program {
  readonly #folder: string
  readonly #processes: Process[] = []

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async build(): Promise<Program> {
    // Within the package, where it finds its catalogue and its packages.
    mkdirSync(join(PROGRAM_FOLDER, '.vigie'), { recursive: true })
    const folder = mkdtempSync(join(PROGRAM_FOLDER, '.vigie', 'program-'))
    await bundle(folder)
    return new Program(folder)
  }

  run(...words: readonly string[]): Process {
    const started = new Process(join(this.#folder, 'vigie.js'), words)
    this.#processes.push(started)
    return started
  }

  /** Makes a folder of data that holds a contract and no facts. */
  async makeFolder(place: string): Promise<string> {
    const { code, said } = await this.run('import', CONTRACT, '--data', place).ended()
    if (code !== 0) throw new Error(said)
    return place
  }

  serve(folder: string, port = 0): Process {
    return this.run('serve', '--data', folder, '--port', `${port}`)
  }

  /** Kills what is left, and takes the program away. */
  async remove(): Promise<void> {
    await Promise.all(this.#processes.filter(({ isOver }) => !isOver).map((one) => one.kill()))
    rmSync(this.#folder, { recursive: true })
  }
}
