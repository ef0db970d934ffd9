/**
 * The readings under which each family of vectors was made, by its source, never by case.
 *
 * A case may name its own reading in a field (`closing`, `night`, `holidays_beat_shifts`), which
 * wins. What is not named is the plain reading: half-open windows, real elapsed time, a target met
 * at closing stays there, a holiday closes a dated shift. Where a family departs from the plain
 * reading of an instant (closing, minutes), it does so in the cases marked `dispute`.
 */
export interface Conventions {
  /** A target met exactly at closing: there, or at the next opening. */
  readonly closing: 'same' | 'next-opening'
  /** A target of zero outside the hours: met at once, or at the next opening. */
  readonly zeroTarget: 'at-once' | 'next-opening'
  /** Whether the very instant of closing is open. */
  readonly closingInstant: 'closed' | 'open'
  readonly holidaysBeatShifts: boolean
  /** Results cut to whole minutes. */
  readonly precision: 'exact' | 'minute'
  /** An end before its start: nothing, or a negative time. */
  readonly reversed: 'zero' | 'signed'
  /** Where a day count falls outside the hours: kept, next opening, or back to that day's close. */
  readonly dayOutsideHours: 'stays' | 'moves' | 'cut-at-closing'
  /** A count of days that begins on a closed day begins at the next opening. */
  readonly closedStart: 'stays' | 'next-opening'
  /** Whose hours are those after midnight, when one of the two dates is a holiday. */
  readonly night: 'opening-day' | 'each-day'
}

const PLAIN: Conventions = {
  closing: 'same',
  zeroTarget: 'at-once',
  closingInstant: 'closed',
  holidaysBeatShifts: true,
  precision: 'exact',
  reversed: 'zero',
  dayOutsideHours: 'stays',
  closedStart: 'stays',
  night: 'opening-day',
}

interface Family {
  readonly always?: Partial<Conventions>
  /** Only in cases marked as disputed. */
  readonly disputed?: Partial<Conventions>
}

const BIZ: Family = {
  always: { zeroTarget: 'next-opening', dayOutsideHours: 'moves' },
  disputed: { closing: 'next-opening' },
}

const FAMILIES: Readonly<Record<string, Family>> = {
  'zendesk/biz': BIZ,
  'zammad/zammad': { ...BIZ, disputed: { ...BIZ.disputed, precision: 'minute' } },
  'glpi-project/glpi': {
    always: { dayOutsideHours: 'cut-at-closing', closedStart: 'next-opening' },
    disputed: { closing: 'next-opening', closingInstant: 'open' },
  },
  'lennym/moment-business-time': {
    always: { reversed: 'signed' },
    disputed: { closingInstant: 'open' },
  },
}

type Fields = Readonly<Record<string, unknown>>

/** The conventions of a source family, then those that the case names itself. */
export function conventionsOf(repo: string, fields: Fields): Conventions {
  const known = Object.hasOwn(FAMILIES, repo) ? FAMILIES[repo] : undefined
  const disputed = fields['dispute'] === true ? known?.disputed : {}
  const family = { ...PLAIN, ...known?.always, ...disputed }
  const closing = named(fields, 'closing', ['same', 'next-opening'] as const)
  const instant = named(fields, 'closing_instant', ['closed', 'open'] as const)
  const night = named(fields, 'night', ['opening-day', 'each-day'] as const)
  const beat = fields['holidays_beat_shifts']
  return {
    ...family,
    ...(closing === undefined ? {} : { closing }),
    ...(instant === undefined ? {} : { closingInstant: instant }),
    ...(night === undefined ? {} : { night }),
    ...(typeof beat === 'boolean' ? { holidaysBeatShifts: beat } : {}),
  }
}

function named<T extends string>(fields: Fields, key: string, known: readonly T[]): T | undefined {
  const text = fields[key]
  if (typeof text !== 'string') return undefined
  const plain = text.replaceAll('_', '-')
  const found = known.find((value) => value === plain)
  if (found === undefined) throw new Error(`"${key}": "${text}" is not one of ${known.join(', ')}`)
  return found
}
