/** A month settled from the store has the bytes of a month settled from the files. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { closeFiles, closeInputs, readInputs } from '../../scripts/cases/close-case.ts'
import type { GoldenCase } from '../../scripts/cases/read-case.ts'
import { readCase } from '../../scripts/cases/read-case.ts'
import { parseMonth } from '../../src/base/calendar/date.ts'
import { parseInstant } from '../../src/base/instant.ts'
import type { Ticket } from '../../src/facts/fact.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import { closeMonth, openContract, openFacts, sha256 } from '../../src/shell/close-month.ts'
import { DEMONSTRATION } from '../../src/shell/demonstration.ts'
import { loadMapping } from '../../src/shell/importers/load-mappings.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'
import { bench } from './engines.ts'
import { caseFolder } from './scene.ts'

/** Cases whose facts are odd: told twice, in several files, set aside, exact, exempted. */
const CASES = [
  'a-glpi-export-is-measured-as-it-comes',
  'a-report-is-due-over-the-holidays-of-may',
  'a-row-resolved-before-it-was-opened-is-set-aside',
  'a-ticket-in-two-files-is-one-ticket',
  'a-ticket-that-two-exports-tell-differently-does-not-depend-on-their-order',
  'a-unit-fee-moves-outside-its-dead-band-by-the-excess-or-whole',
  'an-outage-that-two-files-tell-differently-does-not-depend-on-their-order',
  'half-a-share-exempts-half-of-the-amount-and-not-the-miss',
  'maintenance-beyond-its-monthly-quota-counts-as-down',
  'time-that-nobody-watched-is-down-up-or-left-out',
]

describe('closings from the store', () => {
  /** The hash of the same month, settled from what the store knows once it has read the files. */
  async function hashFromStore(
    files: FactFiles,
    contract: Pick<ReturnType<typeof readInputs>, 'amended' | 'contractHash'>,
    { month, asOf }: Settlement,
  ): Promise<string | undefined> {
    const { store } = bench()
    const tenant = await bench().tenant()
    const { value, findings } = await store.importFacts(tenant, { actor: 'test' }, files)
    if (value === undefined) throw new Error(JSON.stringify(findings))
    const tickets: Ticket[] = []
    const known = await store.readFacts(tenant, {}, (batch) => {
      for (let i = 0; i < batch.count; i += 1) tickets.push(ticketAt(batch, i))
    })
    const { rare, setAside } = known
    const inputs = { ...contract, tickets, rare, setAside, excluded: new Set(known.contested) }
    const [period, at] = [parseMonth(month), parseInstant(asOf)]
    if (period === undefined || at === undefined) throw new Error(`${month} ${asOf}`)
    return closeInputs(inputs, period, at, [tickets])
  }

  const goldenCase = (name: string): GoldenCase => {
    const { value, failures } = readCase(caseFolder(name))
    if (value === undefined) throw new Error(JSON.stringify(failures))
    return value
  }

  test.each(CASES)('%s, from the store', async (name) => {
    const golden = goldenCase(name)
    for (const { month } of golden.months) {
      const closed = closeFiles(golden, month)
      if ('refused' in closed) continue
      const files = openFacts({
        facts: golden.facts.map((file) => join(golden.folder, file)),
        ...(golden.zone === undefined ? {} : { zone: golden.zone }),
      })
      const contract = readInputs(golden, golden.facts)
      expect(await hashFromStore(files, contract, closed.settlement)).toBe(closed.hash)
    }
    expect(golden.mapping).toBeUndefined()
  })

  test('the demonstration, from the store', async () => {
    const { zone, facts } = DEMONSTRATION
    const { value: mapping } = loadMapping(DEMONSTRATION.mapping)
    const [month, asOf] = [parseMonth(DEMONSTRATION.month), parseInstant(DEMONSTRATION.asOf)]
    if (mapping === undefined || month === undefined || asOf === undefined) throw new Error()
    const contract = openContract(DEMONSTRATION.contract)
    const { amended, text } = contract
    if (amended === undefined) throw new Error()
    const request = { contract, facts, mapping, zone, month, asOf, now: asOf }
    const { envelope } = closeMonth(request)
    if (envelope === undefined) throw new Error('the demonstration is not closed')
    const files = openFacts({ facts, mapping, zone })
    const inputs = { amended, contractHash: sha256(text) }
    expect(await hashFromStore(files, inputs, envelope.settlement)).toBe(envelope.hash)
  }, 180_000)
})
