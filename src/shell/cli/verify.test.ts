/**
 * `verify` names what was changed in a settlement: a figure, an operand, a clause, the contract.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredNode } from '../../money/settlement.ts'
import { runCommandLine } from './vigie.ts'

const GOLDEN = new URL(
  '../../../cases/a-second-miss-within-three-months-costs-half-as-much-again/',
  import.meta.url,
)

interface Stored {
  settlement: {
    graph: (Omit<StoredNode, 'operands'> & { operands: number[] })[]
    month: string
    asOf: string
    lines: { owed: number; gross: number }[]
    contract: { hash: string }
  }
  hash: string
  contract: { file: string; text: string }
}

let folder = ''
let text = ''

function run(args: readonly string[]): { readonly code: number; readonly all: string } {
  let all = ''
  const say = (said: string): void => {
    all += said
  }
  const code = runCommandLine(args, { out: say, error: say }, { VIGIE_LANG: 'en' })
  return { code: Number(code), all }
}

const file = (name: string): string => join(folder, name)
const golden = (name: string): string => fileURLToPath(new URL(name, GOLDEN))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-verify-'))
  const facts = ['--facts', golden('facts.yaml'), '--month', '2026-06']
  const { code, all } = run(['close', golden('contract.yaml'), ...facts, '-o', file('month.json')])
  if (code !== 0) throw new Error(all)
  text = readFileSync(file('month.json'), 'utf8')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Changes a settlement and verifies it; with its own hash made right again where asked. */
function verifyChanged(change: (stored: Stored) => void, withFacts = false) {
  const stored = JSON.parse(text) as Stored
  change(stored)
  writeFileSync(file('changed.json'), JSON.stringify(stored))
  const facts = withFacts ? ['--facts', golden('facts.yaml')] : []
  const { code, all } = run(['verify', file('changed.json'), '--json', ...facts])
  const { faults, said } = JSON.parse(all) as {
    faults: { kind: string; node?: number }[]
    said: string[]
  }
  const named = faults.filter((f) => f.node !== undefined).map((f) => `${f.kind} ${f.node}`)
  return { code: Number(code), kinds: faults.map((f) => f.kind), named, said }
}

const graphOf = (): Stored['settlement']['graph'] => (JSON.parse(text) as Stored).settlement.graph

