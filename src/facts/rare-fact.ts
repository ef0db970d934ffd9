/**
 * Makes a rare fact (outage, quantity, claim…) of its parts, from a table or from a YAML file.
 *
 * Example: kind `exemption`, texts `{ ground: 'client', item: 'INC-7', share: '50%', by:
 * 'provider', status: 'claimed' }` is the claim that half of INC-7 was the client's doing.
 *
 * A fact without identifier takes one from what it says (`mail/2026-03-01T08:00:00Z`), so that the
 * same row read twice is one fact.
 *
 * @fr faits hors tickets
 */
import type { Cents } from '../base/cents.ts'
import { cents } from '../base/cents.ts'
import type { Instant } from '../base/instant.ts'
import { formatInstant } from '../base/instant.ts'
import type { Ratio } from '../base/ratio.ts'
import { compare, divide, multiply, ONE, parseRatio, ratio, ZERO } from '../base/ratio.ts'
import type { Origin, RareFact } from './fact.ts'
import type { CellProblem } from './normalise/cells.ts'
import type { RareKind } from './normalise/mapping.ts'

/** The roles that are times; the others are texts. */
export const TIME_ROLES: ReadonlySet<string> = new Set([
  'start',
  'end',
  'announced',
  'claimed',
  'on',
  'published',
  'from',
  'to',
  'due',
  'delivered',
  'sent',
  'presented',
  'received',
  'as-of',
  'client-agreed',
  'provider-agreed',
])

export interface RareParts {
  readonly source: string
  readonly id: string | undefined
  readonly origin: Origin
  readonly texts: ReadonlyMap<string, string>
  readonly times: ReadonlyMap<string, Instant>
  readonly fields: Readonly<Record<string, string>>
}

export type RareResult = { readonly fact: RareFact } | { readonly problem: CellProblem }

const problem = (code: string, params: CellProblem['params'] = {}): RareResult => ({
  problem: { code, params },
})

/** Reads `12`, `1 234,50`, `50%` or `1/3` exactly. */
function parseAmount(text: string): Ratio | undefined {
  const plain = text.replace(/[\s\u00a0\u202f\u2009€]/g, '')
  const isPercent = plain.endsWith('%')
  const digits = isPercent ? plain.slice(0, -1) : plain
  const value = parseRatio(digits.includes('.') ? digits : digits.replace(',', '.'))
  if (value === undefined) return undefined
  return isPercent ? divide(value, ratio(100n)) : value
}

/** An amount in euros as cents; nothing where it has a fraction of a cent, or is a percentage. */
export function parseEuros(text: string): Cents | undefined {
  const euros = text.includes('%') ? undefined : parseAmount(text)
  if (euros === undefined) return undefined
  const inCents = multiply(euros, ratio(100n))
  return inCents.denominator === 1n ? cents(inCents.numerator) : undefined
}

export function rareFactOf(kind: RareKind, parts: RareParts): RareResult {
  const { of, start } = { of: parts.texts.get('of') ?? '', start: parts.times.get('start') }
  const price = parts.fields['price']
  if (price !== undefined && parseEuros(price) === undefined) {
    return problem('amount-unreadable', { sample: price })
  }
  const needsOf = kind !== 'exemption'
  if (needsOf && of === '') return problem('role-missing', { role: 'of' })
  switch (kind) {
    case 'outage':
      return outageOf(parts, of, start)
    case 'watch':
    case 'maintenance':
      return stretchOf(kind, parts, of, start)
    case 'quantity':
    case 'invoice-line':
      return countedOf(kind, parts, of)
    case 'deliverable':
      return deliverableOf(parts, of)
    case 'exemption':
      return exemptionOf(parts)
    case 'happening':
      return happeningOf(parts, of)
    case 'act':
      return actOf(parts, of)
    case 'opening':
      return openingOf(parts, of)
  }
}

function keyOf(parts: RareParts, kind: string, otherwise: readonly (string | Instant)[]) {
  const made = otherwise.map((part) => (typeof part === 'string' ? part : formatInstant(part)))
  return {
    source: parts.source,
    externalId: parts.id ?? `${kind}:${made.join('/')}`,
    revision: 1,
    origin: parts.origin,
  }
}

