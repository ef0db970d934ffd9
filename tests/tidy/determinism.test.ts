import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Closing } from '../../scripts/determinism/runs.ts'
import { habitsFor, readHash, runClosing } from '../../scripts/determinism/runs.ts'
import { makeTickets, shuffle, writeSubject } from '../../scripts/determinism/subject.ts'
import { readContract } from '../../src/contract/reading/read-contract.ts'
import { rewriteTerms } from '../../src/contract/surface/rewrite.ts'
import { knownNames } from '../../src/shell/catalogue.ts'

const closing = (name: string): Closing => ({ name, contract: 'c', facts: ['f'], options: [] })

test('the contract of the check is right, and every term of it is computed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-determinism-'))
  try {
    const { contract } = writeSubject(folder)
    const terms = readContract(contract, readFileSync(contract, 'utf8'), knownNames())
    expect(terms.findings).toEqual([])
    if (terms.value === undefined) throw new Error('no terms')
    expect(rewriteTerms(terms.value).findings).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the facts are the same each time, and a shuffle keeps every row', () => {
  const tickets = makeTickets()
  expect(makeTickets()).toEqual(tickets)
  const other = shuffle(tickets, 3)
  expect(other.rows).not.toEqual(tickets.rows)
  expect([...other.rows].sort()).toEqual([...tickets.rows].sort())
})

test('no time of the facts falls in the hour that Paris skips', () => {
  expect(makeTickets().rows.filter((row) => row.includes('2026-03-29T02:'))).toEqual([])
})

test('every zone meets every language, and each other order two of them', () => {
  const runs = habitsFor([closing('as written'), closing('shuffled')])
  expect(runs.filter((run) => run.closing.name === 'as written')).toHaveLength(6)
  expect(new Set(runs.map(({ habit }) => `${habit.zone} ${habit.language}`)).size).toBe(6)
  expect(runs.filter((run) => run.closing.name === 'shuffled')).toHaveLength(2)
})

test('a hash is read from what was printed, and nothing else passes for one', () => {
  expect(readHash('{"hash":"abc"}')).toBe('abc')
  for (const bad of ['', 'abc', '{}', '{"hash":1}', '{"hash":""}', 'null', '[]']) {
    expect(readHash(bad), bad).toBeUndefined()
  }
})

test('a program that depends on its zone is caught', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-determinism-'))
  try {
    const bundle = join(folder, 'bad.mjs')
    writeFileSync(bundle, 'console.log(JSON.stringify({ hash: String(new Date(0)) }))\n')
    const node = { version: process.versions.node, path: process.execPath }
    const hashes = ['Europe/Paris', 'America/New_York'].map(
      (zone) => runClosing(node, bundle, closing('as written'), { zone, language: 'C' }).hash,
    )
    expect(new Set(hashes).size).toBe(2)
    writeFileSync(bundle, 'process.exit(3)\n')
    const habit = { zone: 'Europe/Paris', language: 'C' }
    expect(runClosing(node, bundle, closing('as written'), habit).error).toContain('exit 3')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
