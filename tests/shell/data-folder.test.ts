/** The command line and where its data are: an import cut short, a folder made, and held. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFiles } from '../../src/shell/cli/commands/import.ts'
import { dataPlaceOf } from '../../src/shell/cli/data-place.ts'
import { openSpeaker } from '../../src/shell/cli/session.ts'
import { listenForStop } from '../../src/shell/cli/stop-signal.ts'
import { start } from '../../src/shell/server/start.ts'
import { openStore } from '../../src/shell/storage/open-store.ts'
import type { Ran } from './run-vigie.ts'
import { runVigieLater } from './run-vigie.ts'

const CONTRACT = fileURLToPath(
  new URL(
    '../../cases/a-second-miss-within-three-months-costs-half-as-much-again/contract.yaml',
    import.meta.url,
  ),
)
const TICKETS = 2500

let folder = ''
const data = (): string => join(folder, 'data')
const tickets = (): string => join(folder, 'tickets.csv')

const vigie = (words: readonly string[]): Promise<Ran> =>
  runVigieLater([...words, '--data', data()], { VIGIE_LANG: 'en', DATABASE_URL: 'postgres://no' })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-folder-'))
  const head = 'id,priority,type,service,opened,responded,resolved,closed,pauses'
  const rows = Array.from(
    { length: TICKETS },
    (_, i) => `T-${i},P1,incident,app,2026-04-02T09:00Z,,2026-04-02T10:00Z,,`,
  )
  writeFileSync(tickets(), `${[head, ...rows].join('\n')}\n`)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an import that is stopped says how to go on, and the same command completes it', async () => {
  const { value: store } = await openStore({ memory: true })
  if (store === undefined) throw new Error('no store')
  const open = async () => ({ value: { ...store, close: async () => undefined }, findings: [] })
  const inMemory = (words: readonly string[]): Promise<Ran> =>
    runVigieLater([...words, '--data', folder], { VIGIE_LANG: 'en' }, open)
  let err = ''
  const stop = new AbortController()
  const told: string[] = []
  const session = {
    speaker: openSpeaker('en'),
    isJson: false,
    out: () => undefined,
    error: (text: string) => {
      err += text
    },
    progress: (text: string) => {
      told.push(text)
      stop.abort()
    },
  }
  const asked = { signal: stop.signal, forget: () => undefined }
  const place = dataPlaceOf({ data: folder }, {}, open)
  expect(await importFiles(session, place, [CONTRACT, tickets()], {}, asked)).toBe(130)
  expect(told).toEqual(['Items stored: 1000 of 2500', ''])
  expect(err).toContain('run the same command again')
  expect((await inMemory(['imports'])).out).toMatch(/tickets\.csv +unfinished/)
  const again = await inMemory(['import', CONTRACT, tickets()])
  expect(again.code).toBe(0)
  expect(again.out).toContain('added 2500, changed 0, the same 0')
  await store.close()
}, 120_000)

test('a folder that a server holds says who, since when and where', async () => {
  expect((await vigie(['import', CONTRACT])).code).toBe(0)
  const place = { folder: data() }
  const { value: running } = await start({ place, port: 0, uploads: join(folder, 'uploads') })
  try {
    const { code, err } = await vigie(['months'])
    expect(code).toBe(4)
    expect(err).toContain('error store-held')
    expect(err).toContain(`Process ${process.pid} `)
    expect(err).toMatch(/since 20\d\d-/)
    expect(err).toContain(`(address: ${running?.url})`)
    expect(err).toContain('Remedy: Use the one that runs, or stop it.')
    expect(JSON.parse((await vigie(['months', '--json'])).out)).toMatchObject({
      findings: [{ code: 'store-held' }],
    })
    // What was imported is no demonstration, and none is loaded beside it.
    expect(running?.ready).toBeUndefined()
  } finally {
    await running?.stop()
  }
  expect((await vigie(['months'])).code).toBe(0)
  expect(existsSync(join(data(), 'lock'))).toBe(false)
}, 120_000)

test('a folder of other things is refused, and nothing is written into it', async () => {
  const words = ['import', CONTRACT, '--data', folder]
  const { code, err } = await runVigieLater(words, { VIGIE_LANG: 'en' })
  expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('error store-not-ours') })
})

test.each([
  [{}, { VIGIE_DATA: '/a', DATABASE_URL: 'postgres://b' }, { url: 'postgres://b' }],
  [{}, { VIGIE_DATA: '/a', DATABASE_URL: '' }, { folder: '/a' }],
  [{ data: '/c' }, { VIGIE_DATA: '/a', DATABASE_URL: 'postgres://b' }, { folder: '/c' }],
  [{}, { VIGIE_DATA: '' }, { folder: join(process.cwd(), 'vigie-data') }],
])('%j typed under %j is the place %j', (options, environment, place) => {
  expect(dataPlaceOf(options, environment).place).toEqual(place)
})

test('an address of a server is not told: it may hold a password', () => {
  expect(dataPlaceOf({}, { DATABASE_URL: 'postgres://me:secret@host' }).name).toBe('PostgreSQL')
})

test('a request to stop is heard, until nobody listens any more', () => {
  const before = process.listeners('SIGINT')
  const stop = listenForStop()
  const own = process.listeners('SIGINT').filter((listener) => !before.includes(listener))
  for (const listener of own) listener('SIGINT')
  expect(stop.signal.aborted).toBe(true)
  stop.forget()
  expect(process.listeners('SIGINT')).toEqual(before)
})
