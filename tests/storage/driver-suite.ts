/** One driver, whoever answers: the same values, the same errors, and nothing left open. */
import { drizzle } from 'drizzle-orm/node-postgres'
import { describe, expect, test } from 'vitest'
import { bench } from './engines.ts'

describe('the driver', () => {
  test('values come back as the same values', async () => {
    const { rows } = await bench().workshop.database.pool.query(
      `select 9007199254740993::bigint as big, 1.10::numeric as exact, true as yes, null as none,
        'é€😀'::text as text, '{"b":[1]}'::jsonb as json, '\\x00ff'::bytea as bytes,
        array['a,"b"', null] as list, 7 as small,
        '01980000-0000-7000-8000-000000000000'::uuid as id, 'NaN'::numeric as nan`,
    )
    expect(rows[0]).toEqual({
      big: '9007199254740993',
      exact: '1.10',
      yes: true,
      none: null,
      text: 'é€😀',
      json: { b: [1] },
      bytes: Buffer.from([0, 255]),
      list: ['a,"b"', null],
      small: 7,
      id: '01980000-0000-7000-8000-000000000000',
      nan: 'NaN',
    })
  })

  test('parameters go as the same values', async () => {
    const values = [null, 'é\'"\\', ['a', 'b,"', null], { a: [1] }, 12, true]
    const { rows } = await bench().workshop.database.pool.query(
      'select $1::text as a, $2::text as b, $3::text[] as c, $4::jsonb as d, $5::int as e, $6::bool as f',
      values,
    )
    expect(Object.values(rows[0])).toEqual(values)
  })

  test('rows come as lists where they are asked so, and a text of megabytes comes whole', async () => {
    const { pool } = bench().workshop.database
    const asked = {
      text: 'select 1, 2 union all select 3, 4 order by 1',
      rowMode: 'array' as const,
    }
    expect((await pool.query(asked)).rows).toEqual([
      [1, 2],
      [3, 4],
    ])
    const long = 'x'.repeat(3_000_000)
    expect((await pool.query('select $1::text as long', [long])).rows[0].long).toBe(long)
  })

  test.each([
    ['select 1 from nowhere', '42P01'],
    ['select 1 / 0', '22012'],
    ['selec 1', '42601'],
    ["insert into vigie.tenant values (null, 'x', now())", '23502'],
  ])('%s: fails with code %s, and the next question is answered', async (sql, code) => {
    const { pool } = bench().workshop.database
    await expect(pool.query(sql)).rejects.toMatchObject({ code })
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('a connection that is dropped in a transaction leaves nothing of it', async () => {
    const { pool } = bench().workshop.database
    const client = await pool.connect()
    await client.query('begin')
    await client.query("set local vigie.tenant = 'someone'")
    await client.query('create table vigie.half_made (id uuid)')
    client.release(true)
    const { rows } = await pool.query(
      "select to_regclass('vigie.half_made') as made, current_setting('vigie.tenant', true) as who",
    )
    expect(rows[0].made).toBeNull()
    expect(rows[0].who ?? '').toBe('')
  })

  test('transactions that ask at once wait for each other, and none sees another half done', async () => {
    const database = drizzle(bench().workshop.database.pool)
    const seen = await Promise.all(
      Array.from({ length: 12 }, () =>
        database.transaction(async (transaction) => {
          await transaction.execute(
            'create temporary table if not exists own (n int) on commit drop',
          )
          await transaction.execute('insert into own values (1)')
          return (await transaction.execute('select count(*)::int as n from own')).rows[0]
        }),
      ),
    )
    expect(seen).toEqual(Array.from({ length: 12 }, () => ({ n: 1 })))
  })
})
