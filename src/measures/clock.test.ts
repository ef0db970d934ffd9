/** Every rule of a clock, a case a row: what happened, the rules, and last what it amounts to. */
import { describe, expect, test } from 'vitest'
import { readClockRow, writeRuns } from '../../tests/engine/clock-table.ts'
import { CALENDARS, calendarNamed } from '../../tests/engine/hours.ts'
import { runClock } from './clock.ts'

function rows(title: string, table: string): void {
  const lines = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  describe(title, () => {
    test.each(lines)('%s', (line) => {
      const { clock, hours, ticket, asOf, expected } = readClockRow(line)
      const time = { open: calendarNamed(hours), calendars: CALENDARS }
      expect(writeRuns(runClock(clock, time, ticket, asOf))).toBe(expected)
    })
  })
}

rows(
  'opens and stops',
  `
  # 20 min on Friday, 1 h and 3 h 25 on Monday.
  opened Fri 17:40 | pause client Mon 09:00-12:10 | resolved Mon 15:35 | 4 h 45
  opened Mon 08:00 | resolved Mon 12:00 | 4 h
  opened Mon 09:00 | resolved Mon 09:00 | 0 min
  # Closed hours count for nothing, on either side.
  opened Sat 10:00 | resolved Sun 10:00 | 0 min
  opened Sat 10:00 | resolved Mon 08:00 | 0 min
  opened Sat 10:00 | resolved Mon 08:01 | 1 min
  opened Fri 18:00 | resolved Mon 08:30 | 30 min
  opened Mon 07:00 | resolved Mon 19:00 | 10 h
  # It runs until what is known ends.
  opened Fri 17:00 | asOf Mon 09:00 | running 2 h
  # Nothing starts it.
  responded Mon 09:00 | resolved Mon 10:00 | none
  starts acknowledged | opened Mon 08:00 | resolved Mon 10:00 | none
  starts acknowledged | opened Mon 08:00 | acknowledged Mon 09:00 | resolved Mon 10:00 | 1 h
  starts assigned | opened Mon 08:00 | assigned Mon 08:30 | resolved Mon 10:00 | 1 h 30
  # What stops before the start stops nothing.
  starts responded | resolved Mon 08:00 | responded Mon 09:00 | asOf Mon 10:00 | running 1 h
  # The first of several wins.
  opened Mon 08:00 | opened Mon 09:00 | resolved Mon 10:00 | 2 h
  opened Mon 08:00 | resolved Mon 09:00 | resolved Mon 10:00 | 1 h
`,
)

rows(
  'a log that lacks the event that stops has at least a later one',
  `
  stops restored     | opened Mon 08:00 | workaround Mon 09:00 | resolved Mon 11:00 | 1 h
  stops restored     | opened Mon 08:00 | resolved Mon 11:00 | closed Mon 12:00 | 3 h
  stops workaround   | opened Mon 08:00 | resolved Mon 11:00 | 3 h
  stops workaround   | opened Mon 08:00 | workaround Mon 09:00 | resolved Mon 11:00 | 1 h
  stops resolved     | opened Mon 08:00 | workaround Mon 09:00 | resolved Mon 11:00 | 3 h
  stops resolved     | opened Mon 08:00 | closed Mon 12:00 | 4 h
  stops closed       | opened Mon 08:00 | resolved Mon 11:00 | closed Mon 12:00 | 4 h
  stops closed       | opened Mon 08:00 | resolved Mon 11:00 | asOf Mon 13:00 | running 5 h
  stops responded    | opened Mon 08:00 | responded Mon 08:20 | resolved Mon 11:00 | 20 min
  stops responded    | opened Mon 08:00 | acknowledged Mon 08:10 | workaround Mon 09:00 | 1 h
  stops acknowledged | opened Mon 08:00 | acknowledged Mon 08:10 | responded Mon 09:00 | 10 min
  stops acknowledged | opened Mon 08:00 | responded Mon 09:00 | 1 h
  stops assigned     | opened Mon 08:00 | acknowledged Mon 08:10 | assigned Mon 08:30 | 30 min
  stops assigned     | opened Mon 08:00 | closed Mon 10:00 | 2 h
`,
)

