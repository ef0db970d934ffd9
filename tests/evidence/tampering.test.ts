/** What is changed in an evidence file is found and named: by both programs where both can see it. */
import { describe, expect, test } from 'vitest'
import { runBoth } from '../../scripts/evidence/both-programs.ts'
import { partsIn, unseenAmong, withItsManifest } from '../../scripts/evidence/tamper.ts'
import { packArchive } from '../../src/shell/evidence/archive.ts'
import { archiveOf, forged, textOf, withItsHashes } from './scene.ts'

const ARCHIVE = archiveOf('a-late-fact-of-a-closed-month-is-posted-in-the-open-one')

/** What each program says, in one text each; empty where it finds nothing. */
function saidOf(archive: Buffer): { readonly product: string; readonly checker: string } {
  const [said] = runBoth([archive])
  const product = said?.product.map((fault) => JSON.stringify(fault)).join('\n') ?? ''
  return { product, checker: said?.checker.join('\n') ?? '' }
}

interface Node {
  step: string
  operands: number[]
  value: string
}

/** The first node of a step with operands, and a settlement in which it is changed. */
function changedNode(step: string, change: (node: Node) => void) {
  const settlement = JSON.parse(textOf(ARCHIVE, 'settlement.json')) as { graph: Node[] }
  const id = settlement.graph.findIndex((node) => node.step === step)
  change(settlement.graph[id] as Node)
  return { id, archive: withItsHashes(ARCHIVE, () => canonical(settlement)) }
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

describe('a forger who makes the hashes right again', () => {
  test('the value of a step: both name the node', () => {
    const { id, archive } = changedNode('product', (node) => {
      node.value = '1 cents'
    })
    const { product, checker } = saidOf(archive)
    expect(product).toContain(`"node":${id}`)
    expect(checker).toContain(`node ${id} `)
  })

  test('an operand of a step: both name the node', () => {
    const { id, archive } = changedNode('quotient', (node) => node.operands.reverse())
    const { product, checker } = saidOf(archive)
    expect(product).toContain(`"node":${id}`)
    expect(checker).toContain(`node ${id} `)
  })

  test('a digit of a fact: the product names the figure, and the checker takes it as given', () => {
    const changed = (text: string): string => text.replace(/(\["resolved",\d{4})\d/, '$10')
    expect(changed(textOf(ARCHIVE, 'facts.jsonl'))).not.toBe(textOf(ARCHIVE, 'facts.jsonl'))
    const { product, checker } = saidOf(forged(ARCHIVE, { 'facts.jsonl': changed }))
    expect(product).toMatch(/"part":"settlement.json","path":"/)
    expect(checker).toBe('')
  })

  test('a fact that is not written as facts are: the product names its line', () => {
    const changed = (text: string): string => text.replace('"kind":"ticket"', '"kind":"tocket"')
    expect(saidOf(forged(ARCHIVE, { 'facts.jsonl': changed })).product).toContain('"line":1')
  })

  test('a character of the contract: both name the contract', () => {
    const { product, checker } = saidOf(
      forged(ARCHIVE, { 'contract.yaml': (text) => text.replace('Client', 'Clyent') }),
    )
    expect(product).toContain('wrong-contract')
    expect(checker).toContain('contract.yaml')
  })

  test('a character of a clause: both name its path', () => {
    const changed = (text: string): string => text.replace('"text":"', '"text":" ')
    const { product, checker } = saidOf(forged(ARCHIVE, { 'clauses.json': changed }))
    expect(product).toContain('"part":"clauses.json","path":"0.text"')
    expect(checker).toMatch(/clauses.json: \S+/)
  })

  test('a checkpoint: both name it', () => {
    const archive = forged(ARCHIVE, { 'checkpoints.txt': (text) => text.replace(/.\n/, 'x\n') })
    const { product, checker } = saidOf(archive)
    expect(product).toContain('checkpoints.txt')
    expect(checker).toContain('checkpoints.txt')
  })

  test('a closed month: both say that the settlement rests on another', () => {
    const changed = (text: string): string => text.replace('"setAside":0', '"setAside":1')
    const { product, checker } = saidOf(forged(ARCHIVE, { 'closed/2026-03.json': changed }))
    expect(product).toContain('closed')
    expect(checker).toContain('closed months')
  })
})

describe('an archive that is not as it was written', () => {
  const parts = partsIn(ARCHIVE)
  const without = (name: string) => parts.filter((part) => part.name !== name)
  const hostile: readonly (readonly [string, Buffer, string])[] = [
    ['no byte at all', Buffer.alloc(0), ''],
    ['half of it', ARCHIVE.subarray(0, ARCHIVE.length / 2), ''],
    ['without its last byte', ARCHIVE.subarray(0, -1), ''],
    ['a byte more', Buffer.concat([ARCHIVE, Buffer.from('x')]), ''],
    ['a hash of the manifest', forged(ARCHIVE, { 'manifest.sha256': flipped }, false), 'contract'],
    ['a part taken out', packArchive(without('facts.jsonl')), 'facts.jsonl'],
    ['and its line', packArchive(withItsManifest(without('facts.jsonl'))), 'facts.jsonl'],
    ['a closed month taken out', packArchive(withItsManifest(without('closed/2026-03.json'))), ''],
    ['parts in another order', packArchive([...parts].reverse()), ''],
    ['and the manifest too', packArchive(withItsManifest([...parts].reverse())), ''],
    ['a part twice', packArchive([...parts, ...parts.slice(-1)]), 'checkpoints.txt'],
    ['a path out of it', packArchive([...parts, named('../facts.jsonl')]), '../facts.jsonl'],
    [
      'a part that nobody knows',
      packArchive(withItsManifest([...parts, named('more.txt')])),
      'more.txt',
    ],
    ['a part that says it is larger', larger(ARCHIVE), ''],
    ['a compressed part', method(ARCHIVE), 'manifest.sha256'],
  ]

  const said = runBoth(hostile.map(([, archive]) => archive))
  test.each(hostile.map(([name, , part], i) => [name, part, i] as const))('%s', (_, part, i) => {
    const { product = [], checker = [] } = said[i] ?? {}
    expect(JSON.stringify(product[0])).toContain(part)
    expect(product.length).toBeGreaterThan(0)
    expect(checker.length).toBeGreaterThan(0)
    expect(checker.join('\n')).toContain(part)
  })
})

test.each([
  ['a late fact, with closed months', ARCHIVE, 1],
  [
    'an amendment, with the text in force',
    archiveOf('an-amendment-changes-a-limit-and-a-price-from-its-month'),
    2,
  ],
])('any one byte that chance changes is found: %s', { timeout: 60_000 }, (_, archive, seed) => {
  expect(unseenAmong(archive, 300, seed)).toEqual([])
})

const named = (name: string) => ({ name, bytes: Buffer.from('x') })

function flipped(text: string): string {
  return `${text.startsWith('0') ? '1' : '0'}${text.slice(1)}`
}

/** The first part says that it has four thousand million bytes. */
function larger(archive: Buffer): Buffer {
  const changed = Buffer.from(archive)
  changed.writeUInt32LE(0xffffffff, 18)
  changed.writeUInt32LE(0xffffffff, 22)
  return changed
}

/** The first part says that it is deflated: what a bomb begins with. */
function method(archive: Buffer): Buffer {
  const changed = Buffer.from(archive)
  changed.writeUInt16LE(8, 8)
  return changed
}
