/**
 * Every id that the file declares, read from its text rather than from its terms.
 *
 * A level that cannot be read still has an id: a reference to it is not a second mistake. So ids
 * are collected before anything is understood.
 *
 * Example: `levels: [{ id: restore-p1, target: 95% }]` declares `restore-p1` all the same.
 *
 * @fr identifiants déclarés
 */
import type { Finding, Place } from '../../base/finding.ts'
import type { SourceNode } from '../../base/yaml/source.ts'
import { itemsOf, valueAt } from '../../base/yaml/source.ts'

/** Ids by what they name, each with its first place. @fr identifiants déclarés */
export interface DeclaredNames {
  readonly documents: ReadonlyMap<string, Place>
  readonly calendars: ReadonlyMap<string, Place>
  readonly clocks: ReadonlyMap<string, Place>
  readonly services: ReadonlyMap<string, Place>
  readonly levels: ReadonlyMap<string, Place>
  readonly caps: ReadonlyMap<string, Place>
  readonly balances: ReadonlyMap<string, Place>
  readonly liabilityCaps: ReadonlyMap<string, Place>
  readonly fees: ReadonlyMap<string, Place>
  readonly bases: ReadonlyMap<string, Place>
  readonly stocks: ReadonlyMap<string, Place>
}

type Names = Map<string, Place>

/** The names, and the ids that two things share. */
export function collectNames(root: SourceNode): {
  readonly names: DeclaredNames
  readonly findings: readonly Finding[]
} {
  const collector = new Collector(root)
  const caps = collector.listed(['performance', 'caps'])
  collector.listed(['performance', 'minimums'], caps)
  const names: DeclaredNames = {
    documents: collector.listed(['contract', 'documents']),
    calendars: collector.keyed(['calendars']),
    clocks: collector.keyed(['performance', 'clocks']),
    services: collector.listed(['scope', 'services']),
    levels: collector.listed(['performance', 'levels']),
    caps,
    balances: collector.listed(['performance', 'balances']),
    liabilityCaps: collector.listed(['liability', 'caps']),
    fees: collector.listed(['costs', 'fees']),
    bases: collector.listed(['costs', 'declared'], collector.listed(['costs', 'bases'])),
    stocks: collector.listed(['costs', 'advances'], collector.listed(['costs', 'stocks'])),
  }
  collector.listed(['performance', 'components'])
  collector.listed(['performance', 'combine'])
  const dues = collector.listed(['costs', 'dues'])
  collector.listed(['security', 'measures'])
  collector.listed(['management', 'committees'])
  collector.reportShared([names.caps, names.balances, names.liabilityCaps, names.levels])
  collector.reportShared([names.fees, names.bases])
  collector.reportShared([dues, names.stocks])
  return { names, findings: collector.findings }
}

class Collector {
  readonly findings: Finding[] = []
  readonly #root: SourceNode

  constructor(root: SourceNode) {
    this.#root = root
  }

  /** The ids of the items of a list. */
  listed(path: readonly string[], names: Names = new Map()): Names {
    for (const item of itemsOf(nodeAt(this.#root, path))) {
      const id = valueAt(item, 'id')
      if (id?.kind === 'scalar' && id.text !== '') this.#add(names, id.text, id.where)
    }
    return names
  }

  /** The keys of a map, where the id is the key. YAML has refused those that stand twice. */
  keyed(path: readonly string[]): Names {
    const node = nodeAt(this.#root, path)
    const entries = node?.kind === 'map' ? node.entries : []
    return new Map(entries.map(({ key, keyWhere }) => [key, keyWhere]))
  }

  /** Ids of several kinds that one reference may mean must differ from one another. */
  reportShared(groups: readonly ReadonlyMap<string, Place>[]): void {
    const all: Names = new Map()
    for (const [id, where] of groups.flatMap((group) => [...group])) this.#add(all, id, where)
  }

  #add(names: Names, id: string, where: Place): void {
    const first = names.get(id)
    if (first === undefined) {
      names.set(id, where)
      return
    }
    const params = { id, line: `${first.line}` }
    this.findings.push({ code: 'id-twice', severity: 'error', where, params })
  }
}

const nodeAt = (root: SourceNode, path: readonly string[]): SourceNode | undefined =>
  path.reduce<SourceNode | undefined>(valueAt, root)
