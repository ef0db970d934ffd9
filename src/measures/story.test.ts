/** A story has no gap and no overlap, and what it counts is what the clock says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { at, CALENDARS } from '../../tests/engine/hours.ts'
import { anySelect, anyTickets } from '../../tests/engine/random-tickets.ts'
import { storiesOf } from './story.ts'

const asOf = at('2026-09-08T12:15:00Z')

test('stretches follow one another from the start to the stop', () => {
  let told = 0
  fc.assert(
    fc.property(anySelect, anyTickets, (select, tickets) => {
      for (const ticket of tickets) {
        for (const story of storiesOf(select, CALENDARS, ticket, asOf, [])) {
          told += 1
          const counted = story.stretches.filter((stretch) => stretch.kind === 'counted')
          expect(counted.reduce((sum, stretch) => sum + stretch.open, 0)).toBe(story.elapsed)
          let from: number = story.start
          for (const stretch of story.stretches) {
            expect(stretch.start).toBe(from)
            from = stretch.end
          }
          if (story.stretches.length > 0) expect(from).toBe(story.stop ?? asOf)
        }
      }
    }),
    { numRuns: 1500 },
  )
  expect(told).toBeGreaterThan(300)
})
