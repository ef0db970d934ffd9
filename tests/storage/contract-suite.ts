/** Contracts, the settlements of their months, and the months. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { parseMonth } from '../../src/base/calendar/date.ts'
import type { Checked } from '../../src/base/finding.ts'
import { instant } from '../../src/base/instant.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { closeMonth, openContract, sha256 } from '../../src/shell/close-month.ts'
import type { ContractId, TenantId } from '../../src/shell/storage/identifiers.ts'
import { newIdentifier } from '../../src/shell/storage/identifiers.ts'
import { bench } from './engines.ts'
import { caseFolder } from './scene.ts'

const FOLDER = caseFolder('a-monthly-cap-cuts-three-lines-in-proportion-to-the-cent')
const CONTRACT = join(FOLDER, 'contract.yaml')
const ACTOR = { actor: 'somebody' }
const UNKNOWN = newIdentifier<ContractId>(instant(0), (count) => new Uint8Array(count))

const monthOf = (text: string): YearMonth => {
  const month = parseMonth(text)
  if (month === undefined) throw new Error(text)
  return month
}

const value = <T>({ value, findings }: Checked<T>): T => {
  if (value === undefined) throw new Error(JSON.stringify(findings))
  return value
}
const codes = ({ value, findings }: Checked<unknown>): readonly string[] =>
  value === undefined ? findings.map(({ code }) => code) : ['nothing is refused']

describe('contracts', () => {
  const store = () => bench().store

  test('a contract is kept with its text, and found by its reference', async () => {
    const tenant = await bench().tenant()
    const known = value(
      await store().addContract(tenant, ACTOR, { reference: 'C-1', text: 'é: 1\n' }),
    )
    expect(await store().contracts(tenant)).toEqual([known])
    expect(known.textHash).toBe(sha256('é: 1\n'))
    expect((await store().readContractText(tenant, known.textHash)).value).toBe('é: 1\n')
  })

  test('another text takes its place, and the one before is still there', async () => {
    const tenant = await bench().tenant()
    const first = value(await store().addContract(tenant, ACTOR, { reference: 'C-1', text: 'a' }))
    const change = { contract: first.id, expected: first.textHash, reference: 'C-1', text: 'b' }
    const second = value(await store().changeContract(tenant, ACTOR, change))
    expect(second.updatedAt).toBeGreaterThan(first.updatedAt)
    expect(await store().contracts(tenant)).toEqual([second])
    expect((await store().readContractText(tenant, first.textHash)).value).toBe('a')
    const back = { ...change, expected: second.textHash, text: 'a' }
    expect(value(await store().changeContract(tenant, ACTOR, back)).textHash).toBe(first.textHash)
    const same = { ...change, expected: first.textHash, text: 'a' }
    const before = (await store().verifyAudit(tenant)).entries
    value(await store().changeContract(tenant, ACTOR, same))
    expect((await store().verifyAudit(tenant)).entries).toBe(before)
  })

  test('what a contract is refused for', async () => {
    const tenant = await bench().tenant()
    const known = value(await store().addContract(tenant, ACTOR, { reference: 'C-1', text: 'a' }))
    const add = (reference: string, text: string) =>
      store().addContract(tenant, ACTOR, { reference, text })
    expect(codes(await add('C-1', 'b'))).toEqual(['contract-known'])
    expect(codes(await add('C-2', 'a\0b'))).toEqual(['text-not-keepable'])
    expect(codes(await add('C-2', 'a\ud800b'))).toEqual(['text-not-keepable'])
    const change = { contract: known.id, expected: known.textHash, reference: 'C-1', text: 'c' }
    const changed = (part: Partial<typeof change>) =>
      store().changeContract(tenant, ACTOR, { ...change, ...part })
    expect(codes(await changed({ contract: UNKNOWN }))).toEqual(['contract-unknown'])
    expect(codes(await changed({ expected: sha256('z') }))).toEqual(['contract-changed'])
    expect(codes(await changed({ reference: 'C-2' }))).toEqual(['contract-of-another'])
    const other = await bench().tenant()
    expect(codes(await store().changeContract(other, ACTOR, change))).toEqual(['contract-unknown'])
    expect(codes(await store().readContractText(other, known.textHash))).toEqual([
      'contract-text-unknown',
    ])
  })

  test('a text that was changed in the database is not given', async () => {
    const tenant = await bench().tenant()
    const { textHash } = value(
      await store().addContract(tenant, ACTOR, { reference: 'C-1', text: 'cap: 5 %' }),
    )
    await bench().superuser.query(
      "update vigie.contract_text set body = 'cap: 9 %' where tenant_id = $1",
      [tenant],
    )
    expect(codes(await store().readContractText(tenant, textHash))).toEqual([
      'stored-text-tampered',
    ])
  })
})

/** The month of the case, settled from its files. */
function settled(month: YearMonth): Settlement {
  const { envelope, findings } = closeMonth({
    contract: openContract(CONTRACT),
    facts: [join(FOLDER, 'facts.yaml')],
    month,
    now: instant(Date.UTC(2027, 0, 1)),
  })
  if (envelope === undefined) throw new Error(JSON.stringify(findings))
  return envelope.settlement
}

