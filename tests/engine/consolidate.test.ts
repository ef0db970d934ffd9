/**
 * The law of the consolidated text: without its amendments it is the contract that they make, and
 * what they do not change stays as it was written.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { caseFolders } from '../../scripts/cases/run-cases.ts'
import { calendarDate } from '../../src/base/calendar/date.ts'
import { consolidate } from '../../src/contract/amendments/consolidate.ts'
import type { AmendedContract } from '../../src/contract/amendments/versions.ts'
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'
import { formatProgram } from '../../src/contract/core/format-core.ts'
import { KNOWN } from './close-life.ts'
import { drawsFrom } from './conservation.ts'
import { amended } from './draw-amendments.ts'
import { contractOf } from './life-text.ts'
import { drawLife } from './lives.ts'

const CASES = fileURLToPath(new URL('../../cases', import.meta.url))
const MUCH_LATER = calendarDate(40_000)

const read = (text: string): AmendedContract | undefined =>
  readAmendedContract('contract.yaml', text, KNOWN).value

/** Every version of a contract is what its consolidated text is read as. */
function hold(text: string): number {
  const contract = read(text)
  if (contract === undefined) return 0
  const versions = contract.knownOn(MUCH_LATER)
  for (const version of versions) {
    const after = consolidate(text, version.amendments)
    const again = read(after)?.original
    expect(again?.terms.amendments).toEqual([])
    expect(again && formatProgram(again.program)).toEqual(formatProgram(version.program))
  }
  return versions.length - 1
}

describe('consolidated, a contract is the version that it was', () => {
  const files = caseFolders(CASES)
    .map((folder) => join(folder, 'contract.yaml'))
    .filter((file) => {
      try {
        return /^amendments:/m.test(readFileSync(file, 'utf8'))
      } catch {
        return false
      }
    })
  test.each(files.map((file) => [file.slice(CASES.length + 1), file]))('%s', (_, file) => {
    hold(readFileSync(file, 'utf8'))
  })

  test('and so is one that is drawn', () => {
    let versions = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const life = drawLife(seed)
      versions += hold(amended(contractOf(life), life, drawsFrom(seed)))
    }
    expect(versions).toBeGreaterThan(30)
  })
})

test('only the lines that an amendment is about change', () => {
  const text = readFileSync(
    join(CASES, 'a-retroactive-amendment-is-posted-in-the-open-month', 'contract.yaml'),
    'utf8',
  )
  const applied = read(text)?.knownOn(MUCH_LATER).at(-1)?.amendments ?? []
  const before = text.slice(0, text.search(/^amendments:/m)).split('\n')
  const after = consolidate(text, applied).split('\n')
  expect(after.length).toBe(before.length)
  const changed = after.filter((line, i) => line !== before[i])
  expect(changed).toEqual([
    '      penalty: { amount: 300.00 per late ticket, counts-in: [year-cap] }',
  ])
})

/** A plain text with a comma cannot stand between braces as it is. */
test('a chapter is written anew where one term cannot be edited alone', () => {
  const text = readFileSync(
    join(CASES, 'a-retroactive-amendment-is-posted-in-the-open-month', 'contract.yaml'),
    'utf8',
  ).replace(
    /changes: .*/,
    'changes:\n      - set: contract.documents.sla.title\n        to: Convention, annexe 3\n',
  )
  const applied = read(text)?.knownOn(MUCH_LATER).at(-1)?.amendments ?? []
  const after = consolidate(text, applied)
  expect(after).toMatch(/title: Convention, annexe 3$/m)
  expect(after).toContain('  always: { week: { mon-sun: "00:00-24:00" } }')
  hold(text)
})
