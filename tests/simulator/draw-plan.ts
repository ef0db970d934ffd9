/** Draws a life from a seed: its contract, its facts, and all that is done with them. */
import type { Instant } from '../../src/base/instant.ts'
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'
import type { Fact } from '../../src/facts/fact.ts'
import { KNOWN } from '../engine/close-life.ts'
import type { Random } from '../engine/draw.ts'
import { below, between, chance, pick, seeded } from '../engine/draw.ts'
import type { DrawnAmendment } from '../engine/draw-amendments.ts'
import { drawAmendments, withAmendments } from '../engine/draw-amendments.ts'
import { contractOf } from '../engine/life-text.ts'
import { drawLife } from '../engine/lives.ts'
import type { NaiveLife, NaiveTicket } from '../oracles/naive-life.ts'
import { drawMistakes, drawTellings } from './draw-tellings.ts'
import type { Asked, Cut, Plan, Step } from './plan.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A day of a month of the life, at an hour in UTC. */
const dayIn = ({ starts }: NaiveLife, index: number, day: number, hour: number): number =>
  Date.UTC(starts.year, starts.month - 1 + index, day, hour)

/** The nights on which Paris changes its clocks, at one o'clock UTC. */
export const CHANGES = [
  [2026, 2, 29],
  [2026, 9, 25],
  [2027, 2, 28],
  [2027, 9, 31],
].map(([year = 0, month = 0, day = 0]) => Date.UTC(year, month, day, 1) / MINUTE)

/** A ticket over a night on which the clocks change, where the life has one. */
function nightTicket(random: Random, from: number, to: number): NaiveTicket[] {
  const night = CHANGES.find((at) => from < at && at < to - 1440)
  if (night === undefined) return []
  const opened = night - between(random, 10, 300)
  const resolved = night + between(random, 10, 300)
  return [{ id: 'T-night', priority: 'P1', opened, resolved, pauses: [], halves: 2, price: 12_000 }]
}

/** A life of Paris in whose first two months the clocks change: one life in ten by itself. */
function lifeWithNight(seed: number): NaiveLife {
  const lives = [1, 2, 3, 4].map((i) => drawLife(seed + i * 1_000_000))
  const hasNight = (life: NaiveLife): boolean =>
    life.zone === 'Europe/Paris' &&
    CHANGES.some((at) => dayIn(life, 0, 1, 0) < at * MINUTE && at * MINUTE < dayIn(life, 2, 1, 0))
  return lives.find(hasNight) ?? drawLife(seed)
}

/** A life of a few months, with what began before they were all told. */
function drawTruth(seed: number, random: Random): NaiveLife {
  const drawn = chance(random, 0.6) ? drawLife(seed) : lifeWithNight(seed)
  const months = Math.min(drawn.months, pick(random, [2, 2, 2, 3, 3, 4]))
  const life = { ...drawn, months }
  const from = dayIn(life, 0, life.starts.day, 0) / MINUTE
  const end = dayIn(life, months, 1, 0) / MINUTE
  const night = drawn.zone === 'UTC' ? [] : nightTicket(random, from, end)
  return {
    ...life,
    tickets: [...drawn.tickets.filter(({ opened }) => opened < end), ...night],
    outages: drawn.outages.filter(([start]) => start < end),
  }
}

/** When facts are imported and months are closed; the last import comes before the last closing. */
function drawDays(life: NaiveLife, random: Random) {
  const imports: number[] = []
  const closings: number[] = []
  for (let i = 0; i < life.months; i += 1) {
    if (chance(random, 0.25)) imports.push(dayIn(life, i, 17, 8))
    imports.push(dayIn(life, i + 1, 2, 7))
    closings.push(dayIn(life, i + 1, 5, 12) + below(random, 8) * DAY)
    if (chance(random, 0.25)) imports.push(dayIn(life, i + 1, 9, 15))
  }
  const last = Math.max(...imports, ...closings) + DAY
  return { imports: [...imports, last], closings: [...closings.slice(0, -1), last + DAY] }
}

function drawCut(random: Random, kind: Asked['kind']): Cut {
  return {
    exchange: between(random, 1, kind === 'import' ? 40 : 30),
    isHeard: chance(random, 0.5),
    isLeft: kind === 'import' && chance(random, 0.4),
  }
}

