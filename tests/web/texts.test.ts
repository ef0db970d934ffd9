/** The texts of the page: whole in both languages, said somewhere, and set as each language is. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { pageTexts } from '../../scripts/build-web.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const own = parse(readFileSync(`${ROOT}catalogue/interface.yaml`, 'utf8')) as Record<
  string,
  Readonly<Record<string, string>>
>
const code = readdirSync(`${ROOT}src/web`, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('generated'))
  .map((path) => readFileSync(`${ROOT}src/web/${path}`, 'utf8'))
  .join('\n')

/** Names that the code writes whole, as `'loading'`. */
const written = new Set([...code.matchAll(/'([a-z][a-z.-]*)'/g)].map(([, name]) => name))
/** Names that the code writes in part, as `state-${…}` and `count-${…}-one`. */
const begun = [...code.matchAll(/`([a-z-]+-)\$\{[^}]+\}([a-z-]*)`/g)].map(
  ([, start = '', end = '']) => new RegExp(`^${start}[a-z-]+${end}$`),
)

const holesOf = (text: string): string[] => (text.match(/\{[a-z-]+\}/g) ?? []).sort()

test.each(Object.entries(own))('%s is whole in both languages', (_, texts) => {
  expect(Object.keys(texts)).toEqual(['fr', 'en'])
  expect(texts['fr']).not.toBe('')
  expect(texts['en']).not.toBe('')
  expect(holesOf(texts['fr'] ?? '')).toEqual(holesOf(texts['en'] ?? ''))
})

test.each(Object.keys(own))('%s is said somewhere', (name) => {
  expect(written.has(name) || begun.some((pattern) => pattern.test(name))).toBe(true)
})

test('whatever the page says has its text', () => {
  const texts = pageTexts()
  const said = [...code.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, name]) => name ?? '')
  expect(said.length).toBeGreaterThan(60)
  expect(said.filter((name) => !(name in texts))).toEqual([])
})

test('a word of the command line is not written a second time', () => {
  const words = parse(readFileSync(`${ROOT}catalogue/words.yaml`, 'utf8')) as object
  const shared = Object.keys(pageTexts()).filter((name) => !(name in own))
  expect(shared.filter((name) => !(name in words))).toEqual([])
  expect(
    Object.keys(own).filter((name) => /^(column|nature|total|verdict|position)-/.test(name)),
  ).toEqual([])
})

const NARROW = '\u202f'

test.each(Object.entries(own))('%s keeps its signs with their words', (_, { fr = '', en = '' }) => {
  expect(fr).not.toMatch(/ [;:!?»]|« /)
  expect(fr).not.toMatch(new RegExp(`[^${NARROW}\\s]([;!?]|: )`))
  expect(en).not.toMatch(/\s[;:!?]/)
})
