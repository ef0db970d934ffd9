/**
 * Whether something passes the filters of a level: every field has one of the values written.
 *
 * Example: `where: { of: [power, network], site: Lyon }` passes an outage of `power` whose field
 * `site` is `Lyon`. What an outage or a deliverable is of is read as its field `of`.
 *
 * @fr filtre
 */
import type { Filter } from '../contract/core/select.ts'
import type { Deliverable, Outage } from '../facts/fact.ts'

type Fields = Readonly<Record<string, string>>

/** A field that is not told is empty. */
export const passesFields = (where: readonly Filter[], fields: Fields): boolean =>
  where.every(({ field, values }) => values.includes(fields[field] ?? ''))

export const passes = (where: readonly Filter[], fact: Outage | Deliverable): boolean =>
  where.every(({ field, values }) => values.includes(fieldOf(fact, field) ?? ''))

/** What the fact tells under a name; nothing where it tells nothing. */
export const fieldOf = ({ of, fields }: Outage | Deliverable, name: string): string | undefined =>
  name === 'of' ? of : fields[name]
