/** The command line from what is typed to its exit code: what is understood, said and refused. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine } from './vigie.ts'

const GOLDEN = new URL(
  '../../../cases/a-cap-by-rank-serves-the-first-clause-first/',
  import.meta.url,
)
const contractText = readFileSync(new URL('contract.yaml', GOLDEN), 'utf8')
const factsText = readFileSync(new URL('facts.yaml', GOLDEN), 'utf8')

let folder = ''
const path = (name: string): string => join(folder, name)

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

function vigie(command: string, environment: Readonly<Record<string, string>> = {}): Ran {
  let out = ''
  let err = ''
  const words = command.split(' ').map((word) => word.replace(/^@/, `${folder}/`))
  const code = runCommandLine(
    words,
    {
      out: (text) => {
        out += text
      },
      error: (text) => {
        err += text
      },
    },
    environment,
  )
  return { code: Number(code), out, err }
}

const CLOSE = 'close @contract.yaml --facts @facts.yaml --month 2026-04'

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-'))
  mkdirSync(path('folder'))
  writeFileSync(path('contract.yaml'), contractText)
  writeFileSync(path('facts.yaml'), factsText)
  writeFileSync(path('broken.yaml'), contractText.replace('per: month', 'per: moonth'))
  writeFileSync(path('old.yaml'), contractText.replace('2026-04-01', '1971-02-01'))
  writeFileSync(path('far.yaml'), contractText.replace('2026-04-01', '2998-04-01'))
  writeFileSync(path('empty.yaml'), '')
  writeFileSync(path('empty.csv'), '')
  writeFileSync(path('text.json'), 'hello')
  writeFileSync(path('list.json'), '[]')
  writeFileSync(path('other.json'), '{"hash":"x"}')
  const { code, err } = vigie(`${CLOSE} --output @april.json`)
  if (code !== 0) throw new Error(err)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('exit codes', () => {
  test.each([
    // All is well.
    ['check @contract.yaml', 0],
    ['terms @contract.yaml', 0],
    ['terms @contract.yaml --core', 0],
    [CLOSE, 0],
    [`${CLOSE} --json`, 0],
    ['explain @april.json', 0],
    ['explain @april.json second.penalty', 0],
    ['explain @april.json second', 0],
    ['explain @april.json month-cap', 0],
    ['explain @april.json total.indemnity', 0],
    ['explain @april.json APR-1 --facts @facts.yaml', 0],
    ['verify @april.json', 0],
    ['verify @april.json --facts @facts.yaml', 0],
    ['--help', 0],
    ['check --help', 0],
    ['close -h', 0],
    // Something is wrong with what was given.
    ['check @broken.yaml', 1],
    ['check @empty.yaml', 1],
    ['check @facts.yaml', 1],
    ['terms @broken.yaml', 1],
    ['close @broken.yaml --facts @facts.yaml --month 2026-04', 1],
    ['close @contract.yaml --facts @empty.csv --month 2026-04', 1],
    ['close @contract.yaml --facts @contract.yaml --month 2026-04', 1],
    ['close @contract.yaml --facts @facts.yaml --month 2026-03', 1],
    ['close @contract.yaml --facts @facts.yaml --month 2999-01', 1],
    ['close @contract.yaml --facts @facts.yaml --month 1800-01', 1],
    ['close @old.yaml --facts @facts.yaml --month 1971-02', 1],
    ['close @far.yaml --facts @facts.yaml --month 2999-01', 1],
    ['close @contract.yaml --facts @facts.yaml --month 2026-04 --as-of 2026-04-10T00:00:00Z', 1],
    ['explain @april.json no-such-line', 1],
    ['explain @april.json NO-SUCH-TICKET --facts @facts.yaml', 1],
    // What was typed is not understood.
    ['', 2],
    ['clse @contract.yaml', 2],
    ['check', 2],
    ['check @contract.yaml --jason', 2],
    ['close @contract.yaml --month 2026-04', 2],
    ['close @contract.yaml --facts @facts.yaml', 2],
    ['close @contract.yaml --facts @facts.yaml --month 2026-13', 2],
    ['close @contract.yaml --facts @facts.yaml --month 2026-00', 2],
    ['close @contract.yaml --facts @facts.yaml --month april', 2],
    [`${CLOSE} --as-of yesterday`, 2],
    [`${CLOSE} --as-of 2026-05-10T18:00:00`, 2],
    [`${CLOSE} --mapping no-such-mapping`, 2],
    ['verify', 2],
    // A file cannot be read, or is not what it should be.
    ['check @absent.yaml', 4],
    ['check @folder', 4],
    ['close @absent.yaml --facts @facts.yaml --month 2026-04', 4],
    ['close @contract.yaml --facts @absent.csv --month 2026-04', 4],
    ['close @contract.yaml --facts @folder --month 2026-04', 4],
    [`${CLOSE} --mapping @absent.yaml`, 4],
    [`${CLOSE} --output @absent/april.json`, 4],
    ['explain @absent.json', 4],
    ['explain @text.json', 4],
    ['explain @list.json', 4],
    ['verify @other.json', 4],
    ['verify @contract.yaml', 4],
    ['verify @april.json --facts @absent.yaml', 4],
  ])('vigie %s: %d', (command, expected) => {
    const { code, out, err } = vigie(command)
    expect({ code, err: code === expected ? '' : err }).toEqual({ code: expected, err: '' })
    // Nobody is left without a word.
    expect(`${out}${err}`.trim()).not.toBe('')
    if (expected === 4) expect(err).toMatch(/^vigie: /)
  })
})

describe('languages', () => {
  test('a language that there is not is a mistake of usage', () => {
    expect(vigie('check @contract.yaml --lang de').code).toBe(2)
  })

  test.each([
    ['check @contract.yaml', {}, 'fr'],
    ['check @contract.yaml --lang en', {}, 'en'],
    ['check @contract.yaml', { VIGIE_LANG: 'en' }, 'en'],
    ['check @contract.yaml --lang fr', { VIGIE_LANG: 'en' }, 'fr'],
    ['check @contract.yaml --lang=en', {}, 'en'],
    ['check @contract.yaml', { VIGIE_LANG: 'de' }, 'fr'],
  ])('%s with %j speaks %s', (command, environment, language) => {
    const one = vigie('check @contract.yaml --lang fr').out
    const other = vigie('check @contract.yaml --lang en').out
    expect(one).not.toBe(other)
    expect(vigie(command, environment).out).toBe(language === 'fr' ? one : other)
  })

  test.each(['fr', 'en'])('every option of every command is told in %s', (language) => {
    for (const command of [
      'check',
      'terms',
      'import',
      'imports',
      'undo',
      'months',
      'close',
      'explain',
      'report',
      'verify',
      'demo',
      'serve',
    ]) {
      const { out } = vigie(`${command} --help`, { VIGIE_LANG: language })
      expect(out).toContain('--lang')
      expect(out).not.toContain('undefined')
    }
  })

  test('amounts are written as each language writes them', () => {
    expect(vigie(`${CLOSE} --lang fr`).out).toContain('480,00\u00a0€')
    expect(vigie(`${CLOSE} --lang en`).out).toContain('€480.00')
  })

  test.each(['fr', 'en'])('no key of the catalogue shows in %s', (language) => {
    const shown = [
      vigie(`${CLOSE} --lang ${language}`),
      vigie(`explain @april.json second.penalty --lang ${language}`),
      vigie(`explain @april.json APR-1 --facts @facts.yaml --lang ${language}`),
      vigie(`terms @contract.yaml --lang ${language}`),
      vigie(`verify @april.json --facts @facts.yaml --lang ${language}`),
    ]
    for (const { out, err } of shown) {
      expect(out).not.toMatch(/\{[a-z]+\}|undefined|NaN|\bstep-|\bcolumn-|\bverdict-|\bstory-/)
      expect(err).not.toMatch(/\{[a-z]+\}|undefined/)
    }
  })
})

describe('what is printed', () => {
  test('a closing says what is owed, and why a cap cut it', () => {
    const { out } = vigie(`${CLOSE} --lang en`)
    for (const text of ['first.penalty', '€200.00', '€280.00', 'month-cap', '€480.00']) {
      expect(out).toContain(text)
    }
  })

  test('findings come with file, line and column', () => {
    expect(vigie('check @broken.yaml --lang en').err).toMatch(/broken\.yaml:\d+:\d+: error \S+/)
  })

  test('JSON is JSON, whatever happens', () => {
    for (const command of [
      'check @contract.yaml',
      'check @broken.yaml',
      'terms @contract.yaml',
      CLOSE,
      'close @contract.yaml --facts @facts.yaml --month 2026-03',
      'explain @april.json',
      'explain @april.json second.penalty',
      'explain @april.json no-such-line',
      'verify @april.json',
    ]) {
      expect(() => JSON.parse(vigie(`${command} --json`).out), command).not.toThrow()
    }
  })

  test('the demonstration is JSON too', { timeout: 60_000 }, () => {
    const { code, out } = vigie('demo --json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toHaveProperty('settlement.month', '2026-04')
  })

  test('JSON and the file that is written say the same', () => {
    const { findings: _, ...printed } = JSON.parse(vigie(`${CLOSE} --json`).out)
    expect(printed).toEqual(JSON.parse(readFileSync(path('april.json'), 'utf8')))
  })

  test('an unknown line tells the names that there are', () => {
    expect(vigie('explain @april.json no-such-line').err).toContain('second.penalty')
  })
})