rows(
  'what is known at asOf',
  `
  opened Mon 08:00 | resolved Mon 12:00 | asOf Mon 10:00 | running 2 h
  opened Mon 08:00 | resolved Mon 10:00 | asOf Mon 10:00 | 2 h
  opened Mon 11:00 | asOf Mon 10:00 | none
  opened Mon 08:00 | resolved Mon 09:00 | reopened Mon 11:00 | asOf Mon 10:00 | 1 h
  # A pause that ends later still holds.
  opened Mon 08:00 | pause client Mon 09:00-12:00 | asOf Mon 10:00 | running 1 h
  change forward | opened Mon 08:00 | priority P1 Mon 11:00 | asOf Mon 10:00 | running 2 h
`,
)

rows(
  'pauses',
  `
  # 1 h on Friday, 1 h on Monday; what the pause holds of the closed hours is nothing.
  opened Fri 16:00 | pause client Fri 17:00-Mon 09:00 | resolved Mon 10:00 | 2 h
  opened Fri 17:00 | pause client Sat 09:00-Sun 12:00 | resolved Mon 09:00 | 2 h
  # It never ends.
  opened Mon 08:00 | pause client Mon 10:00- | resolved Mon 16:00 | 2 h
  opened Mon 08:00 | pause client Mon 10:00- | asOf Tue 12:00 | running 2 h
  # One status after another, and one that is said twice.
  opened Mon 08:00 | status client Mon 09:00 | pause vendor Mon 10:00-11:00 | resolved Mon 12:00 | 2 h
  opened Mon 08:00 | status client Mon 09:00 | pause client Mon 09:30-10:00 | resolved Mon 12:00 | 3 h
  # A status that the clock does not know.
  opened Mon 08:00 | pause lunch Mon 09:00-10:00 | resolved Mon 12:00 | 4 h
  # Cut at the start and at the stop.
  starts responded | opened Mon 08:00 | pause client Mon 08:00-10:00 | responded Mon 09:00 | resolved Mon 12:00 | 2 h
  opened Mon 08:00 | pause client Mon 09:00-11:00 | resolved Mon 10:00 | 1 h
  # A status before the opening holds from the opening on.
  status client Mon 07:30 | opened Mon 08:00 | status open Mon 09:00 | resolved Mon 10:00 | 1 h
  # No time at all.
  opened Mon 08:00 | status client Mon 09:00 | status open Mon 09:00 | resolved Mon 10:00 | 2 h
`,
)

rows(
  'a limit on each pause',
  `
  # 8 h less 2 of the 6 h of pause.
  limit client 2 h | opened Mon 08:00 | pause client Mon 09:00-15:00 | resolved Mon 16:00 | 6 h
  limit client 2 h | opened Mon 08:00 | pause client Mon 09:00-11:00 | resolved Mon 16:00 | 6 h
  limit client 2 h | opened Mon 08:00 | pause client Mon 09:00-10:00 | resolved Mon 16:00 | 7 h
  limit client 2 h | opened Mon 08:00 | pause vendor Mon 09:00-15:00 | resolved Mon 16:00 | 2 h
  # 2 h of open time from Friday 17:00 end on Monday 09:00: 7 h less 2.
  limit client 2 h | opened Fri 16:00 | pause client Fri 17:00-Mon 12:00 | resolved Mon 13:00 | 5 h
  # One open day from Monday 10:00 ends on Tuesday 10:00, 10 h later: 24 h less 10.
  limit client 1 open-days | opened Mon 08:00 | pause client Mon 10:00-Wed 10:00 | resolved Wed 12:00 | 14 h
  # Each pause has its own: 10 h less 2 and 2.
  limit client 2 h | opened Mon 08:00 | pause client Mon 08:00-11:00 | pause client Mon 12:00-15:00 | resolved Mon 18:00 | 6 h
  # It is counted from where the pause began: until 10:00, of which 1 h after the start.
  limit client 2 h | starts responded | opened Mon 08:00 | pause client Mon 08:00-12:00 | responded Mon 09:00 | resolved Mon 12:00 | 2 h
`,
)

