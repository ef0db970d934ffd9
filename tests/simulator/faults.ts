/** Stores that break something, each with the invariants that must name it. */

import type { Ticket } from '../../src/facts/fact.ts'
import { ticketsOf } from '../../src/facts/fact-log.ts'
import { ticketAt } from '../../src/facts/ticket-batch.ts'
import type { Settlement } from '../../src/money/settlement.ts'
import type { FactFiles } from '../../src/shell/importers/read-files.ts'
import type { MessageId } from '../../src/shell/storage/identifiers.ts'
import type { Store } from '../../src/shell/storage/store.ts'
import type { Invariant } from './invariants.ts'
import type { Port } from './record.ts'

interface Fault {
  readonly name: string
  readonly port: Port
  readonly breaks: readonly Invariant[]
}

/** The same store but for some gestures. */
const but = (store: Store, changed: Partial<Store>): Store => ({ ...store, ...changed })

function withoutLast(files: FactFiles): FactFiles {
  const tickets: Ticket[] = []
  files.tickets.read((batch) => {
    for (let i = 0; i < batch.count; i += 1) tickets.push(ticketAt(batch, i))
  })
  return { ...files, tickets: ticketsOf(tickets.slice(0, -1)) }
}

/** Every line owes a million more than it does. */
function dearer(settlement: Settlement): Settlement {
  const owed = new Set(settlement.lines.map((line) => line.owed))
  const graph = settlement.graph.map((node, id) =>
    owed.has(id) ? { ...node, value: node.value.replace(/^\d+/, '100000000') } : node,
  )
  return { ...settlement, graph }
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'loses a fact of each import',
    port: (store) =>
      but(store, {
        importFacts: (tenant, gesture, files, options) =>
          store.importFacts(tenant, gesture, withoutLast(files), options),
      }),
    breaks: ['each-fact-once'],
  },
  {
    name: 'forgets the keys of commands',
    port: (store) =>
      but(store, {
        importFacts: (tenant, { actor }, files, options) =>
          store.importFacts(tenant, { actor }, files, options),
      }),
    breaks: ['one-effect'],
  },
  {
    name: 'gives the first closed month the settlement of the second',
    port: (store) =>
      but(store, {
        months: async (...asked) => {
          const [first, second, ...rest] = await store.months(...asked)
          if (first === undefined) return []
          if (second?.settlement === undefined) return await store.months(...asked)
          return [{ ...first, settlement: second.settlement }, second, ...rest]
        },
      }),
    breaks: ['closed-stays'],
  },
  {
    name: 'tells what is known now as what was known then',
    port: (store) =>
      but(store, { readFacts: (tenant, _then, onBatch) => store.readFacts(tenant, {}, onBatch) }),
    breaks: ['known-then'],
  },
  {
    name: 'gives dearer settlements than it was given',
    port: (store) =>
      but(store, {
        readSettlement: async (...asked) => {
          const { value, findings } = await store.readSettlement(...asked)
          return { value: value && dearer(value), findings }
        },
      }),
    breaks: ['one-computation', 'caps-hold', 'verifies', 'totals-agree'],
  },
  {
    name: 'never says that a settlement was tampered with',
    port: (() => {
      const kept = new Map<string, Settlement>()
      return (store) =>
        but(store, {
          readSettlement: async (tenant, hash) => {
            const read = await store.readSettlement(tenant, hash)
            const value = read.value ?? kept.get(hash)
            if (value === undefined) return read
            kept.set(hash, value)
            return { value, findings: [] }
          },
        })
    })(),
    breaks: ['forgery-named'],
  },
  {
    name: 'has another end of its audit chain than it told',
    port: (store) =>
      but(store, {
        verifyAudit: (tenant, head) =>
          store.verifyAudit(tenant, head && { ...head, hash: head.hash.replace(/./g, '0') }),
      }),
    breaks: ['audit-holds'],
  },
  {
    name: 'has a message that is never sent',
    port: (store) =>
      but(store, {
        pendingMessages: async () => [
          { id: 'none' as MessageId, topic: 'mail', body: '', createdAt: 0 as never },
        ],
        markSent: async () => undefined,
      }),
    breaks: ['all-ends'],
  },
  {
    name: 'does not undo imports',
    port: (store) => but(store, { withdrawImport: () => Promise.reject(new Error('not today')) }),
    breaks: ['no-failure'],
  },
]
