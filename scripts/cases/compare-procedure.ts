/** Compares how a month stands between the parties: state, amounts, set-off, what is to come. */
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type {
  StoredByNature,
  StoredNext,
  StoredProcedure,
  StoredSetOff,
} from '../../src/money/stored-procedure.ts'
import { atNode } from './compare-steps.ts'
import type { Compared } from './compared.ts'
import { figure, word, words } from './compared.ts'
import type { Handlers } from './tree.ts'
import { eachKey, eachName, textIn } from './tree.ts'

/** `procedure: none` where the contract does not run the procedure of its months. */
export function checkProcedure(node: SourceNode, compared: Compared): void {
  const { settlement, fail } = compared
  const { procedure } = settlement
  if (isNone(node)) {
    if (procedure !== undefined) fail(node.where, `expected none, actual ${procedure.state}`)
    return
  }
  if (procedure === undefined) {
    fail(node.where, 'the procedure of the month is not run: procedure: none')
    return
  }
  const { state, since, because, undisputed, disputed, frozen, setOff, accepted } = procedure
  const asked = {
    'prepared-by': word(compared, procedure.preparedBy),
    state: word(compared, state),
    since: atNode(since, compared),
    because: (value: SourceNode) =>
      eachKey(
        value,
        'because',
        {
          step: word(compared, because?.step),
          who: word(compared, because?.who),
          how: word(compared, because?.how),
          answer: word(compared, because?.answer),
        },
        fail,
      ),
    undisputed: byNature(undisputed, compared),
    disputed: byNature(disputed, compared, {
      facts: words(compared, disputed?.facts ?? []),
    }),
    frozen: word(compared, frozen === undefined ? 'no' : 'yes'),
    'set-off': (value: SourceNode) => checkSetOff(value, setOff, compared),
    'four-eyes': (value: SourceNode) => checkEyes(value, procedure, compared),
    accepted: (value: SourceNode) => checkAccepted(value, accepted, compared),
    next: (value: SourceNode) => checkNext(value, procedure.next, compared),
  }
  eachKey(node, 'procedure', asked, fail)
}

const isNone = (node: SourceNode): boolean => node.kind === 'scalar' && node.text === 'none'

/** Amounts by nature, or `none`. */
const byNature =
  (amounts: StoredByNature | undefined, compared: Compared, others: Handlers = {}) =>
  (node: SourceNode): void => {
    const { fail } = compared
    if (amounts === undefined || isNone(node)) {
      const said = textIn(node, 'amounts that are not there', fail)
      const actual = amounts === undefined ? 'none' : 'amounts'
      if (said !== undefined && said !== actual) fail(node.where, `actual ${actual}`)
      return
    }
    const handlers = {
      indemnity: figure(compared, amounts.indemnity),
      'price-reduction': figure(compared, amounts['price-reduction']),
      ...others,
    }
    eachKey(node, 'amounts by nature', handlers, fail)
  }

function checkSetOff(node: SourceNode, setOff: StoredSetOff, compared: Compared): void {
  const handlers = {
    rule: word(compared, setOff.rule),
    means: word(compared, setOff.means),
    state: word(compared, setOff.state),
    from: atNode(setOff.from, compared),
    awaits: words(compared, setOff.awaits),
  }
  eachKey(node, 'set-off', handlers, compared.fail)
}

/** By how many eyes each statement was published: `{ statement: kept }`. */
function checkEyes(node: SourceNode, { publications }: StoredProcedure, compared: Compared): void {
  const byStep = new Map(publications.map(({ step, fourEyes }) => [step, fourEyes]))
  const check = (found: string, value: SourceNode): void => word(compared, found)(value)
  eachName(node, 'statement that was published', byStep, check, compared.fail)
}

/** All the claims that the procedure has accepted. */
function checkAccepted(
  node: SourceNode,
  accepted: StoredProcedure['accepted'],
  compared: Compared,
): void {
  const { fail } = compared
  const byClaim = new Map(accepted.map((one) => [one.claim, one]))
  eachName(
    node,
    'claim that was accepted',
    byClaim,
    ({ by, how, told, at }, value) =>
      eachKey(
        value,
        'a claim',
        {
          by: word(compared, by),
          how: word(compared, how),
          told: atNode(told, compared),
          at: atNode(at, compared),
        },
        fail,
      ),
    fail,
  )
  missing(node, [...byClaim.keys()], 'was accepted as well', compared)
}

/** All that may still happen. */
function checkNext(node: SourceNode, next: readonly StoredNext[], compared: Compared): void {
  const { fail } = compared
  const byStep = new Map(next.map((one) => [one.step, one]))
  eachName(
    node,
    'step to come',
    byStep,
    ({ who, answers, until, silence }, value) =>
      eachKey(
        value,
        'a step to come',
        {
          who: word(compared, who),
          answers: words(compared, answers),
          until: atNode(until, compared),
          silence: word(compared, silence ?? 'none'),
        },
        fail,
      ),
    fail,
  )
  missing(node, [...byStep.keys()], 'may happen as well', compared)
}

function missing(node: SourceNode, all: readonly string[], said: string, { fail }: Compared): void {
  const told = new Set(node.kind === 'map' ? node.entries.map(({ key }) => key) : [])
  for (const id of all) if (!told.has(id)) fail(node.where, `${id} ${said}`)
}
