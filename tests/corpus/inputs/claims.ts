/** Credits of an availability by bands, owed only to who claims them in time. */
import { addDays } from '../../oracles/check/days.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { percentage } from './percentages.ts'
import { downFor, later, laterInSummer, money, wall } from './writing.ts'

interface Products {
  readonly product_fee: number
  readonly avail: number
  readonly claim: string
}

const PRODUCT = 'product_fee*tier(avail,[(95,50),(99,25),(99.9,10)])/100'

const products = entry<Products>({
  id: 'atlassian-3tier',
  draw: (chance) => ({
    product_fee: chance.money(100, 9000),
    avail: percentage(chance, 90, [95, 99, 99.9]),
    claim: chance.day('2026-08-10', 0, 10),
  }),
  edits: ({ product_fee, avail, claim }) => [
    inContract('860.00 per month', `${money(product_fee)} per month`),
    inFacts(
      'from: 2026-07-30T08:00:00+02:00, to: 2026-07-30T17:40:19.2+02:00',
      `from: 2026-07-02T08:00:00+02:00, to: ${laterInSummer('2026-07-02 08:00', downFor(avail, 744))}`,
    ),
    inFacts('received: 2026-08-17', `received: ${claim}`),
  ],
  month: () => '2026-07',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'strict-end' },
    {
      folder: 'moved-to-the-next-open-day',
      // 15 August is a Saturday and a holiday.
      check: `${PRODUCT} if D(claim)<=D("2026-08-17") else 0.0`,
      given: '215',
    },
  ],
})

interface Notified {
  readonly fee: number
  readonly avail: number
  readonly incident: string
  readonly notified: string
  readonly claim: string
  /** When the incident truly began, the same day: the source tells it in words. */
  readonly start: string
}

const NOTIFIED = '(fee*tier(avail,[(99.9,10),(99.99,5)])/100)'
const CLAIMED = 'claim<=str(addb(str(incident)[:10],3))'

const notice = entry<Notified>({
  id: 'ibm-notice24',
  assumed: { start: '2026-06-05T08:00' },
  draw: (chance) => {
    const day = chance.day('2026-06-02', 0, 21)
    const incident = later(`${day} 12:00`, chance.whole(0, 600))
    const notified = later(incident, chance.pick([1440, 1441, chance.whole(1, 2000)]))
    const claim = addDays(notified.slice(0, 10), chance.whole(1, 6))
    const start = later(incident, -chance.whole(1, 11) * 60)
    const times = { incident, notified, start }
    const written = Object.entries(times).map(([key, at]) => [key, at.replace(' ', 'T')])
    return {
      fee: chance.money(100, 9000),
      avail: percentage(chance, 98, [99.9, 99.99]),
      claim,
      ...Object.fromEntries(written),
    }
  },
  edits: ({ fee, avail, incident, notified, claim }) => [
    inContract('700.00 per month', `${money(fee)} per month`),
    inFacts(
      'from: "2026-06-05T17:00:00+02:00", to: "2026-06-05T17:56:09.6+02:00"',
      `from: "${incident}:00+02:00", to: ${laterInSummer(wall(incident), downFor(avail, 720))}`,
    ),
    inFacts('received: 2026-06-06 12:00', `received: ${wall(notified)}`),
    inFacts('received: 2026-06-10 }', `received: ${claim} }`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'from-detection',
      edits: ({ incident }) => [inFacts('on: 2026-06-05 17:00', `on: ${wall(incident)}`)],
    },
    {
      folder: 'from-the-true-start',
      edits: ({ start }) => [inFacts('on: 2026-06-05 08:00', `on: ${wall(start)}`)],
      check: `${NOTIFIED} if mins(start,notified)<=1440 and ${CLAIMED} else 0`,
      given: '0',
    },
  ],
})

interface Region {
  readonly charges: number
  readonly upfront: number
  readonly down_min: number
  readonly incident: string
  readonly claim: string
}

const REGION =
  '(charges-upfront)*tier(100*(1-down_min/month_min),[(95,100),(99,30),(99.99,10)])/100'

const region = entry<Region>({
  id: 'aws-ec2-2022',
  draw: (chance) => {
    const upfront = chance.money(100, 4000)
    return {
      charges: Math.round((upfront + chance.money(100, 9000)) * 100) / 100,
      upfront,
      down_min: chance.pick([4, 5, 431, 432, 433, 2160, 2161, chance.whole(1, 3000)]),
      incident: chance.day('2026-06-02', 0, 24),
      claim: chance.pick([
        '2026-07-31',
        '2026-08-01',
        '2026-08-31',
        '2026-09-01',
        chance.day('2026-07-01', 0, 80),
      ]),
    }
  },
  edits: ({ charges, upfront, down_min, incident, claim }) => [
    inContract('6400.00 per month', `${money(charges - upfront)} per month`),
    inContract('2000.00 per month', `${money(upfront)} per month`),
    inFacts(
      'from: 2026-06-12 08:00, to: 2026-06-12 09:35',
      `from: ${incident} 08:00, to: ${later(`${incident} 08:00`, down_min)}`,
    ),
    inFacts('on: 2026-06-12 }', `on: ${incident} }`),
    inFacts('received: 2026-08-25', `received: ${claim}`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    { folder: 'second-cycle-after' },
    {
      folder: 'cycle-of-the-incident-counts',
      check: `${REGION} if D(claim)<=eom(addm(incident,1)) else 0`,
      given: '0',
    },
  ],
})

interface Ticketed {
  readonly sku_fee: number
  readonly avail: number
  readonly tickets: readonly string[]
  readonly outage: readonly [string, string]
}

const ticketAt = (told: string, { tickets }: Ticketed): ReturnType<typeof inFacts> =>
  inFacts(`received: ${told}`, `received: ${wall(tickets[0] ?? '')}`)

const during = entry<Ticketed>({
  id: 'zoom-during',
  draw: (chance) => {
    const length = chance.whole(10, 180)
    const ticket = chance.pick([0, 1, length, length + 1, chance.whole(0, 400)])
    const at = (minutes: number): string => later('2026-06-03 09:00', minutes).replace(' ', 'T')
    return {
      sku_fee: chance.money(100, 9000),
      avail: Math.min(99.5, percentage(chance, 95, [98])),
      tickets: [at(ticket)],
      outage: [at(0), at(length)],
    }
  },
  edits: ({ sku_fee, avail, outage: [from, to] }) => {
    const first = (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) as number
    const rest = laterInSummer('2026-06-09 08:00', downFor(avail, 720) - first)
    return [
      inContract('1600.00 per month', `${money(sku_fee)} per month`),
      inFacts('to: 2026-06-03 10:10', `to: ${wall(to)}`),
      inFacts('on: 2026-06-03 10:10', `on: ${wall(to)}`),
      inFacts('"2026-06-09T14:45:12+02:00"', rest),
    ]
  },
  month: () => '2026-06',
  answer: (settled) => settled.owed('uptime.penalty'),
  readings: [
    {
      folder: 'ticket-inside-the-outage',
      edits: (inputs) => [ticketAt('2026-06-03 09:40', inputs)],
    },
    {
      folder: 'ticket-after-the-outage',
      edits: (inputs) => [ticketAt('2026-06-03 10:30', inputs)],
    },
    {
      folder: 'ticket-at-any-time',
      check: 'sku_fee*(0.5 if avail<98 else 0.2 if avail<99.9 else 0)',
      given: '320',
      edits: (inputs) => [ticketAt('2026-06-03 10:30', inputs)],
    },
  ],
})

export const CLAIMS: readonly Entry[] = [products, notice, region, during]
