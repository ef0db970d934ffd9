/**
 * Reads `case.yaml`: what a case is about, what it is fed with, what it expects.
 *
 * Example: a folder with `case.yaml`, `contract.yaml` and `facts.yaml` needs only `case`, `fr`,
 * `why`, `month` and `expect`.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { YearMonth } from '../../src/base/calendar/date.ts'
import { parseMonth } from '../../src/base/calendar/date.ts'
import type { Instant } from '../../src/base/instant.ts'
import { parseInstant } from '../../src/base/instant.ts'
import { sayFinding } from '../../src/base/wording/say-finding.ts'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import { loadFindingTexts } from '../../src/shell/catalogue.ts'
import type { Fail, Failure, Handlers } from './tree.ts'
import { eachKey, listIn, textIn, textsIn, unknown } from './tree.ts'

/** One month to close, and what must come out of it. */
export interface MonthExpected {
  readonly month: YearMonth
  readonly expect: SourceNode
}

/** A month that is closed after others, from what was known then. */
export interface ClosingStep {
  readonly month: YearMonth
  readonly facts?: readonly string[]
  readonly contract?: string
  readonly asOf?: Instant | 'month-end'
}

export interface GoldenCase {
  readonly folder: string
  readonly name: string
  readonly sentence: string
  readonly contract: string
  /** Names of files inside the folder. */
  readonly facts: readonly string[]
  readonly mapping?: string
  readonly zone?: string
  /** What was known then. Absent: all that the files tell, and not before the end of the month. */
  readonly asOf?: Instant | 'month-end'
  readonly months: readonly MonthExpected[]
  /** Months that are closed one upon the other; absent where each is closed by itself. */
  readonly closings?: readonly ClosingStep[]
  /** Why it cannot be run: the source does not say enough. */
  readonly incomplete?: string
}

export interface ReadCase {
  readonly value?: GoldenCase
  readonly failures: readonly Failure[]
}

const FACTS = /^facts.*\.ya?ml$|\.csv(?:\.gz)?$/i

