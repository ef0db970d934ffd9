import { describe, expect, test } from 'vitest'
import { deadExports } from './dead-exports.ts'
import { debts, exceptions } from './exceptions.ts'
import { forbiddenWords, pages } from './form.ts'
import { CODE_RULES } from './rules.ts'
import { survey, weigh } from './survey.ts'
import { parse } from './tree.ts'

/** What the rules say of a text as if it were the file at `path`, each as `rule: said`. */
function complaints(path: string, text: string): string[] {
  const code = parse({ path, text })
  return [
    ...CODE_RULES.flatMap((check) => check(code)),
    ...forbiddenWords(code),
    ...pages(code),
  ].map(({ rule, said }) => `${rule}: ${said}`)
}

/** Each row: path, a text that must be refused, a piece of what must be said. */
function refuses(rows: readonly (readonly [string, string, string])[]): void {
  for (const [path, text, said] of rows) {
    expect(complaints(path, text).join('\n'), `${path}: ${text}`).toContain(said)
  }
}

function accepts(rows: readonly (readonly [string, string])[]): void {
  for (const [path, text] of rows) {
    expect(complaints(path, text), `${path}: ${text}`).toEqual([])
  }
}

const from = (module: string): string => `import { x } from '${module}'\n`

describe('the repository', () => {
  const { left, stale } = weigh(survey(), exceptions, debts)

  test('keeps the rules of the house', () => {
    expect(left).toEqual([])
  })

  test('lists no exception that is no longer needed', () => {
    expect(stale).toEqual([])
  })

  test('dates every exception', () => {
    for (const { since } of [...exceptions, ...debts]) expect(since).toMatch(/^\d{4}-\d\d-\d\d$/)
  })
})

