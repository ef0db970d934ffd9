/**
 * Closes a month of a contract that a case was written as: the answer is what the engine settles.
 */
import { parseValue } from '../../src/base/because/value.ts'
import { cents, formatCents } from '../../src/base/cents.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { Ratio } from '../../src/base/ratio.ts'
import { readYaml } from '../../src/base/yaml/read-yaml.ts'
import { readFactsFile } from '../../src/facts/facts-file.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { closeText } from '../engine/close-life.ts'
import type { Written } from '../engine/contract-text.ts'
import { written } from '../engine/contract-text.ts'
import { TABLES } from '../engine/hours.ts'
import { CaseError } from './read-case.ts'

/** A contract, its facts without their `zone`, and the month to close. */
export interface WrittenCase extends Written {
  readonly facts: string
  readonly zone?: string
  readonly month: string
}

/** What is known: everything that a case says, long after. */
const LATER = parseInstant('2050-01-01T00:00:00Z')

export function closeWritten({ facts, month, ...contract }: WrittenCase): Closed {
  const text = written(contract)
  const zone = contract.zone ?? 'Europe/Paris'
  const tree = readYaml('facts.yaml', `zone: ${zone}\n${facts}`)
  const read =
    tree.value === undefined ? tree : readFactsFile('facts.yaml', tree.value, TABLES.zones)
  const { value, findings } = read
  if (value === undefined || !('rare' in value) || LATER === undefined) {
    throw new CaseError('failed', `facts refused: ${findings.map(({ code }) => code).join(', ')}`)
  }
  const known = { month, asOf: LATER, facts: value.rare, batches: [value.tickets] }
  return new Closed(closeText(text, known))
}

const inEuros = (amount: bigint): string => formatCents(cents(amount))

/** A settlement, read in the words of the cases. */
export class Closed {
  readonly #settlement: Settlement

  constructor(settlement: Settlement) {
    this.#settlement = settlement
  }

  /** What the lines of some levels owe, `960.00`. */
  owed(...levels: readonly string[]): string {
    return this.#money('owed', levels)
  }

  /** The same before caps and minimums. */
  gross(...levels: readonly string[]): string {
    return this.#money('gross', levels)
  }

  /** The price of the month, `48000.00`. */
  fee(id: string): string {
    const fee = this.#settlement.fees.find((candidate) => candidate.id === id)
    if (fee === undefined) throw new CaseError('failed', `there is no price ${id}`)
    return inEuros(this.#number(fee.amount).numerator)
  }

  /** A figure of the VAT of the month: what is left of the price, or a part of a sum. */
  vat(of: 'left'): string
  vat(of: 'fees' | 'reductions', part: 'net' | 'vat' | 'gross'): string
  vat(of: 'left' | 'fees' | 'reductions', part: 'net' | 'vat' | 'gross' = 'gross'): string {
    const { vat } = this.#settlement
    const node = of === 'left' ? vat?.left : vat?.[of]?.[part]
    if (node === undefined) throw new CaseError('failed', `there is no VAT of ${of}`)
    return inEuros(this.#number(node).numerator)
  }

  figure(level: string): Ratio {
    return this.#number(this.#level(level).figure)
  }

  isMissed(level: string): boolean {
    return this.#number(this.#level(level).missed).numerator === 1n
  }

  /** What was counted by a reducer, such as `window`. */
  counted(reducer: string): Ratio {
    const node = this.#settlement.graph.findIndex(({ params }) => params['reducer'] === reducer)
    if (node < 0) throw new CaseError('failed', `nothing was counted as ${reducer}`)
    return this.#number(node)
  }

  #money(of: 'owed' | 'gross', levels: readonly string[]): string {
    const sum = this.#settlement.lines
      .filter(({ level }) => levels.length === 0 || levels.includes(level))
      .reduce((total, line) => total + this.#number(line[of]).numerator, 0n)
    return inEuros(sum)
  }

  #level(id: string): Settlement['levels'][number] {
    const level = this.#settlement.levels.find((candidate) => candidate.id === id)
    if (level === undefined) throw new CaseError('failed', `the level ${id} was not judged`)
    return level
  }

  #number(node: number): Ratio {
    const value = parseValue(this.#settlement.graph[node]?.value ?? '')
    if (value?.state !== 'known') throw new CaseError('failed', `no amount: ${value?.state}`)
    return value.number
  }
}
