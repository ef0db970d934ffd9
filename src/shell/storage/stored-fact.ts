/**
 * A fact as it is kept: its canonical text, the hash of that text, and what it is found by.
 *
 * The text holds all that a figure may depend on, so reading it back gives a fact of the same hash.
 * Where it was read (file and row) is kept beside it, for whoever asks where a figure comes from.
 */
import type { Canonical } from '../../base/canonical.ts'
import { canonicalText } from '../../base/canonical.ts'
import { cents } from '../../base/cents.ts'
import type { Instant } from '../../base/instant.ts'
import { instant, parseInstant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'
import type { Ratio } from '../../base/ratio.ts'
import { parseRatio } from '../../base/ratio.ts'
import type { Fact, TicketEvent } from '../../facts/fact.ts'
import { canonicalFact } from '../../facts/fact-hash.ts'
import { sha256 } from '../close-month.ts'

/** A fact on its way into the store. */
export interface Item {
  readonly kind: Fact['kind']
  readonly source: string
  readonly externalId: string
  readonly hash: string
  readonly body: string
  readonly originFile: string
  readonly originRow: number
  readonly happenedFrom: Instant
  /** Absent while it lasts. */
  readonly happenedTo: Instant | undefined
}

export function itemOf(fact: Fact): Item {
  const body = canonicalText(canonicalFact(fact))
  const [from, to] = stretchOf(fact)
  return {
    kind: fact.kind,
    source: fact.source,
    externalId: fact.externalId,
    hash: sha256(body),
    body,
    originFile: fact.origin.file,
    originRow: fact.origin.row,
    happenedFrom: keepable(from),
    happenedTo: to === undefined ? undefined : keepable(to),
  }
}

/** The first and the last instant that a fact tells; no last one while it is not over. */
function stretchOf(fact: Fact): readonly [Instant, Instant | undefined] {
  switch (fact.kind) {
    case 'ticket':
      return ticketStretch(fact.events)
    case 'outage':
      return [fact.start, fact.end]
    case 'watch':
      return [fact.start, fact.end]
    case 'maintenance':
      return [fact.announced ?? fact.start, fact.end]
    case 'quantity':
      return [fact.at, fact.published ?? fact.at]
    case 'invoice-line':
    case 'happening':
      return [fact.at, fact.at]
    case 'act': {
      const dates = [fact.sent, fact.presented, fact.received].filter((at) => at !== undefined)
      return [dates[0] ?? EARLIEST, dates.at(-1)]
    }
    case 'opening':
      return [fact.asOf, fact.asOf]
    case 'deliverable':
      return [fact.from, fact.delivered]
    case 'exemption':
      // It may be about an item of any time.
      return 'start' in fact.about ? [fact.about.start, fact.about.end] : [EARLIEST, undefined]
  }
}

const OVER: ReadonlySet<string> = new Set(['resolved', 'closed'])

function ticketStretch(events: readonly TicketEvent[]): readonly [Instant, Instant | undefined] {
  const last = events.at(-1)
  const isOver = last !== undefined && OVER.has(last.kind)
  return [events[0]?.at ?? EARLIEST, isOver ? last.at : undefined]
}

const yearEnd = (text: string): Instant => {
  const at = parseInstant(text)
  invariant(at !== undefined, 'a constant')
  return at
}

/** The ends of what PostgreSQL and four digits of a year both write. Facts are selected by them. */
const EARLIEST = yearEnd('0001-01-01T00:00:00Z')
const LATEST = yearEnd('9999-12-31T23:59:59Z')
const keepable = (at: Instant): Instant => instant(Math.min(Math.max(at, EARLIEST), LATEST))

/** What of a row makes a fact. */
export interface FactRow {
  readonly revision: number
  readonly body: string
  readonly originFile: string
  readonly originRow: number
}

/** The fact that a row keeps; the text is one that {@link itemOf} wrote. */
export function factOf({ revision, body, originFile, originRow }: FactRow): Fact {
  const { kind, source, id, content } = JSON.parse(body) as Body
  const base = { source, externalId: id, revision, origin: { file: originFile, row: originRow } }
  switch (kind) {
    case 'ticket': {
      const events = (content['events'] as unknown as readonly EventText[]).map(eventOf)
      return { kind, ...base, events, fields: content['fields'] as never }
    }
    case 'quantity':
      return {
        kind,
        ...base,
        ...(content as never as object),
        amount: ratioOf(content['amount']),
      } as Fact
    case 'invoice-line': {
      const amount = cents(BigInt(content['amount'] as string))
      return { kind, ...base, ...(content as never as object), amount } as Fact
    }
    case 'exemption': {
      const { by, share, ...rest } = content
      return { kind, ...base, ...rest, share: ratioOf(share), claimedBy: by } as Fact
    }
    case 'opening': {
      const { value } = content
      const isWord = value === 'yes' || value === 'no' || value === 'nothing'
      return { kind, ...base, ...content, value: isWord ? value : ratioOf(value) } as Fact
    }
    case 'outage':
    case 'watch':
    case 'maintenance':
    case 'deliverable':
    case 'happening':
    case 'act':
      return { kind, ...base, ...content } as Fact
  }
}

interface Body {
  readonly kind: Fact['kind']
  readonly source: string
  readonly id: string
  readonly content: Readonly<Record<string, Canonical>>
}

type EventText = readonly [TicketEvent['kind'], Instant, string?]

const eventOf = ([kind, at, value]: EventText): TicketEvent =>
  value === undefined ? { kind, at } : { kind, at, value }

function ratioOf(text: Canonical | undefined): Ratio {
  const value = typeof text === 'string' ? parseRatio(text) : undefined
  invariant(value !== undefined, 'an exact number is kept as its canonical text')
  return value
}
