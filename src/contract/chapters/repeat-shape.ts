/**
 * How the multiplication of a repeated penalty is written.
 *
 * `{ times: at-least 2, in: 3 months, multiply: 1.5 }`, `{ in-a-row: at-least 2, multiply: 2 }`,
 * or a factor for each number of misses in a row: `{ multiply: { by: in-a-row, 2: 1.5, otherwise:
 * 2 } }`.
 *
 * @fr répétition
 */
import type { Ratio } from '../../base/ratio.ts'
import { ONE } from '../../base/ratio.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { refine, textForm } from '../../base/yaml/shape.ts'
import { readNumber } from '../phrases/length.ts'
import { bound, window } from '../phrases/phrase-shape.ts'
import { byField, countBound } from './common-shape.ts'
import type { ByField } from './level.ts'
import type { Multiplier, Repeat } from './penalty.ts'

/** A number that an amount is multiplied by, such as `1.5`. */
export const factor: Shape<Ratio> = textForm('factor', readNumber, {
  pattern: String.raw`^\d+(\.\d+)?$`,
  examples: ['1.5'],
})

const counted = refine(bound, (value, _, report) => countBound(value, report))

const repeatRecord = record('repeat', {
  times: optional(counted),
  in: optional(window),
  'in-a-row': optional(counted),
  multiply: required(byField(factor)),
})

export const repeatShape: Shape<Repeat> = refine(repeatRecord, (value, node, report) => {
  const { where, times, in: within, inARow } = value
  const multiply = multiplierOf(value.multiply, report)
  if (multiply === undefined) return undefined
  if (times !== undefined && within !== undefined && inARow === undefined) {
    return { where, trigger: { kind: 'times', bound: times, in: within }, multiply }
  }
  if (inARow !== undefined && times === undefined && within === undefined) {
    return { where, trigger: { kind: 'in-a-row', bound: inARow }, multiply }
  }
  const isAlone = times === undefined && within === undefined && inARow === undefined
  if (isAlone && multiply.kind === 'by') return { where, trigger: { kind: 'by-row' }, multiply }
  const read: Readonly<Record<string, unknown>> = { times, in: within, 'in-a-row': inARow }
  const isUnread = (key: string): boolean => Object.hasOwn(read, key) && read[key] === undefined
  // A trigger that is written and could not be read has been reported already.
  const isReported = node.kind === 'map' && node.entries.some(({ key }) => isUnread(key))
  if (!isReported) report('repeat-trigger', node.where, {})
  return undefined
})

function multiplierOf(value: ByField<Ratio>, report: Report): Multiplier | undefined {
  if (value.kind === 'one') return { kind: 'factor', factor: value.value }
  if (value.field !== 'in-a-row') {
    report('word-unknown', value.where, { text: value.field, known: 'in-a-row' })
    return undefined
  }
  const rows: { count: number; factor: Ratio }[] = []
  for (const { when, where, value: times } of value.rows) {
    if (/^[1-9]\d{0,2}$/.test(when)) rows.push({ count: Number(when), factor: times })
    else report('text-unreadable', where, { text: when, expected: 'integer', example: '2' })
  }
  if (value.otherwise === undefined) {
    report('key-missing', value.where, { key: 'otherwise', in: 'by-table' })
  }
  return { kind: 'by', rows, otherwise: value.otherwise ?? ONE }
}
