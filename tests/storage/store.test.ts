/** The store, on each database: the same tests, the same answers. */
import { afterAll, beforeAll, describe } from 'vitest'
import { auditSuite } from './audit-suite.ts'
import { closingSuite } from './closing-suite.ts'
import { contractSuite } from './contract-suite.ts'
import { driverSuite } from './driver-suite.ts'
import type { Bench } from './engines.ts'
import { ENGINES, openBench, whyNot } from './engines.ts'
import { factSuite } from './fact-suite.ts'
import { schemaSuite } from './schema-suite.ts'
import { tenantSuite } from './tenant-suite.ts'

const SUITES = {
  'the driver': driverSuite,
  'the tables': schemaSuite,
  tenants: tenantSuite,
  'the audit chain': auditSuite,
  'contracts and months': contractSuite,
  facts: factSuite,
  closings: closingSuite,
}

for (const engine of ENGINES) {
  const reason = whyNot(engine)
  if (reason !== undefined) console.warn(`The store is not tested ${engine}. ${reason}`)
  describe.skipIf(reason !== undefined)(`the store ${engine}`, () => {
    let opened: Bench | undefined
    const bench = (): Bench => {
      if (opened === undefined) throw new Error('the database is not open yet')
      return opened
    }
    beforeAll(async () => {
      opened = await openBench(engine)
    }, 120_000)
    afterAll(async () => {
      await opened?.close()
    })
    for (const [name, suite] of Object.entries(SUITES)) describe(name, () => suite(bench))
  })
}
