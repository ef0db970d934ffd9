/**
 * How components that are made of others are written.
 *
 * @fr composants
 */
import { freeMap, listOf } from '../../base/yaml/collections.ts'
import { optional, record, required } from '../../base/yaml/record.ts'
import type { Shape } from '../../base/yaml/shape.ts'
import { id, integer, refine, textForm } from '../../base/yaml/shape.ts'
import { reference } from './common-shape.ts'
import type { Component } from './component.ts'

/** `all`, `any`, or `at-least 2`. */
const up: Shape<'all' | number> = textForm(
  'component-up',
  (value) => {
    if (value === 'all') return 'all'
    if (value === 'any') return 1
    const [, count] = /^at-least ([1-9]\d{0,2})$/.exec(value) ?? []
    return count === undefined ? undefined : Number(count)
  },
  { pattern: String.raw`^(all|any|at-least [1-9]\d*)$`, examples: ['at-least 2', 'all', 'any'] },
)

export const componentShape: Shape<Component> = refine(
  record(
    'component',
    {
      id: required(id),
      of: required(listOf(reference, 2)),
      up: optional(up),
      weights: optional(freeMap('weights', integer(1, 999_999_999))),
    },
    { exactlyOne: [['up', 'weights']] },
  ),
  ({ up: written, weights, ...component }, _, report) => {
    const { of } = component
    const count = written === 'all' ? of.length : written
    if (count !== undefined && count > of.length) {
      const params = { id: component.id, count: `${count}`, parts: `${of.length}` }
      report('component-quorum-unreachable', component.where, params)
      return undefined
    }
    return {
      ...component,
      ...(count === undefined ? {} : { up: count }),
      ...(weights && {
        weights: weights.map(({ key, where, value }) => ({ where, part: key, weight: value })),
      }),
    }
  },
)
