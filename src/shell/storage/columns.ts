/**
 * The types of column that the store uses, and no other: the same on every PostgreSQL.
 *
 * Texts are compared by their bytes (collation C), so that order and uniqueness do not depend on
 * the language of the server. Instants are milliseconds here and `timestamptz` there: people who
 * look into the database read dates.
 */
import { customType } from 'drizzle-orm/pg-core'
import type { Instant } from '../../base/instant.ts'
import { formatInstant, parseInstant } from '../../base/instant.ts'
import { invariant } from '../../base/invariant.ts'

/** A text. PostgreSQL keeps no NUL: see `isKeepable`. */
export const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

/** An instant. Sessions are in UTC, so PostgreSQL answers `2026-03-14 21:40:00.5+00`. */
export const instantColumn = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: formatInstant,
  fromDriver: (text) => {
    const at = parseInstant(text.replace(/\+00$/, 'Z'))
    invariant(at !== undefined, 'the session is in UTC, and the year has four digits')
    return at
  },
})

/** Whether PostgreSQL gives a text back as it was: without NUL, without half a character. */
export const isKeepable = (text: string): boolean => !text.includes('\0') && isWellFormed(text)

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
