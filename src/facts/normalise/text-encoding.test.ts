/** Bytes of UTF-8 and of windows-1252, as exports have them, in whole and cut anywhere. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBytes, EncodingProbe, encodeUtf8 } from './text-encoding.ts'

/** The text of bytes written in hexadecimal, or nothing. */
const utf8 = (hex: string): string | undefined => {
  const bytes = Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16))
  return decodeBytes(bytes, 0, bytes.length, 'utf-8')
}

const probe = (...pieces: readonly Uint8Array[]) => {
  const one = new EncodingProbe()
  for (const piece of pieces) one.push(piece)
  return one.finish()
}

test.each([
  ['50', 'P'],
  ['c3 a9', 'é'],
  ['c2 80', '\u0080'],
  ['df bf', '\u07ff'],
  ['e0 a0 80', '\u0800'],
  ['e2 82 ac', '€'],
  ['ed 9f bf', '\ud7ff'],
  ['ee 80 80', '\ue000'],
  ['f0 90 80 80', '\u{10000}'],
  ['f0 9f 92 b6', '💶'],
  ['f4 8f bf bf', '\u{10ffff}'],
])('%s is %s', (hex, text) => {
  expect(utf8(hex)).toBe(text)
  expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text))
})

test.each([
  ['a byte of windows-1252', '69 e9 73'],
  ['a second byte alone', '80'],
  ['an A in two bytes', 'c1 81'],
  ['an A in three bytes', 'e0 81 81'],
  ['a letter of two bytes in three', 'e0 9f bf'],
  ['a euro in four bytes', 'f0 82 82 ac'],
  ['a letter of three bytes in four', 'f0 8f bf bf'],
  ['half of a pair of UTF-16', 'ed a0 80'],
  ['what is above all characters', 'f4 90 80 80'],
  ['a first byte that none has', 'f5 80 80 80'],
  ['a letter that is cut', 'e2 82'],
  ['a letter that another one cuts', 'e2 82 41'],
  ['a letter that a capital cuts', 'c3 c3'],
])('%s (%s) is not UTF-8', (_what, hex) => {
  expect(utf8(hex)).toBeUndefined()
})

test('windows-1252 has a character for each byte', () => {
  const bytes = Uint8Array.of(0x80, 0x8c, 0x9c, 0x92, 0xe9, 0x41, 0x81)
  expect(decodeBytes(bytes, 0, 7, 'windows-1252')).toBe('€Œœ’éA\u0081')
})

describe('the encoding of a file', () => {
  test.each([
    ['ASCII alone', 'Priorite;Statut;Ouvert', { encoding: 'utf-8', isPlain: true }],
    ['accents', 'Priorité;Statut', { encoding: 'utf-8', isPlain: false }],
    ['nothing', '', { encoding: 'utf-8', isPlain: true }],
  ])('of %s', (_what, text, expected) => {
    expect(probe(encodeUtf8(text))).toEqual(expected)
  })

  test('is windows-1252 as soon as one byte is not UTF-8, whatever comes after', () => {
    const wrong = Uint8Array.of(0x50, 0x72, 0x69, 0xe9, 0x3b)
    const found = { encoding: 'windows-1252', isPlain: false }
    expect(probe(wrong)).toEqual(found)
    expect(probe(wrong, encodeUtf8('Priorité'))).toEqual(found)
  })

  test('is windows-1252 where the file ends in the middle of a letter', () => {
    expect(probe(encodeUtf8('Priorité').subarray(0, 8)).encoding).toBe('windows-1252')
  })

  test('does not depend on the pieces in which the file comes', () => {
    const text = fc
      .array(fc.constantFrom('a', 'plain words, ', 'é', '€', '💶'))
      .map((all) => all.join(''))
    const bytes = fc.oneof(text.map(encodeUtf8), fc.uint8Array({ maxLength: 30 }))
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (whole, size) => {
        const pieces: Uint8Array[] = []
        for (let at = 0; at < whole.length; at += size) pieces.push(whole.slice(at, at + size))
        const isUtf8 = decodeBytes(whole, 0, whole.length, 'utf-8') !== undefined
        const isPlain = whole.every((byte) => byte < 0x80)
        const encoding = isUtf8 ? 'utf-8' : 'windows-1252'
        expect(probe(...pieces)).toEqual({ encoding, isPlain })
      }),
      { numRuns: 500 },
    )
  })
})