describe('each rule catches a bad sample', () => {
  test('imports go one way', () => {
    refuses([
      ['src/base/a.ts', from('../contract/terms.ts'), 'base does not import contract'],
      ['src/contract/a.ts', from('../facts/fact.ts'), 'contract does not import facts'],
      ['src/facts/a.ts', from('../contract/terms.ts'), 'facts does not import contract'],
      ['src/facts/normalise/a.ts', from('../../contract/terms.ts'), 'facts does not import'],
      ['src/measures/a.ts', from('../money/settle.ts'), 'measures does not import money'],
      ['src/money/a.ts', from('../outlook/replay.ts'), 'money does not import outlook'],
      ['src/money/a.ts', "export { x } from '../shell/a.ts'", 'money does not import shell'],
      ['src/money/a.ts', "type A = import('../shell/a.ts').A", 'money does not import shell'],
      ['src/reports/a.ts', from('../shell/a.ts'), 'reports does not import shell'],
      ['src/shell/a.ts', from('../web/a.ts'), 'shell does not import web'],
      ['src/web/a.ts', from('../money/settle.ts'), 'web does not import money'],
      ['src/web/a.ts', from('../base/ratio.ts'), 'web does not import base'],
      ['src/elsewhere/a.ts', '', 'src/elsewhere is not a stage'],
      ['src/money/a.ts', from('../../tests/reading.ts'), 'src does not import tests/reading.ts'],
    ])
    accepts([
      ['src/money/a.ts', from('../measures/measured.ts')],
      ['src/web/a.ts', from('../base/wording/say.ts')],
      ['src/shell/a.ts', from('../reports/monthly.ts') + from('node:fs')],
      ['src/money/a.test.ts', from('../../tests/reading.ts')],
    ])
  })

  test('a pure stage imports no package but the YAML reader, in its own folder', () => {
    refuses([
      ['src/base/a.ts', from('node:fs'), 'does not import node:fs'],
      ['src/measures/a.ts', from('dayjs'), 'does not import dayjs'],
      ['src/contract/a.ts', from('yaml'), 'yaml is imported in src/base/yaml/ only'],
    ])
    accepts([['src/base/yaml/a.ts', from('yaml')]])
  })

  test('the checker of evidence files imports nothing but Node', () => {
    refuses([
      ['scripts/check-evidence.mjs', from('../src/base/ratio.ts'), 'the checker imports src/base'],
      ['scripts/check-evidence.mjs', from('yaml'), 'the checker imports yaml'],
    ])
    accepts([['scripts/check-evidence.mjs', from('node:crypto')]])
  })

  test('an oracle imports nothing of the product', () => {
    refuses([
      ['tests/oracles/a.ts', from('../../src/base/ratio.ts'), 'an oracle imports src/base'],
      ['tests/oracles/a.ts', from('../calendar-cases.ts'), 'an oracle imports tests/calendar'],
    ])
    accepts([['tests/oracles/a.ts', from('./minute-calendar.ts') + from('node:fs')]])
  })

  test('a pure stage has no clock, no chance, no waiting and no world', () => {
    const path = 'src/money/a.ts'
    refuses([
      [path, 'export async function f() {}', 'async'],
      [path, 'await f()', 'await'],
      [path, 'for await (const a of b) a()', 'await'],
      [path, 'const p = new Promise(f)', 'Promise'],
      [path, 'const t = Date.now()', 'now is a clock'],
      [path, 'const t = new Date()', 'new Date() is a clock'],
      [path, 'const t = new Date(2026, 2, 14)', "machine's zone"],
      [path, 'const t = date.getHours()', "machine's zone"],
      [path, 'const r = Math.random()', 'chance'],
      [path, 'const s = amount.toFixed(2)', 'toFixed'],
      [path, 'const n = parseFloat(s)', 'parseFloat'],
      [path, 'const n = Number.parseFloat(s)', 'parseFloat'],
      [path, 'const e = process.env', 'process'],
      [path, 'fetch(url)', 'fetch'],
      [path, 'console.log(1)', 'console'],
      [path, 'new Intl.NumberFormat()', 'Intl'],
      [path, 'a.localeCompare(b)', 'localeCompare'],
      [path, 'n.toLocaleString()', 'toLocaleString'],
    ])
    accepts([
      [path, 'const t = new Date(0).getUTCHours()'],
      [path, 'const { process } = rules; process.start()'],
      [path, 'const a = { fetch: 1 }; a.fetch'],
      ['src/shell/a.ts', 'console.log(await fetch(process.argv[2]))'],
      ['src/money/a.test.ts', 'console.log(Math.random())'],
    ])
  })

  test('no default export, no any, no enum', () => {
    refuses([
      ['src/shell/a.ts', 'export default f', 'default export'],
      ['src/shell/a.ts', 'export default function f() {}', 'default export'],
      ['src/shell/a.ts', 'const a: any = 1', 'any'],
      ['src/shell/a.ts', 'enum Colour { Red }', 'enum'],
    ])
    accepts([['src/shell/a.ts', 'switch (a) { default: b() }']])
  })

  test('names say something', () => {
    refuses([
      ['src/shell/a.ts', 'function processTickets() {}', 'which gesture is it?'],
      ['src/shell/a.ts', 'const getFee = () => 1', 'which gesture is it?'],
      ['src/shell/a.ts', 'class TicketManager {}', 'say what it is'],
      ['src/shell/TicketRows.ts', '', 'kebab case'],
    ])
    accepts([['src/shell/a.ts', 'function gettysburg() {}; interface ServiceWindow {}']])
  })

  test('files, functions and lines stay short', () => {
    const lines = (count: number): string => 'f()\n'.repeat(count)
    refuses([
      ['scripts/a.ts', lines(301), '301 lines'],
      ['scripts/a.ts', `function f() {\n${lines(49)}}`, 'a function of 51 lines'],
      ['scripts/a.ts', `const f = () => {\n${lines(49)}}`, 'a function of 51 lines'],
      ['scripts/a.ts', `// ${'x'.repeat(98)}`, '101 columns'],
    ])
    accepts([
      ['scripts/a.ts', lines(300)],
      ['scripts/a.ts', `function f() {\n${lines(48)}}`],
      ['tests/a.test.ts', `describe('a', () => {\n${lines(60)}})`],
      ['scripts/a.ts', `check(\`\n${'x'.repeat(120)}\n\`)`],
      ['tests/a.test.ts', `// ${'x'.repeat(98)}`],
    ])
  })

  test('a module that exports a type of the trade gives its French term', () => {
    refuses([
      ['src/money/a.ts', '/** A fee. */\nexport interface Fee {}', 'no @fr'],
      ['src/money/a.ts', '/**\n * A fee.\n * @fr\n */\nexport interface Fee {}', 'empty @fr'],
    ])
    accepts([
      ['src/money/a.ts', '/** A fee. @fr prix forfaitaire */\nexport interface Fee {}'],
      ['src/money/a.ts', '/**\n * Fees.\n *\n * @fr prix\n */\nexport type Fee = 1'],
      ['src/base/yaml/a.ts', 'export interface Node {}'],
    ])
  })

  test('a file is found in a folder with a space in its name', () => {
    const root = "new URL('..', import.meta.url)"
    refuses([['scripts/a.ts', `readFileSync(${root}.pathname)`, 'use fileURLToPath']])
    accepts([['scripts/a.ts', `readFileSync(fileURLToPath(${root}))`]])
  })

  test('no folder of one machine, no registry, no word of the workplace', () => {
    const slash = '/'
    const name = ['cla', 'ude'].join('')
    refuses([
      ['README.md', `see ${slash}work${slash}main`, 'a folder of one machine'],
      ['README.md', `see ${slash}home${slash}jeanne`, 'a folder of one machine'],
      ['package-lock.json', `https:${slash}${slash}registry.${'example.org'}`, 'a registry'],
      ['README.md', `as ${name} said`, 'a word of the workplace'],
    ])
    accepts([['README.md', 'homework, framework/a, ./work/a']])
  })

  test('a decision is a page, and a version says first which figures change', () => {
    refuses([
      ['docs/decisions/0001-a.md', 'why\n'.repeat(41), '41 lines'],
      ['CHANGELOG.md', '# Changelog\n\n## 0.2.0\n\n### Added\n', 'comes first'],
    ])
    accepts([['docs/decisions/0001-a.md', 'why\n'.repeat(40)]])
    accepts([['CHANGELOG.md', '# Changelog\n\n## 0.2.0\n\n### Figures changed\nNone.\n']])
  })

  test('an export that nothing imports is dead', () => {
    const names = (...files: readonly (readonly [string, string])[]): string[] =>
      deadExports(files.map(([path, text]) => parse({ path, text }))).map(({ said }) => said)
    expect(names(['src/base/a.ts', 'export const x = 1'])).toEqual([
      'x is exported and imported nowhere',
    ])
    expect(
      names(
        ['src/base/a.ts', 'export const x = 1\nexport function y() {}\nexport class Z {}'],
        ['tests/a.test.ts', "import { x, y as w } from '../src/base/a.ts'"],
      ),
    ).toEqual(['Z is exported and imported nowhere'])
    expect(
      names(
        ['src/base/a.ts', 'export interface Rules {}\nexport function f(r: Rules) {}'],
        ['src/base/b.ts', "import { f } from './a.ts'"],
      ),
    ).toEqual([])
  })
})

test('an exception hides its own place only, and a stale one is said', () => {
  const complaint = { rule: 'columns', path: 'a.ts', line: 1, said: 'wide' }
  const since = '2026-11-22'
  const exception = { rule: 'columns', path: 'a.ts', since, why: 'a table' }
  expect(weigh([complaint], [exception], [])).toEqual({ left: [], stale: [] })
  expect(weigh([{ ...complaint, path: 'b.ts' }], [exception], []).left).toHaveLength(1)
  expect(weigh([], [exception], []).stale).toHaveLength(1)
  expect(weigh([complaint], [], [{ rule: 'columns', most: 1, since }]).left).toEqual([])
  expect(
    weigh([complaint, complaint], [], [{ rule: 'columns', most: 1, since }]).left,
  ).toHaveLength(2)
  expect(weigh([], [], [{ rule: 'columns', most: 1, since }]).stale).toHaveLength(1)
})
