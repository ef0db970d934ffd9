/**
 * What a reading found wrong, counted, with the first rows, so that nothing is lost in silence.
 *
 * Each row read ends in one of four ways: used, set aside (it cannot be used, a finding says why),
 * repeated (the same item with the same content, again) or blank; and the four add up to the rows
 * read. One finding stands for all the rows that share a cause: a hundred thousand rows with one
 * unknown status make one line with a count, not a hundred thousand lines.
 *
 * Example: 1 000 rows read = 990 used + 7 set aside + 2 repeated + 1 blank.
 *
 * @fr rapport de qualité
 */
import type { Finding, Severity } from '../base/finding.ts'
import { invariant, present } from '../base/invariant.ts'

/** Rows named in one finding; the others are counted. */
const ROWS_NAMED = 20
/** Distinct values named for one code; the others are counted together. */
const GROUPS_NAMED = 200
const SET_ASIDE_LISTED = 1000

export interface SetAside {
  readonly row: number
  readonly code: string
}

/** What was read of one file and what became of it. @fr rapport de qualité */
export interface QualityReport {
  readonly file: string
  readonly mapping: string
  /** Data rows, the header not counted. */
  readonly rowsRead: number
  readonly rowsUsed: number
  readonly rowsSetAside: number
  readonly rowsRepeated: number
  readonly rowsBlank: number
  readonly items: number
  readonly events: number
  /** The first thousand rows set aside, with the cause of each. */
  readonly setAside: readonly SetAside[]
  /** Tickets that came again with other content: nobody knows which of the two is right. */
  readonly contested: readonly string[]
  readonly findings: readonly Finding[]
}

/** What tells two groups apart: a sample is only the first one met. */
const distinctive = (params: Readonly<Record<string, string>>): string =>
  Object.entries(params)
    .flatMap(([name, value]) => (name === 'sample' ? [] : [value]))
    .join('\n')

interface Group {
  readonly code: string
  readonly severity: Severity
  readonly params: Readonly<Record<string, string>>
  readonly rows: number[]
  count: number
}

/** Collects what is found while a file is read. */
export class QualityLog {
  readonly file: string
  rowsRead = 0
  rowsUsed = 0
  rowsSetAside = 0
  rowsRepeated = 0
  rowsBlank = 0
  items = 0
  events = 0
  readonly #groups = new Map<string, Group>()
  readonly #perCode = new Map<string, number>()
  readonly #setAside: SetAside[] = []
  readonly contested = new Set<string>()

  constructor(file: string) {
    this.file = file
  }

  /** Counts one more row with this cause. Rows of a cause share their code and parameters. */
  note(
    code: string,
    severity: Severity,
    row: number,
    params: Readonly<Record<string, string>> = {},
  ): void {
    const group = this.#groupOf(code, severity, params)
    group.count += 1
    if (group.rows.length < ROWS_NAMED && group.rows.at(-1) !== row) group.rows.push(row)
  }

  /** Sets `rows` rows aside, one finding for all that share the cause. */
  setAside(
    code: string,
    row: number,
    params: Readonly<Record<string, string>> = {},
    rows = 1,
  ): void {
    this.note(code, 'error', row, params)
    this.rowsSetAside += rows
    if (this.#setAside.length < SET_ASIDE_LISTED) this.#setAside.push({ row, code })
  }

  #groupOf(code: string, severity: Severity, params: Group['params']): Group {
    const key = `${code}\n${distinctive(params)}`
    const known = this.#groups.get(key)
    if (known !== undefined) return known
    const groups = (this.#perCode.get(code) ?? 0) + 1
    if (groups > GROUPS_NAMED) return this.#others(code, severity, params)
    this.#perCode.set(code, groups)
    const group = { code, severity, params, rows: [], count: 0 }
    this.#groups.set(key, group)
    return group
  }

  #others(code: string, severity: Severity, params: Group['params']): Group {
    const key = `${code}\n…`
    const others = this.#groups.get(key)
    if (others !== undefined) return others
    const same = Object.fromEntries(Object.keys(params).map((name) => [name, '…']))
    const group = { code, severity, params: same, rows: [], count: 0 }
    this.#groups.set(key, group)
    return group
  }

  /** Closes the counts. Aborts: the rows read are not the sum of what became of them. */
  report(mapping: string): QualityReport {
    const known = this.rowsUsed + this.rowsSetAside + this.rowsRepeated + this.rowsBlank
    invariant(known === this.rowsRead, 'every row read is used, set aside, repeated or blank')
    return {
      file: this.file,
      mapping,
      rowsRead: this.rowsRead,
      rowsUsed: this.rowsUsed,
      rowsSetAside: this.rowsSetAside,
      rowsRepeated: this.rowsRepeated,
      rowsBlank: this.rowsBlank,
      items: this.items,
      events: this.events,
      setAside: this.#setAside,
      contested: [...this.contested].sort(),
      findings: [...this.#groups.values()].map((group) => this.#finding(group)),
    }
  }

  #finding(group: Group): Finding {
    const { code, severity, params, rows, count } = group
    const line = present(rows[0], 'a group has the row that began it')
    const rest = count - rows.length
    const named = rest > 0 ? `${rows.join(', ')} (+${rest})` : rows.join(', ')
    return {
      code,
      severity,
      where: { file: this.file, line },
      params: { ...params, count: `${count}`, rows: named },
    }
  }
}
