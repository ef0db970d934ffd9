/**
 * Computes what an outcome amounts to over a window of earlier periods.
 *
 * Example: a level missed in March and in April, counted true over three months in April: 2.
 *
 * @fr résultats passés
 */
import type { About, Derived } from '../base/because/graph.ts'
import { known, NOTHING } from '../base/because/value.ts'
import { ratio, ZERO } from '../base/ratio.ts'
import type { Expression } from '../contract/core/core.ts'
import type { Scope } from './evaluate.ts'

type History = Extract<Expression, { kind: 'history' }>

export function evaluateHistory(expression: History, scope: Scope, about: About): Derived {
  const { graph } = scope
  const { name, window, of } = expression
  const operands = [...scope.earlier(name, window, of)]
  // Of the months of a quarter, the last one is the present.
  if (expression.present && of === undefined) operands.push(scope.outcome(name))
  const measured = operands.filter((operand) => operand.value.state === 'known')
  const zero = (): Derived => graph.leaf('earlier', known(ZERO, 'count'), {}, about)
  switch (expression.how) {
    case 'last':
      return measured.at(-1) ?? graph.leaf('earlier', NOTHING, {}, about)
    case 'count':
      return graph.leaf('earlier', known(ratio(BigInt(measured.length)), 'count'), {}, about)
    case 'streak':
      return operands.length === 0 ? zero() : graph.step('streak', operands, {}, about)
    case 'count-true':
      return measured.length === 0
        ? zero()
        : graph.step(
            'sum',
            measured.map((operand) => graph.step('as-unit', [operand], { unit: 'count' })),
            {},
            about,
          )
    case 'sum':
    case 'lowest':
    case 'highest': {
      if (measured.length === 0) return graph.leaf('earlier', NOTHING, {}, about)
      const step = ({ sum: 'sum', lowest: 'least', highest: 'greatest' } as const)[expression.how]
      return graph.step(step, measured, {}, about)
    }
  }
}
