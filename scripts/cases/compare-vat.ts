/** Compares the VAT of a settlement: of its lines, of the price of the month, and what is left. */
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { StoredTaxed } from '../../src/money/stored-vat.ts'
import type { Compared } from './compared.ts'
import { figure } from './compared.ts'
import type { Handlers } from './tree.ts'
import { eachKey } from './tree.ts'

export function checkVat(node: SourceNode, compared: Compared): void {
  const vat = compared.settlement.vat ?? {}
  const { fees, reductions, dues, left } = vat
  const handlers: Handlers = {
    fees: checkTaxed(fees, 'the price with VAT', compared),
    reductions: checkTaxed(reductions, 'the price reductions with VAT', compared),
    dues: checkTaxed(dues, 'the dues with VAT', compared),
    'posted-reductions': checkTaxed(vat.postedReductions, 'what is posted with VAT', compared),
    'posted-dues': checkTaxed(vat.postedDues, 'what is posted with VAT', compared),
    left: (value) => {
      if (left === undefined) compared.fail(value.where, 'what is left of the price is not known')
      else figure(compared, left)(value)
    },
  }
  eachKey(node, 'vat', handlers, compared.fail)
}

/** Compares an amount without VAT, its VAT, and both. */
export const checkTaxed =
  (taxed: StoredTaxed | undefined, what: string, compared: Compared) =>
  (node: SourceNode): void => {
    if (taxed === undefined) {
      compared.fail(node.where, `${what} is not known`)
      return
    }
    const handlers: Handlers = {
      net: figure(compared, taxed.net),
      vat: figure(compared, taxed.vat),
      gross: figure(compared, taxed.gross),
    }
    eachKey(node, what, handlers, compared.fail)
  }
