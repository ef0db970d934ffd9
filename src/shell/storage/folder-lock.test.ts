import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { instant } from '../../base/instant.ts'
import { lockFolder } from './folder-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigie-lock-'))
const LOCK = join(folder, 'lock')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => rmSync(LOCK, { force: true }))

const now = instant(Date.now())
const write = (holder: object): void =>
  writeFileSync(LOCK, JSON.stringify({ since: '2026-01-01T00:00:00Z', ...holder }))

test('a lock says who holds the folder, and goes when it is released', () => {
  const { value: lock } = lockFolder(folder, now)
  expect(JSON.parse(readFileSync(LOCK, 'utf8'))).toMatchObject({
    pid: process.pid,
    host: hostname(),
  })
  lock?.release()
  expect(readdirSync(folder)).toEqual([])
})

test('a second one is refused, with who holds it, since when and where it answers', () => {
  const { value: lock } = lockFolder(folder, instant(Date.UTC(2099, 0, 1)))
  const said = { pid: `${process.pid}`, since: '2099-01-01T00:00:00Z', folder }
  expect(lockFolder(folder, now)).toMatchObject({
    value: undefined,
    findings: [{ code: 'store-held', params: { ...said, url: '–' } }],
  })
  lock?.announce('http://localhost:4050')
  expect(lockFolder(folder, now).findings[0]?.params).toMatchObject({
    ...said,
    url: 'http://localhost:4050',
  })
  lock?.release()
  expect(existsSync(LOCK)).toBe(false)
})

test.each([
  ['a process that is gone', { pid: 4_194_300, host: hostname() }],
  ['an earlier process of the number of this one', { pid: process.pid, host: hostname() }],
  ['a process whose number another has now', { pid: 1, host: hostname(), birth: 'earlier 12' }],
  ['nobody', {}],
])('the lock of %s is taken over', (_, holder) => {
  write(holder)
  const { value: lock, findings } = lockFolder(folder, now)
  expect(findings).toEqual([])
  lock?.release()
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['another machine', { pid: 4_194_300, host: 'elsewhere' }],
  ['a process that runs', { pid: process.ppid, host: hostname() }],
  ['a process of another account', { pid: 1, host: hostname() }],
])('the lock of %s is respected', (_, holder) => {
  write(holder)
  const before = readFileSync(LOCK, 'utf8')
  expect(lockFolder(folder, now).findings[0]?.code).toBe('store-held')
  expect(readFileSync(LOCK, 'utf8')).toBe(before)
})

test('an empty lock is waited for, then taken over: a power cut may leave it so', () => {
  writeFileSync(LOCK, '')
  const begun = Date.now()
  const { value: lock } = lockFolder(folder, now)
  expect(Date.now() - begun).toBeGreaterThan(300)
  expect(lock).toBeDefined()
  lock?.release()
})

test('a lock that somebody else took meanwhile is left to them', () => {
  const { value: lock } = lockFolder(folder, now)
  write({ pid: 1, host: hostname() })
  lock?.release()
  expect(existsSync(LOCK)).toBe(true)
})
