/**
 * Says which amounts wait for their claim, and which are lost for want of one.
 *
 * @fr réclamations
 */
import type { Speaker } from '../base/wording/say.ts'
import { claimOf } from '../money/remainders.ts'
import type { Settlement, StoredLine } from '../money/settlement.ts'
import type { Block } from './document.ts'
import { sentence } from './document.ts'
import { sayFigure, valueAt } from './figures.ts'

/** Example: `uptime.penalty: €640.00 wait for their claim (uptime-claim by 31 August)`. */
export function claimSentences(settlement: Settlement, speaker: Speaker): Block[] {
  return settlement.lines.flatMap((line) => {
    const cut = claimOf(settlement, line)
    if (cut === undefined) return []
    const [before, after] = [cut.before, cut.after].map((id) => valueAt(settlement, id))
    if (before?.state !== 'known' || before.number.numerator === 0n) return []
    if (after?.state === 'known' && after.number.numerator !== 0n) return []
    const state = after?.state === 'known' ? 'forfeited' : 'awaited'
    const gross = sayFigure(settlement, line.gross, speaker)
    const steps = stepsOf(settlement, line, cut.cap, speaker)
    return [sentence(speaker.say(`claim-${state}`, { line: line.id, gross, steps }))]
  })
}

/** The steps of the claim about the period of a line, each with its last date where it has one. */
function stepsOf(settlement: Settlement, line: StoredLine, claim: string, speaker: Speaker) {
  const { steps = [] } = settlement
  const own = steps.filter(
    ({ id, about }) => about === line.period && (id === claim || id.startsWith(`${claim}.`)),
  )
  const said = own.map(({ id, due }) =>
    due === undefined
      ? id
      : speaker.say('claim-until', { step: id, due: sayFigure(settlement, due, speaker) }),
  )
  return said.join(', ')
}
