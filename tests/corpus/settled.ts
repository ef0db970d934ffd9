/** What is read from a settlement, in the values of a check: amounts, dates, states. */

import { stepName } from '../../scripts/cases/compare-steps.ts'
import { valueAt } from '../../scripts/cases/compared.ts'
import { calendarDate, formatDate } from '../../src/base/calendar/date.ts'
import { dateAt, zoneOf } from '../../src/base/calendar/zone.ts'
import { instant } from '../../src/base/instant.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { StoredStep } from '../../src/money/stored-procedure.ts'
import { loadTables } from '../../src/shell/catalogue.ts'
import type { Value } from '../oracles/check/values.ts'
import { isNumber } from '../oracles/check/values.ts'
import { over } from '../oracles/naive-fraction.ts'

const PARIS = (() => {
  const zone = zoneOf(loadTables().zones, 'Europe/Paris')
  if (zone === undefined) throw new Error('there is no zone of Paris')
  return zone
})()

export class Settled {
  private readonly settlement: Settlement

  constructor(settlement: Settlement) {
    this.settlement = settlement
  }

  /** Euros owed by a line, or by all of them; nothing where a line is undefined. */
  owed(id?: string): Value {
    const { lines } = this.settlement
    const wanted = lines.filter((line) => id === undefined || line.id === id)
    if (id !== undefined && wanted.length === 0) throw new Error(`there is no line ${id}`)
    const amounts = wanted.map((line) => this.cents(line.owed))
    if (amounts.includes(null)) return null
    return over(
      amounts.reduce<bigint>((sum, cents) => sum + (cents ?? 0n), 0n),
      100n,
    )
  }

  /** Euros owed by a line, with its VAT. */
  withVat(id: string): Value {
    const line = this.settlement.lines.find((one) => one.id === id)
    const cents = line?.vat === undefined ? null : this.cents(line.vat.gross)
    return cents === null ? null : over(cents, 100n)
  }

  /** Euros that a line gives back. */
  returned(id: string): Value {
    const owed = this.owed(id)
    return isNumber(owed) ? over(-owed.top, owed.bottom) : owed
  }

  fee(id: string): Value {
    const fee = this.settlement.fees.find((one) => one.id === id)
    if (fee === undefined) throw new Error(`there is no fee ${id}`)
    const cents = this.cents(fee.amount)
    return cents === null ? null : over(cents, 100n)
  }

  /** What a reserve comes to in the month: a number. */
  stock(id: string, reads: 'taken' | 'short' | 'lost' | 'left'): Value {
    const stock = this.settlement.stocks?.find((one) => one.id === id)
    if (stock === undefined) throw new Error(`there is no reserve ${id}`)
    const { value } = valueAt(this.settlement, stock[reads])
    return value.state === 'known' ? over(value.number.numerator, value.number.denominator) : null
  }

  /** The amendments that the month is judged under. */
  amendments(): readonly string[] {
    return (this.settlement.amendments ?? []).map(({ id }) => id)
  }

  isMissed(id: string): boolean {
    const level = this.settlement.levels.find((one) => one.id === id)
    if (level === undefined) throw new Error(`there is no level ${id}`)
    const { value } = valueAt(this.settlement, level.missed)
    return value.state === 'known' && value.number.numerator !== 0n
  }

  /** Minutes that a level was down, as its outages count them. */
  minutesDown(id: string): Value {
    const level = this.settlement.levels.find((one) => one.id === id)
    if (level === undefined) throw new Error(`there is no level ${id}`)
    const total = level.outages.reduce((sum, { counted }) => sum + BigInt(counted), 0n)
    return over(total, 60_000n)
  }

  /** A step by its name, `renewal 2027-03-14` where it is about something. */
  step(name: string): StoredStep {
    const { steps = [] } = this.settlement
    const found = steps.find((step) => stepName(step) === name)
    if (found === undefined) {
      throw new Error(`there is no step ${name} among ${steps.map(stepName).join(', ')}`)
    }
    return found
  }

  steps(): readonly StoredStep[] {
    return this.settlement.steps ?? []
  }

  /** The date of a step, as a text; nothing where it has none. */
  date(name: string, which: 'opened' | 'due' | 'date'): Value {
    const id = this.step(name)[which]
    if (id === undefined) return null
    const { value } = valueAt(this.settlement, id)
    if (value.state !== 'known') return null
    if (value.unit === 'date') return formatDate(calendarDate(Number(value.number.numerator)))
    return formatDate(dateAt(PARIS, instant(Number(value.number.numerator))))
  }

  /** Whole days late; none is nothing late. */
  daysLate(name: string): Value {
    const { late } = this.step(name)
    if (late === undefined) return over(0n, 1n)
    const { value } = valueAt(this.settlement, late)
    return value.state === 'known' ? over(value.number.numerator, value.number.denominator) : null
  }

  private cents(id: number): bigint | null {
    const { value } = valueAt(this.settlement, id)
    return value.state === 'known' ? value.number.numerator : null
  }
}
