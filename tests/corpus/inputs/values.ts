/** Clauses on a value that is measured elsewhere, and told. */
import type { Entry } from '../entry.ts'
import { entry, inContract, inFacts } from '../entry.ts'
import { money } from './writing.ts'

interface Loss {
  readonly target: number
  readonly measured: number
  readonly mrc: number
}

/** The overruns, in percent of the target, between which the rows lie. */
const STEPS = [10, 25, 50, 75, 100]

/** So much more than the target, in percent. */
const above = (target: number, percent: number): string =>
  `${Math.round(target * (100 + percent) * 10_000) / 1_000_000} %`

/** The two sides of each row, for the target of the file and for another one. */
const rows = (target: number, from: string, to: string) =>
  STEPS.slice(1).map((step, i) => {
    const sides = (of: number) =>
      `{ ${from}: ${above(of, STEPS[i] ?? 0)}, ${to}: ${above(of, step)},`
    return inContract(sides(0.1), sides(target))
  })

const overrun = '(measured-target)/target*100'

const loss = entry<Loss>({
  id: 'packetfabric-loss',
  draw: (chance) => {
    const target = chance.pick([0.1, 0.05, 0.2, 1])
    const percent = chance.pick([chance.pick(STEPS), chance.whole(-50, 150)])
    return {
      target,
      measured: Number.parseFloat(above(target, percent)),
      mrc: chance.money(10, 9000),
    }
  },
  edits: ({ target, measured, mrc }) => [
    inContract('900.00 per month', `${money(mrc)} per month`),
    inFacts('0.137 %', `${measured} %`),
    inContract('target: { at-most: 0.1 % }', `target: { at-most: ${target} % }`),
    inContract('{ above: 0.1 %,', `{ above: ${target} %,`),
  ],
  month: () => '2026-06',
  answer: (settled) => settled.owed('loss.penalty'),
  readings: [
    {
      folder: 'at-least',
      edits: ({ target }) => [
        ...rows(target, 'at-least', 'under'),
        inContract(', under: 0.11 %', `, under: ${above(target, 10)}`),
        inContract('{ at-least: 0.2 %, rate', `{ at-least: ${above(target, 100)}, rate`),
      ],
    },
    {
      folder: 'up-to',
      edits: ({ target }) => [
        ...rows(target, 'above', 'at-most').slice(0, -1),
        inContract(', at-most: 0.11 %', `, at-most: ${above(target, 10)}`),
        inContract('{ above: 0.175 %, rate', `{ above: ${above(target, 75)}, rate`),
      ],
      check: `mrc*(0 if measured<=target else 10 if ${overrun}<=10 else 20 if ${overrun}<=25 else 30 if ${overrun}<=50 else 40 if ${overrun}<=75 else 50)/100`,
      given: '270',
    },
  ],
})

export const VALUES: readonly Entry[] = [loss]
