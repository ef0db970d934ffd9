/** The terms of a contract on a day, and what its amendments change. */
import { describe, expect, test } from 'vitest'
import { yearMonth } from '../../src/base/calendar/date.ts'
import { KEY, serveCase } from './served-case.ts'

const { app } = serveCase({
  name: 'a-retroactive-amendment-is-posted-in-the-open-month',
  last: yearMonth(2026, 5),
})

const ask = async (path: string): Promise<Response> =>
  app.request(`/api/contracts/the-case/${path}`, {
    headers: { host: 'localhost:4800', authorization: `Bearer ${KEY}` },
  })

type Blocks = readonly { readonly rows?: readonly (readonly string[])[] }[]

interface Answered {
  readonly on: string
  readonly blocks: Blocks
  readonly amendments: readonly { readonly blocks: Blocks }[]
}

const rowsOf = (blocks: Blocks = []) => blocks.flatMap(({ rows = [] }) => rows)
const termsOf = async (path: string): Promise<Answered> =>
  (await (await ask(path)).json()) as Answered

describe('the terms of a contract', () => {
  test.each([
    ['2026-02-28', '€240.00 per late ticket', 'not yet in force'],
    ['2026-03-01', '€300.00 per late ticket (av-1)', 'in force'],
  ])('on %s', async (on, penalty, state) => {
    const answer = await termsOf(`terms?lang=en&on=${on}`)
    expect(answer.on).toBe(on)
    expect(rowsOf(answer.blocks)).toContainEqual(['Penalty', penalty])
    expect(
      rowsOf(answer.blocks)
        .find(([name]) => name === 'av-1')
        ?.at(-1),
    ).toBe(state)
    expect(rowsOf(answer.amendments[0]?.blocks)).toContainEqual([
      'Level: restore-p1',
      'Penalty',
      '€240.00 per late ticket',
      '€300.00 per late ticket',
    ])
  })

  test('are those of today where no day is chosen', async () => {
    const answer = await termsOf('terms?lang=en')
    expect(answer.on).toBe('2026-12-31')
  })

  test.each([
    ['terms?on=2026-02-30', 422, '/problems/day-unknown'],
    ['terms?on=tomorrow', 400, '/problems/request'],
  ])('%s is refused', async (path, status, type) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ type })
  })
})

test('a month says under which amendments it was judged', async () => {
  const april = await (await ask('months/2026-04?lang=en')).json()
  expect(april).toMatchObject({
    amendments: 'av-1, signed on 20 May 2026, effective from 1 March 2026',
  })
  expect(await (await ask('months/2026-02?lang=en')).json()).not.toHaveProperty('amendments')
})
