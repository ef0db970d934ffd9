/** What each order of a framework comes to in a month: which orders are told, and their sums. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CASES, settledIn } from '../../tests/engine/forging.ts'
import type { Settlement } from './settlement.ts'

const CASE = join(CASES, 'an-order-that-has-ended-has-no-price-and-no-level')
const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

/** March and April of the case, with its contract written otherwise. */
function closedWith(change: (contract: string) => string): readonly Settlement[] {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-orders-'))
  made.push(folder)
  cpSync(CASE, folder, { recursive: true })
  const path = join(folder, 'contract.yaml')
  const text = readFileSync(path, 'utf8')
  const changed = change(text)
  if (changed === text) throw new Error('the contract is as it was')
  writeFileSync(path, changed)
  return settledIn(folder).map(({ settlement }) => settlement)
}

/** `order-3 of Ville de Lyon, fees 2000000 cents, indemnity 40000 cents, reduction 0 cents`. */
const ordersOf = ({ orders = [], graph }: Settlement): string[] =>
  orders.map(({ id, title, entity, fees, indemnity, 'price-reduction': reduction }) => {
    const [f, i, r] = [fees, indemnity, reduction].map((node) => graph[node]?.value)
    const name = title === undefined ? id : `${id} (${title})`
    return `${name} of ${entity}: fees ${f}, indemnity ${i}, reduction ${r}`
  })

const MARCH =
  'order-3 (Bon de commande n° 3) of Ville de Lyon: fees 2000000 cents, indemnity 40000 cents, reduction 0 cents'
const APRIL =
  'order-4 (Bon de commande n° 4) of Ville de Bron: fees 3000000 cents, indemnity 30000 cents, reduction 0 cents'

describe('the orders of a month', () => {
  test('are those that have a price or a level in it, each with its own sums', () => {
    const [march, april] = settledIn(CASE).map(({ settlement }) => settlement)
    expect(march && ordersOf(march)).toEqual([MARCH])
    expect(april && ordersOf(april)).toEqual([APRIL])
  })

  test('hold both orders while both run, and neither has the sums of the other', () => {
    const [, april] = closedWith((text) => text.replace('ends: 2026-03-31', 'ends: 2026-12-31'))
    // 3 x 200.00 of order 3 after 300.00 of order 4, of the 1 000.00 of the year less March's 400.00.
    expect(april && ordersOf(april)).toEqual([MARCH.replace('40000', '30000'), APRIL])
  })

  test('tell an order without a title by its id', () => {
    const [march] = closedWith((text) => text.replace('    title: Bon de commande n° 3\n', ''))
    expect(march && ordersOf(march)).toEqual([MARCH.replace(' (Bon de commande n° 3)', '')])
  })

  test('keep what is a reduction of the price apart from what is an indemnity', () => {
    const [march] = closedWith((text) =>
      text.replace('counts-in: [year-cap] }', 'counts-in: [year-cap], nature: price-reduction }'),
    )
    expect(march && ordersOf(march)).toEqual([
      MARCH.replace('indemnity 40000', 'indemnity 0').replace('reduction 0', 'reduction 40000'),
    ])
  })
})
