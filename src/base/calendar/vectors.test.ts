import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultFiles, runVectors } from '../../../scripts/vectors.ts'
import { conventionsOf } from '../../../tests/vectors/conventions.ts'

test('every case written by others is reproduced', () => {
  const said: string[] = []
  const count = runVectors(defaultFiles(), (line) => said.push(line))
  expect(said.filter((line) => !line.startsWith('SKIPPED'))).toEqual([])
  expect(count).toEqual({ passed: 270, failed: 0, skipped: 22 })
})

function runText(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-'))
  const said: string[] = []
  try {
    const file = join(folder, 'cases.json')
    writeFileSync(file, text)
    return { count: runVectors([file], (line) => said.push(line)), said }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const CASE = {
  op: 'elapsed',
  timezone: 'Europe/Paris',
  windows: { mon: [['22:00', '06:00']] },
  holidays: [],
  start: '2026-10-19 00:00:00',
  end: '2026-10-21 00:00:00',
  expected: 28_800,
}
const run = (...cases: unknown[]) => runText(JSON.stringify({ cases }))

test('a new case in the same form is judged', () => {
  expect(run(CASE).count).toEqual({ passed: 1, failed: 0, skipped: 0 })
  const paused = { ...CASE, pauses: [{ from: '2026-10-20 05:00:00' }], expected: 25_200 }
  expect(run(paused).count.passed).toBe(1)
  const holiday = { ...CASE, holidays: ['10-20'], night: 'each-day', expected: 7200 }
  expect(run(holiday, { ...CASE, holidays: ['10-20'] }).count.passed).toBe(2)
  const due = {
    op: 'due',
    timezone: 'UTC',
    windows: { mon: [['08:00', '18:00']] },
    start: '2026-10-19 08:00',
    target_seconds: 36_000,
    expected: '2026-10-19 18:00:00',
  }
  expect(
    run(due, { ...due, closing: 'next_opening', expected: '2026-10-26 08:00:00' }).count,
  ).toEqual({ passed: 2, failed: 0, skipped: 0 })
})

test('a wrong expectation fails, with both answers', () => {
  const { count, said } = run({ ...CASE, id: 'x', expected: 1 })
  expect(count.failed).toBe(1)
  expect(said).toEqual(['FAILED x: answer: expected 1, ours 28800'])
})

test('a broken file or case is said, and stops nothing', () => {
  const broken: [unknown, RegExp][] = [
    [null, /a case is an object/],
    [{}, /"expected" is missing/],
    [{ expected: 1 }, /"op" is missing/],
    [{ ...CASE, timezone: 'Europe/Lutece' }, /no zone/],
    [{ ...CASE, windows: null }, /"windows" is missing/],
    [{ ...CASE, windows: { mon: [['25:00', '26:00']] } }, /no range 25:00-26:00/],
    [{ ...CASE, windows: { someday: [] } }, /no day of the week/],
    [{ ...CASE, holidays: ['2026-02-30'] }, /no holiday/],
    [{ ...CASE, start: 'yesterday' }, /not a date or a time/],
    [{ ...CASE, end: '1820-01-01 00:00:00' }, /years|span/],
    [{ ...CASE, pauses: 3 }, /"pauses" is a list/],
    [{ ...CASE, closing: 'sometimes' }, /not one of/],
    [{ ...CASE, op: 'due', expected: '2026-10-19' }, /"target_seconds" is missing/],
  ]
  for (const [given, reason] of broken) {
    const { count, said } = run(given, CASE)
    expect(count, String(reason)).toEqual({ passed: 1, failed: 1, skipped: 0 })
    expect(said[0]).toMatch(reason)
  }
  expect(runText('not JSON').count.failed).toBe(1)
  expect(runText('{"cases": 3}').said[0]).toMatch('no list of cases')
  expect(run({ ...CASE, op: 'weather' }).count.skipped).toBe(1)
})

test('conventions belong to a family of sources, and a case may name its own', () => {
  expect(conventionsOf('constructor', { dispute: true }).closing).toBe('same')
  expect(conventionsOf('unknown/tool', {}).closing).toBe('same')
  expect(conventionsOf('zendesk/biz', {}).closing).toBe('same')
  expect(conventionsOf('zendesk/biz', { dispute: true }).closing).toBe('next-opening')
  expect(conventionsOf('zendesk/biz', { dispute: true, closing: 'same' }).closing).toBe('same')
})

test('a case of a topic is compared key by key, and one of a topic that nothing answers is skipped', () => {
  const due = { topic: 'due-date', input: { invoiceDate: '2026-03-10' } }
  const right = { ...due, expected: { '45_then_eom': '2026-04-30' } }
  const wrong = { ...due, id: 'x', expected: { '45_then_eom': '2026-04-24', other: '1' } }
  const { count, said } = run(right, wrong, { ...right, topic: 'weather', id: 'y' })
  expect(count).toEqual({ passed: 1, failed: 1, skipped: 1 })
  expect(said).toEqual([
    'FAILED x: 45_then_eom: expected "2026-04-24", ours "2026-04-30"; other: expected "1", ours undefined',
    'SKIPPED y: nothing answers the topic weather',
  ])
  expect(run({ topic: 'due-date', expected: {} }).count.failed).toBe(1)
  expect(run({ ...right, input: { invoiceDate: '2026-02-30' } }).count.failed).toBe(1)
})

test('a clause is held to what it expects, and one without a meaning here is skipped', () => {
  const clause = {
    op: 'penalty',
    clause: 'minilatedeliveryandpenalty',
    contract: { per_days: 2, percent: 10.5, terminate_after_days: 15 },
    input: {
      agreedDelivery: '2019-04-01T12:00:00-05:00',
      deliveredAt: '2019-04-10T03:24:00-05:00',
      goodsValue: 200,
    },
  }
  const { count, said } = run(
    { ...clause, expected: { penalty: 84 } },
    { ...clause, id: 'x', expected: { penalty: 84, buyerMayTerminate: true } },
    { ...clause, id: 'y', clause: 'fixed-interests', expected: {} },
  )
  expect(count).toEqual({ passed: 1, failed: 1, skipped: 1 })
  expect(said).toEqual([
    'FAILED x: buyerMayTerminate: expected true, ours false',
    'SKIPPED y: fixed-interests: a loan is no contract of services',
  ])
})
