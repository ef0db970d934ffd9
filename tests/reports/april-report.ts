/** One report with a bit of everything: two levels, a penalty under two caps, an outage, a pause. */
import type { ReportInput } from '../../src/reports/monthly-report-input.ts'
import { inputOf } from './report-of.ts'

const RESTORATION = `title: Rétablissement des incidents critiques
  restoration: { of: incidents, where: { priority: P1 }, within: 4 h, calendar: office, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }
  penalty: { amount: 150.00 per late ticket, counts-in: [month-cap, year-cap] }`
const AVAILABILITY = `title: Disponibilité du portail
  availability: { of: portal, calendar: always, no-data: down, ignore: { under: 5 min, once-passed: whole } }
  per: month
  target: { at-least: 99.9 % }
  penalty: { nature: price-reduction, of: servers in month, rate: 1 % per started 0.5 pt below, counts-in: [month-cap, year-cap] }`

export const aprilInput = (): ReportInput =>
  inputOf(
    {
      levels: [RESTORATION, AVAILABILITY],
      performance: `  caps:
    - { id: month-cap, clause: sla §9, per: month, at-most: 500.00, take: pro-rata, excess: lost }
    - { id: year-cap, clause: sla §10, per: contract-year, at-most: 5000.00, take: by-rank, excess: lost }`,
      clock:
        'starts: opened, stops: restored, pauses: [{ status: awaiting-client, who: client }], on-reopen: resume, on-priority-change: keep',
    },
    `tickets:
  - { id: T-1, type: incident, priority: P1, opened: 2026-04-07 08:00, resolved: 2026-04-07 09:00 }
  - { id: T-2, type: incident, priority: P1, opened: 2026-04-08 08:00, resolved: 2026-04-10 18:00 }
watches: [{ id: W-1, of: portal, from: 2026-04-01 00:00, to: 2026-05-01 00:00 }]
outages:
  - { id: O-1, of: portal, from: 2026-04-10 10:00, to: 2026-04-10 18:00 }
  - { id: O-2, of: portal, from: 2026-04-11 10:00, to: 2026-04-11 10:03 }`,
  )
