/** Facts that somebody wrote to break the program: they are refused with their line. */
import { expect, test } from 'vitest'
import { verifyEvidence } from '../../src/shell/evidence/verify-evidence.ts'
import { archiveOf, forged, textOf } from './scene.ts'

const LIVES = [
  'a-contract-taken-over-goes-on-from-what-its-cap-had-let-pass',
  'a-fact-of-march-in-dispute-doubles-the-penalty-of-april',
  'a-month-that-is-not-answered-is-accepted-where-the-clause-says-so',
].map(archiveOf)

const STRANGE: readonly unknown[] = [null, 1, 0.5, '1/0', []]

/** Every value inside a value, replaced by a strange one: as many texts as there are places. */
function* strangeTexts(value: unknown, text: (inner: unknown) => unknown): Generator<unknown> {
  for (const strange of STRANGE) yield text(strange)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const put = (one: unknown): unknown =>
      text(
        Array.isArray(value)
          ? value.map((old, i) => (`${i}` === key ? one : old))
          : { ...value, [key]: one },
      )
    yield* strangeTexts(inner, put)
  }
}

test.each(LIVES.map((archive, i) => [i, archive] as const))(
  'no value of a fact breaks the program: life %i',
  { timeout: 60_000 },
  (_, archive) => {
    const lines = textOf(archive, 'facts.jsonl').trimEnd().split('\n')
    const seen = new Set<string>()
    for (const [i, line] of lines.entries()) {
      const { kind } = JSON.parse(line) as { kind: string }
      if (seen.has(kind)) continue
      seen.add(kind)
      for (const strange of strangeTexts(JSON.parse(line), (value) => value)) {
        const changed = lines.with(i, JSON.stringify(strange))
        const facts = (): string => changed.map((one) => `${one}\n`).join('')
        expect(() => verifyEvidence(forged(archive, { 'facts.jsonl': facts }))).not.toThrow()
      }
    }
    expect(seen.size).toBeGreaterThan(0)
  },
)

test.each([
  ['half a millisecond', /("events":\[\["opened",\d+)/, '$1.5'],
  ['an event that is none', '["opened"', '["opind"'],
  ['a key that is none', '"content":{', '"content":{"a":1,'],
  ['a kind that is none', '"kind":"ticket"', '"kind":"constructor"'],
  ['another version', '"v":1', '"v":2'],
  ['a space', '"v":1', '"v": 1'],
])('%s is no fact', (_, from, to) => {
  const [archive = Buffer.alloc(0)] = LIVES
  const facts = (text: string): string => text.replace(from, to)
  const { faults } = verifyEvidence(forged(archive, { 'facts.jsonl': facts }))
  expect(faults.map(({ kind, part }) => `${kind} ${part}`)).toEqual(['fact facts.jsonl'])
})

test('a line that is not in its place is named', () => {
  const [archive = Buffer.alloc(0)] = LIVES
  const reversed = (text: string): string => `${text.trimEnd().split('\n').reverse().join('\n')}\n`
  const { faults } = verifyEvidence(forged(archive, { 'facts.jsonl': reversed }))
  expect(faults).toEqual([{ kind: 'fact', part: 'facts.jsonl', line: 2 }])
})
