/**
 * How a table of bands is written: each row says both of its sides.
 *
 * The last row may be `{ otherwise: undefined }`: what a figure that no row holds is worth. Whether
 * the rows leave a hole is checked with the level, where the rounding of the figure is known.
 *
 * @fr barème par tranches
 */
import { listOf } from '../../base/yaml/collections.ts'
import { optional, record } from '../../base/yaml/record.ts'
import type { Infer, Report, Shape } from '../../base/yaml/shape.ts'
import { choice, refine } from '../../base/yaml/shape.ts'
import type { BandBound } from '../phrases/band-limit.ts'
import { amount, bandLimit, rate } from '../phrases/phrase-shape.ts'
import type { Phrase } from '../phrases/words.ts'
import { boundsOf } from './common-shape.ts'
import type { Band, BandHole, BandTable, Worth } from './penalty.ts'

const rowRecord = record(
  'band',
  {
    'at-least': optional(bandLimit),
    'at-most': optional(bandLimit),
    above: optional(bandLimit),
    under: optional(bandLimit),
    rate: optional(rate),
    amount: optional(amount),
    otherwise: optional(choice(['undefined', 'row-above', 'row-below'])),
  },
  { exactlyOne: [['rate', 'amount', 'otherwise']] },
)

type Row =
  | { readonly kind: 'band'; readonly band: Band }
  | { readonly kind: 'otherwise'; readonly hole: BandHole; readonly where: Band['where'] }

const row: Shape<Row> = refine(rowRecord, (value, _, report): Row | undefined => {
  const { where, otherwise } = value
  const bounds = boundsOf(value)
  if (otherwise !== undefined) {
    if (bounds.length > 0) report('otherwise-with-bounds', where, {})
    return { kind: 'otherwise', hole: otherwise, where }
  }
  const worth = worthOf(value)
  const sides = sidesOf(bounds, where, report)
  return worth === undefined || sides === undefined
    ? undefined
    : { kind: 'band', band: { where, ...sides, worth } }
})

function worthOf(value: Infer<typeof rowRecord>): Worth | undefined {
  if (value.rate !== undefined) return { kind: 'rate', rate: value.rate }
  return value.amount === undefined ? undefined : { kind: 'amount', amount: value.amount }
}

/** At most one lower and one upper side, and at least one of them. */
function sidesOf(
  bounds: readonly Phrase<BandBound>[],
  where: Band['where'],
  report: Report,
): { readonly lower?: Phrase<BandBound>; readonly upper?: Phrase<BandBound> } | undefined {
  const lowers = bounds.filter(({ word }) => word === 'at-least' || word === 'above')
  const uppers = bounds.filter(({ word }) => word === 'at-most' || word === 'under')
  if (bounds.length === 0) report('band-without-bounds', where, {})
  if (lowers.length > 1 || uppers.length > 1) report('band-side-twice', where, {})
  const [lower] = lowers
  const [upper] = uppers
  if (bounds.length === 0 || bounds.length !== Number(!!lower) + Number(!!upper)) return undefined
  return { ...(lower && { lower }), ...(upper && { upper }) }
}

export const bandTable: Shape<BandTable> = refine(listOf(row, 1), (rows, node, report) => {
  const holes = rows.flatMap((item) => (item.kind === 'otherwise' ? [item] : []))
  const [first, second] = holes
  if (second !== undefined) report('otherwise-twice', second.where, {})
  const bands = rows.flatMap((item) => (item.kind === 'band' ? [item.band] : []))
  // A row that could not be read is said; without it the table would seem to have a hole.
  const isWhole = node.kind === 'list' && rows.length === node.items.length
  if (!isWhole || bands.length === 0) return undefined
  return {
    kind: 'bands',
    where: node.where,
    rows: bands,
    ...(first && { otherwise: first.hole }),
  }
})
