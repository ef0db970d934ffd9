import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { beginFolder, finishFolder, lookAtFolder } from './data-folder.ts'

const temporary = mkdtempSync(join(tmpdir(), 'vigie-data-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let made = 0
/** A folder that holds these files. */
function holding(files: Readonly<Record<string, string>>): string {
  made += 1
  const folder = join(temporary, `${made}`)
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const stateOf = (folder: string): string => {
  const state = lookAtFolder(folder)
  return state.kind === 'refused' ? state.finding.code : state.kind
}

test('a folder that is not there is made, and nothing is put into it', () => {
  const folder = join(temporary, 'deep', 'er')
  expect(stateOf(folder)).toBe('new')
  expect(readdirSync(folder)).toEqual([])
})

const DATABASE = { 'database/PG_VERSION': '18' }
const version = (text: string) => ({ ...DATABASE, version: text })

test.each([
  [{ lock: '{}' }, 'new'],
  [{ creating: '', ...DATABASE }, 'new'],
  [{ 'creating.new': '', lock: '' }, 'new'],
  [version('{"format":1,"migrations":1,"postgres":18}'), 'made'],
  [{ ...version('{"format":1,"migrations":1,"postgres":18}'), creating: '' }, 'made'],
  [version('{"format":1,"migrations":99,"postgres":18}'), 'store-newer'],
  [version('{"format":2,"migrations":1,"postgres":18}'), 'store-newer'],
  [version('{"format":1,"migrations":1,"postgres":17}'), 'store-other-postgres'],
  [version('{"format":1,"migrations":1,"postgres":19}'), 'store-other-postgres'],
  [version('{"format":1}'), 'store-version-missing'],
  [version(''), 'store-version-missing'],
  [version('[]'), 'store-version-missing'],
  [DATABASE, 'store-version-missing'],
  [{ 'notes.txt': '' }, 'store-not-ours'],
  [{ 'notes.txt': '', creating: '' }, 'store-not-ours'],
])('a folder of %j is %s', (files, state) => {
  const folder = holding(files)
  expect(stateOf(folder)).toBe(state)
  expect(
    readdirSync(folder, { recursive: true }).filter(
      (name) => files[`${name}` as never] !== undefined,
    ),
  ).toHaveLength(Object.keys(files).length)
})

test('what an earlier try left is gone when a folder is made again', () => {
  const folder = holding({ creating: '', 'database/half': '' })
  beginFolder(folder)
  expect(readdirSync(join(folder, 'database'))).toEqual([])
  expect(stateOf(folder)).toBe('new')
  finishFolder(folder)
  expect(stateOf(folder)).toBe('made')
  expect(existsSync(join(folder, 'creating'))).toBe(false)
})
