/**
 * How the multiplication of a repeated penalty is written.
 *
 * `{ times: at-least 2, in: 3 months, multiply: 1.5 }`, `{ in-a-row: at-least 2, multiply: 2 }`,
 * or a factor for each number of misses, in a row or in a window: `{ multiply: { by: in-a-row, 2:
 * 1.5, otherwise: 2 } }`, `{ in: 12 months, multiply: { by: times, 1: 1, 2: 2, otherwise: 3 } }`.
 *
 * @fr répétition
 */
import type { Place } from '../../base/finding.ts'
import type { Ratio } from '../../base/ratio.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Report, Shape } from '../../base/yaml/shape.ts'
import { refine, textForm } from '../../base/yaml/shape.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { hasKey } from '../../base/yaml/source.ts'
import { readNumber } from '../phrases/length.ts'
import { bound, window } from '../phrases/phrase-shape.ts'
import type { Window } from '../phrases/window.ts'
import type { Phrase } from '../phrases/words.ts'
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
    const isOfWindow = times === undefined && inARow === undefined && within !== undefined
    if (isAlone || isOfWindow) return byRow({ where, within, multiply, node }, report)
  } else if (times !== undefined && within !== undefined && inARow === undefined) {
    return { where, kind: 'times', bound: times, in: within, factor: multiply.value }
  } else if (inARow !== undefined && times === undefined && within === undefined) {
    return { where, kind: 'in-a-row', bound: inARow, factor: multiply.value }
  }
  report('repeat-trigger', node.where, {})
  return undefined
})

interface RowsOfMisses {
  readonly where: Place
  readonly within: Phrase<Window> | undefined
  readonly multiply: Extract<ByField<Ratio>, { kind: 'by' }>
  readonly node: SourceNode
}

/** Misses in a row end with the period judged; `times` are those of a window. */
function byRow(
  { where, within, multiply: table, node }: RowsOfMisses,
  report: Report,
): Repeat | undefined {
  const { field, otherwise } = table
  if (field !== 'in-a-row' && field !== 'times') {
    report('word-unknown', table.where, { text: field, known: 'in-a-row, times' })
    return undefined
  }
  if ((field === 'times') !== (within !== undefined)) {
    report('repeat-trigger', node.where, {})
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
  return { where, kind: 'by-row', rows, otherwise, ...(within && { in: within }) }
}
