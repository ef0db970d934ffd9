/** Each text of the catalogue stands there once: of two with one key, nobody would see the first. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'

const CATALOGUE = new URL('../../catalogue/', import.meta.url)
const names = readdirSync(CATALOGUE).filter((name) => name.endsWith('.yaml'))

const faultsOf = (text: string): readonly string[] =>
  parseDocument(text, { uniqueKeys: true }).errors.map(({ code }) => code)

test.each(names)('%s has no key twice', (name) => {
  expect(faultsOf(readFileSync(new URL(name, CATALOGUE), 'utf8'))).toEqual([])
})

test('a key that is there twice is found', () => {
  expect(faultsOf('a: 1\nb: 2\na: 3\n')).toEqual(['DUPLICATE_KEY'])
})
