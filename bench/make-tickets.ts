/**
 * Writes a table of tickets of any size, the same one for the same seed.
 *
 * `tsx bench/make-tickets.ts FILE [ROWS] [SEED]`: about 116 bytes a row, half of the rows with one
 * to three pauses, four priorities, two years of Paris time, in the form of `vigie-tickets`.
 */
import { closeSync, openSync, writeSync } from 'node:fs'

const HEADER = 'id,priority,type,service,opened,responded,resolved,closed,pauses\n'
const FIRST_MINUTE = Date.UTC(2024, 0, 1) / 60_000
const MINUTES = 731 * 24 * 60
const SERVICES = ['mail', 'erp', 'network', 'desk', 'web'] as const
const STATUSES = ['awaiting-client', 'awaiting-third-party'] as const
const TARGETS = [240, 480, 1440, 4320] as const
const CHUNK = 1 << 20

/** The last Sundays of March and October, as days since 1970: the nights when clocks change. */
const CHANGES = new Set(
  [2024, 2025, 2026].flatMap((year) =>
    [2, 9].map((month) => {
      const last = Date.UTC(year, month, 31) / 86_400_000
      return last - ((last + 4) % 7)
    }),
  ),
)

/** A small generator of 32-bit numbers (mulberry32): quick, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

class RowWriter {
  readonly buffer = new Uint8Array(CHUNK + 4096)
  length = 0
  readonly #days = new Map<number, string>()

  text(text: string): void {
    for (let i = 0; i < text.length; i += 1) this.buffer[this.length + i] = text.charCodeAt(i)
    this.length += text.length
  }

  byte(byte: number): void {
    this.buffer[this.length] = byte
    this.length += 1
  }

  two(value: number): void {
    this.buffer[this.length] = 48 + Math.floor(value / 10)
    this.buffer[this.length + 1] = 48 + (value % 10)
    this.length += 2
  }

  /** A minute as `2024-03-01T09:14`. The hour that a change of clocks skips or repeats is 03:00. */
  time(wanted: number): void {
    const day = Math.floor(wanted / 1440)
    const clock = wanted - day * 1440
    const minute = CHANGES.has(day) && clock >= 120 && clock < 180 ? day * 1440 + 180 : wanted
    let date = this.#days.get(day)
    if (date === undefined) {
      date = new Date(day * 86_400_000).toISOString().slice(0, 11)
      this.#days.set(day, date)
    }
    this.text(date)
    const rest = minute - day * 1440
    this.two(Math.floor(rest / 60))
    this.byte(58)
    this.two(rest % 60)
  }
}

/** Writes one row. Office hours get three tickets in four. */
function writeRow(out: RowWriter, index: number, random: () => number): void {
  const dice = random()
  const priority = dice < 0.04 ? 0 : dice < 0.16 ? 1 : dice < 0.7 ? 2 : 3
  let opened = FIRST_MINUTE + Math.floor(random() * MINUTES)
  if (random() < 0.75) {
    const day = Math.floor(opened / 1440)
    opened = day * 1440 + 480 + Math.floor(random() * 600)
  }
  const target = TARGETS[priority] ?? 240
  const responded = opened + 1 + Math.floor(random() * random() * (target / 3))
  const resolved = responded + 30 + Math.floor(random() * random() * target * 3)
  const closed = resolved + Math.floor(random() * 7200)
  const type = random() < 0.7 ? 'incident' : 'request'
  const service = SERVICES[Math.floor(random() * SERVICES.length)] ?? 'mail'
  out.text(`T${index},P${priority + 1},${type},${service},`)
  for (const at of [opened, responded, resolved, closed]) {
    out.time(at)
    out.byte(44)
  }
  if (random() < 0.5) writePauses(out, responded, resolved, random)
  out.byte(10)
}

function writePauses(out: RowWriter, from: number, to: number, random: () => number): void {
  const pauses = Math.floor(random() * 4)
  const slot = Math.floor((to - from) / pauses)
  for (let pause = 0; pause < pauses && slot >= 3; pause += 1) {
    const start = from + pause * slot + Math.floor(random() * (slot / 3))
    const end = start + 1 + Math.floor(random() * (slot / 2))
    if (pause > 0) out.byte(124)
    out.text(STATUSES[random() < 0.8 ? 0 : 1])
    out.byte(64)
    out.time(start)
    out.byte(47)
    out.time(end)
  }
}

/** Writes `rows` tickets to a file, header included. */
export function makeTickets(file: string, rows: number, seed = 1): void {
  const out = new RowWriter()
  const random = generator(seed)
  const handle = openSync(file, 'w')
  out.text(HEADER)
  for (let index = 1; index <= rows; index += 1) {
    writeRow(out, index, random)
    if (out.length < CHUNK) continue
    writeSync(handle, out.buffer, 0, out.length)
    out.length = 0
  }
  writeSync(handle, out.buffer, 0, out.length)
  closeSync(handle)
}

const [, script = '', file, rows = '1000000', seed = '1'] = process.argv
if (script.endsWith('make-tickets.ts') && file !== undefined) {
  makeTickets(file, Number(rows), Number(seed))
}