/** Reads the case of a folder. Never throws for what a user can do wrong. */
export function readCase(folder: string): ReadCase {
  const file = join(folder, 'case.yaml')
  const failures: Failure[] = []
  const fail: Fail = (where, said) => failures.push({ where, said })
  if (!isFile(file)) {
    const said = existsSync(folder) ? 'there is no case.yaml in this folder' : 'no such folder'
    fail({ file, line: 1 }, said)
    return { failures }
  }
  const { value: root, findings } = readYaml(file, readFileSync(file, 'utf8'))
  for (const { where, code, params } of findings) {
    const { message } = sayFinding(loadFindingTexts(), { code, params, severity: 'error' }, 'en')
    fail(where ?? { file, line: 1 }, `${code}: ${message}`)
  }
  if (root === undefined || failures.length > 0) return { failures }
  const value = caseOf(folder, root, fail)
  return failures.length === 0 && value !== undefined ? { value, failures } : { failures }
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

/** The values of a case as they are read, key by key. */
class CaseReader {
  readonly texts = new Map<string, string>()
  facts: readonly string[] | undefined
  months: YearMonth[] = []
  closings: readonly ClosingStep[] | undefined
  isList = false
  asOf: Instant | 'month-end' | undefined
  expect: SourceNode | undefined
  readonly #fail: Fail

  constructor(root: SourceNode, fail: Fail) {
    this.#fail = fail
    const month = (node: SourceNode): void => this.#readMonths(node)
    const handlers: Handlers = {
      ...Object.fromEntries(TEXTS.map((key) => [key, (node) => this.#readText(key, node)])),
      month,
      months: month,
      closings: (node) => {
        this.isList = true
        this.closings = listIn(node, 'closings', fail).flatMap((item) => readClosing(item, fail))
        this.months = this.closings.map((closing) => closing.month)
      },
      facts: (node) => {
        this.facts = textsIn(node, 'facts', fail)
      },
      'as-of': (node) => this.#readAsOf(node),
      expect: (node) => {
        this.expect = node
      },
    }
    eachKey(root, 'a case', handlers, fail)
  }

  #readText(key: string, node: SourceNode): void {
    const found = textIn(node, key, this.#fail)
    if (found !== undefined) this.texts.set(key, found.trim())
  }

  #readMonths(node: SourceNode): void {
    this.isList = node.kind === 'list'
    this.months = textsIn(node, 'month', this.#fail).flatMap((written) =>
      monthFrom(written, node, this.#fail),
    )
  }

  #readAsOf(node: SourceNode): void {
    this.asOf = asOfFrom(node, this.#fail)
  }
}

function monthFrom(written: string, { where }: SourceNode, fail: Fail): YearMonth[] {
  const read = parseMonth(written)
  if (read === undefined) fail(where, `\`${written}\` is not a month, such as 2026-04`)
  return read === undefined ? [] : [read]
}

function asOfFrom(node: SourceNode, fail: Fail): Instant | 'month-end' | undefined {
  const written = textIn(node, 'as-of', fail) ?? ''
  const read = written === 'month-end' ? written : parseInstant(written)
  if (read !== undefined) return read
  const example = 'an instant, such as 2026-05-04T10:00:00+02:00, or month-end'
  fail(node.where, `\`${written}\` is not ${example}`)
  return undefined
}

/** One closing of a list: its month, and what was known then where that is not everything. */
function readClosing(node: SourceNode, fail: Fail): ClosingStep[] {
  let months: readonly YearMonth[] = []
  let known: Omit<ClosingStep, 'month'> = {}
  const handlers: Handlers = {
    month: (value) => {
      months = textsIn(value, 'month', fail).flatMap((written) => monthFrom(written, value, fail))
    },
    facts: (value) => {
      known = { ...known, facts: textsIn(value, 'facts', fail) }
    },
    contract: (value) => {
      const contract = textIn(value, 'contract', fail)
      if (contract !== undefined) known = { ...known, contract }
    },
    'as-of': (value) => {
      const asOf = asOfFrom(value, fail)
      if (asOf !== undefined) known = { ...known, asOf }
    },
  }
  eachKey(node, 'a closing', handlers, fail)
  const [month] = months
  if (month === undefined) fail(node.where, 'a closing has its month')
  return month === undefined ? [] : [{ month, ...known }]
}

const TEXTS = ['case', 'fr', 'why', 'source', 'contract', 'mapping', 'zone', 'incomplete'] as const

function caseOf(folder: string, root: SourceNode, fail: Fail): GoldenCase | undefined {
  const read = new CaseReader(root, fail)
  const { texts, asOf, expect, months } = read
  for (const key of ['case', 'fr', 'why']) {
    if (!texts.has(key)) fail(root.where, `the key \`${key}\` is missing`)
  }
  const isWhole = !texts.has('incomplete')
  if (isWhole && months.length === 0) fail(root.where, 'the key `month` is missing')
  if (isWhole && expect === undefined) fail(root.where, 'the key `expect` is missing')
  const contract = texts.get('contract') ?? 'contract.yaml'
  const facts = read.facts ?? (isWhole ? factsBeside(folder) : [])
  const named = (read.closings ?? []).flatMap((closing) => [
    ...(closing.facts ?? []),
    ...(closing.contract === undefined ? [] : [closing.contract]),
  ])
  for (const name of isWhole ? [contract, ...facts, ...named] : []) {
    if (!isFile(join(folder, name))) fail(root.where, `there is no file ${name} in this folder`)
  }
  const optional = (key: 'mapping' | 'zone' | 'incomplete') => {
    const text = texts.get(key)
    return text === undefined ? {} : { [key]: text }
  }
  return {
    folder,
    name: basename(folder),
    sentence: texts.get('case') ?? '',
    contract,
    facts,
    months: expect === undefined ? [] : expectedOf(expect, months, read.isList, fail),
    ...optional('mapping'),
    ...optional('zone'),
    ...optional('incomplete'),
    ...(asOf === undefined ? {} : { asOf }),
    ...(read.closings === undefined ? {} : { closings: read.closings }),
  }
}

const factsBeside = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => FACTS.test(name) && name !== 'case.yaml')
    .sort()

/** One expectation a month: of `month`, the whole of `expect`; of `months`, the one of its key. */
function expectedOf(
  expect: SourceNode,
  months: readonly YearMonth[],
  isList: boolean,
  fail: Fail,
): MonthExpected[] {
  if (!isList) return months.map((month) => ({ month, expect }))
  if (expect.kind !== 'map') {
    fail(expect.where, 'with a list of months, expect is a map by month: { 2026-04: { … } }')
    return []
  }
  const byMonth = new Map(expect.entries.map((entry) => [parseMonth(entry.key), entry]))
  for (const { key, keyWhere } of expect.entries) {
    const read = parseMonth(key)
    if (read === undefined || !months.includes(read)) {
      fail(keyWhere, unknown('month', key, []))
    }
  }
  return months.flatMap((month) => {
    const entry = byMonth.get(month)
    if (entry === undefined) fail(expect.where, 'a month of the list has no expectation')
    return entry === undefined ? [] : [{ month, expect: entry.value }]
  })
}
