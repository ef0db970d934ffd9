/**
 * Reads the steps and the procedure of a settlement that comes from outside.
 *
 * @fr lecture de la procédure d'un décompte
 */
import type { Check } from './check-values.ts'
import { listOf, oneOf, optional, recordOf, text } from './check-values.ts'
import type {
  StoredByNature,
  StoredNext,
  StoredProcedure,
  StoredPublication,
  StoredSetOff,
  StoredStep,
} from './stored-procedure.ts'

export const stepWith = (node: Check): Check =>
  recordOf<StoredStep>({
    id: text,
    title: text,
    path: text,
    clause: optional(text),
    who: oneOf('client', 'provider', 'either'),
    about: optional(text),
    state: text,
    answer: optional(text),
    opened: optional(node),
    due: optional(node),
    act: optional(node),
    date: optional(node),
    late: optional(node),
  })

type Because = NonNullable<StoredProcedure['because']>
type Disputed = NonNullable<StoredProcedure['disputed']>

const party = oneOf('client', 'provider')
const how = oneOf('act', 'silence')

export const procedureWith = (node: Check): Check =>
  recordOf<StoredProcedure>({
    path: text,
    clause: optional(text),
    preparedBy: oneOf('client', 'provider', 'both-blind'),
    state: oneOf(
      'draft',
      'published',
      'under-discussion',
      'agreed',
      'agreed-tacitly',
      'closed-with-reservations',
      'decided',
    ),
    since: optional(node),
    because: optional(recordOf<Because>({ step: text, who: text, how, answer: optional(text) })),
    undisputed: optional(recordOf<StoredByNature>({ indemnity: node, 'price-reduction': node })),
    disputed: optional(
      recordOf<Disputed>({ indemnity: node, 'price-reduction': node, facts: listOf(text) }),
    ),
    frozen: optional(
      recordOf<NonNullable<StoredProcedure['frozen']>>({ client: text, provider: text }),
    ),
    setOff: setOffWith(node),
    publications: listOf(publication),
    accepted: listOf(
      recordOf<StoredProcedure['accepted'][number]>({
        claim: text,
        by: text,
        how,
        told: node,
        at: node,
      }),
    ),
    next: listOf(
      recordOf<StoredNext>({
        step: text,
        who: oneOf('client', 'provider', 'either'),
        answers: listOf(text),
        until: optional(node),
        silence: optional(text),
      }),
    ),
  })

const setOffWith = (node: Check): Check =>
  recordOf<StoredSetOff>({
    rule: oneOf('automatic', 'after-window', 'on-agreement', 'none'),
    means: oneOf('payment', 'agreed-set-off', 'credit-note', 'credit-note-on-next-invoice'),
    state: oneOf('open', 'done', 'waiting', 'not-open', 'forbidden', 'breached'),
    from: optional(node),
    awaits: listOf(text),
  })

const publication = recordOf<StoredPublication>({
  step: text,
  by: party,
  author: optional(text),
  approver: optional(text),
  fourEyes: oneOf('not-asked', 'kept', 'broken', 'unknown'),
})
