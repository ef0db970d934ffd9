/** What a tenant sees and may do, and the one door. */
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/base/instant.ts'
import type { Transaction } from '../../src/shell/storage/as-tenant.ts'
import { asTenant } from '../../src/shell/storage/as-tenant.ts'
import { commit } from '../../src/shell/storage/commit.ts'
import type { MessageId, TenantId } from '../../src/shell/storage/identifiers.ts'
import { Refusal } from '../../src/shell/storage/refusal.ts'
import { contractText, tenant as tenantTable } from '../../src/shell/storage/schema.ts'
import { bench } from './engines.ts'

const insertText = (transaction: Transaction, tenantId: TenantId, hash: string) =>
  transaction.insert(contractText).values({ tenantId, hash, body: hash, recordedAt: instant(0) })

/** A failure of the database, under what drizzle says of it. */
const failing = (code: string) => ({ cause: expect.objectContaining({ code }) })

describe('tenants', () => {
  const work = <T>(tenant: TenantId, does: (transaction: Transaction) => Promise<T>): Promise<T> =>
    asTenant(bench().workshop.database, tenant, does)

  test('work for a tenant is done under a plain role', async () => {
    const tenant = await bench().tenant()
    const { rows } = await work(tenant, (transaction) =>
      transaction.execute(
        sql`select current_user as name, rolsuper or rolbypassrls as is_mighty,
          (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
        from pg_roles where rolname = current_user`,
      ),
    )
    expect(rows).toEqual([{ name: 'vigie_app', is_mighty: false, owned: 0 }])
  })

  test('the role and the tenant go with the transaction', async () => {
    await work(await bench().tenant(), async () => undefined)
    const { rows } = await bench().workshop.database.pool.query(
      "select current_user as name, current_setting('vigie.tenant', true) as tenant",
    )
    expect(rows[0].name).not.toBe('vigie_app')
    expect(rows[0].tenant ?? '').toBe('')
  })

  test('without a tenant no row is seen, and none is added', async () => {
    const tenant = await bench().tenant()
    await work(tenant, (transaction) => insertText(transaction, tenant, 'seen'))
    const database = drizzle(bench().workshop.database.pool)
    const without = (does: (transaction: Transaction) => Promise<unknown>): Promise<unknown> =>
      database.transaction(async (transaction) => {
        await transaction.execute(sql`set local role vigie_app`)
        return await does(transaction)
      })
    expect(await without((transaction) => transaction.select().from(contractText))).toEqual([])
    await expect(
      without((transaction) => insertText(transaction, tenant, 'not seen')),
    ).rejects.toMatchObject(failing('42501'))
  })

  test("another tenant's rows are not seen, and none is added for it", async () => {
    const [own, other] = [await bench().tenant(), await bench().tenant()]
    await work(other, (transaction) => insertText(transaction, other, 'theirs'))
    await work(own, (transaction) => insertText(transaction, own, 'ours'))
    const seen = await work(own, (transaction) => transaction.select().from(contractText))
    expect(seen.map(({ hash }) => hash)).toEqual(['ours'])
    await expect(
      work(own, (transaction) => insertText(transaction, other, 'for them')),
    ).rejects.toMatchObject(failing('42501'))
    expect(await bench().store.contracts(own)).toEqual([])
  })

  test.each([
    ['update vigie.contract_text set body = $$x$$'],
    ['delete from vigie.contract_text'],
    ['delete from vigie.audit_entry'],
    ['update vigie.audit_entry set actor = $$x$$'],
    ['update vigie.fact set body = $$x$$'],
    ['truncate vigie.fact'],
    ['update vigie.settlement set body = $$x$$'],
    ['update vigie.month set month = $$2026-01$$'],
    ['update vigie.import_run set digest = $$x$$'],
    ['delete from vigie.import_withdrawal'],
    ['update vigie.idempotency_key set answer = $$x$$'],
    ["insert into vigie.tenant values (gen_random_uuid(), 'x', now())"],
    ['alter table vigie.fact no force row level security'],
    ['create table vigie.own (id uuid)'],
  ])('a tenant may not: %s', async (sqlText) => {
    const tenant = await bench().tenant()
    await expect(
      work(tenant, (transaction) => transaction.execute(sql.raw(sqlText))),
    ).rejects.toMatchObject(failing('42501'))
  })

  test('a tenant sees the directory of tenants and cannot change it', async () => {
    const tenant = await bench().tenant()
    const seen = await work(tenant, (transaction) => transaction.select().from(tenantTable))
    expect(seen.map(({ id }) => id)).toContain(tenant)
    expect((await bench().store.tenants()).map(({ id }) => id)).toContain(tenant)
  })
})

/** An effect that keeps a text: the simplest thing that is written. */
const keeping = (tenant: TenantId, hash: string, request = hash) => ({
  action: 'text-kept',
  request,
  apply: async (transaction: Transaction) => {
    await insertText(transaction, tenant, hash)
    return { answer: { hash }, subject: hash, messages: [{ topic: 'kept', body: hash }] }
  },
})

