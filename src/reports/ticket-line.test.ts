/** The story of a ticket in one line, and the table of its clock. */
import { describe, expect, test } from 'vitest'
import { written } from '../../tests/engine/contract-text.ts'
import { at, calendarNamed, PARIS } from '../../tests/engine/hours.ts'
import { factsIn } from '../../tests/reports/months.ts'
import { plain, rowsUnder, strictSpeaker, termsOf } from '../../tests/reports/reading.ts'
import type { TicketSelect } from '../contract/core/select.ts'
import { rewriteTerms } from '../contract/surface/rewrite.ts'
import { storiesOf } from '../measures/story.ts'
import { heading } from './document.ts'
import { clockTable, ticketLine } from './ticket-line.ts'

const LEVEL = (
  within: string,
): string => `restoration: { of: incidents, within: ${within}, calendar: office, clock: incident }
  per: month
  target: { share-in-time: at-least 95 % }`
const CLOCK =
  'starts: opened, stops: restored, pauses: [{ status: awaiting-client, who: client }], on-reopen: resume, on-priority-change: keep'

/** The story of a ticket under office hours, 08:00 to 18:00 from Monday to Friday. */
function storyOf(ticket: string, within = '4 h', asOf = '2026-07-31T22:00:00Z') {
  const terms = termsOf(written({ levels: [LEVEL(within)], clock: CLOCK, starts: '2026-01-01' }))
  const select = rewriteTerms(terms).value?.selects[0] as TicketSelect
  const { tickets } = factsIn(`tickets: [{ id: T-1, type: incident, ${ticket} }]`)
  const calendars = new Map([['office', calendarNamed('office')]])
  const [story] = tickets.flatMap((one) => storiesOf(select, calendars, one, at(asOf), []))
  if (story === undefined) throw new Error('the ticket has a story')
  return story
}

const lineIn = (language: 'fr' | 'en', ...story: Parameters<typeof storyOf>): string =>
  plain(ticketLine(storyOf(...story), PARIS, strictSpeaker(language)))

describe('in one line', () => {
  // Friday 3 July 2026 at 17:40: twenty minutes before the desk closes.
  const OPENED = 'opened: 2026-07-03 17:40'
  test.each([
    [
      `${OPENED}, resolved: 2026-07-06 09:00`,
      "décompte ouvert ven. 03/07 17:40, 20 min comptées, hors plage jusqu'à lun. 06/07 08:00, 1 h comptées, fin lun. 06/07 09:00 : 1 h 20 sur 4 h",
      'clock started Fri 03/07 17:40, 20 min counted, closed until Mon 06/07 08:00, 1 h counted, ended Mon 06/07 09:00: 1 h 20 of 4 h',
    ],
    [
      `${OPENED}, resolved: 2026-07-06 14:00, pauses: [{ status: awaiting-client, from: 2026-07-06 09:00, to: 2026-07-06 12:10 }]`,
      "décompte ouvert ven. 03/07 17:40, 20 min comptées, hors plage jusqu'à lun. 06/07 08:00, 1 h comptées, suspendu par le client 3 h 10, 1 h 50 comptées, fin lun. 06/07 14:00 : 3 h 10 sur 4 h",
      'clock started Fri 03/07 17:40, 20 min counted, closed until Mon 06/07 08:00, 1 h counted, paused by the client 3 h 10, 1 h 50 counted, ended Mon 06/07 14:00: 3 h 10 of 4 h',
    ],
  ])('%s', (ticket, fr, en) => {
    expect(lineIn('fr', ticket)).toBe(fr)
    expect(lineIn('en', ticket)).toBe(en)
  })

  test('a ticket that is still open says so', () => {
    const line = lineIn('fr', 'opened: 2026-07-06 08:00', '4 h', '2026-07-06T07:00:00Z')
    expect(line).toBe('décompte ouvert lun. 06/07 08:00, 1 h comptées, en cours : 1 h sur 4 h')
  })

  test('a limit in days says when it was due', () => {
    const line = lineIn('en', 'opened: 2026-07-06 08:00, resolved: 2026-07-06 10:00', '2 open-days')
    expect(line).toMatch(/: 2 h counted, due Wed 08 Jul 2026 08:00$/)
  })
})

test('the table of a clock has every stretch, and counts only what counts', () => {
  const story = storyOf(
    'opened: 2026-07-03 17:40, resolved: 2026-07-06 09:30, pauses: [{ status: awaiting-client, from: 2026-07-06 08:30, to: 2026-07-06 09:00 }]',
  )
  const blocks = [heading('T-1'), clockTable(story, PARIS, strictSpeaker('fr'))]
  expect(rowsUnder(blocks, 'T-1')).toEqual([
    ['ven. 03/07/2026 17:40', 'ven. 03/07/2026 18:00', 'compté', '20 min'],
    ['ven. 03/07/2026 18:00', 'lun. 06/07/2026 08:00', 'hors plage', ''],
    ['lun. 06/07/2026 08:00', 'lun. 06/07/2026 08:30', 'compté', '30 min'],
    ['lun. 06/07/2026 08:30', 'lun. 06/07/2026 09:00', 'suspendu (awaiting-client)', ''],
    ['lun. 06/07/2026 09:00', 'lun. 06/07/2026 09:30', 'compté', '30 min'],
  ])
})