describe('one thing changed', () => {
  test('nothing: it is right, with the facts and without', () => {
    expect(verifyChanged(() => undefined).code).toBe(0)
    expect(verifyChanged(() => undefined, true).code).toBe(0)
  })

  test('nothing but the order of its keys, as the store has them: it is right', () => {
    const sorted = (_: string, value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value
    writeFileSync(file('sorted.json'), JSON.stringify(JSON.parse(text), sorted))
    expect(run(['verify', file('sorted.json')]).code).toBe(0)
  })

  test('any operand that points elsewhere spoils the hash, and nothing crashes', () => {
    graphOf().forEach((node, id) => {
      if (node.operands.length === 0 || id < 2) return
      const changed = verifyChanged(({ settlement }) => {
        const target = settlement.graph[id]
        if (target !== undefined) target.operands[0] = (target.operands[0] ?? 0) === 0 ? 1 : 0
      })
      expect(changed.code).toBe(3)
      expect(changed.kinds).toContain('wrong-hash')
    })
  })

  test('the value of a computed node names that node', () => {
    const graph = graphOf()
    graph.forEach((node, id) => {
      if (node.operands.length === 0 || !/^\d+ cents$/.test(node.value)) return
      const { named } = verifyChanged(({ settlement }) => {
        const target = settlement.graph[id] as { value: string }
        target.value = `${Number(node.value.split(' ')[0]) + 100} cents`
      })
      expect(named).toContain(`wrong-node ${id}`)
    })
  })

  test('the value of a term names it: the contract says another', () => {
    let tried = 0
    graphOf().forEach((node, id) => {
      if (node.step !== 'term' || node.path === undefined || node.period !== undefined) return
      const { named } = verifyChanged(({ settlement }) => {
        const target = settlement.graph[id] as { value: string }
        target.value = '77/100 share'
      })
      expect(named).toContain(`wrong-term ${id}`)
      tried += 1
    })
    expect(tried).toBeGreaterThan(0)
  })

  test('one character of a clause names the node that carries it', () => {
    let tried = 0
    graphOf().forEach((node, id) => {
      if (node.clause === undefined || tried >= 15) return
      const { named } = verifyChanged(({ settlement }) => {
        const target = settlement.graph[id] as { clause: string }
        target.clause = `${target.clause.slice(0, -1)}9`
      })
      expect(named).toContain(`wrong-clause ${id}`)
      tried += 1
    })
    expect(tried).toBeGreaterThan(3)
  })

  test('one character of the contract that travels along', () => {
    const { code, kinds } = verifyChanged(({ contract }) => {
      contract.text = contract.text.replace('# ', '#  ').replace('title: ', 'title: A')
    })
    expect(code).toBe(3)
    expect(kinds).toContain('wrong-contract')
  })

  test('a rate of the contract names the node that it no longer explains', () => {
    const { code, named } = verifyChanged(({ contract }) => {
      contract.text = contract.text.replace(/(at-most|rate|amount): (\d)/, '$1: 9$2')
    })
    expect(code).toBe(3)
    expect(named.some((fault) => fault.startsWith('wrong-term'))).toBe(true)
  })

  test.each([
    [
      'the moment of knowledge',
      (s: Stored) => {
        s.settlement.asOf = '2030-01-01T00:00:00Z'
      },
    ],
    [
      'which node a line is owed by',
      (s: Stored) => {
        const line = s.settlement.lines[0]
        if (line !== undefined) line.owed = line.owed === 0 ? 1 : 0
      },
    ],
    [
      'the hash itself',
      (s: Stored) => {
        s.hash = s.hash.replace(/.$/, (c) => (c === '0' ? '1' : '0'))
      },
    ],
  ])('%s spoils the hash', (_, change) => {
    const { code, kinds } = verifyChanged(change)
    expect(code).toBe(3)
    expect(kinds).toContain('wrong-hash')
  })

  test.each([
    [
      'a value that is none',
      (s: Stored) => {
        const node = s.settlement.graph[3]
        if (node !== undefined) Object.assign(node, { value: 'a lot' })
      },
      'wrong-node 3',
    ],
    [
      'a step that is none',
      (s: Stored) => {
        const id = s.settlement.graph.findIndex((node) => node.operands.length > 0)
        Object.assign(s.settlement.graph[id] as object, { step: 'magic' })
      },
      'wrong-node',
    ],
    [
      'an operand between two',
      (s: Stored) => {
        const node = s.settlement.graph.find((one) => one.operands.length > 0)
        if (node !== undefined) node.operands[0] = 0.5
      },
      'wrong-node',
    ],
  ])('%s is named', (_, change, expected) => {
    const { code, named } = verifyChanged(change)
    expect(code).toBe(3)
    expect(named.join('; ')).toContain(expected)
  })

  test('facts of another month differ, and it says where', () => {
    const changed = verifyChanged(({ settlement }) => {
      settlement.asOf = '2030-01-01T00:00:00Z'
    }, true)
    expect(changed.code).toBe(3)
    expect(changed.said.length).toBeGreaterThan(0)
  })
})

describe('a settlement that is not whole', () => {
  test.each(['settlement', 'hash', 'contract'] as const)('without %s', (key) => {
    const stored = JSON.parse(text) as Partial<Stored>
    delete stored[key]
    writeFileSync(file('changed.json'), JSON.stringify(stored))
    expect(run(['verify', file('changed.json')]).code).toBe(4)
  })

  test.each(['graph', 'lines', 'levels', 'caps', 'totals', 'month'])('without its %s', (key) => {
    const stored = JSON.parse(text) as { settlement: Record<string, unknown> }
    delete stored.settlement[key]
    writeFileSync(file('changed.json'), JSON.stringify(stored))
    expect(run(['verify', file('changed.json')]).code).toBe(4)
    expect(run(['explain', file('changed.json')]).code).toBe(4)
  })

  test('cut in the middle', () => {
    writeFileSync(file('changed.json'), text.slice(0, text.length / 2))
    expect(run(['verify', file('changed.json')]).code).toBe(4)
  })
})
