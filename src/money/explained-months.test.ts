/**
 * Settlements as they are stored, figure by figure and step by step. What a case expects is exact
 * to the cent; here, so are the steps that a cent rests on, the order of the lists, and what is
 * left out of them. A step that is meant to change is changed by `--update`, and the
 * difference read.
 */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Json } from '../../tests/engine/forging.ts'
import { CASES, faultsOf, settledIn } from '../../tests/engine/forging.ts'
import type { Settlement, StoredNode } from './settlement.ts'

/** `lines.0.owed: 12`, one line for each value; figures are numbers of steps. */
function places(value: Json, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [`${path}: ${value}`]
  const inside = Object.entries(value).map(([key, part]) => [key, part] as const)
  if (inside.length === 0) return [`${path}: none`]
  return inside.flatMap(([key, part]) => places(part, path === '' ? key : `${path}.${key}`))
}

/** `12 product of 3 4 = 240000 cents · level.penalty · in 2026-04 · by sla §4.2 · (performance.levels[0])` */
function stepOf(
  { step, operands, params, value, name, period, clause, path }: StoredNode,
  id: number,
): string {
  const on = operands.length === 0 ? '' : ` of ${operands.join(' ')}`
  const given = Object.entries(params).map(([key, text]) => ` ${key}=${text}`)
  const about = [name, period && `in ${period}`, clause && `by ${clause}`, path && `(${path})`]
  const said = [`${id} ${step}${on}${given.join('')} = ${value}`, ...about.filter(Boolean)]
  return said.join(' · ')
}

/** Hashes by the order in which they come: they change with every text that they are of. */
function withoutHashes(text: string): string {
  const seen = new Map<string, string>()
  return text.replace(/[0-9a-f]{64}/g, (hash) => {
    const own = seen.get(hash) ?? `hash-${seen.size + 1}`
    seen.set(hash, own)
    return own
  })
}

const told = ({ graph, engine: _, data: __, ...settlement }: Settlement): string =>
  [...places(settlement as unknown as Json), ...graph.map(stepOf)].join('\n')

test.each([
  // A level, a rate and a cap; a table with a hole.
  'the-example-of-the-reference-holds',
  'a-figure-in-a-hole-of-the-bands-is-undefined-and-the-month-closes',
  // Outages, what is not counted of them, and what an exemption takes off.
  'overlapping-outages-are-a-union-and-degraded-time-weighs-half',
  'half-of-one-outage-is-exempted-under-its-own-maximum',
  // Caps and minimums that remember; what a contract brings along.
  'a-cap-in-proportion-carries-what-it-cuts-line-by-line',
  'a-monthly-minimum-forgets-what-it-held-back',
  'two-full-caps-in-a-row-open-a-right',
  'an-amount-closed-and-not-known-any-more-stands-under-its-cap',
  'a-contract-taken-over-goes-on-from-what-its-cap-had-let-pass',
  // Prices, reserves, orders.
  'what-a-revision-cuts-is-carried-to-the-next',
  'a-lot-that-was-used-up-is-no-more-in-the-months-after',
  'a-cap-of-a-framework-is-shared-out-over-its-orders',
  // Closed months.
  'an-amendment-that-takes-a-level-away-gives-its-penalty-back',
  'a-reduction-that-is-given-back-gives-its-vat-back',
  // Claims, rights, and how a month stands between the parties.
  'an-amount-that-nobody-claims-is-forfeited-after-its-last-day',
  'three-penalties-in-a-row-open-a-right',
  'a-contest-on-one-fact-leaves-the-rest-undisputed',
  'a-statement-that-is-contested-is-decided-by-an-expert',
  'a-statement-that-its-author-approves-breaks-the-four-eyes',
  'two-blind-statements-are-shown-once-both-are-published',
  'a-right-opens-by-the-last-notice-and-its-refund-is-due-once',
  'an-amount-waits-for-its-claim-until-the-last-day-is-over',
  'a-set-off-waits-for-the-formal-notice-that-the-contract-requires',
  'a-set-off-that-the-contract-forbids-is-a-breach',
  'a-statement-that-names-nobody-does-not-show-the-four-eyes',
  'an-exemption-that-nobody-answers-is-accepted-where-the-clause-says-so',
  // What is in dispute, what is lifted in part, what may be given back, and what the client owes.
  'a-stretch-in-dispute-covers-a-part-of-an-outage',
  'half-of-the-delay-of-one-order-is-exempted-and-of-no-other',
  'corpus/voya-500k/after-earn-back',
  'corpus/outscale-late/with-vat',
])('%s', async (name) => {
  const settled = settledIn(join(CASES, name))
  // It is settled again from what it says, without its facts.
  expect(settled.flatMap(faultsOf)).toEqual([])
  const text = settled.map(({ settlement }) => told(settlement))
  expect(text.length).toBeGreaterThan(0)
  await expect(withoutHashes(`${text.join('\n\n')}\n`)).toMatchFileSnapshot(
    `../../tests/fixtures/explained-months/${name.replaceAll('/', '-')}.txt`,
  )
})
