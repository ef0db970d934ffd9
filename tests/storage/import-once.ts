/**
 * A process that imports tickets into a folder, says each batch that it has stored, and is killed.
 *
 *     tsx tests/storage/import-once.ts FOLDER TENANT COUNT
 */

import type { TenantId } from '../../src/shell/storage/identifiers.ts'
import { openStore } from '../../src/shell/storage/open-store.ts'
import { reading, ticket } from './scene.ts'

const [folder = '', tenant = '', count = '0'] = process.argv.slice(2)
const { value: store, findings } = await openStore({ folder })
if (store === undefined) throw new Error(JSON.stringify(findings))
process.stdout.write('open\n')
const tickets = Array.from({ length: Number(count) }, (_, i) => ticket(`T-${i}`, i % 28))
await store.importFacts(tenant as TenantId, { actor: 'child' }, reading(tickets), {
  onProgress: ({ stored }) => process.stdout.write(`${stored}\n`),
})
process.stdout.write('done\n')
await store.close()
