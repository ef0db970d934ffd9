/**
 * Loads the mappings that are ready, and one that a user wrote.
 *
 * @fr chargement des correspondances
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Checked, Finding } from '../../base/finding.ts'
import type { Mapping } from '../../facts/normalise/mapping.ts'
import { parseMapping } from '../../facts/normalise/parse-mapping.ts'
import { loadYaml } from './load-text.ts'

/** Reads one mapping file. Throws where the file cannot be read. */
export function loadMapping(path: string): Checked<Mapping> {
  const tree = loadYaml(path)
  if (tree.value === undefined) return { value: undefined, findings: tree.findings }
  const mapping = parseMapping(tree.value)
  const findings = [...tree.findings, ...mapping.findings].map((finding) => inFile(finding, path))
  return { value: mapping.value, findings }
}

const inFile = (finding: Finding, file: string): Finding =>
  finding.where === undefined ? { ...finding, where: { file, line: 1 } } : finding

/** All the mappings of a folder, in the order of their names. */
export function loadMappings(folder: string): Checked<readonly Mapping[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const read = files.sort().map((name) => loadMapping(join(folder, name)))
  return {
    value: read.flatMap((mapping) => (mapping.value === undefined ? [] : [mapping.value])),
    findings: read.flatMap((mapping) => mapping.findings),
  }
}
