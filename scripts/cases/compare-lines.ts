/** Compares the lines of a settlement: gross, cuts, owed, readings. */
import { known } from '../../src/base/because/value.ts'
import { ratio } from '../../src/base/ratio.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { Settlement, StoredLine } from '../../src/money/settlement.ts'
import { checkTaxed } from './compare-vat.ts'
import type { Compared } from './compared.ts'
import { byId, figure, valueAt, word } from './compared.ts'
import { differs } from './figures.ts'
import type { Fail, Handlers } from './tree.ts'
import { eachKey, eachName, textIn } from './tree.ts'

export function checkLines(node: SourceNode, compared: Compared, mentioned: Set<string>): void {
  const { settlement, fail } = compared
  eachName(
    node,
    'line',
    byId(settlement.lines),
    (line, value, _, id) => {
      mentioned.add(id)
      if (value.kind === 'scalar') figure(compared, line.owed)(value)
      else eachKey(value, 'a line', lineHandlers(line, compared), fail)
      const statesOwed = value.kind === 'scalar' || has(value, 'owed')
      if (!statesOwed) fail(value.where, `the line ${id} says what it owes: owed`)
    },
    fail,
  )
}

const has = (node: SourceNode, key: string): boolean =>
  node.kind === 'map' && node.entries.some((entry) => entry.key === key)

function lineHandlers(line: StoredLine, compared: Compared): Handlers {
  const { settlement, fail } = compared
  return {
    gross: figure(compared, line.gross),
    exact: figure(compared, line.exact),
    owed: figure(compared, line.owed),
    nature: word(compared, line.nature),
    by: word(compared, line.by ?? 'provider'),
    period: word(compared, line.period),
    vat: checkTaxed(line.vat, 'the VAT of a line', compared),
    readings: (value) => {
      const readings = new Map(line.readings.map(({ reading, gross }) => [reading, gross]))
      eachName(value, 'reading', readings, (id, text) => figure(compared, id)(text), fail)
      for (const reading of readings.keys()) {
        if (!has(value, reading)) fail(value.where, `there is a reading ${reading} as well`)
      }
    },
    cuts: (value) => {
      const cuts = new Map(line.cuts.map((cut) => [cut.cap, cut]))
      eachName(
        value,
        'cap on this line',
        cuts,
        ({ before, after }, text) => checkCut(settlement, before, after, text, fail),
        fail,
      )
    },
  }
}

/** What a cap took from a line: what came to it, less what it let pass. */
function checkCut(
  settlement: Settlement,
  before: number,
  after: number,
  node: SourceNode,
  fail: Fail,
): void {
  const cents = (id: number): bigint => {
    const { value } = valueAt(settlement, id)
    return value.state === 'known' ? value.number.numerator : 0n
  }
  const text = textIn(node, 'a cut', fail) ?? ''
  const said = differs(text, known(ratio(cents(before) - cents(after)), 'cents'))
  if (said !== undefined) fail(node.where, said)
}
