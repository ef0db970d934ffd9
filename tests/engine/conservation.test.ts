/** Closed months are never computed again into another settlement, and nothing is lost for it. */
import { expect, test } from 'vitest'
import { drawsFrom, holdHistory } from './conservation.ts'
import { drawLife } from './lives.ts'

test('closed, posted and barred are one computation with all the facts, on a hundred histories', () => {
  let [posted, barred, amended] = [0, 0, 0]
  for (let seed = 1; seed <= 100; seed += 1) {
    const held = holdHistory(drawLife(seed), drawsFrom(seed))
    expect({ seed, broken: held.broken }).toEqual({ seed, broken: [] })
    posted += held.posted
    barred += held.barred
    amended += held.amended
  }
  expect(posted).toBeGreaterThan(5)
  expect(barred).toBeGreaterThan(5)
  expect(amended).toBeGreaterThan(5)
})
