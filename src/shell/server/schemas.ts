/**
 * The shapes of the API. The OpenAPI description and the types of the page are made from them.
 *
 * A figure is never computed here: it is the number of a node of a settlement, with its canonical
 * value and its words in the language that was asked for.
 */
import { z } from '@hono/zod-openapi'
import { Block } from './block-schemas.ts'
import { Figure, Positions } from './figure-schemas.ts'

const open = z.string()

const Verdict = z.enum(['met', 'missed', 'unmeasured', 'undefined']).openapi('Verdict')

export const Level = z
  .object({
    id: open,
    title: open,
    clause: open.optional(),
    period: open,
    target: open,
    figure: Figure,
    judged: Figure,
    late: Figure,
    verdict: Verdict,
    removed: z.int(),
    open: z.int(),
  })
  .openapi('Level')

export const Line = z
  .object({
    id: open,
    level: open,
    clause: open.optional(),
    nature: z.enum(['indemnity', 'price-reduction', 'price']),
    natureText: open,
    period: open,
    gross: Figure,
    cut: Figure,
    /** Whether `cut` is lost for want of a claim: no cap has cut it. */
    isForfeited: z.boolean(),
    owed: Figure,
    cuts: z.array(z.object({ cap: open, before: Figure, after: Figure })),
    readings: z.array(z.object({ reading: open, gross: Figure })),
  })
  .openapi('Line')

export const Cap = z
  .object({
    id: open,
    title: open,
    clause: open.optional(),
    limit: Figure,
    used: Figure,
    kept: Figure,
  })
  .openapi('Cap')

/** An act that a party may or must do, or a right: where it stands, and why. */
export const Step = z
  .object({
    name: open,
    title: open,
    /** The period that it is about, in words. */
    about: open.optional(),
    clause: open.optional(),
    partyText: open,
    stateText: open,
    due: Figure.optional(),
    date: Figure.optional(),
    latenessText: open,
  })
  .openapi('Step')

export const Finding = z
  .object({
    code: open,
    severity: z.enum(['error', 'warning', 'information']),
    place: open.optional(),
    message: open,
    reason: open,
    remedy: open,
  })
  .openapi('Finding')

export const MonthState = z.enum(['open', 'closed', 'to-come']).openapi('MonthState')

/** The last two are what the client owes, where the contract makes it owe more. */
const Totals = z.object({
  indemnity: Figure,
  priceReduction: Figure,
  price: Figure.optional(),
  indemnityOfClient: Figure.optional(),
})

/** One month of one contract, settled: for good where it is closed, for now where it is open. */
export const Month = z
  .object({
    month: open.openapi({ example: '2026-04' }),
    title: open.openapi({ example: 'avril 2026' }),
    state: MonthState,
    hash: open,
    asOf: open,
    asOfText: open,
    facts: z.object({ tickets: z.int(), others: z.int(), setAside: z.int() }),
    met: z.int(),
    missed: z.int(),
    unmeasured: z.int(),
    levels: z.array(Level),
    lines: z.array(Line),
    caps: z.array(Cap),
    fees: z.array(z.object({ id: open, title: open, amount: Figure })),
    positions: Positions.optional(),
    /** Those under which the month is judged, in words. */
    amendments: open.optional(),
    /** How the month stands between the parties: in a sentence, in amounts, and composed. */
    procedure: z
      .object({
        text: open,
        amounts: z.array(z.object({ name: open, title: open, figure: Figure })),
        blocks: z.array(Block),
      })
      .optional(),
    /** What became known of closed months, composed. */
    adjustments: z.array(Block),
    /** The month order by order, composed. */
    orders: z.array(Block),
    /** Reserves and advances, composed. */
    stocks: z.array(Block),
    steps: z.array(Step),
    totals: Totals,
    /** The same with what is posted for closed months; absent where nothing of them has changed. */
    posted: Totals.optional(),
    findings: z.array(Finding),
  })
  .openapi('Month')

/** The terms in force on a day, and what each amendment changes, composed. */
export const Terms = z
  .object({
    on: open.openapi({ example: '2026-05-01' }),
    blocks: z.array(Block),
    amendments: z.array(z.object({ id: open, title: open.optional(), blocks: z.array(Block) })),
  })
  .openapi('Terms')

/** A month in the list of a contract; an open month that was not settled yet has no figure. */
export const MonthSummary = z
  .object({
    month: open,
    title: open,
    state: MonthState,
    met: z.int().optional(),
    missed: z.int().optional(),
    unmeasured: z.int().optional(),
    hash: open.optional(),
    indemnity: Figure.optional(),
    priceReduction: Figure.optional(),
  })
  .openapi('MonthSummary')

export const Contract = z
  .object({
    id: open,
    reference: open.openapi({ example: 'DEMO-2026' }),
    title: open,
    client: open,
    provider: open,
    currency: open,
    zone: open,
    starts: open,
    startsText: open.openapi({ example: '1er mars 2026' }),
    /** Whether its facts are in part simulated. */
    isDemonstration: z.boolean(),
    months: z.array(MonthSummary),
  })
  .openapi('Contract')

export const Explanation = z
  .object({
    name: open,
    blocks: z.array(Block),
    /** The lines of the contract file that say it, with the number of the first. */
    wording: z.object({ file: open, line: z.int(), text: open }).optional(),
    tickets: z.array(open),
  })
  .openapi('Explanation')

export const TicketStory = z
  .object({ ticket: open, level: open, sentence: open, blocks: z.array(Block) })
  .openapi('TicketStory')

/** A ticket that a level names as late; `elapsedMs` puts the longest first. */
const LateItem = z
  .object({
    ticket: open,
    elapsed: open,
    elapsedMs: z.int(),
    allowed: open.optional(),
    due: open.optional(),
    stop: open.optional(),
    exempted: open.optional(),
  })
  .openapi('LateItem')

/** What stands behind a level's count: its late tickets, its outages, its backlog. */
export const Overruns = z
  .object({ late: z.array(LateItem), outages: Block.optional(), backlog: z.array(open) })
  .openapi('Overruns')

export const Problem = z
  .object({
    type: open,
    title: open,
    status: z.int(),
    detail: open.optional(),
    findings: z.array(Finding).optional(),
    /** The parts of the request that do not fit. */
    fields: z.array(open).optional(),
  })
  .openapi('Problem')

export const Session = z.object({ name: open, version: open }).openapi('Session')

export type Level = z.infer<typeof Level>
export type Line = z.infer<typeof Line>
export type Cap = z.infer<typeof Cap>
export type Step = z.infer<typeof Step>
export type Finding = z.infer<typeof Finding>
export type MonthState = z.infer<typeof MonthState>
export type Month = z.infer<typeof Month>
export type MonthSummary = z.infer<typeof MonthSummary>
export type Terms = z.infer<typeof Terms>
export type Contract = z.infer<typeof Contract>
export type Overruns = z.infer<typeof Overruns>
export type Explanation = z.infer<typeof Explanation>
export type TicketStory = z.infer<typeof TicketStory>
export type Problem = z.infer<typeof Problem>
