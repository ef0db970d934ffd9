/**
 * The judge of the golden lives itself: a wrong cent, an unknown key, a missing file must each be
 * said with its place.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { differs, parseTime, showValue } from '../../scripts/cases/figures.ts'
import { closingLine, countsOf, report, runCases } from '../../scripts/cases/run-cases.ts'
import { known, NOTHING } from '../../src/base/because/value.ts'
import { parseRatio, ratio } from '../../src/base/ratio.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const CASES = folder('../../cases')
const WRONG = folder('wrong')

/** A case that passes, one thing of which is changed. */
const SOUND = join(CASES, 'bands-hold-exactly-at-their-edges')
const temporary = mkdtempSync(join(tmpdir(), 'vigie-cases-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let made = 0
function changed(file: string, from: string, to: string): string {
  made += 1
  const path = join(temporary, `case-${made}`)
  cpSync(SOUND, path, { recursive: true })
  const text = readFileSync(join(path, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(path, file), text.replace(from, to))
  return path
}

const said = (path: string): string => report(runCases([path]), path).join('\n')

describe('the judge', () => {
  test('says a wrong cent with its place, what was expected and what came out', () => {
    const text = said(
      changed('case.yaml', 'restore-p1.penalty: 960.00', 'restore-p1.penalty: 960.01'),
    )
    expect(text).toMatch(/case\.yaml:\d+:\d+: expected 960\.01, actual 960\.00/)
    expect(text).toMatch(/0 passed, 1 failed, 0 skipped$/)
  })
  test.each([
    ['an unknown key', 'missed: no', 'mised: no', /unknown key `mised`; did you mean `missed`\?/],
    [
      'an unknown level',
      'levels: { restore-p1:',
      'levels: { restore-p2:',
      /unknown level judged this month `restore-p2`; did you mean `restore-p1`/,
    ],
    [
      'an unknown line',
      'lines: { restore-p1.penalty: 960.00',
      'lines: { restore-p1.penality: 960.00',
      /unknown line `restore-p1\.penality`/,
    ],
    [
      'a line that is not mentioned',
      'lines: { restore-p1.penalty: 960.00 }',
      'totals: { indemnity: 960.00 }',
      /restore-p1\.penalty is not mentioned, and owes 960\.00/,
    ],
    [
      'a percentage that is near',
      'figure: 90 %',
      'figure: 90.01 %',
      /expected 90\.01 %, actual 90 %/,
    ],
    ['a truth that is wrong', 'missed: no', 'missed: yes', /expected yes, actual no/],
    ['a figure in the wrong form', 'figure: 95 %', 'figure: 0.95', /`0\.95` is not a share/],
    ['a step that is not there', 'of: [18, 20]', 'of: [17, 20]', /no such step under this figure/],
    [
      'a month that does not exist',
      'months: [2026-04',
      'months: [2026-13',
      /`2026-13` is not a month/,
    ],
    ['a sentence that is missing', 'why:', 'source:', /the key `why` is missing/],
    [
      'a refusal that did not come',
      'levels: { restore-p1: { figure: 95 %, judged: 20, late: 1, missed: no } }\n    lines: { restore-p1.penalty: 0.00 }',
      'refused: [band-hole]',
      /was closed, and a refusal was expected/,
    ],
    [
      'a finding that is not there',
      'levels: { restore-p1: { figure: 85',
      'findings: [field-unseen]\n    levels: { restore-p1: { figure: 85',
      /no finding field-unseen/,
    ],
  ])('sees %s', (_, from, to, pattern) => {
    expect(said(changed('case.yaml', from, to))).toMatch(pattern)
  })
  test('sees an error in the facts that the case does not expect', () => {
    const text = said(changed('facts.yaml', 'opened: 2026-04-02 09:00', 'opened: 2026-04-31 09:00'))
    expect(text).toMatch(/was refused: facts-time-impossible at facts\.yaml:4:/)
  })
  test('sees a contract that is not read', () => {
    const text = said(changed('contract.yaml', 'vigie: 1', 'vigie: [1'))
    expect(text).toMatch(/FAILED/)
  })
  test('goes on over broken folders, and says what each lacks', () => {
    mkdirSync(join(temporary, 'empty'), { recursive: true })
    const runs = runCases([WRONG, join(temporary, 'empty'), join(temporary, 'nowhere')])
    const text = report(runs, WRONG).join('\n')
    expect(countsOf(runs)).toEqual({ passed: 0, failed: 6, skipped: 0 })
    expect(text).toContain('no-case-file/case.yaml:1: there is no case.yaml in this folder')
    expect(text).toContain('there is no file contract.yaml in this folder')
    expect(text).toContain('the key `month` is missing')
    expect(text).toMatch(/not-yaml\/case\.yaml:\d+:\d+: yaml-/)
    expect(text).toMatch(/empty\/case\.yaml:1: there is no case\.yaml/)
  })
  test('says which case was asked for in vain', () => {
    expect(report(runCases([CASES], { only: 'no-such-case' }), CASES).join('\n')).toContain(
      'no case is named no-such-case',
    )
  })
  test('closes with the counts and nothing else', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped')
  })
})

describe('figures', () => {
  const share = (text: string) => known(parseRatio(text) ?? ratio(0n), 'share')
  test.each([
    ['95 %', share('19/20'), true],
    ['19/20', share('19/20'), true],
    ['95.0 %', share('19/20'), true],
    ['99.86054… %', share('44398/44460'), true],
    ['99.86055… %', share('44398/44460'), false],
    ['99.86055 %', share('44398/44460'), false],
    ['860.00', known(ratio(86_000n), 'cents'), true],
    ['860.01', known(ratio(86_000n), 'cents'), false],
    ['860', known(ratio(86_000n), 'cents'), false],
    ['864.0860…', known(parseRatio('96432000/1116') ?? ratio(0n), 'cents'), true],
    // Before its rounding an amount may end within a cent: 103.2258 is that and no other.
    ['103.2258', known(parseRatio('1032258/100') ?? ratio(0n), 'cents'), true],
    ['103.2258', known(parseRatio('320000/31') ?? ratio(0n), 'cents'), false],
    ['3200/31', known(parseRatio('320000/31') ?? ratio(0n), 'cents'), true],
    ['103.2', known(parseRatio('10320') ?? ratio(0n), 'cents'), false],
    ['3 h 25', known(ratio(12_300_000n), 'ms'), true],
    ['205 min', known(ratio(12_300_000n), 'ms'), true],
    ['yes', known(ratio(1n), 'truth'), true],
    ['nothing', NOTHING, true],
    ['0.00', NOTHING, false],
    ['undefined', NOTHING, false],
  ] as const)('%s against a value', (text, value, holds) => {
    expect(differs(text, value) === undefined).toBe(holds)
  })
  test.each([
    ['3 h 25 min', 12_300_000],
    ['45 min', 2_700_000],
    ['4 h 1 s', 14_401_000],
    ['90 s', 90_000],
    ['0 min', 0],
    ['25', undefined],
    ['soon', undefined],
    ['', undefined],
  ] as const)('the time %s', (text, milliseconds) => {
    expect(parseTime(text)).toBe(milliseconds)
  })
  test('values are shown as they are written', () => {
    expect(showValue(share('19/20'))).toBe('95 %')
    expect(showValue(share('1/3'))).toBe('33.333333333333… (100/3) %')
    expect(showValue(known(ratio(12_300_000n), 'ms'))).toBe('3 h 25 min')
    expect(showValue(known(ratio(100n, 3n), 'cents'))).toBe('0.333333333333… (1/3)')
  })
})
