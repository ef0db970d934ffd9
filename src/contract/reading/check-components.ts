/**
 * Whether components that are made of others make sense: no circle, no part twice, every weight.
 *
 * Weights say what is down of a whole, so a weighted component is what a level is of; inside
 * another one it would have to be half down, which no rule of "all" or "at least two" can count.
 *
 * @fr contrôle des composants
 */
import type { Finding, Place } from '../../base/finding.ts'
import { nearest } from '../../base/yaml/nearest.ts'
import type { Component } from '../chapters/component.ts'
import type { ServiceLevel } from '../chapters/level.ts'
import type { Performance } from '../terms.ts'
import { cyclesIn, pathOf } from './cycles.ts'

export function checkComponents({ components, levels }: Performance): Finding[] {
  const weighted = new Set(components.flatMap(({ id, weights }) => (weights ? [id] : [])))
  return [
    ...components.flatMap((component) => [
      ...checkParts(component, weighted),
      ...checkWeights(component),
    ]),
    ...checkCircles(components),
    ...levels.flatMap((level) => checkLevel(level, weighted)),
  ]
}

function checkCircles(components: readonly Component[]): Finding[] {
  const edges = components.flatMap(({ id, of }) =>
    of.map((part) => ({ from: id, to: part.id, where: part.where })),
  )
  return cyclesIn(edges).map((cycle) =>
    error('component-cycle', cycle[0].where, { path: pathOf(cycle) }),
  )
}

function checkParts({ id, of }: Component, weighted: ReadonlySet<string>): Finding[] {
  return of.flatMap((part, i) => [
    ...(of.slice(0, i).some((other) => other.id === part.id)
      ? [error('component-part-twice', part.where, { id, part: part.id })]
      : []),
    ...(weighted.has(part.id) && part.id !== id
      ? [error('component-weights-inside', part.where, { id: part.id, in: id })]
      : []),
  ])
}

/** Each part has a weight, and nothing else has. */
function checkWeights({ id, of, weights, where }: Component): Finding[] {
  if (weights === undefined) return []
  const parts = of.map((part) => part.id)
  const missing = parts.filter((part) => !weights.some((weight) => weight.part === part))
  return [
    ...(missing.length === 0
      ? []
      : [error('component-weight-missing', where, { id, parts: missing.join(', ') })]),
    ...weights.flatMap(({ part, where: place }): Finding[] => {
      if (parts.includes(part)) return []
      const suggestion = nearest(part, parts)
      const params = { kind: 'part', id: part }
      return suggestion === undefined
        ? [error('reference-unknown', place, { ...params, known: parts.join(', ') })]
        : [error('reference-misspelt', place, { ...params, suggestion })]
    }),
  ]
}

function checkLevel({ id, measure }: ServiceLevel, weighted: ReadonlySet<string>): Finding[] {
  if (measure.kind !== 'availability' || measure.components.length < 2) return []
  return measure.components
    .filter((component) => weighted.has(component))
    .map((component) => error('component-weights-inside', measure.where, { id: component, in: id }))
}

const error = (code: string, where: Place, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  where,
  params,
})