rows(
  'the shortest pause that counts',
  `
  shortest 30 min | opened Mon 08:00 | pause client Mon 08:30-08:59 | resolved Mon 10:00 | 2 h
  shortest 30 min | opened Mon 08:00 | pause client Mon 08:30-09:00 | resolved Mon 10:00 | 1 h 30
  # Twice 20 min are twice too short.
  shortest 30 min | opened Mon 08:00 | pause client Mon 08:20-08:40 | pause client Mon 09:00-09:20 | resolved Mon 10:00 | 2 h
  # A weekend with 20 open minutes is 20 min long.
  shortest 30 min | opened Fri 17:00 | pause client Fri 17:50-Mon 08:10 | resolved Mon 09:00 | 2 h
  # The stop ends it after 10 min.
  shortest 30 min | opened Mon 08:00 | pause client Mon 09:50- | resolved Mon 10:00 | 2 h
`,
)

rows(
  'reopening',
  `
  reopen resume     | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | resolved Mon 15:00 | 3 h
  reopen stays      | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | resolved Mon 15:00 | 2 h
  reopen new-clock  | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | resolved Mon 15:00 | 2 h, 1 h
  # Reopened 4 open hours after: exactly within, or not.
  reopen within 4 h | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | resolved Mon 15:00 | 3 h
  reopen within 3 h 59 | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | resolved Mon 15:00 | 2 h, 1 h
  # A weekend is 2 open hours.
  reopen within 2 h | opened Fri 16:00 | resolved Fri 17:00 | reopened Mon 09:00 | resolved Mon 10:00 | 2 h
  # Not resolved again.
  reopen resume     | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | asOf Mon 16:00 | running 4 h
  reopen new-clock  | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 14:00 | asOf Mon 16:00 | 2 h, running 2 h
  # Reopened while it runs, or before it started: nothing.
  reopen new-clock  | opened Mon 08:00 | reopened Mon 09:00 | resolved Mon 10:00 | 2 h
  reopen new-clock  | starts responded | opened Mon 08:00 | reopened Mon 08:30 | responded Mon 09:00 | resolved Mon 10:00 | 1 h
  # Closed after it was resolved: the first stop counts.
  reopen resume     | opened Mon 08:00 | resolved Mon 10:00 | closed Mon 11:00 | reopened Mon 12:00 | resolved Mon 13:00 | 3 h
  reopen resume     | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 10:00 | resolved Mon 11:00 | 3 h
  # Twice: 2 + 1 + 1.
  reopen resume     | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 12:00 | resolved Mon 13:00 | reopened Mon 15:00 | resolved Mon 16:00 | 4 h
  reopen new-clock  | opened Mon 08:00 | resolved Mon 10:00 | reopened Mon 12:00 | resolved Mon 13:00 | reopened Mon 15:00 | resolved Mon 16:00 | 2 h, 1 h, 1 h
  # 6 h from end to end, 2 stopped, 2 paused on both sides of the stop: none is counted out twice.
  reopen resume     | opened Mon 08:00 | pause client Mon 09:00-13:00 | resolved Mon 10:00 | reopened Mon 12:00 | resolved Mon 14:00 | 2 h
  # The status holds from one clock to the next.
  reopen new-clock  | opened Mon 08:00 | pause client Mon 09:30- | resolved Mon 10:00 | reopened Mon 12:00 | resolved Mon 13:00 | 1 h 30, 0 min
  # The limit of the pause was used up while the ticket was resolved: 1 h, then 3 h.
  reopen resume     | limit client 2 h | opened Mon 08:00 | pause client Mon 09:00- | resolved Mon 10:00 | reopened Mon 15:00 | resolved Mon 18:00 | 4 h
`,
)

