/**
 * How a service level is written: one measure form, one target, one penalty at most.
 *
 * @fr niveau de service
 */
import { listOf } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Infer, Shape } from '../../base/yaml/shape.ts'
import { choice, flag, id, integer, refine, text } from '../../base/yaml/shape.ts'
import { rounding } from '../phrases/phrase-shape.ts'
import { TILES } from '../phrases/window.ts'
import { claimShape } from './claim-shape.ts'
import { clause, reference } from './common-shape.ts'
import { targetShape } from './condition-shape.ts'
import { belongsTo, empty, onTheLimit, openAtEnd } from './conventions-shape.ts'
import type { FewItems, MeasureForm, ServiceLevel } from './level.ts'
import { inMarks } from './marks.ts'
import { MEASURE_KINDS, measureFields } from './measure-shape.ts'
import { exemption, graceShape, penaltyShape } from './penalty-shape.ts'

const few: Shape<FewItems> = refine(
  record(
    'few',
    {
      under: required(integer(1, 100_000)),
      'allow-late': optional(integer(0, 100_000)),
      'left-out': optional(flag),
    },
    { exactlyOne: [['allow-late', 'left-out']] },
  ),
  ({ where, under, allowLate, leftOut }, _, report): FewItems | undefined => {
    if (allowLate !== undefined)
      return { where, under, policy: { kind: 'allow-late', count: allowLate } }
    if (leftOut === true) return { where, under, policy: { kind: 'left-out' } }
    if (leftOut === false) report('few-without-effect', where, {})
    return undefined
  },
)

const levelRecord = record(
  'level',
  {
    id: required(id),
    title: optional(text),
    service: optional(reference),
    clause: required(clause),
    ...measureFields,
    per: required(choice([...TILES, 'item'])),
    'belongs-to': optional(belongsTo),
    'on-the-limit': optional(onTheLimit),
    'open-at-end': optional(openAtEnd),
    empty: optional(empty),
    round: optional(rounding),
    target: required(targetShape),
    few: optional(few),
    grace: optional(graceShape),
    penalty: optional(penaltyShape),
    claim: optional(claimShape),
    exemptions: absentMeans(listOf(exemption), []),
  },
  { exactlyOne: [MEASURE_KINDS] },
)

type LevelKeys = Infer<typeof levelRecord>

function measureOf(keys: LevelKeys): MeasureForm | undefined {
  for (const kind of MEASURE_KINDS) {
    const form = keys[kind]
    if (form !== undefined) return form
  }
  return undefined
}

export const levelShape: Shape<ServiceLevel> = refine(levelRecord, (keys) => {
  const measure = measureOf(keys)
  const { response, restoration, availability, timeliness, backlog, count, share, value, ...rest } =
    keys
  return measure === undefined ? undefined : inMarks({ ...rest, measure })
})
