/**
 * Small random lives: a contract, its tickets, and the month to close.
 *
 * A life is drawn from a seed, written as YAML for the product and given as it is to the oracle of
 * `tests/oracles/naive-penalties.ts`, of which only the types are used here.
 */
import type {
  NaiveCap,
  NaiveLevel,
  NaiveLife,
  NaiveTicket,
  NaiveWorth,
} from '../oracles/naive-life.ts'

type Random = () => number

/** Numbers from 0 to 1 (splitmix32): the same life from the same seed, on any machine. */
function seeded(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 4_294_967_296
  }
}

const below = (random: Random, most: number): number => Math.floor(random() * most)
const between = (random: Random, from: number, to: number): number =>
  from + below(random, to - from + 1)
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T
const chance = (random: Random, share: number): boolean => random() < share

function drawWorth(random: Random, target: number): NaiveWorth {
  switch (below(random, 6)) {
    case 0:
      return { kind: 'rate', percent: between(random, 1, 15) }
    case 1:
      return { kind: 'amount', cents: between(random, 100, 90_000) }
    case 2:
      return { kind: 'per-late', cents: between(random, 101, 40_001) }
    case 3:
      return { kind: 'per-hour', cents: between(random, 33, 9_999) }
    default: {
      const middle = target - between(random, 8, 20)
      const gap = chance(random, 0.3) ? 7 : 0
      return {
        kind: 'bands',
        rows: [
          { atLeast: middle + gap, under: target, percent: between(random, 1, 5) },
          { under: middle, percent: between(random, 6, 20) },
        ],
      }
    }
  }
}

function drawLevel(random: Random, index: number, caps: readonly NaiveCap[]): NaiveLevel {
  const target = pick(random, [80, 90, 95, 100])
  const worth = drawWorth(random, target)
  return {
    id: `level-${index + 1}`,
    priority: pick(random, ['P1', 'P1', 'P2']),
    hours: pick(random, ['always', 'office']),
    limit: pick(random, [30, 60, 240, 480, 1200]),
    atLimit: pick(random, ['in-time', 'late']),
    belongsTo: pick(random, ['opened', 'resolved', 'due']),
    open: pick(random, ['ignored', 'late-if-overdue', 'carried']),
    target,
    ...(chance(random, 0.3) ? { few: { under: between(random, 3, 7), allowLate: 1 } } : {}),
    ...(chance(random, 0.25) ? { grace: between(random, 1, 2) } : {}),
    worth,
    ...(chance(random, 0.3)
      ? {
          repeat: {
            times: between(random, 1, 2),
            months: between(random, 2, 3),
            halves: between(random, 3, 4),
          },
        }
      : {}),
    caps: caps.filter(() => chance(random, 0.8)).map((cap) => cap.id),
  }
}

function drawCaps(random: Random): NaiveCap[] {
  const count = pick(random, [0, 1, 1, 2, 2])
  return Array.from({ length: count }, (_, index) => ({
    id: `cap-${index + 1}`,
    per: pick(random, ['month', 'contract-year', '12 months'] as const),
    limit: chance(random, 0.3)
      ? { cents: between(random, 1_000, 300_000) }
      : {
          tenths: between(random, 1, 60),
          of: pick(random, ['month', 'contract-year', '12 months'] as const),
        },
    take: pick(random, ['by-rank', 'pro-rata'] as const),
    excess: pick(random, ['lost', 'lost', 'carried'] as const),
  }))
}

const DAY = 1440

function drawTicket(random: Random, index: number, from: number, to: number): NaiveTicket {
  const opened = between(random, from - 5 * DAY, to)
  const length = pick(random, [30, 60, 240, 480, 720, 3 * DAY, 9 * DAY])
  const resolved = opened + between(random, 0, length)
  const pauses: [number, number][] = []
  let at = opened
  while (chance(random, 0.3) && pauses.length < 3) {
    const start = at + between(random, 0, length)
    const end = start + between(random, 1, length)
    pauses.push([start, end])
    at = end + 1
  }
  return {
    id: `T-${index + 1}`,
    priority: pick(random, ['P1', 'P1', 'P2', 'P3']),
    opened,
    ...(chance(random, 0.93) ? { resolved } : {}),
    pauses,
    ...(chance(random, 0.12)
      ? { claim: pick(random, ['claimed', 'accepted', 'accepted', 'refused'] as const) }
      : {}),
  }
}

/** Midnight in UTC of a date, in minutes. */
const minuteOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 60_000

export function drawLife(seed: number): NaiveLife {
  const random = seeded(seed)
  const starts = {
    year: 2026,
    month: between(random, 1, 12),
    day: pick(random, [1, 1, 1, 15, 17, 28, 31]),
  }
  const length = new Date(Date.UTC(starts.year, starts.month, 0)).getUTCDate()
  if (starts.day > length) starts.day = length
  const months = chance(random, 0.12) ? between(random, 11, 14) : between(random, 1, 4)
  const caps = drawCaps(random)
  const from = minuteOf(starts.year, starts.month, starts.day)
  const end = minuteOf(starts.year, starts.month + months, 1)
  const tickets = between(random, 0, 10 + months * 8)
  return {
    zone: pick(random, ['UTC', 'Europe/Paris']),
    starts,
    months,
    asOf: end + pick(random, [0, 0, 300, 5 * DAY]),
    proration: pick(random, ['actual', 'thirtieths']),
    partUnits: pick(random, ['full', 'started', 'pro-rata']),
    empty: pick(random, ['met', 'left-out']),
    takesOut: pick(random, ['item', 'miss']),
    fees: Array.from({ length: between(random, 1, 2) }, (_, i) => ({
      id: `fee-${i + 1}`,
      cents: between(random, 10_000, 4_999_999),
    })),
    levels: Array.from({ length: between(random, 1, 3) }, (_, i) => drawLevel(random, i, caps)),
    caps,
    tickets: Array.from({ length: tickets }, (_, i) => drawTicket(random, i, from, end)),
  }
}

