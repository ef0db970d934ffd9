/**
 * How the multiplication of a repeated penalty is written.
 *
 * `{ times: at-least 2, in: 3 months, multiply: 1.5 }`, `{ in-a-row: at-least 2, multiply: 2 }`,
 * or a factor for each number of misses in a row: `{ multiply: { by: in-a-row, 2: 1.5, otherwise:
 * 2 } }`.
 *
 * @fr répétition
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { refine, textForm } from '../../base/yaml/shape.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { readNumber } from '../phrases/length.ts'
import { bound, window } from '../phrases/phrase-shape.ts'
import { byField, countBound } from './common-shape.ts'
import type { ByField } from './level.ts'
import type { Repeat } from './penalty.ts'

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
  const { where, times, in: within, inARow, multiply } = value
  const written = Object.entries({ times, in: within, 'in-a-row': inARow })
  // A trigger that is written and could not be read has been reported already.
  if (written.some(([key, read]) => read === undefined && hasKey(node, key))) return undefined
  const isAlone = written.every(([, read]) => read === undefined)
  if (multiply.kind === 'by') {
    if (isAlone) return byRow(where, multiply, report)
  } else if (times !== undefined && within !== undefined && inARow === undefined) {
    return { where, kind: 'times', bound: times, in: within, factor: multiply.value }
  } else if (inARow !== undefined && times === undefined && within === undefined) {
    return { where, kind: 'in-a-row', bound: inARow, factor: multiply.value }
  }
  report('repeat-trigger', node.where, {})
  return undefined
})

function byRow(
  where: Place,
  table: Extract<ByField<Ratio>, { kind: 'by' }>,
  report: Report,
): Repeat | undefined {
  const { field, otherwise } = table
  if (field !== 'in-a-row') {
    report('word-unknown', table.where, { text: field, known: 'in-a-row' })
    return undefined
  }
  const rows: { count: number; factor: Ratio }[] = []
  for (const { when, where: place, value: factor } of table.rows) {
    if (/^[1-9]\d{0,2}$/.test(when)) rows.push({ count: Number(when), factor })
    else report('text-unreadable', place, { text: when, expected: 'integer', example: '2' })
  }
  if (otherwise === undefined) {
    report('key-missing', table.where, { key: 'otherwise', in: 'by-table' })
    return undefined
  }
  return { where, kind: 'by-row', rows, otherwise }
}