describe('the one door', () => {
  const written = async (tenant: TenantId) => {
    const { store, superuser } = bench()
    const texts = await superuser.query(
      'select hash from vigie.contract_text where tenant_id = $1 order by 1',
      [tenant],
    )
    const entries = await store.auditEntries(tenant, 1, 1000)
    const messages = await store.pendingMessages(tenant, 1000)
    return {
      texts: texts.rows.map(({ hash }) => hash),
      entries: entries.map(({ subject }) => subject),
      messages: messages.map(({ body }) => body),
    }
  }

  test('an effect, its entry and its message are written together', async () => {
    const tenant = await bench().tenant()
    const done = await commit(bench().workshop, tenant, { actor: 'a' }, keeping(tenant, 'x'))
    expect(done).toEqual({ value: { hash: 'x' }, findings: [] })
    expect(await written(tenant)).toEqual({ texts: ['x'], entries: ['x'], messages: ['x'] })
  })

  test('of an effect that is refused or fails, nothing stays', async () => {
    const tenant = await bench().tenant()
    const effect = keeping(tenant, 'x')
    const apply = async (transaction: Transaction): Promise<never> => {
      await effect.apply(transaction)
      throw new Refusal('month-closed', { month: '2026-04' })
    }
    const { workshop } = bench()
    const refused = await commit(workshop, tenant, { actor: 'a', key: 'k' }, { ...effect, apply })
    expect(refused.value).toBeUndefined()
    expect(refused.findings.map(({ code }) => code)).toEqual(['month-closed'])
    const broken = async (transaction: Transaction): Promise<never> => {
      await effect.apply(transaction)
      throw new Error('a mistake')
    }
    await expect(
      commit(workshop, tenant, { actor: 'a', key: 'k' }, { ...effect, apply: broken }),
    ).rejects.toThrow('a mistake')
    expect(await written(tenant)).toEqual({ texts: [], entries: [], messages: [] })
    const { value } = await commit(workshop, tenant, { actor: 'a', key: 'k' }, effect)
    expect(value).toEqual({ hash: 'x' })
  })

  test('the same key and request give the first answer; another request is refused', async () => {
    const tenant = await bench().tenant()
    const { workshop } = bench()
    const gesture = { actor: 'a', key: 'k' }
    await commit(workshop, tenant, gesture, keeping(tenant, 'first', 'the request'))
    const again = await commit(workshop, tenant, gesture, keeping(tenant, 'other', 'the request'))
    expect(again.value).toEqual({ hash: 'first' })
    const otherwise = await commit(workshop, tenant, gesture, keeping(tenant, 'z', 'another'))
    expect(otherwise.findings.map(({ code }) => code)).toEqual(['key-used-otherwise'])
    expect((await written(tenant)).texts).toEqual(['first'])
  })

  test('a key of one tenant is not that of another', async () => {
    const [one, two] = [await bench().tenant(), await bench().tenant()]
    const { workshop } = bench()
    const gesture = { actor: 'a', key: 'k' }
    await commit(workshop, one, gesture, keeping(one, 'one'))
    const { value } = await commit(workshop, two, gesture, keeping(two, 'two'))
    expect(value).toEqual({ hash: 'two' })
  })

  test('of fifty twins at once, one is done and all have its answer', async () => {
    const tenant = await bench().tenant()
    const gesture = { actor: 'a', key: 'k' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        commit(bench().workshop, tenant, gesture, keeping(tenant, `twin ${i}`, 'the request')),
      ),
    )
    const { texts, entries, messages } = await written(tenant)
    expect([texts.length, entries.length, messages.length]).toEqual([1, 1, 1])
    expect(answers.map(({ value }) => value)).toEqual(answers.map(() => ({ hash: texts[0] })))
  })

  test('fifty writers at once make a chain without a gap', async () => {
    const tenant = await bench().tenant()
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        commit(bench().workshop, tenant, { actor: 'a' }, keeping(tenant, `text ${i}`)),
      ),
    )
    const verdict = await bench().store.verifyAudit(tenant)
    expect([verdict.entries, verdict.findings]).toEqual([51, []])
  })

  test('recorded times grow when the clock is set back', async () => {
    const { clock, store, workshop } = bench()
    const tenant = await bench().tenant()
    const before = clock.now
    clock.now = instant(before - 3_600_000)
    await commit(workshop, tenant, { actor: 'a' }, keeping(tenant, 'x'))
    clock.now = before
    const times = (await store.auditEntries(tenant, 0, 10)).map(({ at }) => at - before)
    expect(times).toEqual([0, 1])
  })

  test('a message that was sent waits no more', async () => {
    const tenant = await bench().tenant()
    const { store, workshop } = bench()
    for (const hash of ['a', 'b', 'c']) {
      await commit(workshop, tenant, { actor: 'a' }, keeping(tenant, hash))
    }
    const [first] = await store.pendingMessages(tenant, 1)
    await store.markSent(tenant, first?.id as MessageId)
    await store.markSent(tenant, first?.id as MessageId)
    expect((await store.pendingMessages(tenant, 9)).map(({ body }) => body)).toEqual(['b', 'c'])
  })
})
