/**
 * Says how a month stands between the parties: its state, what is payable and what is in dispute.
 *
 * @fr procédure du mois
 */
import type { Speaker } from '../base/wording/say.ts'
import type { Settlement } from '../money/settlement.ts'
import type { StoredNext, StoredProcedure } from '../money/stored-procedure.ts'
import type { Block, Cell } from './document.ts'
import { code, heading, pairs, sentence } from './document.ts'
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
  const { how, answer = how } = because
  const end = how === 'silence' ? how : answer
  return `${dated} (${say(`procedure-by-${end}`, { who: say(`party-${because.who}`) })})`
}

export function procedureBlocks(settlement: Settlement, speaker: Speaker): Block[] {
  const { procedure } = settlement
  const said = sayProcedure(settlement, speaker)
  if (procedure === undefined || said === undefined) return []
  const amounts = procedureFigures(settlement, speaker).map(({ name, title, node }) => {
    const what = speaker.say('column-amount')
    const text = sayFigure(settlement, node, speaker)
    return [title, { text, reason: { title, what, name, nodes: [node] } }] as const
  })
  return [
    heading(speaker.say('procedure-heading')),
    sentence(said),
    pairs([...amounts, ...procedureRows(settlement, procedure, speaker)]),
  ]
}

/** What there is to know beside the state of the month and its amounts. */
export function procedureRows(
  settlement: Settlement,
  procedure: Procedure,
  speaker: Speaker,
): (readonly [string, Cell])[] {
  const { say } = speaker
  const { disputed, next, publications, accepted, frozen } = procedure
  const figure = (node: number): string => sayFigure(settlement, node, speaker)
  return [
    ...(disputed === undefined || disputed.facts.length === 0
      ? []
      : [[say('procedure-facts'), disputed.facts.join(', ')] as const]),
    [say('procedure-set-off'), saySetOff(procedure, figure, speaker)],
    ...publications.map(({ by, fourEyes, author, approver }) => {
      const people = [author, approver].filter((name) => name !== undefined).join(' / ')
      const verdict = say(`four-eyes-${fourEyes}`)
      const whose = publications.length === 1 ? '' : ` (${say(`party-${by}`)})`
      const text = people === '' ? verdict : `${verdict} (${people})`
      return [`${say('four-eyes')}${whose}`, text] as const
    }),
    ...accepted.map(
      ({ claim, how, at }) =>
        [claim, say(`claim-accepted-by-${how}`, { date: figure(at) })] as const,
    ),
    ...(frozen === undefined
      ? []
      : (['client', 'provider'] as const).map(
          (party) => [say(`frozen-${party}`), code(frozen[party])] as const,
        )),
    // A row without a name goes on with the one before it.
    ...next.map((one, i) => {
      const name = i === 0 ? say('procedure-next') : ''
      return [name, sayNext(one, figure, speaker)] as const
    }),
  ]
}

/** An amount of the procedure: the name that explains it, in words, and its node. */
interface ProcedureFigure {
  readonly name: string
  readonly title: string
  readonly node: number
}

/** What is undisputed and what is in dispute, by nature. */
export const procedureFigures = (settlement: Settlement, { say }: Speaker): ProcedureFigure[] =>
  [...procedureNames(settlement)].map(([name, node]) => ({
    name,
    title: sayAmountName(name, say),
    node,
  }))

/** `disputed.indemnity` in words; nothing where it is no amount of the procedure. */
export const sayProcedureName = (name: string, { say }: Speaker): string | undefined =>
  /^(undisputed|disputed)\.(indemnity|price-reduction)$/.test(name)
    ? sayAmountName(name, say)
    : undefined

function sayAmountName(name: string, say: Speaker['say']): string {
  const [side = '', nature = ''] = name.split('.')
  return say(`procedure-${side}`, { nature: say(`total-${nature}`) })
}

/** The names that the amounts of the procedure are explained by: `undisputed.indemnity`. */
export const procedureNames = ({ procedure }: Settlement): ReadonlyMap<string, number> =>
  new Map(
    (['undisputed', 'disputed'] as const).flatMap((side) => {
      const split = procedure?.[side]
      return split === undefined
        ? []
        : (['indemnity', 'price-reduction'] as const).map(
            (nature) => [`${side}.${nature}`, split[nature]] as const,
          )
    }),
  )

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