const money = (cents: number): string =>
  `${Math.floor(cents / 100)}.${`${cents % 100}`.padStart(2, '0')}`

function worthText(worth: NaiveWorth): string {
  switch (worth.kind) {
    case 'rate':
      return `of: fees in month, rate: ${worth.percent} %`
    case 'amount':
      return `amount: ${money(worth.cents)}`
    case 'per-late':
      return `amount: ${money(worth.cents)} per late ticket`
    case 'per-hour':
      return `amount: ${money(worth.cents)} per 1 h late`
    case 'bands': {
      const rows = worth.rows.map(({ atLeast, under, percent }) => {
        const lower = atLeast === undefined ? '' : `at-least: ${atLeast} %, `
        return `{ ${lower}under: ${under} %, rate: ${percent} % }`
      })
      // Told on purpose: what falls between the rows is undefined.
      const hasHole = worth.rows[0]?.atLeast !== worth.rows[1]?.under
      if (hasHole) rows.push('{ otherwise: undefined }')
      return `of: fees in month, bands: [${rows.join(', ')}]`
    }
  }
}

function levelText(level: NaiveLevel): string {
  const { few, grace, repeat, caps } = level
  const multiply = repeat === undefined ? '' : repeat.halves / 2
  const penalty = [
    worthText(level.worth),
    ...(repeat === undefined
      ? []
      : [
          `repeat: { times: at-least ${repeat.times}, in: ${repeat.months} months, multiply: ${multiply} }`,
        ]),
    `counts-in: ${caps.length === 0 ? 'none' : `[${caps.join(', ')}]`}`,
  ]
  return `    - id: ${level.id}
      clause: sla §4
      restoration: { of: incidents, where: { priority: ${level.priority} }, within: ${level.limit} min, calendar: ${level.hours}, clock: incident }
      per: month
      belongs-to: month-${level.belongsTo}
      on-the-limit: ${level.atLimit}
      open-at-end: ${level.open}
      target: { share-in-time: at-least ${level.target} % }
${few === undefined ? '' : `      few: { under: ${few.under}, allow-late: ${few.allowLate} }\n`}${
  grace === undefined
    ? ''
    : `      grace: { first: ${grace} months, measured: true, penalised: false }\n`
}      penalty: { ${penalty.join(', ')} }
`
}

function capText(cap: NaiveCap): string {
  const { limit } = cap
  const most =
    'cents' in limit
      ? money(limit.cents)
      : `${limit.tenths % 10 === 0 ? limit.tenths / 10 : (limit.tenths / 10).toFixed(1)} % of fees in ${limit.of}`
  return `    - { id: ${cap.id}, clause: sla §5, per: ${cap.per}, at-most: ${most}, take: ${cap.take}, excess: ${cap.excess} }\n`
}

const two = (value: number): string => `${value}`.padStart(2, '0')

/** The contract of a life as people would write it. */
export function contractOf(life: NaiveLife): string {
  const { starts } = life
  return `vigie: 1
contract:
  id: CT-LIFE
  title: A small life
  kind: infrastructure
  mode: outsourcing
  language: fr
  currency: EUR
  zone: ${life.zone}
  documents: [{ id: sla, title: Convention de services }]
parties: { client: { name: Client SA }, provider: { name: Infogérant SAS } }
conventions:
  belongs-to: month-resolved
  round: { figures: none, money: half-up 0.01 per line }
  on-the-limit: in-time
  part-units: ${life.partUnits}
  open-at-end: ignored
  empty: ${life.empty}
  base: { vat: excluded, revised: true, one-offs: excluded }
  days: { working: always, event-day: left-out, closed-day: stays, proration: ${life.proration} }
  nature: indemnity
  releases-from-damages: false
  closed-month: { reopenable-for: 12 months }
  on-renewal: { caps: reset, streaks: continue, index-base: continue, liability: reset }
calendars:
  office: { week: { mon-fri: "08:00-12:00 13:30-18:00" } }
  always: { week: { mon-sun: "00:00-24:00" } }
performance:
  clocks:
    incident: { starts: opened, stops: restored, pauses: [{ status: awaiting-client, who: client }], on-reopen: resume, on-priority-change: keep }
  levels:
${life.levels.map(levelText).join('')}  exemptions: [{ ground: client, needs: [acceptance], takes-out: ${life.takesOut} }]
${life.caps.length === 0 ? '' : `  caps:\n${life.caps.map(capText).join('')}`}costs:
  fees:
${life.fees.map((fee) => `    - { id: ${fee.id}, amount: ${money(fee.cents)} per month }\n`).join('')}term:
  starts: ${starts.year}-${two(starts.month)}-${two(starts.day)}
  initial: 36 months
`
}
