/** What a store does, wherever it is: each of these registers its tests. */
import './audit-suite.ts'
import './closing-suite.ts'
import './contract-suite.ts'
import './driver-suite.ts'
import './fact-suite.ts'
import './odd-facts-suite.ts'
import './schema-suite.ts'
import './tenant-suite.ts'
