/** The store on a PostgreSQL server: the same tests, the same answers, and what a server refuses. */
import { createServer } from 'node:net'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/shell/storage/open-store.ts'
import { onEngine, SERVER, WHY_NO_SERVER } from './engines.ts'

if (WHY_NO_SERVER !== undefined) {
  console.warn(`The store is not tested on a server. ${WHY_NO_SERVER}`)
}

describe.skipIf(WHY_NO_SERVER !== undefined)('the store on a server', async () => {
  onEngine('on a server')
  await import('./suites.ts')
})

const refusal = async (url: string): Promise<string> => {
  const { value, findings } = await openStore({ url })
  await value?.close()
  return findings.map(({ code, params }) => `${code} ${params['code'] ?? ''}`.trim()).join()
}

test.each([
  ['not an address', 'store-address-invalid'],
  ['http://localhost/vigie', 'store-address-invalid'],
  ['postgres://nobody@localhost:1/nothing', 'store-unreachable ECONNREFUSED'],
  ['postgres://nobody@nowhere.invalid/nothing', 'store-unreachable ENOTFOUND'],
])('%s: is refused with %s', async (url, said) => {
  expect((await refusal(url)).replace('EAI_AGAIN', 'ENOTFOUND')).toBe(said)
})

test('a server that hangs up is said', async () => {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  expect(await refusal(`postgres://a@127.0.0.1:${port}/b`)).toMatch(/^store-unreachable/)
  server.close()
})

describe.skipIf(WHY_NO_SERVER !== undefined)('a server refuses', () => {
  const address = (user: string, database: string): string => {
    const url = new URL(SERVER ?? '')
    url.username = user
    url.pathname = `/${database}`
    return url.href
  }

  test('an account and a database that it does not know', async () => {
    const { username } = new URL(SERVER ?? '')
    expect(await refusal(address('nobody', 'postgres'))).toMatch(/^store-unreachable 28/)
    expect(await refusal(address(username, 'nothing'))).toBe('store-unreachable 3D000')
  })

  test('an account that may not make tables, and nothing is made', async () => {
    const superuser = new pg.Pool({ connectionString: SERVER ?? '' })
    await superuser.query("create role vigie_test_guest login password 'vigie'")
    const guest = new URL(address('vigie_test_guest', 'postgres'))
    guest.password = 'vigie'
    expect(await refusal(guest.href)).toBe('store-not-permitted')
    const { rows } = await superuser.query("select to_regnamespace('vigie') as made")
    expect(rows).toEqual([{ made: null }])
    await superuser.query('drop role vigie_test_guest')
    await superuser.end()
  })
})