/** The texts of the contract after each day on which something is signed, where they are right. */
function textsSigned(text: string, amendments: readonly DrawnAmendment[]) {
  const byDay = [...amendments].sort((a, b) => (a.signed < b.signed ? -1 : 1))
  return byDay.flatMap(({ signed }, i) => {
    const own = byDay.slice(0, i + 1)
    const next = withAmendments(text, own)
    // Amendments are drawn so that each stands upon those drawn before it.
    const isDrawn = own.every((one, at) => one === amendments[at])
    const isRight = isDrawn || readAmendedContract('contract.yaml', next, KNOWN).value !== undefined
    return isRight ? [{ at: Date.parse(`${signed}T09:00:00Z`), text: next }] : []
  })
}

type Drawn = Asked & { readonly at: number }

/** Imports of each day; some are sent twice, or told again by another one, or by mistake. */
function drawImports(tellings: readonly (readonly Fact[])[], days: readonly number[], r: Random) {
  const drawn: Drawn[] = []
  const said: Fact[] = []
  days.forEach((at, i) => {
    const facts = tellings[i] ?? []
    const [key, mistake] = [`import-${i}`, `mistake-${i}`]
    said.push(...facts)
    if (facts.length === 0) return
    drawn.push({ kind: 'import', at, key, facts })
    if (chance(r, 0.25)) drawn.push({ kind: 'again', at: at + between(r, 1, 9 * 24) * HOUR, key })
    if (chance(r, 0.06)) drawn.push({ kind: 'misuse', at: at + HOUR, key })
    if (i === days.length - 1) return
    if (chance(r, 0.08)) {
      drawn.push({ kind: 'import', at: at + HOUR, key: `same-${i}`, facts })
    }
    const wrong = chance(r, 0.15) ? drawMistakes(said, r) : []
    if (wrong.length === 0) return
    drawn.push({ kind: 'import', at: at + 2 * HOUR, key: mistake, facts: wrong })
    const undone = Math.min(at + between(r, 3, 40 * 24) * HOUR, (days.at(-1) ?? 0) - HOUR)
    drawn.push({ kind: 'withdraw', at: undone, key: `un${mistake}`, import: mistake })
  })
  return drawn
}

/** Closings, and what is asked of months before and after. */
function drawClosings(months: readonly string[], days: readonly number[], random: Random) {
  const drawn: Drawn[] = []
  months.forEach((month, i) => {
    const at = days[i] ?? 0
    if (chance(random, 0.15)) drawn.push({ kind: 'look', at: at - 2 * HOUR, month })
    drawn.push({ kind: 'close', at, month })
    const again = at + between(random, 1, 60 * 24) * HOUR
    if (chance(random, 0.2)) drawn.push({ kind: 'close-again', at: again, month })
  })
  return drawn
}

const CUT_SHARE = 0.12

/** Nothing is cut before there is a contract. The clock of the machine is at times set back. */
function asStep(drawn: Drawn, random: Random): Step {
  const back = chance(random, 0.1) ? between(random, 1, 90) * MINUTE : 0
  const at = (drawn.at - back) as Instant
  const isCut = drawn.kind !== 'misuse' && drawn.kind !== 'again' && chance(random, CUT_SHARE)
  return { ...drawn, at, ...(isCut ? { cut: drawCut(random, drawn.kind) } : {}) }
}

export function drawPlan(seed: number): Plan {
  const random = seeded(Math.imul(seed, 48_271) + 11)
  const life = drawTruth(seed, random)
  const months = Array.from({ length: life.months }, (_, i) =>
    new Date(dayIn(life, i, 1, 0)).toISOString().slice(0, 7),
  )
  const reopenable = pick(random, ['1 months', '1 months', '2 months', '12 months'])
  const text = contractOf(life).replace(
    /reopenable-for: [^ }]+ [a-z]+/,
    `reopenable-for: ${reopenable}`,
  )
  const { imports, closings } = drawDays(life, random)
  const tellings = drawTellings(life, imports as Instant[], random)
  const signed = chance(random, 0.5)
    ? textsSigned(
        text,
        drawAmendments(text, life, (most) => below(random, most)),
      )
    : []
  const drawn: Drawn[] = [
    { kind: 'add', key: 'add', at: dayIn(life, 0, 1, 6), text },
    ...drawImports(tellings, imports, random),
    ...signed.map((one, i): Drawn => ({ kind: 'amend', key: `amend-${i}`, ...one })),
    ...drawClosings(months, closings, random),
  ]
  drawn.sort((a, b) => a.at - b.at)
  return { seed, life, months, steps: drawn.map((one) => asStep(one, random)) }
}