describe('settlements and months', () => {
  const store = () => bench().store
  const month = monthOf('2026-04')
  const settlement = settled(month)

  async function withContract(): Promise<{ tenant: TenantId; contract: ContractId }> {
    const tenant = await bench().tenant()
    const reference = settlement.contract.id
    const text = readFileSync(CONTRACT, 'utf8')
    const known = value(await store().addContract(tenant, ACTOR, { reference, text }))
    return { tenant, contract: known.id }
  }

  test('a settlement is kept by its hash and read back the same', async () => {
    const { tenant, contract } = await withContract()
    const hash = value(await store().keepSettlement(tenant, ACTOR, contract, settlement))
    expect(value(await store().readSettlement(tenant, hash))).toEqual(settlement)
    const { entries } = await store().verifyAudit(tenant)
    expect(value(await store().keepSettlement(tenant, ACTOR, contract, settlement))).toBe(hash)
    expect((await store().verifyAudit(tenant)).entries).toBe(entries)
  })

  test('what a settlement is refused for', async () => {
    const { tenant, contract } = await withContract()
    const keep = (of: ContractId, changed: Partial<Settlement['contract']>) => {
      const identity = { ...settlement.contract, ...changed }
      return store().keepSettlement(tenant, ACTOR, of, { ...settlement, contract: identity })
    }
    expect(codes(await keep(UNKNOWN, {}))).toEqual(['contract-unknown'])
    expect(codes(await keep(contract, { id: 'X' }))).toEqual(['settlement-of-another-contract'])
    expect(codes(await keep(contract, { hash: sha256('') }))).toEqual(['contract-text-unknown'])
    expect(codes(await store().readSettlement(tenant, sha256('')))).toEqual(['settlement-unknown'])
    const hash = value(await keep(contract, {}))
    const other = await bench().tenant()
    expect(codes(await store().readSettlement(other, hash))).toEqual(['settlement-unknown'])
    await bench().superuser.query(
      'update vigie.settlement set body = replace(body, \'"month"\', \'"Month"\') where tenant_id = $1',
      [tenant],
    )
    expect(codes(await store().readSettlement(tenant, hash))).toEqual(['settlement-tampered'])
  })

  test('a month is opened, and closed once', async () => {
    const { tenant, contract } = await withContract()
    const hash = value(await store().keepSettlement(tenant, ACTOR, contract, settlement))
    const opened = value(await store().openMonth(tenant, ACTOR, contract, month))
    expect(opened).toEqual({ contract, month, openedAt: opened.openedAt })
    expect(value(await store().openMonth(tenant, ACTOR, contract, month))).toEqual(opened)
    const closed = value(await store().closeMonth(tenant, ACTOR, { contract, month, hash }))
    expect(closed).toEqual({ ...opened, closedAt: closed.closedAt, settlement: hash })
    expect(value(await store().closeMonth(tenant, ACTOR, { contract, month, hash }))).toEqual(
      closed,
    )
    expect(await store().months(tenant, contract)).toEqual([closed])
    const entries = await store().auditEntries(tenant, 0, 100)
    expect(entries.map(({ action }) => action)).toEqual([
      'tenant-created',
      'contract-added',
      'settlement-kept',
      'month-opened',
      'month-closed',
    ])
    expect(entries.at(-1)).toMatchObject({ subject: hash, actor: 'somebody' })
    expect(entries.at(-1)?.detail).toContain(hash)
  })

  test('what closing a month is refused for', async () => {
    const { tenant, contract } = await withContract()
    const close = (hash: string, of = contract) =>
      store().closeMonth(tenant, ACTOR, { contract: of, month, hash })
    const hash = value(await store().keepSettlement(tenant, ACTOR, contract, settlement))
    expect(codes(await close(hash))).toEqual(['month-not-open'])
    expect(codes(await store().openMonth(tenant, ACTOR, UNKNOWN, month))).toEqual([
      'contract-unknown',
    ])
    value(await store().openMonth(tenant, ACTOR, contract, month))
    expect(codes(await close(sha256('')))).toEqual(['settlement-unknown'])
    const later = { ...settlement, month: '2026-12' }
    const other = value(await store().keepSettlement(tenant, ACTOR, contract, later))
    expect(codes(await close(other))).toEqual(['settlement-of-another-month'])
    expect(codes(await close(hash, UNKNOWN))).toEqual(['month-not-open'])
    const text = { reference: 'another', text: 'another' }
    const another = value(await store().addContract(tenant, ACTOR, text)).id
    value(await store().openMonth(tenant, ACTOR, another, month))
    expect(codes(await close(hash, another))).toEqual(['settlement-of-another-month'])
    value(await close(hash))
    const again = { ...settlement, asOf: '2027-01-02T00:00:00Z' }
    const second = value(await store().keepSettlement(tenant, ACTOR, contract, again))
    expect(codes(await close(second))).toEqual(['month-closed-otherwise'])
    expect(codes(await store().openMonth(tenant, ACTOR, contract, month))).toEqual(['month-closed'])
    expect((await store().months(tenant, contract))[0]?.settlement).toBe(hash)
  })

  test('of ten who close a month at once with two settlements, one settlement wins', async () => {
    const { tenant, contract } = await withContract()
    const again = { ...settlement, asOf: '2027-01-02T00:00:00Z' }
    const hashes = [
      value(await store().keepSettlement(tenant, ACTOR, contract, settlement)),
      value(await store().keepSettlement(tenant, ACTOR, contract, again)),
    ]
    value(await store().openMonth(tenant, ACTOR, contract, month))
    const closings = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        store().closeMonth(tenant, ACTOR, { contract, month, hash: hashes[i % 2] ?? '' }),
      ),
    )
    const won = (await store().months(tenant, contract))[0]?.settlement
    closings.forEach((closing, i) => {
      const isWinner = hashes[i % 2] === won
      expect(codes(closing)).toEqual([isWinner ? 'nothing is refused' : 'month-closed-otherwise'])
    })
  })

  test('a closed month is not changed under the role of tenants, whatever is asked', async () => {
    const { tenant, contract } = await withContract()
    const hash = value(await store().keepSettlement(tenant, ACTOR, contract, settlement))
    value(await store().openMonth(tenant, ACTOR, contract, month))
    value(await store().closeMonth(tenant, ACTOR, { contract, month, hash }))
    const client = await bench().superuser.connect()
    try {
      await client.query('begin')
      await client.query(
        "select set_config('role', 'vigie_app', true), set_config('vigie.tenant', $1, true)",
        [tenant],
      )
      const change = 'update vigie.month set closed_at = null, settlement_hash = null'
      expect((await client.query(change)).rowCount).toBe(0)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
