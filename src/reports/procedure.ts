/**
 * Says how a month stands between the parties: its state, what is payable and what is in dispute.
 *
 * @fr procédure du mois
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement } from '../money/settlement.ts'
import type { StoredByNature, StoredNext, StoredProcedure } from '../money/stored-procedure.ts'
import type { Block } from './document.ts'
import { heading, pairs, sentence } from './document.ts'
import { sayFigure } from './figures.ts'
import { sayAnswer, sayStepName } from './steps-table.ts'

type Procedure = StoredProcedure

/** Example: `Agreed tacitly since 27 May 2026 (silence of the provider)`. */
export function sayProcedure(settlement: Settlement, speaker: Speaker): string | undefined {
  const { procedure } = settlement
  if (procedure === undefined) return undefined
  const { state, since, because } = procedure
  const { say } = speaker
  const word = say(`procedure-${state}`)
  const dated =
    since === undefined || state === 'draft'
      ? word
      : say('procedure-since', { state: word, date: sayFigure(settlement, since, speaker) })
  const isEnd = !['draft', 'published', 'under-discussion'].includes(state)
  if (because === undefined || !isEnd) return dated
  const who = say(`party-${because.who}`)
  return `${dated} (${say(`procedure-by-${because.how}`, { who })})`
}

export function procedureBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { procedure } = settlement
  const said = sayProcedure(settlement, speaker)
  if (procedure === undefined || said === undefined) return []
  const { say } = speaker
  const { undisputed, disputed, next, publications, accepted, frozen } = procedure
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  return [
    heading(say('procedure-heading')),
    sentence(said),
    pairs([
      ...amounts('undisputed', undisputed, figure, speaker),
      ...amounts('disputed', disputed, figure, speaker),
      ...(disputed === undefined || disputed.facts.length === 0
        ? []
        : [[say('procedure-facts'), disputed.facts.join(', ')] as const]),
      [say('procedure-set-off'), saySetOff(procedure, figure, speaker)],
      ...publications.map(({ fourEyes, author, approver }) => {
        const people = [author, approver].filter((name) => name !== undefined).join(' / ')
        const verdict = say(`four-eyes-${fourEyes}`)
        return [say('four-eyes'), people === '' ? verdict : `${verdict} (${people})`] as const
      }),
      ...accepted.map(
        ({ claim, how, at }) =>
          [claim, say(`claim-accepted-by-${how}`, { date: figure(at) })] as const,
      ),
      ...(frozen === undefined
        ? []
        : (['client', 'provider'] as const).map(
            (party) => [say(`position-${party}`), frozen[party]] as const,
          )),
      ...next.map((one) => [say('procedure-next'), sayNext(one, figure, speaker)] as const),
    ]),
  ]
}

const amounts = (
  name: 'undisputed' | 'disputed',
  split: StoredByNature | undefined,
  figure: (node: number) => string,
  { say }: Speaker,
): (readonly [string, string])[] =>
  split === undefined
    ? []
    : (['indemnity', 'price-reduction'] as const).map((nature) => [
        say(`procedure-${name}`, { nature: say(`total-${nature}`) }),
        figure(split[nature]),
      ])

function saySetOff(
  { setOff }: Procedure,
  figure: (node: number) => string,
  speaker: Speaker,
): string {
  const { say } = speaker
  const { state, means, from, awaits } = setOff
  const date = from === undefined ? '' : figure(from)
  const steps = awaits.map((step) => sayStepName(step, speaker)).join(', ')
  const stands = say(steps === '' ? `set-off-${state}` : 'set-off-awaits', { date, steps })
  return `${stands} · ${say(`means-${means}`)}`
}

/** `réponse au décompte, prestataire, jusqu'au 27 mai 2026 (silence : acceptation)`. */
function sayNext(
  { step, who, until, silence }: StoredNext,
  figure: (node: number) => string,
  speaker: Speaker,
): string {
  const { say } = speaker
  const parts = [
    sayStepName(step, speaker),
    say(`party-${who}`),
    ...(until === undefined ? [] : [say('procedure-until', { date: figure(until) })]),
    ...(silence === undefined
      ? []
      : [say('state-silent', { answer: sayAnswer(silence, speaker) })]),
  ]
  return parts.join(', ')
}
