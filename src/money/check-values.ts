/**
 * Looks at values that come from outside, key by key, and gives the path of the first thing wrong.
 *
 * Example: `recordOf<Point>({ x: whole })` finds `point.x` wrong in `{ x: 1.5 }`, and `point.y`
 * in `{ x: 1, y: 2 }`.
 *
 * @fr contrôle de valeurs lues
 */
import { parseInstant } from '../base/instant.ts'
import { parseRatio } from '../base/ratio.ts'

/** Looks at a value that stands at a path; gives the path of the first thing wrong in it. */
export type Check = (value: unknown, path: string) => string | undefined

type Fields<T> = { readonly [K in keyof T]-?: Check }

type UnknownRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is UnknownRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A key of the file itself: none is inherited, not even `toString` or `__proto__`. */
export const own = (record: UnknownRecord, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

export const where =
  (isRight: (value: unknown) => boolean): Check =>
  (value, path) =>
    isRight(value) ? undefined : path

export const textWhere = (isRight: (text: string) => boolean): Check =>
  where((value) => typeof value === 'string' && isRight(value))

export const text = textWhere(() => true)
export const moment = textWhere((value) => parseInstant(value) !== undefined)
export const exact = textWhere((value) => parseRatio(value) !== undefined)
export const whole = where(Number.isSafeInteger)
export const number = where((value) => typeof value === 'number')
export const oneOf = (...words: readonly string[]): Check =>
  textWhere((value) => words.includes(value))

export const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : check(value, path)

export const listOf =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return path
    for (let i = 0; i < value.length; i += 1) {
      const wrong = check(value[i], `${path}[${i}]`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }

/** Names that the step or the finding chooses, each with a text. */
export const params: Check = (value, path) => {
  if (!isRecord(value)) return path
  const name = Object.keys(value).find((key) => typeof value[key] !== 'string')
  return name === undefined ? undefined : `${path}.${name}`
}

export const recordOf =
  <T>(fields: Fields<T>): Check =>
  (value, path) => {
    if (!isRecord(value)) return path
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key))
    if (unknown !== undefined) return `${path}.${unknown}`
    for (const [key, check] of Object.entries<Check>(fields)) {
      const wrong = check(own(value, key), `${path}.${key}`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
