/** Compares the errors that forbid a closing with those that a case expects. */
import type { Finding, Place } from '../../src/base/finding.ts'
import type { SourceNode } from '../../src/base/yaml/source.ts'
import type { Fail } from './tree.ts'
import { eachKey, textIn } from './tree.ts'

export const placeOf = (where: Place | undefined): string =>
  where === undefined
    ? ''
    : ` at ${[where.file, where.line, where.column].filter((part) => part !== undefined).join(':')}`

/** A refusal: the codes and places of all the errors, no more and no fewer. */
export function compareRefusal(
  expected: SourceNode,
  refused: readonly Finding[],
  fail: Fail,
): void {
  const left = [...refused]
  const items = expected.kind === 'list' ? expected.items : [expected]
  for (const item of items) {
    const wanted = refusalOf(item, fail)
    const index = left.findIndex((finding) => wanted.every((holds) => holds(finding)))
    if (index < 0) fail(item.where, `no such refusal; actual ${left.map(showFinding).join(', ')}`)
    else left.splice(index, 1)
  }
  for (const finding of left) fail(expected.where, `also refused: ${showFinding(finding)}`)
}

function refusalOf(item: SourceNode, fail: Fail): ((finding: Finding) => boolean)[] {
  const wanted: ((finding: Finding) => boolean)[] = []
  if (item.kind === 'scalar') return [({ code }) => code === item.text]
  eachKey(
    item,
    'a refusal',
    {
      code: (node) => {
        const code = textIn(node, 'code', fail)
        wanted.push((finding) => finding.code === code)
      },
      at: (node) => {
        const at = textIn(node, 'at', fail)
        wanted.push(
          ({ where }) =>
            where !== undefined &&
            (placeOf(where) === ` at ${at}` || `${where.file}:${where.line}` === at),
        )
      },
      with: (node) => {
        if (node.kind !== 'map') fail(node.where, 'with is a map, such as { what: 0.5 }')
        else {
          for (const { key, value } of node.entries) {
            const text = textIn(value, key, fail)
            wanted.push(({ params }) => params[key] === text)
          }
        }
      },
    },
    fail,
  )
  return wanted
}

export function showFinding({ code, where, params }: Finding): string {
  const said = Object.entries(params).map(([name, value]) => `${name}: ${value}`)
  return `${code}${placeOf(where)}${said.length === 0 ? '' : ` { ${said.join(', ')} }`}`
}
