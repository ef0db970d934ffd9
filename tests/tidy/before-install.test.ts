/** What runs before the installation needs nothing that is installed. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SCRIPTS = new URL('../../scripts/', import.meta.url)

/** The modules that a script loads at once, and those that its own ones do. */
function loadedBy(name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return []
  seen.add(name)
  const text = readFileSync(fileURLToPath(new URL(name, SCRIPTS)), 'utf8')
  const from = [...text.matchAll(/^import [^'"]*['"]([^'"]+)['"]/gm)].map(
    ([, module = '']) => module,
  )
  return from.flatMap((module) => (module.startsWith('./') ? loadedBy(module, seen) : [module]))
}

test.each(['start.mjs', 'test.mjs', 'build.mjs'])('%s begins on a bare clone', (name) => {
  expect(loadedBy(name).filter((module) => !module.startsWith('node:'))).toEqual([])
})