function outageOf(parts: RareParts, of: string, start: Instant | undefined): RareResult {
  const end = parts.times.get('end')
  if (start === undefined) return problem('role-missing', { role: 'start' })
  if (end !== undefined && end < start) return problem('ends-before-start')
  const base = { ...keyOf(parts, 'outage', [of, start]), of, start, fields: parts.fields }
  return { fact: { kind: 'outage', ...base, ...(end === undefined ? {} : { end }) } }
}

function stretchOf(
  kind: 'watch' | 'maintenance',
  parts: RareParts,
  of: string,
  start: Instant | undefined,
): RareResult {
  const end = parts.times.get('end')
  const announced = parts.times.get('announced')
  if (start === undefined) return problem('role-missing', { role: 'start' })
  if (end === undefined) return problem('role-missing', { role: 'end' })
  if (end < start) return problem('ends-before-start')
  const base = { ...keyOf(parts, kind, [of, start]), of, start, end }
  if (kind === 'watch') return { fact: { kind, ...base } }
  const ground = parts.texts.get('ground')
  const own = ground === undefined ? base : { ...base, ground }
  return { fact: { kind, ...own, ...(announced === undefined ? {} : { announced }) } }
}

function countedOf(kind: 'quantity' | 'invoice-line', parts: RareParts, of: string): RareResult {
  const at = parts.times.get('on')
  const text = parts.texts.get('amount') ?? ''
  if (at === undefined) return problem('role-missing', { role: 'on' })
  if (text === '') return problem('role-missing', { role: 'amount' })
  if (kind === 'quantity') return quantityOf(parts, of, at, text)
  const amount = parseEuros(text)
  if (amount === undefined) return problem('amount-unreadable', { sample: text })
  return { fact: { kind, ...keyOf(parts, kind, [of, at]), of, at, amount } }
}

/** What is published again is another fact: a provisional value, and then its correction. */
function quantityOf(parts: RareParts, of: string, at: Instant, text: string): RareResult {
  const amount = parseAmount(text)
  if (amount === undefined) return problem('amount-unreadable', { sample: text })
  const published = parts.times.get('published')
  if (published === undefined) {
    return { fact: { kind: 'quantity', ...keyOf(parts, 'quantity', [of, at]), of, at, amount } }
  }
  if (published < at) return problem('published-before-its-date')
  const key = keyOf(parts, 'quantity', [of, at, published])
  return { fact: { kind: 'quantity', ...key, of, at, amount, published } }
}

function deliverableOf(parts: RareParts, of: string): RareResult {
  const from = parts.times.get('from')
  const due = parts.times.get('due')
  const delivered = parts.times.get('delivered')
  if (from === undefined) return problem('role-missing', { role: 'from' })
  return {
    fact: {
      kind: 'deliverable',
      ...keyOf(parts, 'deliverable', [of, from]),
      of,
      from,
      fields: parts.fields,
      ...(due === undefined ? {} : { due }),
      ...(delivered === undefined ? {} : { delivered }),
    },
  }
}

function happeningOf(parts: RareParts, of: string): RareResult {
  const at = parts.times.get('on')
  if (at === undefined) return problem('role-missing', { role: 'on' })
  const about = parts.texts.get('about')
  const key = keyOf(parts, 'happening', [of, about ?? '', at])
  return { fact: { kind: 'happening', ...key, of, at, ...(about === undefined ? {} : { about }) } }
}

const ACT_DATES = ['sent', 'presented', 'received'] as const

