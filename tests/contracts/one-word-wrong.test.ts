/**
 * One word of a good contract, written otherwise: what is said of it, and nothing else, on its line.
 *
 * A row is `what stands there → what is written instead | findings`; a finding on another line than
 * that of the change has its line behind it.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'

const KNOWN = {
  zones: new Set(['Europe/Paris']),
  regions: new Set(['FR']),
  statuses: ['awaiting-client', 'awaiting-third-party'],
}

const WRONG: Readonly<Record<string, string>> = {
  infrastructure: `
    # Names that the parties gave, in forms that others must know again.
    id: CT-2026-014 → id: "n° 14" | text-unreadable
    zone: Europe/Paris → zone: europe/paris | text-unreadable
    zone: Europe/Paris → zone: Pacific/Fakaofo | zone-unknown
    siren: "552100554" → siren: "552 100 554" | text-unreadable
    siren: "552100554" → siren: 55210055 | text-unreadable
    country: FR → country: France | text-unreadable
    country: FR → country: fr | text-unreadable
    holidays: FR  → holidays: France  | text-unreadable
    holidays: FR  → holidays: fr-57  | text-unreadable
    clause: special §2.1 → clause: §2.1 | text-unreadable
    clause: special §2.1 → clause: special | text-unreadable
    # Money, shares and numbers of the parts that are only shown.
    indemnity: 40.00 → indemnity: 40 € | text-unreadable
    indemnity: 40.00 → indemnity: 40.5 | text-unreadable
    late-rate: statutory → late-rate: légal | text-unreadable
    late-rate: statutory → late-rate: 12% | text-unreadable
    1000000.00 per claim → 1000000.00 per sinistre | phrase-unreadable
    1000000.00 per claim → 1000000.00 claim | phrase-unreadable
    1000000.00 per claim → 1000000 per claim | phrase-misspelt
    360000.00 over 36 months → 360000.00 over 36 days | phrase-unreadable
    360000.00 over 36 months → 360000.00 over 0 months | phrase-unreadable
    360000.00 over 36 months → 360000.00 36 months | phrase-unreadable
    360000.00 over 36 months → 360000 over 36 months | phrase-unreadable
    second-site: 100 km → second-site: 100 miles | text-unreadable
    second-site: 100 km → second-site: 100km | text-unreadable
    second-site: 100 km → second-site: 100 km away | text-unreadable
    restore-test: every 6 months → restore-test: every 6 hours | phrase-unreadable
    restore-test: every 6 months → restore-test: semestriel | phrase-unreadable
    highest: [100 % of fees-due in 12 months before event, 500000.00] → highest: [500000.00] | list-too-short
    highest: [100 % of fees-due in 12 months before event, 500000.00] → highest: 500000.00 | list-expected
    # A price revision.
    every: 1 January → every: 1 janvier | phrase-unreadable
    every: 1 January → every: January 1 | phrase-unreadable
    every: 1 January → every: 29 February | phrase-unreadable
    every: 1 January → every: 31 April | phrase-unreadable
    every: 1 January → every: January | phrase-unreadable
    S1: syntec-revised of November before → S1: syntec-revised of November | phrase-unreadable
    S1: syntec-revised of November before → S1: syntec-revised of previous index | phrase-unreadable
    S1: syntec-revised of November before → S2: syntec-revised of November before | symbol-undefined at 126; symbol-unused
    formula: 0.15 + 0.85 × S1/S0 → formula: 0.15 + 0.85 × S1 | symbol-unused at 127
    # Prices by unit.
    of: users on last-day → of: sum of Users | phrase-misspelt
    of: [servers, helpdesk] → of: [servers, help-desk] | reference-misspelt
    - { id: month-cap, clause: sla-annex §5.1, per: month → - { id: month-cap, clause: sla-annex §5.1, per: mois | text-unreadable
    # Conditions and bounds.
    { lowest: at-least 95 %, in: next 3 months } → { lowest: at-least 95, in: next 3 months } | target-unit
    { lowest: at-least 95 %, in: next 3 months } → { lowest: 95 %, in: next 3 months } | phrase-unreadable
    { lowest: at-least 95 %, in: next 3 months } → { lowest: at-least 95 % } | key-missing
    { of: restore-p1.missed, times: at-least 3, in: 6 months } → { of: restore-p1.missed, times: at-least 3 h, in: 6 months } | count-expected
    { of: restore-p1.missed, times: at-least 3, in: 6 months } → { of: restore-p1.missed, times: under 0, in: 6 months } | count-always-or-never
    { of: restore-p1.missed, times: at-least 3, in: 6 months } → { of: restore-p1.missed, in-a-row: at-least 3, in: 6 months } | key-without-effect
    { of: restore-p1.missed, times: at-least 3, in: 6 months } → { of: Restore-P1 missed, times: at-least 3, in: 6 months } | text-unreadable
    { of: restore-p1.missed, times: at-least 3, in: 6 months } → { of: restore-p2.missed, times: at-least 3, in: 6 months } | reference-misspelt
    { times: at-least 2, in: 3 months, multiply: 1.5 } → { times: at-least 2, in: 3 months, multiply: 150 % } | text-unreadable
    { times: at-least 2, in: 3 months, multiply: 1.5 } → { times: at-least 2, in: 3 months, multiply: { by: in-a-row, 2: 1.5, otherwise: 2 } } | repeat-trigger
    { times: at-least 2, in: 3 months, multiply: 1.5 } → { multiply: 1.5 } | repeat-trigger
    { times: at-least 2, in: 3 months, multiply: 1.5 } → { times: at-least 2, in-a-row: at-least 2, multiply: 1.5 } | repeat-trigger
    { times: at-least 2, in: 3 months, multiply: 1.5 } → { times: 2, in: 3 months, multiply: 1.5 } | phrase-unreadable
    { under: 10, allow-late: 1 } → { under: 10, left-out: oui } | word-unknown
    initial: 36 months → initial: 0 months | length-zero
    initial: 36 months → initial: 1095 days | months-expected`,
  'every-form': `
    # Tables by field.
    within: { by: priority, P1: 4 h, P2: 8 h, otherwise: 24 h } → within: { P1: 4 h, otherwise: 24 h } | key-missing
    within: { by: priority, P1: 4 h, P2: 8 h, otherwise: 24 h } → within: { by: Priority, P1: 4 h, otherwise: 24 h } | text-unreadable
    within: { by: priority, P1: 4 h, P2: 8 h, otherwise: 24 h } → within: { by: priority } | table-without-rows
    within: { by: priority, P1: 4 h, P2: 8 h, otherwise: 24 h } → within: [4 h, 8 h] | map-expected
    weight: { by: state, down: 100 %, otherwise: 50 % } → weight: { by: state, down: 100 % } | key-missing
    weight: { by: state, down: 100 %, otherwise: 50 % } → weight: 50 % | key-missing
        of: portal → of: portal\\n        down: all | key-without-effect
    multiply: { by: in-a-row, 1: 1, 2: 1.5, otherwise: 2 } → multiply: { by: in-a-row, 1: 1, 2: 1.5 } | key-missing
    multiply: { by: in-a-row, 1: 1, 2: 1.5, otherwise: 2 } → multiply: { by: in-a-row, 1: 1, deux: 1.5, otherwise: 2 } | text-unreadable
    multiply: { by: in-a-row, 1: 1, 2: 1.5, otherwise: 2 } → multiply: { by: times, 1: 1, 2: 1.5, otherwise: 2 } | repeat-trigger
    # Targets.
    { percentile: { rank: 95 %, method: nearest-rank, at-most: 8 h } } → { percentile: { rank: 195 %, method: nearest-rank, at-most: 8 h } } | share-over-all
    { percentile: { rank: 95 %, method: nearest-rank, at-most: 8 h } } → { percentile: { rank: 95 %, method: nearest-rank, at-most: 8h } } | phrase-misspelt
    target: { under: 3 % } → target: { under: 3% } | phrase-misspelt
    { of: tickets, older-than: 30 days, calendar: office } → { of: tickets, older-than: 30 days } | key-missing
    { of: tickets, older-than: 30 days, calendar: office } → { of: tickets, older-than: 0 days, calendar: office } | length-zero
    few: { under: 20, left-out: true } → few: { under: 20, left-out: false } | few-without-effect
    few: { under: 20, left-out: true } → few: { under: 0, left-out: true } | text-unreadable
    # Bands that leave every figure above the last of them.
    under: 24 h, amount: 2 points }\\n          - { at-least: 24 h, amount: 4 points } → under: 24 h, amount: 2 points } | band-hole
    # Penalties.
    penalty: { of: pool, rate: 1/30 per started 10 h late, counts-in: total-cap } → penalty: { of: pool, amount: 30.00 per started 10 h late, counts-in: total-cap } | key-without-effect
    penalty: { of: pool, rate: 1/30 per started 10 h late, counts-in: total-cap } → penalty: { of: pool, rate: 1/30 per started 10 h late, each: outage, counts-in: total-cap } | key-without-effect
    { of: fix.missed, times: above 3, in: 12 months } → { of: total-cap.missed, times: above 3, in: 12 months } | outcome-unknown
    { of: fix.missed, times: above 3, in: 12 months } → { of: service-points.missed, times: above 3, in: 12 months } | outcome-unknown
    # One by one, of what a level has.
    { amount: 500.00 per incident above, counts-in: none } → { amount: 500.00 per incident above, each: ticket, counts-in: none } | each-not-for-measure
    minimum: 100.00, counts-in: none → minimum: 100.00, each: ticket, counts-in: none | each-not-for-measure
    # Calendars.
    - { on: 2026-12-24, hours: "08:00-12:00" } → - { from: 2026-12-24, hours: "08:00-12:00" } | key-missing
    - { from: 2026-08-10, until: 2026-08-14, hours: closed } → - { from: 2026-08-14, until: 2026-08-10, hours: closed } | dates-reversed
    always: { week: { mon-sun: "00:00-24:00" } } → always: { week: { mon-sun: "00:00-24:00" }, on-holiday: closed } | key-missing
    holidays: [2026-05-01, 2026-12-25] → holidays: [] | list-too-short
    # Fees.
    amount: 120000.00 per year, from: 2026-01-01 → amount: 120000.00 per year, from: 2028-01-01 | dates-reversed
    { id: calls, of: sum of calls, per: month, amount: 0.0125 per call, part-units: full } → { id: calls, of: sum of calls, amount: 0.0125 per call, part-units: full } | key-missing
    { id: calls, of: sum of calls, per: month, amount: 0.0125 per call, part-units: full } → { id: calls, of: sum of calls, per: month, amount: 0.0125 per call, dead-band: { at-most: 5 % of baseline, once-passed: whole } } | key-missing
    { id: calls, of: sum of calls, per: month, amount: 0.0125 per call, part-units: full } → { id: calls, of: sum of calls, per: month, amount: 125.00 } | fee-without-unit
    amount: 0.0125 per call → amount: 0.0125 per 4 h | phrase-unreadable
    of: sum of calls → of: calls on 2026-04-30 | phrase-unreadable`,
  procedures: `
    # What comes again.
    id: acceptance → id: acceptance\\n      next-from: due | key-without-effect
    every: quarter → every: trimestre | phrase-unreadable
    every: quarter → every: contract | phrase-unreadable
    every: quarter → every: 3 months | phrase-unreadable
    every: 6 months after notification → every: 6 h after notification | phrase-unreadable
    every: 6 months after notification → every: 6 months from notification | phrase-unreadable
    next-from: due →  | key-missing at 77
    every: quarter → every: quarter\\n      next-from: due | key-without-effect at 65
    # What opens a step.
    { of: portal, sum: above 90 min, in: 30 days } → { sum: above 90 min, in: 30 days } | condition-without-subject
    { of: portal, sum: above 90 min, in: 30 days } → { of: Portal, sum: above 90 min, in: 30 days } | text-unreadable
    { of: portal, sum: above 90 min, in: 30 days } → { of: portal, sum: 90 min, in: 30 days } | phrase-unreadable
    { of: portal, sum: above 90 min, in: 30 days } → { of: portal, sum: above 90 min } | key-missing
    { of: portal, sum: above 90 min, in: 30 days } → { of: portal, lasts: above 90 min, in: 30 days } | key-without-effect
    { of: portal, sum: above 90 min, in: 30 days } → { of: portal, in: 30 days } | one-key-of
    { of: month-cap.full, times: at-least 2, in: 6 months } → { of: month-cap.full, times: at-least 2 h, in: 6 months } | count-expected
    { of: month-cap.full, times: at-least 2, in: 6 months } → { of: month-cup.full, times: at-least 2, in: 6 months } | reference-misspelt
    { of: month-cap.full, times: at-least 2, in: 6 months } → { of: plafond.full, times: at-least 2, in: 6 months } | reference-unknown
    { of: month-cap.full, times: at-least 2, in: 6 months } → { of: month-cap.missed, times: at-least 2, in: 6 months } | outcome-unknown
    # Answers and silence.
    silence: accepted then next-open-day → silence: accepted then tomorrow | phrase-unreadable
    silence: accepted then next-open-day → silence: accepted next-open-day | phrase-unreadable
    silence: accepted then next-open-day → silence: "Accepté" | phrase-unreadable
    when: check.reject → when: check.rejet | reference-misspelt
    when: check.reject → when: opinion.refuse | reference-unknown
    # A claim.
    silence: forfeiture → silence: accepted | word-unknown
    within: 30 days after month-end → within: open | key-without-effect at 38
    within: 30 days after month-end → within: 30 jours after month-end | phrase-misspelt`,
  sums: `
    # Prices by unit, and their revision.
    of: users on first-day → of: sum of Users | phrase-misspelt
    of: users on first-day → of: users on 2026-04-30 | phrase-unreadable
    of: users on first-day → of: total of users | phrase-unreadable
    E: ici of 2 months before → E: ici of 0 months before | phrase-unreadable
    E: ici of 2 months before → E: ici of 2 months | phrase-unreadable
    E: ici of 2 months before → E: Ici of 2 months before | phrase-misspelt
    E: ici of 2 months before → E: ici | phrase-unreadable
    # A base that comes back to another one.
    of: helpdesk in month, rate: 50 % } → of: a in month, rate: 50 % }\\n    - { id: a, of: b in month, rate: 50 % }\\n    - { id: b, of: a in month, rate: 50 % } | base-cycle at 71; base-cycle at 72
    # Reserves and advances.
    filled: 15 per quarter → filled: 15 par trimestre | phrase-misspelt
    filled: 15 per quarter → filled: 15 | phrase-unreadable
    filled: 15 per quarter → filled: quinze per quarter | phrase-unreadable
    filled: by levels → filled: by level | phrase-unreadable
    emptied: sum of work-hours → emptied: mean of work-hours | phrase-unreadable
    emptied: sum of work-hours → emptied: sum of Work-hours | phrase-misspelt
    emptied: sum of work-hours → emptied: sum work-hours | phrase-unreadable
    # Sums that are due.
    of: helpdesk in remaining months, rate: 25 %, nature: indemnity → of: helpdesk in month, amount: 25.00, nature: indemnity | key-without-effect
    of: helpdesk in remaining months, rate: 25 %, nature: indemnity → rate: 25 %, nature: indemnity | rate-without-base
    of: helpdesk in remaining months, rate: 25 %, nature: indemnity → of: helpdesk in month, rate: 25 %, nature: price-reduction | due-nature
    of: helpdesk in remaining months, rate: 25 %, nature: indemnity → of: helpdesk in month, rate: 25 %, N: 3, nature: indemnity | key-without-effect
    of: helpdesk in remaining months, rate: 25 %, nature: indemnity → of: helpdesk in month, rate: 25%, nature: indemnity | phrase-misspelt
    of: helpdesk in remaining months, rate: 25 %, nature: indemnity → bands: [{ under: 10.00, rate: 25 % }, { at-least: 10.00, rate: 2 % }], nature: indemnity | key-missing
    A: taken of advance → A: taken of Advance | phrase-misspelt
    A: taken of advance → A: taken | reference-unknown
    A: taken of advance → A: taken of avance | reference-misspelt
    N: months since kickoff, → | symbol-undefined`,
  measures: `
    # What a whole is made of.
    up: at-least 2 → up: two | text-unreadable
    up: at-least 2 → up: at-least 0 | text-unreadable
    up: at-least 2 → up: at-least 4 | component-quorum-unreachable
    weights: { paris: 300, lyon: 200 } → weights: { paris: 300, lyons: 200 } | component-weight-missing; reference-misspelt
    weights: { paris: 300, lyon: 200 } → weights: { paris: 300, marseille: 200 } | component-weight-missing; reference-unknown
    calendar: { by: priority, P1: always, otherwise: office } → calendar: { by: priority, P1: allways } | reference-misspelt
    within: { by: priority, P1: 4 h, P2: 90 s } → within: { by: priority, P1: 4 h, P2: 2 days } |
    # One by one.
    amount: 40.00 per 2 tickets late → amount: 40.00 per late ticket, each: outage | each-not-for-measure
    each: outage → each: ticket | each-not-for-measure
    each: outage → each: machine | word-unknown`,
  framework: `
    # An order that changes what is not there would go on with the terms of the framework.
    restoration.within, to: 8 h → restoration.whithin, to: 8 h | change-misspelt
    restoration.within, to: 8 h → delay, to: 8 h | change-of-nothing
    # An order whose level is taken away by its own change would measure nothing.
    set: performance.levels.restore-p1.restoration.within, to: 8 h → remove: performance.levels.restore-p1 | reference-unknown at 69
    restore-p1.restoration.within, to: 8 h → restore-p1, to: nothing | reference-unknown at 69
    restore-p1.restoration.within, to: 8 h → restore-p1.id, to: restore | reference-unknown at 69
    # What is none is said where the order writes it.
    restore-p1.restoration.within, to: 8 h → restore-p1.restoration, to: 8 h | map-expected
    restore-p1.restoration.within, to: 8 h → restore-p1.restoration.where, to: Lyon | map-expected
    restoration.within, to: 8 h → restoration.within, to: 8h | phrase-misspelt
    # Names, dates and ranks.
    id: order-4 → id: order-3 | id-twice
    entity: bron → entity: caluire | reference-unknown
    levels: [restore-p1] → levels: [restore-p2] | reference-unknown
    entities: [{ id: lyon, name: Ville de Lyon }, { id: bron, name: Ville de Bron }] → entities: [] | reference-unknown at 53; reference-unknown at 63
    ends: 2026-12-31 → ends: 2030-01-31 | order-outside-framework at 51
    ends: 2026-12-31 → ends: 2026-12-30 | order-in-mid-month at 51
    ends: 2026-12-31 → ends: 2026-01-31 | order-in-mid-month at 51
    starts: 2026-02-01 → starts: 2025-12-01 | order-outside-framework at 51
    at-most: 1, notice → notice | 
    rank: 1 → rank: 2 | order-rank-twice at 61
    rank: 1 →  | order-without-rank at 61
    vigie: 1 → vigie: un | word-unknown`,
}

const FILES: Readonly<Record<string, string>> = {
  framework: '../../cases/a-cap-of-a-framework-serves-its-orders-by-rank/contract.yaml',
}

const rowsOf = (table: string): [string, string, string][] =>
  table.split('\n').flatMap((line): [string, string, string][] => {
    const [, from, to = '', findings] = /^\s*([^#\s].*?) →(?: (.*))? \|(?: (.*))?$/.exec(line) ?? []
    const lines = (text: string): string => text.replaceAll('\\n', '\n')
    return from === undefined ? [] : [[lines(from), lines(to), findings ?? '']]
  })

function foundBy(file: string, from: string, to: string): string {
  const text = readFileSync(new URL(FILES[file] ?? `good/${file}.yaml`, import.meta.url), 'utf8')
  const at = text.indexOf(from)
  expect(at, `“${from}” stands in ${file}.yaml`).toBeGreaterThanOrEqual(0)
  const changed = text.slice(0, at).split('\n').length
  const { findings } = readAmendedContract(file, text.replace(from, to), KNOWN)
  return findings
    .map(({ code, where }) => (where?.line === changed ? code : `${code} at ${where?.line}`))
    .join('; ')
}

describe.each(Object.entries(WRONG))('%s', (file, table) => {
  test.each(rowsOf(table))('%s → %s: %s', (from, to, findings) => {
    expect(foundBy(file, from, to)).toBe(findings)
  })
})
