/** Files in pieces: packed or not, they are read in bounded memory, or refused at once. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadText } from './load-text.ts'
import { eachPiece, headOf, readWhole } from './pieces.ts'
import { UnreadableFile } from './unreadable-file.ts'

const MEBIBYTE = 1_048_576
const content = Buffer.from(
  Array.from({ length: 60_000 }, (_, i) => `T-${i};P${i % 5};${(i * 7919) % 99_991}\n`).join(''),
)

let folder = ''
const path = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-pieces-'))
  mkdirSync(path('folder'))
  mkdirSync(path('folder.gz'))
  const packed = gzipSync(content)
  writeFileSync(path('plain.csv'), content)
  writeFileSync(path('packed.csv.gz'), packed)
  writeFileSync(path('CAPITALS.CSV.GZ'), packed)
  writeFileSync(path('two.csv.gz'), Buffer.concat([packed, packed]))
  writeFileSync(path('cut.csv.gz'), packed.subarray(0, packed.length - 9))
  writeFileSync(
    path('spoilt.csv.gz'),
    packed.map((byte, i) => (i === 5000 ? byte ^ 255 : byte)),
  )
  writeFileSync(path('text.csv.gz'), content)
  writeFileSync(path('empty.csv.gz'), '')
  // Members of a gzip file follow each other: a gibibyte of zeros is made of sixteen.
  const zeros = gzipSync(new Uint8Array(64 * MEBIBYTE))
  writeFileSync(path('bomb.csv.gz'), Buffer.concat(Array.from({ length: 16 }, () => zeros)))
  writeFileSync(path('small-bomb.csv.gz'), gzipSync(new Uint8Array(8 * MEBIBYTE)))
  execFileSync('mkfifo', [path('pipe.csv'), path('pipe.csv.gz')])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function whole(name: string): Buffer {
  const parts: Uint8Array[] = []
  eachPiece(name, (piece) => parts.push(piece.slice()))
  return Buffer.concat(parts)
}

function codeOf(read: () => unknown): string {
  try {
    read()
  } catch (failure) {
    if (failure instanceof UnreadableFile) return failure.code
    throw failure
  }
  return 'read'
}

describe('pieces make the file', () => {
  test.each(['plain.csv', 'packed.csv.gz', 'CAPITALS.CSV.GZ'])('%s', (name) => {
    expect(whole(path(name)).equals(content)).toBe(true)
    expect(headOf(path(name), 100)).toEqual(new Uint8Array(content.subarray(0, 100)))
  })

  test('two members of one packed file follow each other', () => {
    expect(whole(path('two.csv.gz')).equals(Buffer.concat([content, content]))).toBe(true)
  })

  test('a head longer than the file is the file', () => {
    const head = headOf(path('packed.csv.gz'), 9 * MEBIBYTE)
    expect(Buffer.from(head).equals(content)).toBe(true)
  })

  test('little that repeats itself a lot is no bomb', () => {
    expect(whole(path('small-bomb.csv.gz')).length).toBe(8 * MEBIBYTE)
  })
})

describe('what is refused', () => {
  test.each([
    ['absent.csv', 'ENOENT'],
    ['absent.csv.gz', 'ENOENT'],
    ['plain.csv/x.csv', 'ENOTDIR'],
    [`${'x'.repeat(300)}.csv`, 'ENAMETOOLONG'],
    ['folder', 'EISDIR'],
    ['folder.gz', 'EISDIR'],
    ['pipe.csv', 'not-a-file'],
    ['pipe.csv.gz', 'not-a-file'],
    ['cut.csv.gz', 'gz-damaged'],
    ['spoilt.csv.gz', 'gz-damaged'],
    ['text.csv.gz', 'gz-damaged'],
    ['empty.csv.gz', 'gz-damaged'],
  ])('%s: %s', (name, code) => {
    expect(codeOf(() => whole(path(name)))).toBe(code)
  })

  test.each(['/dev/zero', '/dev/null'])('%s never ends, or is no file', (device) => {
    expect(codeOf(() => whole(device))).toBe('not-a-file')
    expect(codeOf(() => readWhole(device, MEBIBYTE))).toBe('not-a-file')
    expect(codeOf(() => headOf(device, 10))).toBe('not-a-file')
  })

  test('a gibibyte packed in one mebibyte, long before it is unpacked', () => {
    let seen = 0
    const read = (): void => eachPiece(path('bomb.csv.gz'), (piece) => (seen += piece.length))
    expect(codeOf(read)).toBe('gz-too-large')
    expect(seen).toBeLessThan(256 * MEBIBYTE)
  })
})

describe('a whole file', () => {
  test('has at most the bytes that are allowed', () => {
    expect(readWhole(path('plain.csv'), content.length).equals(content)).toBe(true)
    expect(codeOf(() => readWhole(path('plain.csv'), content.length - 1))).toBe('too-large')
  })

  test('that hides its size is refused when it has given too much', () => {
    expect(codeOf(() => readWhole('/proc/self/environ', 1))).toBe('too-large')
  })
})

describe('the text of a YAML file', () => {
  test.each([
    ['is read without its byte-order mark', Buffer.from('\uFEFFa: é'), 'a: é', []],
    ['is not in windows-1252', Buffer.from('a: 1\nb: \xe9\n', 'latin1'), undefined, [2]],
    ['is not an image', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), undefined, [1]],
    ['is not larger than a mebibyte', Buffer.alloc(MEBIBYTE + 1, 'a'), undefined, [1]],
  ])('%s', (_, bytes, value, lines) => {
    writeFileSync(path('text.yaml'), bytes)
    const read = loadText(path('text.yaml'))
    expect(read.value).toBe(value)
    expect(read.findings.map(({ where }) => where?.line)).toEqual(lines)
  })
})