/** `on` stands for the three dates: sent, presented and received on the same day. */
function actOf(parts: RareParts, of: string): RareResult {
  const { texts, times } = parts
  const by = PARTIES.find((party) => party === texts.get('by'))
  if (by === undefined) return problem('party-unknown', { value: texts.get('by') ?? '' })
  const did = texts.get('did') ?? ''
  if (did === '') return problem('role-missing', { role: 'did' })
  const dates = ACT_DATES.flatMap((role) => {
    const at = times.get(role) ?? times.get('on')
    return at === undefined ? [] : [[role, at] as const]
  })
  const first = dates[0]?.[1]
  if (first === undefined) return problem('role-missing', { role: 'on' })
  if (dates.some(([, at], i) => at < (dates[i - 1]?.[1] ?? at))) return problem('act-out-of-order')
  const [about, author, approver] = ['about', 'author', 'approver'].map((key) => texts.get(key))
  const enclosed = texts.get('with')
  const base = { ...keyOf(parts, 'act', [of, did, about ?? '', first]), of, by, did }
  return {
    fact: {
      kind: 'act',
      ...base,
      ...Object.fromEntries(dates),
      ...(about === undefined ? {} : { about }),
      ...(enclosed === undefined ? {} : { with: enclosed.split(/\s*[;,]\s*/) }),
      ...(author === undefined ? {} : { author }),
      ...(approver === undefined ? {} : { approver }),
    },
  }
}

const TRUTHS = ['yes', 'no', 'nothing'] as const

/** A balance is agreed, or not, by the dates that say so: whether it counts is not for a fact. */
function openingOf(parts: RareParts, of: string): RareResult {
  const { texts, times } = parts
  const contract = texts.get('contract') ?? ''
  if (contract === '') return problem('role-missing', { role: 'contract' })
  const text = texts.get('value') ?? ''
  if (text === '') return problem('role-missing', { role: 'value' })
  const value = TRUTHS.find((word) => word === text) ?? parseAmount(text)
  if (value === undefined) return problem('amount-unreadable', { sample: text })
  const asOf = times.get('as-of')
  if (asOf === undefined) return problem('role-missing', { role: 'as-of' })
  const evidence = texts.get('evidence') ?? ''
  if (evidence === '') return problem('role-missing', { role: 'evidence' })
  const [period, line] = [texts.get('in'), texts.get('line')]
  const [clientAgreed, providerAgreed] = [times.get('client-agreed'), times.get('provider-agreed')]
  return {
    fact: {
      kind: 'opening',
      ...keyOf(parts, 'opening', [contract, of, period ?? '', line ?? '']),
      contract,
      of,
      value,
      asOf,
      evidence,
      ...(period === undefined ? {} : { in: period }),
      ...(line === undefined ? {} : { line }),
      ...(clientAgreed === undefined ? {} : { clientAgreed }),
      ...(providerAgreed === undefined ? {} : { providerAgreed }),
    },
  }
}

const PARTIES = ['client', 'provider'] as const
const STATES = ['claimed', 'accepted', 'refused'] as const

function exemptionOf(parts: RareParts): RareResult {
  const { texts, times } = parts
  const ground = texts.get('ground') ?? ''
  if (ground === '') return problem('role-missing', { role: 'ground' })
  const said = texts.get('share') ?? '1'
  const share = parseAmount(said)
  if (share === undefined || compare(share, ZERO) < 0 || compare(share, ONE) > 0) {
    return problem('share-unreadable', { sample: said })
  }
  const claimedBy = PARTIES.find((party) => party === texts.get('by'))
  if (claimedBy === undefined) return problem('party-unknown', { value: texts.get('by') ?? '' })
  const status = STATES.find((state) => state === texts.get('status'))
  if (status === undefined)
    return problem('claim-state-unknown', { value: texts.get('status') ?? '' })
  const item = texts.get('item')
  const start = times.get('from')
  const end = times.get('to')
  if (item === undefined && (start === undefined || end === undefined)) {
    return problem('claim-without-object')
  }
  if (start !== undefined && end !== undefined && end < start) return problem('ends-before-start')
  const about = item === undefined ? { start: start as Instant, end: end as Instant } : { item }
  const object = item === undefined ? [ground, start as Instant] : [ground, item]
  const [evidence, month] = ['evidence', 'about'].map((key) => texts.get(key))
  const claimedAt = times.get('claimed')
  const base = { ...keyOf(parts, 'exemption', object), ground, about, share, claimedBy, status }
  return {
    fact: {
      kind: 'exemption',
      ...base,
      ...(evidence === undefined ? {} : { evidence }),
      ...(month === undefined ? {} : { month }),
      ...(claimedAt === undefined ? {} : { claimedAt }),
    },
  }
}
