/** What a month owes, as its reader sees it: its own, and with what it posts for closed months. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { zoneOf } from '../../src/base/calendar/zone.ts'
import { speakerOf } from '../../src/base/wording/say.ts'
import { composeExplanation } from '../../src/reports/explanation.ts'
import { loadFindingTexts, loadSentences, loadTables } from '../../src/shell/catalogue.ts'
import { viewMonth } from '../../src/shell/server/views.ts'
import type { Month } from '../../src/web/api/shapes.ts'
import { monthTotals } from '../../src/web/month/named-totals.ts'
import { CASES, settledIn } from '../engine/forging.ts'

const speaker = speakerOf(loadSentences(), 'fr')
const zone = zoneOf(loadTables().zones, 'Europe/Paris')
const [march, april] = settledIn(
  join(CASES, 'a-late-fact-of-a-closed-month-is-posted-in-the-open-one'),
).map(({ settlement }) => settlement)

/** `indemnity 240,00 €, with adjustments 480,00 €`. */
function totalsOf(settlement: typeof april): string[] {
  if (settlement === undefined || zone === undefined) throw new Error('the case is closed')
  const voice = { speaker, texts: loadFindingTexts() }
  const view = viewMonth(settlement, { hash: '', state: 'open', zone }, voice)
  // As it comes over the wire.
  const month: Month = JSON.parse(JSON.stringify(view))
  return monthTotals(month).map(({ name, own, posted }) =>
    `${name} ${own.text}${posted === undefined ? '' : `, with adjustments ${posted.text}`}`.replaceAll(
      /\s/gu,
      ' ',
    ),
  )
}

test('a month that posts something for a closed one says both amounts', () => {
  expect(totalsOf(april)).toEqual([
    'indemnity 240,00 €, with adjustments 480,00 €',
    'price-reduction 0,00 €, with adjustments 0,00 €',
  ])
})

test('a month that posts nothing says its own only', () => {
  expect(totalsOf(march)).toEqual(['indemnity 480,00 €', 'price-reduction 0,00 €'])
})

test('what is posted is explained by its two parts; nothing is posted where nothing changed', () => {
  if (march === undefined || april === undefined || zone === undefined) throw new Error('no month')
  const told = JSON.stringify(composeExplanation(april, 'posted.indemnity', zone, speaker))
  expect(told).toMatch(/480,00.*240,00.*240,00/u)
  expect(composeExplanation(march, 'posted.indemnity', zone, speaker)).toBeUndefined()
})
