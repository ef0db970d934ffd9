import { expect, test } from 'vitest'
import { BrokenInvariant, invariant, present, unreachable } from './invariant.ts'

test('what is promised and true changes nothing', () => {
  expect(() => invariant(1 > 0, 'one is more')).not.toThrow()
  for (const value of [0, '', false]) expect(present(value, 'there')).toBe(value)
})

test.each([
  ['a promise that does not hold', () => invariant(false, 'one is less'), 'one is less'],
  ['what was never put there', () => present(undefined, 'a month has a day'), 'a month has a day'],
  ['what was put there as nothing', () => present(null, 'a key has a value'), 'a key has a value'],
  ['a branch that no type allows', () => unreachable('?' as never), 'unreachable: "?"'],
])('%s stops the program', (_what, act, message) => {
  expect(act).toThrow(new BrokenInvariant(message))
})
