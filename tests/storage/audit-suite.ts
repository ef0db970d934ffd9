/** The chain is found broken, whatever was changed in it and by whom. */
import { describe, expect, test } from 'vitest'
import { commit } from '../../src/shell/storage/commit.ts'
import type { TenantId } from '../../src/shell/storage/identifiers.ts'
import { bench } from './engines.ts'

describe('the audit chain', () => {
  /** A tenant with five entries. */
  async function chained(): Promise<TenantId> {
    const tenant = await bench().tenant()
    for (const subject of ['a', 'b', 'c', 'd']) {
      await commit(
        bench().workshop,
        tenant,
        { actor: 'somebody' },
        {
          action: 'thing-done',
          request: null,
          apply: async () => ({ answer: { done: subject }, subject }),
        },
      )
    }
    return tenant
  }

  const tamper = (tenant: TenantId, change: string) =>
    bench().superuser.query(change.replaceAll('$tenant', `'${tenant}'`))

  const codesOf = async (tenant: TenantId, head?: { seq: number; hash: string }) =>
    (await bench().store.verifyAudit(tenant, head)).findings.map(
      ({ code, params }) => `${code} ${params['seq']}`,
    )

  test('a chain that nobody touched is whole, and its end is the one that was kept', async () => {
    const tenant = await chained()
    const { entries, head, findings } = await bench().store.verifyAudit(tenant)
    expect([entries, head.seq, findings]).toEqual([5, 5, []])
    expect(await codesOf(tenant, head)).toEqual([])
    expect((await bench().store.auditEntries(tenant, 1, 1))[0]).toMatchObject({
      seq: 2,
      actor: 'somebody',
      action: 'thing-done',
      subject: 'a',
      detail: '{"done":"a"}',
    })
  })

  const ENTRY = 'where tenant_id = $tenant and seq = 3'
  test.each([
    [`update vigie.audit_entry set at = at + interval '1 millisecond' ${ENTRY}`],
    [`update vigie.audit_entry set actor = 'another' ${ENTRY}`],
    [`update vigie.audit_entry set action = 'thing-undone' ${ENTRY}`],
    [`update vigie.audit_entry set subject = 'x' ${ENTRY}`],
    [`update vigie.audit_entry set detail = '{"done":"x"}' ${ENTRY}`],
    [`update vigie.audit_entry set hash = repeat('0', 64) ${ENTRY}`],
  ])('a changed entry is named: %s', async (change) => {
    const tenant = await chained()
    await tamper(tenant, change)
    expect((await codesOf(tenant))[0]).toBe('audit-entry-changed 3')
  })

  test.each([
    [`update vigie.audit_entry set previous = repeat('0', 64) ${ENTRY}`, 'audit-chain-broken 3'],
    [`update vigie.audit_entry set seq = 9 ${ENTRY}`, 'audit-entry-missing 3'],
    [`delete from vigie.audit_entry ${ENTRY}`, 'audit-entry-missing 3'],
    [
      'delete from vigie.audit_entry where tenant_id = $tenant and seq = 1',
      'audit-entry-missing 1',
    ],
    [
      `update vigie.audit_entry set seq = case seq when 3 then 14 when 4 then 13 else seq end
        where tenant_id = $tenant and seq in (3, 4);
      update vigie.audit_entry set seq = seq - 10 where tenant_id = $tenant and seq > 10`,
      'audit-chain-broken 3',
    ],
  ])('a chain that was cut or put in another order is found: %s', async (change, said) => {
    const tenant = await chained()
    await tamper(tenant, change)
    expect((await codesOf(tenant))[0]).toBe(said)
  })

  test('an entry that was given to another tenant is missed in one and wrong in the other', async () => {
    const [one, two] = [await chained(), await chained()]
    await tamper(two, 'delete from vigie.audit_entry where tenant_id = $tenant and seq = 3')
    await bench().superuser.query(
      'update vigie.audit_entry set tenant_id = $1 where tenant_id = $2 and seq = 3',
      [two, one],
    )
    expect((await codesOf(one))[0]).toBe('audit-entry-missing 3')
    expect((await codesOf(two))[0]).toBe('audit-chain-broken 3')
  })

  test('an end that was cut off is found by who kept it, and by nobody else', async () => {
    const tenant = await chained()
    const { head } = await bench().store.verifyAudit(tenant)
    await tamper(tenant, 'delete from vigie.audit_entry where tenant_id = $tenant and seq > 3')
    expect(await codesOf(tenant)).toEqual([])
    expect(await codesOf(tenant, head)).toEqual(['audit-end-differs 5'])
    expect(await codesOf(tenant, { seq: 2, hash: 'another' })).toEqual(['audit-end-differs 2'])
  })
})
