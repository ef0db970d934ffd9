/**
 * How the chapter on security is written.
 *
 * @fr volet sécurité
 */
import type { Ratio } from '../../base/ratio.ts'
import { listOf } from '../../base/yaml/collections.ts'
import { absentMeans, optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { choice, id, refine, text, textForm } from '../../base/yaml/shape.ts'
import { readLength, readNumber } from '../phrases/length.ts'
import { datePhrase, length, phrase, share } from '../phrases/phrase-shape.ts'
import type { Words } from '../phrases/words.ts'
import { clause } from './common-shape.ts'
import type { PersonalData, Security, SecurityMeasure } from './security.ts'

const party = choice(['client', 'provider'])

/** `every 6 months`, or the length alone. */
export const recurrence = phrase('recurrence', readRecurrence, {
  pattern: String.raw`^(every )?\d+ (days|weeks|months|years)$`,
  examples: ['every 6 months', '12 months'],
})

function readRecurrence(words: Words): ReturnType<typeof readLength> {
  words.takeIf('every')
  const length = readLength(words)
  return length?.unit === 'days' || length?.unit === 'months' ? length : undefined
}

const distance: Shape<Ratio> = textForm('distance', readDistance, {
  pattern: String.raw`^\d+ km$`,
  examples: ['100 km'],
})

function readDistance(value: string): Ratio | undefined {
  const [number, unit, ...rest] = value.split(' ')
  return unit === 'km' && rest.length === 0 ? readNumber(number) : undefined
}

const measure: Shape<SecurityMeasure> = refine(
  record('security-measure', {
    id: required(id),
    title: required(text),
    clause: optional(clause),
    rpo: optional(length),
    rto: optional(length),
    'restore-test': optional(recurrence),
    review: optional(recurrence),
    'second-site': optional(distance),
  }),
  ({ secondSite, ...rest }): SecurityMeasure => ({
    ...rest,
    ...(secondSite && { secondSiteKm: secondSite }),
  }),
)

const training = refine(
  record('training', {
    who: required(choice(['provider-staff', 'client-staff', 'all-staff'])),
    every: required(recurrence),
    coverage: required(share),
  }),
  (value) => ({ ...value, coverage: value.coverage.value }),
)

const personalData: Shape<PersonalData> = record('personal-data', {
  processor: required(party),
  'sub-processors': optional(record('sub-processors', { objection: required(length) })),
  'at-end': required(choice(['delete', 'return', 'return-then-delete'])),
})

export const securityShape: Shape<Security> = record('security', {
  measures: absentMeans(listOf(measure), []),
  training: optional(training),
  incidents: optional(
    record('security-incidents', { who: required(party), within: required(datePhrase) }),
  ),
  'personal-data': optional(personalData),
})
