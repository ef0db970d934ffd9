import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../base/instant.ts'
import type { TenantId } from './identifiers.ts'
import { newIdentifier, parseIdentifier } from './identifiers.ts'

const filled = (value: number) => (count: number) => new Uint8Array(count).fill(value)

test('the example of RFC 9562, annex A.6', () => {
  const chance = Uint8Array.from(Buffer.from('0cc318c4dc0c0c07398f', 'hex'))
  const at = instant(Date.UTC(2022, 1, 22, 19, 22, 22))
  expect(newIdentifier(at, () => chance)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('chance never touches the version and the variant', () => {
  const at = instant(Date.UTC(2022, 1, 22, 19, 22, 22))
  expect(newIdentifier(at, filled(0))).toBe('017f22e2-79b0-7000-8000-000000000000')
  expect(newIdentifier(at, filled(255))).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff')
})

test('identifiers sort as they were made', () => {
  const times = fc.integer({ min: 0, max: 2 ** 43 })
  fc.assert(
    fc.property(times, times, fc.uint8Array({ minLength: 20, maxLength: 20 }), (a, b, chance) => {
      const [one, two] = [
        newIdentifier(instant(a), (count) => chance.subarray(0, count)),
        newIdentifier(instant(b), (count) => chance.subarray(10, 10 + count)),
      ]
      expect(parseIdentifier<TenantId>(one)).toBe(one)
      if (a !== b) expect(one < two).toBe(a < b)
    }),
  )
})

test.each([
  ['', 'nothing'],
  ['019fa3da-0800-7000-8000-00000000000', 'too short'],
  ['019FA3DA-0800-7000-8000-000000000000', 'capitals, which would be another text'],
  ["019fa3da-0800-7000-8000-000000000000' or 1=1", 'more than one'],
  ['../../019fa3da-0800-7000-8000-000000000000', 'a path'],
])('%j is no identifier: %s', (text) => {
  expect(parseIdentifier<TenantId>(text)).toBeUndefined()
})