rows(
  'a change of priority',
  `
  change keep    | opened Mon 08:00 | priority P1 Mon 10:00 | resolved Mon 12:00 | 4 h
  change forward | opened Mon 08:00 | priority P1 Mon 10:00 | resolved Mon 12:00 | 2 h as P1
  change retroactive | opened Mon 08:00 | priority P1 Mon 10:00 | resolved Mon 12:00 | 4 h as P1
  # Pauses before the change: kept, or forgotten.
  change keep    | opened Mon 08:00 | pause client Mon 08:30-09:30 | priority P1 Mon 10:00 | resolved Mon 12:00 | 3 h
  change forward | opened Mon 08:00 | pause client Mon 08:30-09:30 | priority P1 Mon 10:00 | resolved Mon 12:00 | 2 h as P1
  change retroactive | opened Mon 08:00 | pause client Mon 08:30-09:30 | priority P1 Mon 10:00 | resolved Mon 12:00 | 4 h as P1
  change retroactive-keeping-pauses | opened Mon 08:00 | pause client Mon 08:30-09:30 | priority P1 Mon 10:00 | resolved Mon 12:00 | 3 h as P1
  # A pause across the change holds from the change on.
  change retroactive | opened Mon 08:00 | pause client Mon 09:00-11:00 | priority P1 Mon 10:00 | resolved Mon 12:00 | 3 h as P1
  # What is forgotten is a pause; that the ticket had been restored is not one.
  change retroactive | opened Mon 08:00 | resolved Mon 09:00 | reopened Mon 11:00 | priority P1 Mon 12:00 | resolved Mon 13:00 | 3 h as P1
  change forward     | opened Mon 08:00 | resolved Mon 09:00 | reopened Mon 11:00 | priority P1 Mon 12:00 | resolved Mon 13:00 | 1 h as P1
  # The last of two decides; one after the stop changes nothing.
  change forward | opened Mon 08:00 | priority P2 Mon 09:00 | priority P1 Mon 10:00 | resolved Mon 12:00 | 2 h as P1
  change forward | opened Mon 08:00 | resolved Mon 12:00 | priority P1 Mon 13:00 | 4 h
  change retroactive | opened Mon 08:00 | resolved Mon 12:00 | priority P1 Mon 13:00 | 4 h
  # Before the start: from the start.
  change forward | starts responded | opened Mon 08:00 | priority P1 Mon 08:30 | responded Mon 09:00 | resolved Mon 12:00 | 3 h as P1
`,
)

rows(
  'the nights on which clocks change',
  `
  # 72 h 30 less the hour that is not there: GLPI's loop gives 36.50.
  hours always | opened 03-28 23:30 | resolved 03-31 12:00 | 59 h 30
  # 59 h 30 and the hour that is there twice: GLPI's loop gives 83.00.
  hours always | opened 10-25 00:30 | resolved 10-27 12:00 | 60 h 30
  hours always | opened 03-29 00:00 | pause client 03-29 01:00-04:00 | resolved 03-29 05:00 | 2 h
  hours always | opened 10-25 00:00 | pause client 10-25 01:00-04:00 | resolved 10-25 05:00 | 2 h
  hours night  | opened 03-28 22:00 | resolved 03-29 06:00 | 7 h
  hours night  | opened 10-24 22:00 | resolved 10-25 06:00 | 9 h
  hours office | opened 03-27 17:00 | resolved 03-30 09:00 | 2 h
  # A limit of 2 real hours from 01:00 ends at 04:00 on the wall.
  hours always | limit client 2 h | opened 03-29 00:00 | pause client 03-29 01:00-06:00 | resolved 03-29 06:00 | 3 h
`,
)
