/** The notation of the corpus against results worked out by hand. */
import { describe, expect, test } from 'vitest'
import { addMonths, frenchHolidays } from './days.ts'
import { evaluate } from './evaluate.ts'
import { show } from './values.ts'

describe('an expression of the corpus', () => {
  test.each([
    ['1+2*3-4/8', '6.5'],
    ['7//2+-7//2', '-1'],
    ['-7%3', '2'],
    ['1/3', '1/3'],
    ['0.1+0.2==0.3', 'true'],
    ['1e9', '1000000000'],
    ['r2(0.285*10)', '2.85'],
    ['r2(1.005)', '1.01'],
    ['round(99.495+1e-9,2)', '99.5'],
    ['round(2.5,0)', '2'],
    ['round(3.5,0)', '4'],
    ['ceil(10/10)+ceil(10.01/10)+floor(1.99)', '4'],
    ["'a' if 2<1 else 'b' if 1<=1<2 else 'c'", 'b'],
    ['not 1>2 and (0 or 5)', '5'],
    ['sum(a*b for a,b in ((1,2),(3,4)) if a>1)', '12'],
    ['[x*x for x in range(4)][1:3]', '[1, 4]'],
    ['max([1]+[c for c in (5,3) if c in(3,4)])', '3'],
    ["min(('b','a'),key=lambda k:{'a':2,'b':1}[k])", 'b'],
    ['sum(c>=2 for c in (1,2,3))', '2'],
    ['next(x for x in (4,6) if x>4)', '6'],
    ["None is None and 'x' not in ('y',)", 'true'],
    ['tier(99.8,[(99.5,10),(99.8,5)])', '0'],
    ['tier(99.5,[(99.5,10),(99.8,5)])', '5'],
    ["days('2026-02-28','2026-03-01')", '1'],
    ["str(addm('2026-12-31',-1))", '2026-11-30'],
    ["D('2026-05-01')<=eom('2026-05-02')", 'true'],
    ["nbd('2026-05-06','2026-05-18')", '6'],
    ["nbd('2026-05-06','2026-05-18',set())", '8'],
    ["str(addb('2026-05-22',1))", '2026-05-26'],
    ["bh('2026-06-05T16:00','2026-06-08T11:15',((8.5,17.5),))", '4.25'],
    ["mins('2026-03-29T01:15+01:00','2026-03-30T02:00+02:00')", '1425'],
    ["'2026-06-05T10:00'[:10]", '2026-06-05'],
  ])('%s is %s', (expression, value) => {
    expect(show(evaluate(expression, {}))).toBe(value)
  })
  test.each([
    ['1+', /not expected/],
    ['1 2', /2 was not expected/],
    ['nobody', /nothing is called nobody/],
    ['1/0', /division by nothing/],
    ['(1', /was expected/],
    ['1 ! 2', /is not read/],
    ["'a'+1", /is not a number/],
    ['[1][3]', /there is no 3/],
    ['(5)(1)', /is not called/],
  ])('%s is refused', (expression, said) => {
    expect(() => evaluate(expression, {})).toThrow(said)
  })
})

test('months are counted on the fingers, to the last day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28')
  expect(addMonths('2026-03-15', -3)).toBe('2025-12-15')
})

test('the moving feasts of 2026', () => {
  expect([...frenchHolidays(2026)].filter((day) => /-0[456]-/.test(day)).sort()).toEqual([
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
  ])
})
