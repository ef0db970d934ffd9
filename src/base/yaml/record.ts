/**
 * A map with known keys, read as a record with camel-case names and its place.
 *
 * All that is wrong with a record is said at once: keys that nobody knows (with the key that was
 * probably meant), keys that are missing, values that cannot be read. A record that lacks a
 * mandatory value is not given; one that lacks an optional one is.
 *
 * Example: `record('few', { under: required(integer(1, 999)), 'allow-late': optional(…) })` reads
 * `{ under: 10, allow-late: 1 }` as `{ where, under: 10, allowLate: 1 }`.
 *
 * @fr enregistrement
 */
import type { Place } from '../finding.ts'
import { nearest } from './nearest.ts'
import type { RecordDescription, Report, Shape } from './shape.ts'
import type { SourceMap, SourceNode } from './source.ts'

export interface Field<T, Required extends boolean = boolean> {
  readonly shape: Shape<T>
  readonly isRequired: Required
  /** What an absent key means, where that is part of the language. */
  readonly absent?: T
}

export type Fields = Readonly<Record<string, Field<unknown>>>

export const required = <T>(shape: Shape<T>): Field<T, true> => ({ shape, isRequired: true })
export const optional = <T>(shape: Shape<T>): Field<T, false> => ({ shape, isRequired: false })

/** A key whose absence has one plain meaning, such as no row at all. */
export const absentMeans = <T>(shape: Shape<T>, absent: NoInfer<T>): AbsentField<T> => ({
  shape,
  isRequired: false,
  absent,
})

/** Its value is always there in the record, though its key may be absent from the file. */
export interface AbsentField<T> extends Field<T, false> {
  readonly absent: T
}

type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S

/** A key `where` filters; in the record it is `filter`, since `where` is the record's place. */
type NameOf<K extends string> = K extends 'where' ? 'filter' : Camel<K>

type Always<F> = {
  [K in keyof F]: F[K] extends Field<unknown, true> | AbsentField<unknown> ? K : never
}[keyof F]

type ValueOf<F> = F extends Field<infer T> ? T : never

export type RecordOf<F extends Fields> = {
  readonly [K in Always<F> & string as NameOf<K>]: ValueOf<F[K]>
} & {
  readonly [K in Exclude<keyof F, Always<F>> & string as NameOf<K>]?: ValueOf<F[K]>
} & { readonly where: Place }

export interface RecordRules {
  readonly exactlyOne?: readonly (readonly string[])[]
}

export function record<const F extends Fields>(
  name: string,
  fields: F,
  rules: RecordRules = {},
): Shape<RecordOf<F>> {
  const about: RecordDescription = {
    kind: 'record',
    name,
    keys: Object.entries(fields).map(([key, field]) => ({
      key,
      isRequired: field.isRequired,
      about: field.shape.about,
    })),
    exactlyOne: rules.exactlyOne ?? [],
  }
  return {
    about,
    decode: (node, report) => {
      const map = mapOf(node, name, report)
      if (map === undefined) return undefined
      reportUnknownKeys(map, fields, report)
      const isWhole = reportMissingKeys(map, about, report)
      const value = decodeFields(map, fields, report)
      return value === undefined || !isWhole ? undefined : (value as RecordOf<F>)
    },
  }
}

/** The node if it is a map; anything else but an absent value is reported. */
export function mapOf(node: SourceNode, expected: string, report: Report): SourceMap | undefined {
  if (node.kind === 'map') return node
  const isReported = node.kind === 'scalar' && node.text === '' && !node.isQuoted
  if (!isReported) report('map-expected', node.where, { expected, found: node.kind })
  return undefined
}

function reportUnknownKeys(map: SourceMap, fields: Fields, report: Report): void {
  const known = Object.keys(fields)
  const absent = known.filter((key) => !map.entries.some((entry) => entry.key === key))
  for (const { key, keyWhere } of map.entries) {
    if (Object.hasOwn(fields, key)) continue
    const suggestion = nearest(key, absent) ?? nearest(key, known)
    if (suggestion === undefined) report('key-unknown', keyWhere, { key, known: known.join(', ') })
    else report('key-misspelt', keyWhere, { key, suggestion })
  }
}

/** Reports the mandatory keys that are absent, and the alternatives of which not one is written. */
function reportMissingKeys(map: SourceMap, about: RecordDescription, report: Report): boolean {
  const written = new Set(map.entries.map((entry) => entry.key))
  let isWhole = true
  for (const { key, isRequired } of about.keys) {
    if (!isRequired || written.has(key)) continue
    report('key-missing', map.where, { key, in: about.name })
    isWhole = false
  }
  for (const keys of about.exactlyOne) {
    const chosen = keys.filter((key) => written.has(key))
    if (chosen.length === 1) continue
    isWhole = false
    const params = { keys: keys.join(', '), found: chosen.join(', ') }
    report(chosen.length === 0 ? 'one-key-of' : 'only-one-key-of', map.where, params)
  }
  return isWhole
}

function decodeFields(
  map: SourceMap,
  fields: Fields,
  report: Report,
): Record<string, unknown> | undefined {
  const value: Record<string, unknown> = { where: map.where }
  let isWhole = true
  for (const [key, field] of Object.entries(fields)) {
    const entry = map.entries.find((candidate) => candidate.key === key)
    const read = entry === undefined ? undefined : field.shape.decode(entry.value, report)
    if (read !== undefined) value[nameOf(key)] = read
    else if (field.absent !== undefined) value[nameOf(key)] = field.absent
    else if (field.isRequired && entry !== undefined) isWhole = false
  }
  return isWhole ? value : undefined
}

const nameOf = (key: string): string =>
  key === 'where'
    ? 'filter'
    : key.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
