/** Says what each component is made of, and when it is up. */
import type { Component, Performance } from '../../contract/terms.ts'
import type { Block } from '../document.ts'
import { heading, left, table } from '../document.ts'
import type { TermSpeaker } from './phrases.ts'

export function componentBlocks({ components }: Performance, { say }: TermSpeaker): Block[] {
  if (components.length === 0) return []
  const titles = ['component', 'parts', 'up']
  return [
    heading(say('components-heading')),
    table(
      titles.map((title) => left(say(`column-${title}`))),
      components.map((component) => [
        component.id,
        component.of.map(({ id }) => id).join(', '),
        upOf(component, say),
      ]),
    ),
  ]
}

function upOf({ of, up, weights = [] }: Component, say: TermSpeaker['say']): string {
  if (up === of.length) return say('up-all')
  if (up === 1) return say('up-any')
  if (up !== undefined) return say('up-at-least', { count: `${up}` })
  return say('up-weights', {
    weights: weights.map(({ part, weight }) => `${part} ${weight}`).join(', '),
  })
}
