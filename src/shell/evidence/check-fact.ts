/**
 * Looks at facts that come from outside as canonical values, before anything is computed from them.
 *
 * Example: a ticket with an event at `"noon"` is no fact, and neither is one of kind `tocket`.
 */
import type { Fact } from '../../facts/fact.ts'
import { TICKET_EVENT_KINDS } from '../../facts/fact.ts'
import type { Check } from '../../money/check-values.ts'
import {
  exact,
  isRecord,
  listOf,
  oneOf,
  optional,
  own,
  params,
  recordOf,
  text,
  textWhere,
  where,
} from '../../money/check-values.ts'
import { loadTables } from '../catalogue.ts'

/** An instant in the years of the zone table, as whatever reads facts has them. */
const at = where((value) => {
  const { from, to } = loadTables().zones
  return Number.isSafeInteger(value) && from * 1000 <= Number(value) && Number(value) <= to * 1000
})
const party = oneOf('client', 'provider')
const stretch = { start: at, end: at }
const kind = oneOf(...TICKET_EVENT_KINDS)

const event: Check = (value, path) =>
  Array.isArray(value) && (value.length === 2 || value.length === 3)
    ? (kind(value[0], path) ?? at(value[1], path) ?? optional(text)(value[2], path))
    : path

const about: Check = (value, path) =>
  isRecord(value) && Object.hasOwn(value, 'item')
    ? recordOf<object>({ item: text } as never)(value, path)
    : recordOf<object>(stretch as never)(value, path)

const balance: Check = (value, path) =>
  oneOf('yes', 'no', 'nothing')(value, path) === undefined ? undefined : exact(value, path)

/** Where a fact comes from and when it was told is no part of what it says. */
type Around = 'kind' | 'source' | 'externalId' | 'revision' | 'origin' | 'recordedAt'

/** What a fact of a kind says, by the names of its canonical text: none can be left out below. */
type Said<K extends Fact['kind']> = Exclude<
  keyof Extract<Fact, { readonly kind: K }>,
  Around | 'claimedBy'
>

type Contents = {
  readonly [K in Fact['kind']]: Readonly<
    Record<K extends 'exemption' ? Said<K> | 'by' : Said<K>, Check>
  >
}

const CONTENTS: Contents = {
  ticket: { events: listOf(event), fields: params },
  outage: { of: text, start: at, end: optional(at), fields: params },
  watch: { of: text, ...stretch },
  maintenance: { of: text, ground: optional(text), announced: optional(at), ...stretch },
  quantity: { of: text, at, amount: exact, published: optional(at) },
  deliverable: { of: text, from: at, due: optional(at), delivered: optional(at), fields: params },
  exemption: {
    ground: text,
    about,
    share: exact,
    by: party,
    status: oneOf('claimed', 'accepted', 'refused'),
    evidence: optional(text),
    month: optional(text),
    claimedAt: optional(at),
  },
  'invoice-line': { of: text, at, amount: textWhere((value) => /^-?\d{1,18}$/.test(value)) },
  happening: { of: text, at, about: optional(text) },
  act: {
    of: text,
    by: party,
    did: text,
    sent: optional(at),
    presented: optional(at),
    received: optional(at),
    about: optional(text),
    with: optional(listOf(text)),
    author: optional(text),
    approver: optional(text),
  },
  opening: {
    contract: text,
    of: text,
    in: optional(text),
    line: optional(text),
    value: balance,
    asOf: at,
    evidence: text,
    clientAgreed: optional(at),
    providerAgreed: optional(at),
  },
}

/** Whether a value has the keys and the types of a canonical fact, and no other. */
export function isFactValue(value: unknown): boolean {
  const named = isRecord(value) ? own(value, 'kind') : undefined
  if (typeof named !== 'string' || !Object.hasOwn(CONTENTS, named)) return false
  const content = CONTENTS[named as Fact['kind']]
  const fields = {
    v: where((version) => version === 1),
    kind: text,
    source: text,
    id: text,
    content: recordOf<object>(content as never),
  }
  return recordOf<object>(fields as never)(value, '') === undefined
}
