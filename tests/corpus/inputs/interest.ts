/** Clauses on what late payment costs, by days. */
import { addDays } from '../../oracles/check/days.ts'
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { money, monthOf } from './writing.ts'

interface Late {
  readonly amount: number
  readonly due: string
  readonly paid: string
  readonly ecb: number
}

const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`

const latePayment = entry<Late>({
  id: 'outscale-late',
  draw: (chance) => {
    const due = chance.day('2026-01-10', 0, 300)
    return {
      due,
      amount: chance.whole(1, 20_000) * 6,
      paid: addDays(due, chance.whole(1, 200)),
      ecb: chance.whole(0, 500) / 10_000,
    }
  },
  edits: ({ due, paid, ecb }) => [
    inFacts('of: due-date, on: 2026-04-30', `of: due-date, on: ${due}`),
    inFacts('of: invoice, on: 2026-04-30', `of: invoice, on: ${due}`),
    inFacts('of: payment, on: 2026-06-11', `of: payment, on: ${paid}`),
    inFacts('on: 2026-06-01, amount: 2.15 %', `on: ${monthOf(paid)}-01, amount: ${percent(ecb)}`),
  ],
  month: ({ paid }) => monthOf(paid),
  answer: (settled) => settled.owed(),
  readings: [
    {
      folder: 'with-vat',
      edits: ({ amount }) => [inFacts('amount: 12400.00', `amount: ${money(amount)}`)],
    },
    {
      folder: 'without-vat',
      check: 'r2(r2(amount/1.2)*(ecb+0.10)*days(due,paid)/365)+40',
      given: '184.47',
      edits: ({ amount }) => [inFacts('amount: 10333.33', `amount: ${money(amount / 1.2)}`)],
    },
  ],
})

interface Disputed {
  readonly admitted: number
  readonly settled: number
  readonly request: string
  readonly complement_paid: string
  readonly rate: number
}

const dispute = entry<Disputed>({
  id: 'ccag09-dispute-pay',
  draw: (chance) => {
    const request = chance.day('2026-01-05', 0, 200)
    const admitted = chance.whole(1000, 90_000)
    return {
      request,
      admitted,
      settled: admitted + chance.whole(0, 20_000),
      complement_paid: addDays(request, chance.whole(31, 300)),
      rate: chance.whole(1, 1500) / 10_000,
    }
  },
  edits: ({ admitted, settled, request, complement_paid, rate }) => [
    inContract('R: 10.15 %', `R: ${percent(rate)}`),
    inFacts('on: 2026-02-10, amount: 42000.00', `on: ${request}, amount: ${admitted}.00`),
    inFacts('on: 2026-07-15, amount: 47000.00', `on: ${complement_paid}, amount: ${settled}.00`),
    inFacts('of: complement-paid, on: 2026-08-01', `of: complement-paid, on: ${complement_paid}`),
  ],
  month: ({ complement_paid }) => monthOf(complement_paid),
  answer: (settled) => settled.owed(),
  readings: [
    {
      folder: 'from-the-request',
      edits: ({ request }) => [
        inFacts('of: request, on: 2026-02-01', `of: request, on: ${request}`),
      ],
    },
    {
      folder: 'from-the-term-of-payment',
      check: 'r2((settled-admitted)*rate*(days(request,complement_paid)-30)/365)',
      given: '209.95',
      edits: ({ request }) => [
        inFacts('payment, on: 2026-03-03', `payment, on: ${addDays(request, 30)}`),
      ],
    },
  ],
})

export const INTEREST: readonly Entry[] = [latePayment, dispute]
