/** A share of a gain against a baseline, corrected for the volume or not. */
import { closeWritten } from '../closing.ts'
import type { Fields } from '../read-case.ts'
import { textOf } from '../read-case.ts'
import type { TopicAnswer } from './topic.ts'

/** The baseline at the volume of the year, where the clause corrects it. */
const volume = (input: Fields): { readonly formula: string; readonly symbols: string } =>
  input['correctedForVolume'] === true
    ? {
        formula: 'B × V / W - A - C',
        symbols: `V: ${Number(input['actualVolume'])}, W: ${Number(input['baselineVolume'])}, `,
      }
    : { formula: 'B - A - C', symbols: '' }

export const answer: TopicAnswer = (_, input) => {
  const { formula, symbols } = volume(input)
  const money = `B: ${textOf(input, 'baseline')}, A: actual in month, C: ${textOf(input, 'costs')}, ${symbols}`
  const due = (id: string, written: string): string =>
    `    - { id: ${id}, clause: sla §11, who: client, on: report, ${written}nature: price, vat: 20 %, minimum: 0.00, counts-in: none }`
  const closed = closeWritten({
    levels: [
      'timeliness: { of: review, within: due }\n       per: month\n       target: { count: at-most 0 }',
    ],
    costs: `  fees: []
  declared: [{ id: actual, take: sum }]
  dues:
${due('net', `formula: ${formula}, ${money}`)}
${due('share', `formula: S × (${formula}), S: ${textOf(input, 'share')}, ${money}`)}`,
    facts: `events: [{ of: report, on: 2026-04-30 }]
amounts: [{ of: actual, on: 2026-04-30, amount: ${textOf(input, 'actual')} }]`,
    month: '2026-04',
  })
  return { net: closed.owed('net'), providerShare: closed.owed('share') }
}
