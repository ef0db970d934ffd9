/**
 * Every contract of `good` is read without an error; every contract of `bad` gives exactly the
 * findings that its head announces, each at its line and column.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/base/finding.ts'
import { readFindingTexts, sayFinding } from '../../src/base/wording/say-finding.ts'
import { readAmendedContract } from '../../src/contract/amendments/versions.ts'
import { readContract } from '../../src/contract/reading/read-contract.ts'

const HERE = new URL('./', import.meta.url)
const KNOWN = {
  zones: new Set(['Europe/Paris']),
  regions: new Set(['FR']),
  statuses: ['awaiting-client', 'awaiting-third-party'],
}

const filesIn = (folder: string): string[] => readdirSync(new URL(folder, HERE)).sort()
const textOf = (path: string): string => readFileSync(new URL(path, HERE), 'utf8')

const said = (finding: Finding): string =>
  `${finding.code} at ${finding.where?.line}:${finding.where?.column}`

describe('good contracts', () => {
  test.each(filesIn('good'))('%s is read whole', (name) => {
    const { value, findings } = readContract(name, textOf(`good/${name}`), KNOWN)
    expect(findings.map(said)).toEqual([])
    expect(value?.vigie).toBe(1)
  })

  test('each phrase keeps its words and its path', () => {
    const source = textOf('good/infrastructure.yaml')
    const { value } = readContract('infrastructure.yaml', source, KNOWN)
    const worth = value?.performance?.levels[0]?.penalty?.worth
    const amount = worth?.kind === 'amount' ? worth.amount : undefined
    expect(amount?.text).toBe('150.00 per late ticket')
    expect(amount?.where.path).toBe('performance.levels[0].penalty.amount')
    expect(source.split('\n')[(amount?.where.line ?? 1) - 1]).toContain('150.00 per late ticket')
  })
})

const ANNOUNCED = /^# expect: ([a-z-]+ at \d+:\d+)$/gm

describe('bad contracts', () => {
  const texts = readFindingTexts(
    'findings.yaml',
    readFileSync(new URL('../../catalogue/findings.yaml', HERE), 'utf8'),
  ).value

  test.each(filesIn('bad'))('%s gives the findings that it announces', (name) => {
    const source = textOf(`bad/${name}`)
    const announced = [...source.matchAll(ANNOUNCED)].map(([, finding]) => finding)
    const { value, findings } = readAmendedContract(name, source, KNOWN)
    expect(findings.map(said)).toEqual(name === 'empty.yaml' ? ['yaml-empty at 1:1'] : announced)
    expect(findings.length).toBeGreaterThan(0)
    expect(value === undefined).toBe(findings.some(({ severity }) => severity === 'error'))
    for (const finding of findings) {
      if (texts === undefined) throw new Error('the catalogue of findings cannot be read')
      for (const language of ['fr', 'en'] as const) {
        const { message, reason, remedy } = sayFinding(texts, finding, language)
        expect(`${message}${reason}${remedy}`).not.toMatch(/\{[a-z]+\}/)
        expect(message).not.toBe(finding.code)
      }
    }
  })

  test('each kind of finding has a contract that provokes it', () => {
    const provoked = new Set<string>()
    for (const name of filesIn('bad')) {
      const { findings } = readAmendedContract(name, textOf(`bad/${name}`), KNOWN)
      for (const { code } of findings) provoked.add(code)
    }
    const never = [...(texts?.findings.keys() ?? [])].filter((code) => !provoked.has(code))
    expect(never.sort()).toEqual(PROVOKED_ELSEWHERE)
  })
})

/** Files too large to keep, which `read-yaml.test.ts` makes, and the rest of YAML's mistakes. */
const PROVOKED_ELSEWHERE = [
  'amendments-too-many',
  'yaml-syntax',
  'yaml-too-large',
  'yaml-too-many-nodes',
]
