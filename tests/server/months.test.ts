/** What stands behind a level's count, and what is refused instead of guessed. */
import { describe, expect, test } from 'vitest'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { formatMonth, yearMonth } from '../../src/base/calendar/date.ts'
import { KEY, serveCase } from './served-case.ts'

const CASE = 'a-monthly-cap-cuts-three-lines-in-proportion-to-the-cent'
const { app } = serveCase({ name: CASE, last: yearMonth(2026, 4) })

const ask = async (path: string): Promise<Response> =>
  app.request(`/api/contracts/${path}`, {
    headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` },
  })

describe('the overruns of a level', () => {
  test('are its late tickets, with what they were allowed', async () => {
    const answer = await ask('the-case/months/2026-04/levels/first/overruns?lang=en')
    expect(await answer.json()).toEqual({
      late: [
        {
          ticket: 'APR-1',
          elapsed: '10\u00a0h',
          elapsedMs: 36_000_000,
          allowed: '4\u00a0h',
          due: 'Thu 02 Apr 2026 13:00',
          stop: 'Thu 02 Apr 2026 19:00',
        },
      ],
      backlog: [],
    })
  })

  test.each([
    ['the-case/months/2026-04/levels/fourth/overruns', '/problems/figure-unknown'],
    ['the-case/months/2026-03/levels/first/overruns', '/problems/month-unknown'],
    ['another/months/2026-04/levels/first/overruns', '/problems/contract-unknown'],
  ])('%s is refused', async (path, type) => {
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ type })
  })
})

test('a mapping says its title and whether it asks for a zone', async () => {
  const answer = await app.request('/api/mappings?lang=fr', {
    headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` },
  })
  expect(await answer.json()).toContainEqual({
    name: 'glpi-csv-fr',
    title: "GLPI, export CSV d'une recherche de tickets (en français)",
    asksZone: true,
  })
})

describe('a month', () => {
  const monthOf = async (name: string, last: YearMonth): Promise<unknown> => {
    const served = serveCase({ name, last }).app
    const answer = await served.request(
      `/api/contracts/the-case/months/${formatMonth(last)}?lang=en`,
      {
        headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` },
      },
    )
    return answer.json()
  }

  test('says what is undisputed and in dispute in figures, each by the name that explains it', async () => {
    const contested = 'a-contest-on-one-fact-leaves-the-rest-undisputed'
    expect(await monthOf(contested, yearMonth(2026, 4))).toMatchObject({
      procedure: {
        amounts: [
          { name: 'undisputed.indemnity', figure: { value: '15000 cents' } },
          { name: 'undisputed.price-reduction', figure: { value: '0 cents' } },
          { name: 'disputed.indemnity', figure: { value: '15000 cents' } },
          { name: 'disputed.price-reduction', figure: { value: '0 cents' } },
        ],
      },
    })
  })

  test('says what the client owes', async () => {
    const owed = 'an-event-told-twice-in-a-month-is-owed-once'
    expect(await monthOf(owed, yearMonth(2026, 4))).toMatchObject({
      totals: { indemnityOfClient: { value: '50000 cents' } },
    })
  })

  test('is told order by order, where the contract is a framework', async () => {
    const framework = 'a-cap-of-a-framework-serves-its-orders-by-rank'
    const { orders } = (await monthOf(framework, yearMonth(2026, 4))) as {
      readonly orders: readonly { readonly kind: string; readonly rows?: readonly string[][] }[]
    }
    const rows = orders.flatMap(({ rows = [] }) => rows)
    expect(rows.map(([order = '']) => order)).toEqual([
      'Bon de commande n° 3 (order-3)',
      'Bon de commande n° 4 (order-4)',
    ])
  })

  test('has its orders in its report too', async () => {
    const name = 'a-cap-of-a-framework-serves-its-orders-by-rank'
    const { app: served } = serveCase({ name, last: yearMonth(2026, 4) })
    const answer = await served.request(
      '/api/contracts/the-case/months/2026-04/report/html?lang=en',
      { headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` } },
    )
    const text = await answer.text()
    expect(text).toContain('Orders</h2>')
    expect(text).toContain('Bon de commande n° 4 (order-4)')
  })
})
