/** Positions: what the worths and the joint effect add up to, and what each is settled from. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { april } from '../../tests/reports/months.ts'
import { parseValue } from '../base/because/value.ts'
import type { Settlement } from './settlement.ts'

const LEVEL = `restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: always, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }
  exemptions: [{ ground: client, needs: [acceptance], takes-out: TAKES }]
  penalty: { bands: [{ at-least: 80 %, under: 95 %, amount: 100.00 }, { under: 80 %, amount: 700.00 }], counts-in: [month-cap] }`
const CAPS = `  caps:
    - { id: month-cap, clause: sla §9, per: month, at-most: 600.00, take: pro-rata, excess: lost }`

const life = (late: number, takes: string, statuses: readonly string[]): Settlement =>
  april(
    { levels: [LEVEL.replace('TAKES', takes)], performance: CAPS },
    `tickets:
${Array.from({ length: 10 }, (_, i) => `  - { id: T-${i}, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 ${i < late ? 18 : '09'}:00 }`).join('\n')}
exemptions:
${statuses.map((status, i) => `  - { id: E-${i}, ground: client, item: T-${i}, by: ${i % 3 === 2 ? 'client' : 'provider'}, status: ${status} }`).join('\n')}`,
  )

const cents = ({ graph }: Settlement, node: number): bigint => {
  const value = parseValue(graph[node]?.value ?? '')
  return value?.state === 'known' ? value.number.numerator : 0n
}

const owed = (settlement: Settlement): bigint =>
  cents(settlement, settlement.totals.indemnity) +
  cents(settlement, settlement.totals['price-reduction'])

test('worths and the joint effect make what lies between the parties, each settled by itself', () => {
  const statuses = fc.array(fc.constantFrom('claimed', 'refused', 'accepted'), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5 }),
      fc.constantFrom('miss', 'item', 'amount'),
      statuses,
      (late, takes, told) => {
        const settlement = life(late, takes, told)
        const isOf = (i: number): string => (i % 3 === 2 ? 'client' : 'provider')
        const asSeenBy = (party: string): bigint =>
          owed(
            life(
              late,
              takes,
              told.map((status, i) => (isOf(i) === party ? 'accepted' : status)),
            ),
          )
        const { positions } = settlement
        if (positions === undefined) {
          expect(asSeenBy('client')).toBe(asSeenBy('provider'))
          return
        }
        const at = (node: number): bigint => cents(settlement, node)
        expect(at(positions.agreed.total)).toBe(owed(settlement))
        expect(at(positions.client.total)).toBe(asSeenBy('client'))
        expect(at(positions.provider.total)).toBe(asSeenBy('provider'))
        const worths = positions.disputed.reduce((sum, { worth }) => sum + at(worth), 0n)
        expect(worths + at(positions.jointEffect)).toBe(at(positions.inDiscussion))
        for (const { id, by, worth } of positions.disputed) {
          const alone = owed(
            life(
              late,
              takes,
              told.map((s, i) => (id === `E-${i}` ? 'accepted' : s)),
            ),
          )
          const taken = owed(settlement) - alone
          expect(at(worth)).toBe(by === 'provider' ? taken : -taken)
        }
      },
    ),
    { numRuns: 30 },
  )
})
